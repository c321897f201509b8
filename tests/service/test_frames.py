"""Answers of the record as data frames."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import demarche
from demarche import UsageError
from demarche.service.frames import to_pandas, to_polars
from demarche.service.record import Record
from tests.record.fakes import ScriptedReader, gather, report


@pytest.fixture
def record(tmp_path: Path) -> Record:
    opened = demarche.open(tmp_path / "record.sqlite")
    pages = [
        report(
            "POLICY planned | USA | KOR | 2021-03-15..2021-04-25 | The review will be *completed*.",
            "REJECT ongoing | PRK | USA | 2021-02-11..2021-03-14 | unanswered x | "
            "Pyongyang has *not answered* Washington.",
            "ACCUSE happened | RUS | NOR | 2021-03-10 | as ACCUSE | Moscow *blamed* Oslo.",
        )
    ]
    list(opened.add(pages, gatherer=gather, reader=ScriptedReader()))
    return opened


@pytest.mark.parametrize("to_frame", [to_pandas, to_polars])
def test_each_answer_is_a_frame_with_a_row_for_each_thing(record: Record, to_frame) -> None:  # type: ignore[no-untyped-def]
    assert len(to_frame(record.timeline())) == 3
    assert list(to_frame(record.due())["due"]) == [date(2021, 4, 25)]
    assert list(to_frame(record.silences())["silent"]) == ["North Korea"]
    assert list(to_frame(record.pair("NOR", "RUS").months)["conflict"]) == [-3.0]


def test_parties_stand_in_one_cell_and_days_are_dates(record: Record) -> None:
    frame = to_polars(record.timeline())
    assert set(frame["actor_codes"]) == {"USA", "PRK", "RUS"}
    assert date(2021, 3, 15) in set(frame["start"])


def test_nothing_gives_an_empty_frame(record: Record) -> None:
    assert len(to_pandas(())) == len(to_polars(())) == 0
    assert record


def test_what_is_no_answer_is_refused() -> None:
    with pytest.raises(UsageError, match="str"):
        to_pandas(["a word"])
