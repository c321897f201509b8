"""The Python door: `demarche.Reader`."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import demarche
from demarche.model import (
    EventType,
    Failure,
    Page,
    PageError,
    Reading,
    Relation,
    Span,
    Unresolved,
    UsageError,
)
from demarche.service import Reader
from tests.service.fakes import FakePipeline, gather


@pytest.fixture
def pipeline() -> FakePipeline:
    return FakePipeline()


@pytest.fixture
def reader(pipeline: FakePipeline) -> Reader:
    return Reader(pipeline=pipeline, coder=pipeline, gatherer=gather)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("A report.", encoding="utf-8")
    return path


def test_a_path_is_read_as_text_or_path_alike(reader: Reader, report: Path) -> None:
    assert reader.read(report) == reader.read(str(report))
    assert reader.read(report).article.name == str(report)


@pytest.mark.parametrize("day", ["2021-03-14", date(2021, 3, 14)])
def test_the_day_of_publication_is_handed_on(
    reader: Reader, pipeline: FakePipeline, report: Path, day: str | date
) -> None:
    reader.read(report, published=day)
    assert pipeline.asked == [(str(report), date(2021, 3, 14))]


def test_a_page_at_hand_is_read_as_it_is(reader: Reader) -> None:
    assert reader.read(Page("mine", b"A report.")).article.name == "mine"


def test_a_text_is_read_without_a_file(reader: Reader, pipeline: FakePipeline) -> None:
    reading = reader.read_text("A report.", published="2021-03-14", name="note")
    assert isinstance(reading, Reading)
    assert pipeline.asked == [("note", date(2021, 3, 14))]


@pytest.mark.parametrize("text", ["", " \n", "\udcff"])
def test_a_text_that_cannot_be_read_raises(reader: Reader, text: str) -> None:
    with pytest.raises(PageError):
        reader.read_text(text)


def test_a_file_that_is_not_there_raises_and_is_named(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(PageError, match=r"gone\.txt: no such file"):
        reader.read(tmp_path / "gone.txt")


def test_an_empty_folder_raises(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(PageError, match="nothing to read"):
        reader.read(tmp_path)


def test_a_file_of_several_reports_is_not_read_as_one(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text("one<next>two", encoding="utf-8")
    with pytest.raises(UsageError, match="more than one report"):
        reader.read(tmp_path / "two.txt")


def test_all_are_read_in_order_and_failures_stand_among_them(
    reader: Reader, report: Path, tmp_path: Path
) -> None:
    sources = [report, Page("bad", b"\xff"), tmp_path / "gone.txt", Page("mine", b"A report.")]
    found = list(reader.read_all(sources))
    assert [type(one) for one in found] == [Reading, Failure, Failure, Reading]
    assert found[1] == Failure("bad", "not UTF-8")


def test_one_source_may_be_given_alone(reader: Reader, tmp_path: Path, report: Path) -> None:
    assert len(list(reader.read_all(str(tmp_path)))) == 1
    assert len(list(reader.read_all(report))) == 1
    assert len(list(reader.read_all(Page("mine", b"A report.")))) == 1


def test_reports_are_read_one_by_one(reader: Reader, pipeline: FakePipeline) -> None:
    readings = reader.read_all(Page(str(n), b"A report.") for n in range(5))
    next(readings)
    assert [name for name, _ in pipeline.asked] == ["0"]


def test_a_day_that_does_not_exist_is_refused_before_anything_is_read(reader: Reader) -> None:
    with pytest.raises(UsageError, match="2021-02-30"):
        reader.read_all([], published="2021-02-30")


def test_a_bug_is_raised_and_says_on_which_page(reader: Reader) -> None:
    with pytest.raises(ZeroDivisionError) as error:
        list(reader.read_all([Page("odd", b"a bug is here")]))
    assert error.value.__notes__ == ["while reading odd"]


def test_a_pair_is_coded_by_words_or_by_places(reader: Reader) -> None:
    sentence = "Oslo will meet Quito."
    relation = reader.relate(sentence, "Oslo", "Quito")
    assert isinstance(relation, Relation)
    assert relation.event_type is EventType.CONSULT
    assert reader.relate(sentence, Span(0, 4), Span(15, 20)) == relation
    assert reader.relate("nothing of Oslo", "Oslo", None) == Unresolved("no act between the two")


def test_a_pair_that_is_not_in_the_sentence_is_refused(reader: Reader) -> None:
    with pytest.raises(UsageError, match="Lima"):
        reader.relate("Oslo will meet Quito.", "Oslo", "Lima")


def test_a_table_is_coded_row_by_row(reader: Reader) -> None:
    table = "marked_sentence\n<s>Oslo</s> met.\nOslo met.\n<s>Oslo</s> did nothing.\n"
    found = list(reader.relate_table(table, name="t"))
    assert [type(one) for one in found] == [Relation, Failure, Unresolved]


def test_the_package_names_its_door_and_its_types() -> None:
    assert demarche.Reader is Reader
    assert all(getattr(demarche, name) is not None for name in demarche.__all__)
    assert set(demarche.__all__) == set(dir(demarche))
    with pytest.raises(AttributeError, match="Rader"):
        demarche.Rader  # noqa: B018


def test_type_checkers_see_the_same_names() -> None:
    stub = Path(demarche.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    assert re.findall(r'"(\w+)"', stub) == demarche.__all__


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, demarche; print([m for m in sys.modules if m.startswith('demarche.')])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_door_opens_without_the_heavy_parts() -> None:
    code = (
        "import sys, demarche; demarche.Reader(); "
        "print(sorted({'numpy', 'onnxruntime', 'httpx', 'trafilatura', 'rich'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
