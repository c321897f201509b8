"""What is awaited as a calendar: entries that move and cancel as the record learns of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import pytest
from icalendar import Calendar, Event

from demarche.service.calendars import calendar
from demarche.service.record import Record
from tests.record.fakes import ScriptedReader, gather, report

PLAN = "POLICY planned | USA | KOR | 2021-03-15..2021-04-25 | The review will be *completed* soon."
LATER = "POLICY planned | USA | KOR | 2021-05-01..2021-06-15 | The review will be *completed* late."
DONE = "POLICY happened | USA | KOR | 2021-06-02 | The review was *completed*."
OFF = "POLICY will_not_happen | USA | KOR | - | The review will not be *completed*."


class Desk:
    """A record whose clock is moved by hand."""

    def __init__(self, path: Path) -> None:
        self.day = datetime(2021, 3, 14, 12, tzinfo=UTC)
        self.record = cast("Record", Record.at(str(path), clock=lambda: self.day))

    def add(self, line: str, on: str) -> None:
        self.day = datetime.fromisoformat(f"{on}T12:00:00+00:00")
        page = report(line, on=on)
        assert list(self.record.add([page], gatherer=gather, reader=ScriptedReader()))

    def entries(self) -> list[Event]:
        data = calendar(self.record, self.record.due())
        return [part for part in Calendar.from_ical(data).walk("VEVENT") if isinstance(part, Event)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "record.sqlite")
    made.add(PLAN, "2021-03-14")
    return made


def test_a_plan_is_an_entry_over_its_days(desk: Desk) -> None:
    (entry,) = desk.entries()
    assert entry.decoded("dtstart") == date(2021, 3, 15)
    assert entry.decoded("dtend") == date(2021, 4, 26)
    assert entry["status"] == "TENTATIVE"
    assert entry["sequence"] == 0
    assert "will be completed" in entry["description"]


def test_a_slip_moves_the_same_entry(desk: Desk) -> None:
    (before,) = desk.entries()
    desk.add(LATER, "2021-04-20")
    (after,) = desk.entries()
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstart") == date(2021, 5, 1)
    assert after.decoded("last-modified") > before.decoded("last-modified")


def test_what_is_kept_stands_on_its_day(desk: Desk) -> None:
    desk.add(LATER, "2021-04-20")
    desk.add(DONE, "2021-06-03")
    (entry,) = desk.entries()
    assert (entry["status"], entry.decoded("dtstart")) == ("CONFIRMED", date(2021, 6, 2))
    assert entry["sequence"] == 2


def test_what_is_called_off_is_cancelled(desk: Desk) -> None:
    desk.add(OFF, "2021-04-01")
    (entry,) = desk.entries()
    assert entry["status"] == "CANCELLED"


def test_the_same_record_gives_the_same_calendar(desk: Desk) -> None:
    found = [calendar(desk.record, desk.record.due()) for _ in range(2)]  # type: ignore[arg-type]
    assert found[0] == found[1]


def test_signs_that_no_calendar_shows_are_left_out(desk: Desk) -> None:
    desk.add(
        "POLICY planned | PER | - | 2021-07-01 | The \x1b[31mlist\x00 will be *printed*.",
        "2021-03-15",
    )
    texts = [str(entry[field]) for entry in desk.entries() for field in ("summary", "description")]
    assert any("list will be printed" in text for text in texts)
    assert not any(sign in text for text in texts for sign in "\x00\x1b")
