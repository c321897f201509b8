"""The commands over a record: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

import demarche
from demarche.desk.cli import main
from tests.record.fakes import ScriptedReader, gather, report

REPORTS = (
    report(
        "POLICY planned | USA | KOR | 2021-03-15..2021-04-25 | by Sung Kim/USA | "
        "The review will be *completed* in the coming weeks.",
        "REJECT ongoing | PRK | USA | 2021-02-11..2021-03-14 | unanswered x | "
        "Pyongyang has *not answered* the overtures from Washington.",
        title="Review",
        url="https://post.example/1",
    ),
    report(
        "CONSULT happened | Sung Kim/USA | KOR | 2021-03-17 | as CONSULT | Envoys *met* in Seoul.",
        by="The Other Post",
        on="2021-03-18",
    ),
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "record.sqlite"
    record = demarche.open(path)
    list(record.add(REPORTS, replay=True, gatherer=gather, reader=ScriptedReader()))
    record.close()
    return path


def run(place: Path, *args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--record", str(place)])


def rows(place: Path, *args: str) -> list[dict[str, object]]:
    found = run(place, *args, "--json")
    assert found.exit_code == 0, found.output
    return [json.loads(line) for line in found.stdout.splitlines()]


@pytest.mark.parametrize(
    ("command", "count"),
    [
        (["timeline"], 3),
        (["timeline", "--type", "consult"], 1),
        (["timeline", "--status", "planned", "--status", "ongoing"], 2),
        (["timeline", "--since", "2021-03-16", "--type", "CONSULT"], 1),
        (["timeline", "--until", "2021-02-28"], 1),
        (["timeline", "--party", "KOR"], 2),
        (["timeline", "--as-of", "2021-03-15"], 2),
        (["timeline", "--as-of", "2020-01-01"], 0),
        (["due"], 1),
        (["due", "--overdue", "--as-of", "2021-04-01"], 0),
        (["due", "--overdue"], 1),
        (["due", "--standing", "open", "--as-of", "2021-04-01"], 1),
        (["due", "--owner", "KOR"], 0),
        (["due", "--by", "2021-04-25"], 1),
        (["silences"], 1),
        (["silences", "--unbroken", "--party", "USA"], 1),
        (["actor", "Sung Kim"], 1),
        (["actor", "KOR"], 2),
        (["actor", "Nobody"], 0),
        (["pair", "USA", "KOR"], 1),
        (["search", "coming weeks"], 1),
        (["search", '"overtures from"'], 1),
        (["search", "weeks overtures"], 1),
        (["search", "zebra"], 0),
        (["stories"], 3),
        (["brief", "--since", "2021-03-16"], 1),
        (["history"], 0),
        (["captures", "https://post.example/1"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_pipe_gets_a_line_of_json_for_each_thing(
    place: Path, command: list[str], count: int
) -> None:
    assert len(rows(place, *command)) == count


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["timeline"], ["CONSULT", "“Envoys met in Seoul.”", "The Other Post", "17 Mar 2021"]),
        (["due", "--as-of", "2021-04-01"], ["open", "due Sun 25 Apr 2021", "Sung Kim"]),
        (["due", "--as-of", "2021-05-01"], ["overdue"]),
        (["silences", "--as-of", "2021-03-14"], ["unanswered", "Thu 11 Feb 2021", "31 days"]),
        (["pair", "USA", "KOR"], ["USA – KOR", "2021-03", "balance", "Awaited"]),
        (["search", "overtures"], ["Review", "has not answered"]),
        (["brief", "--since", "2021-03-18"], ["New (1)", "CONSULT"]),
        (["stories"], ["KOR-USA:review"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_terminal_gets_it_laid_out(place: Path, command: list[str], words: list[str]) -> None:
    found = run(place, *command, "--table")
    assert found.exit_code == 0
    flat = " ".join(found.stdout.split())
    assert [word for word in words if word not in flat] == []


def the_visit(place: Path) -> str:
    (found,) = rows(place, "timeline", "--type", "CONSULT")
    return str(found["id"])


def test_an_event_is_shown_by_the_beginning_of_its_id(place: Path) -> None:
    (told,) = rows(place, "show", the_visit(place)[:8])
    assert told["event_type"] == "CONSULT"
    found = run(place, "show", the_visit(place), "--table")
    assert "The Other Post: happened" in found.stdout


def test_a_field_is_corrected_shown_and_put_back(place: Path) -> None:
    visit = the_visit(place)
    done = run(place, "correct", visit, "days=2021-03-16..2021-03-17", "--because", "the calendar")
    assert (done.exit_code, done.stdout) == (0, "")
    (told,) = rows(place, "show", visit)
    assert told["occurred"] == {"start": "2021-03-16", "end": "2021-03-17", "text": None}
    (change,) = rows(place, "history", visit)
    assert change["because"] == "the calendar"
    assert run(place, "undo", str(change["id"])).exit_code == 0
    (told,) = rows(place, "show", visit)
    assert told["occurred"] == {"start": "2021-03-17", "end": "2021-03-17", "text": None}


def test_events_are_merged_and_split(place: Path) -> None:
    ids = [str(row["id"]) for row in rows(place, "timeline")]
    assert run(place, "merge", *ids[:2]).exit_code == 0
    assert len(rows(place, "timeline")) == 2
    assert run(place, "split", ids[0], ids[1]).exit_code == 0
    assert len(rows(place, "timeline")) == 3


def test_the_other_changes_by_hand(place: Path) -> None:
    visit, (review,) = the_visit(place), rows(place, "due")
    number = str(review["event"]["id"])  # type: ignore[index]
    assert run(place, "close", number, "kept", "--on", "2021-04-30").exit_code == 0
    assert [row["standing"] for row in rows(place, "due")] == ["kept"]
    assert run(place, "rename", "KOR-USA:review", "The review").exit_code == 0
    assert "The review" in {row["name"] for row in rows(place, "stories")}
    assert run(place, "grade", "The Other Post", "b2").exit_code == 0
    (told,) = rows(place, "show", visit)
    assert told["grades"] == {"The Other Post": "B2"}
    assert run(place, "reject", visit).exit_code == 0
    assert rows(place, "timeline", "--type", "CONSULT") == []
    entered = run(
        place, "enter", "CONSULT", "--actors", "USA", "--recipients", "KOR", "--days", "2021-03-17",
        "--quote", "Ministers met.", "--words", "met", "--source", "Ministry",
        "--printed", "2021-03-18",
    )  # fmt: skip
    assert entered.exit_code == 0
    assert len(rows(place, "timeline", "--type", "CONSULT")) == 1


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (["show", "zzz"], 1, "zzz: no such event in the record"),
        (["correct", "zzz", "status=happened"], 1, "no such event"),
        (["correct", "zzz", "status"], 2, "write FIELD=VALUE"),
        (["timeline", "--since", "soon"], 2, "not a day"),
        (["timeline", "--type", "DANCE"], 2, "DANCE"),
        (["due", "--standing", "late"], 2, "late"),
        (["undo"], 1, "nothing was corrected yet"),
        (["captures", "nowhere"], 1, "no such page"),
        (["grade", "X", "Z9"], 2, "Admiralty"),
        (["rename", "A:b", "Name"], 1, "no such story"),
        (["brief"], 2, "--since"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_makes_no_sense_gets_one_line(
    place: Path, command: list[str], code: int, words: str
) -> None:
    found = run(place, *command)
    assert found.exit_code == code
    assert words in found.stderr
    assert len(found.stderr.splitlines()) == 1


def test_a_wrong_field_and_value_are_named(place: Path) -> None:
    visit = the_visit(place)
    assert "colour: no field" in run(place, "correct", visit, "colour=red").stderr
    assert "soon: no days" in run(place, "correct", visit, "days=soon").stderr


def test_a_record_that_cannot_be_opened_gets_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database at all, but some words", encoding="utf-8")
    for place in (tmp_path / "notes.txt", tmp_path / "gone" / "record.sqlite"):
        found = run(place, "timeline")
        assert found.exit_code == 1
        assert len(found.stderr.splitlines()) == 1


def test_a_calendar_is_written(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    assert run(place, "due", "--ics", str(file)).exit_code == 0
    assert len(Calendar.from_ical(file.read_bytes()).walk("VEVENT")) == 1
    assert run(place, "due", "--ics", "-").stdout_bytes == file.read_bytes()


def test_reports_are_added_once_and_counted(tmp_path: Path) -> None:
    place, folder = tmp_path / "record.sqlite", tmp_path / "reports"
    folder.mkdir()
    text = "Title: Talks\nPublished: 2021-03-18\n\nMinisters of Norway and Finland met in Oslo.\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\xff\xfe\x00 broken \x81")
    first = run(place, "add", str(folder))
    assert first.exit_code == 3
    assert "1 new, 0 known, 0 changed, 0 copies, 1 failed" in first.stderr
    again = run(place, "add", str(folder / "a.txt"), "--json")
    assert json.loads(again.stdout)["kept"] == "known"
    assert run(place, "rebuild").exit_code == 0
