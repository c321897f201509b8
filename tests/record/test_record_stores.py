"""What one store takes and the other must take as well."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import cast

import pytest
from sqlalchemy import event

from demarche.record.keeping import Kept
from demarche.service.record import Record
from tests.record.fakes import ScriptedReader, gather, report
from tests.record.news import DONE, NEWS, VISIT, WIRE
from tests.record.stores import NOT_FOUND, Desk, Maker, present

only_on_postgresql = pytest.mark.parametrize("maker", ["postgresql"], indirect=True)


@only_on_postgresql
@pytest.mark.parametrize(
    "line",
    [
        pytest.param("a" * 3000, id="a long word"),
        pytest.param(" ".join(f"{'w' * 40}{at}" for at in range(24_000)), id="a long text"),
        pytest.param(
            "AID happened | Aid workers/ACTION_AGAINST_HUNGER | Envoys/BREAKING_THE_SILENCE | "
            "2021-03-14 | Aid workers *cleared* chemical weapons away.",
            id="long codes",
        ),
    ],
)
def test_every_store_takes_it(desk: Desk, line: str) -> None:
    (added,) = desk.add(report(VISIT, line))
    assert added.receipt.kept is Kept.NEW


@only_on_postgresql
def test_a_phrase_is_found_late_in_a_long_text(desk: Desk) -> None:
    desk.add(report(VISIT, "and so on " * 5500 + "until a blue whale sang"))
    assert len(desk.record.search('"blue whale"')) == 1


def _write(address: str, writer: int) -> None:
    """Add reports that tell of one visit, as another process would."""
    record = cast("Record", Record.at(address))
    pages = [report(VISIT, by=f"Paper {writer}-{number}") for number in range(4)]
    try:
        list(record.add(pages, gatherer=gather, reader=ScriptedReader()))
    finally:
        record.close()


def test_several_may_write_at_once(desk: Desk) -> None:
    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(_write, desk.address, writer) for writer in range(3)]:
            done.result()
    assert [entry.tellings for entry in desk.record.timeline()] == [12]


def test_a_question_is_answered_as_of_one_moment(desk: Desk) -> None:
    desk.add(report(VISIT))
    (number,) = desk.ids()
    other = replace(desk, record=cast("Record", Record.at(desk.address)))
    earlier = report(VISIT, by="The Early Post", on="2021-03-10")

    asked: list[str] = []

    def meanwhile(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT") and not asked:
            asked.append(statement)
            other.add(earlier)

    event.listen(desk.record.engine, "after_cursor_execute", meanwhile)
    try:
        told = desk.record.show(number)
    finally:
        event.remove(desk.record.engine, "after_cursor_execute", meanwhile)
        other.record.close()
    assert [one.printed.publisher for one in told.event.tellings] == ["The Example Post"]


def test_both_stores_hold_the_same(on_sqlite: Maker, on_postgresql: Maker | None) -> None:
    if on_postgresql is None:
        pytest.skip(NOT_FOUND)
    pages = [report(line, WIRE, by=f"Paper {n}") for n, line in enumerate([*NEWS.values(), DONE])]
    with on_sqlite.new() as one, on_postgresql.new() as other:
        for desk in (one, other):
            desk.add(*pages)
            desk.record.merge(desk.ids()[:2], None)
        assert present(one.record) == present(other.record)
        assert one.record.timeline() == other.record.timeline()
