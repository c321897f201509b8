"""What is awaited as a calendar to subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from demarche.model.entries import Due
from demarche.model.ledger import Outcome

if TYPE_CHECKING:
    from icalendar import Event

    from demarche.service.record import Record

_STATUS = {
    Outcome.OPEN: "TENTATIVE",
    Outcome.UNKNOWN: "TENTATIVE",
    Outcome.KEPT: "CONFIRMED",
    Outcome.PARTLY_KEPT: "CONFIRMED",
    Outcome.BROKEN: "CANCELLED",
    Outcome.WITHDRAWN: "CANCELLED",
}


def calendar(record: Record, found: Iterable[Due]) -> bytes:
    """Return the expectations that name days as an iCalendar file.

    An entry keeps its UID for good; SEQUENCE grows with each change of it on record, so that
    calendars move and cancel what they hold. Those without days are left out.
    """
    from icalendar import Calendar

    whole = Calendar()
    whole.add("prodid", "-//Demarche//Expectations//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", "What is awaited")
    dated = [one for one in found if one.expectation.due]
    revisions = record.revisions([one.entry.id for one in dated])
    for one in dated:
        whole.add_component(_event(one, *revisions[one.entry.id]))
    return bytes(whole.to_ical())


def _event(one: Due, sequence: int, stamped: datetime) -> Event:
    from icalendar import Event

    expectation, line = one.expectation, one.entry.line
    first, last = _days(one)
    event = Event()
    event.add("uid", f"{expectation.event}@demarche")
    event.add("sequence", sequence)
    event.add("dtstamp", stamped)
    event.add("last-modified", stamped)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("status", _STATUS[expectation.outcome])
    event.add("transp", "TRANSPARENT")
    standing = one.standing.replace("_", " ")
    event.add("summary", _shown(f"{_names(one)}: {line.words} ({standing})"))
    event.add("description", "\n".join(map(_shown, _said(one))))
    event.add("categories", [one.entry.event_type.value, one.standing.value])
    return event


def _shown(text: str) -> str:
    """Return `text` on one line, without signs that no calendar shows and iCalendar forbids."""
    shown = (" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text)
    return " ".join("".join(shown).split())


def _days(one: Due) -> tuple[date, date]:
    windows = [word.days for word in one.expectation.windows if word.days]
    if one.expectation.closed and one.expectation.outcome in (Outcome.KEPT, Outcome.PARTLY_KEPT):
        return one.expectation.closed, one.expectation.closed
    return windows[-1].first, windows[-1].last


def _names(one: Due) -> str:
    names = [side.code or side.name for side in one.expectation.owners]
    return ", ".join(dict.fromkeys(names)) or "not said who"


def _said(one: Due) -> list[str]:
    words = list(one.expectation.windows)
    words += [one.expectation.closing] if one.expectation.closing else []
    return [
        f"{word.printed}: “{word.quote}” ({', '.join(filter(None, (word.publisher, word.source)))})"
        for word in words
    ]
