"""`demarche cite-check`: what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import demarche
from demarche.desk.cli import main
from tests.record.fakes import ScriptedReader, gather, report
from tests.record.news import VISIT


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cited") / "record.sqlite"
    record = demarche.open(path)
    pages = [report(VISIT, on="2021-03-06")]
    list(record.add(pages, replay=True, gatherer=gather, reader=ScriptedReader()))
    record.close()
    return path


@pytest.fixture(scope="module")
def visit(place: Path) -> str:
    record = demarche.open(place)
    (entry,) = record.timeline()
    record.close()
    return entry.id[:8]


def run(place: Path, *args: str, draft: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["cite-check", *args, "--record", str(place)], input=draft)


def test_a_draft_that_is_borne_out_ends_with_0(place: Path, visit: str, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    text = f"# Visits\n\nSecretaries from Washington met colleagues in Seoul [{visit}]."
    draft.write_text(text, encoding="utf-8")
    found = run(place, str(draft), "--table")
    assert found.exit_code == 0
    assert "supported    Secretaries from Washington met" in found.stdout
    assert "no claim     # Visits" in found.stdout
    assert "1 no claim, 1 supported" in found.stderr


def test_one_that_is_not_ends_with_1_and_says_why(place: Path, visit: str) -> None:
    found = run(place, "-", "--table", draft=f"Secretaries met in Tokyo [{visit}].")
    assert found.exit_code == 1
    assert "unsupported  Secretaries met in Tokyo." in found.stdout
    assert "- Tokyo is named, and is none of the event's parties" in found.stdout


def test_a_pipe_gets_a_line_of_json_for_each_sentence(place: Path, visit: str) -> None:
    draft = f"Secretaries met in Seoul [{visit}]. Kim met Moon. Kim left [ffffffff]."
    found = run(place, "-", draft=draft)
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert [row["finding"] for row in rows] == ["supported", "uncited", "unknown"]
    assert found.exit_code == 1


def test_the_record_is_asked_as_it_stood(place: Path, visit: str) -> None:
    draft = f"Secretaries met in Seoul [{visit}]."
    found = run(place, "-", "--as-of", "2021-03-01", draft=draft)
    assert json.loads(found.stdout)["finding"] == "unknown"


@pytest.mark.parametrize(
    ("draft", "reason"),
    [(b"\xff\xfe\xff", "not UTF-8"), (b"a " * 300_000, "longer than"), (None, "no such file")],
)
def test_what_is_no_draft_is_wrong_usage(
    place: Path, tmp_path: Path, draft: bytes | None, reason: str
) -> None:
    source = "-" if draft is not None else str(tmp_path / "missing")
    found = run(place, source, draft=draft)
    assert found.exit_code == 2
    assert reason in found.stderr
