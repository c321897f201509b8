"""What changed since the last visit, or since a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from starlette.routing import Route

from demarche.desk.web.answer import Answer, Row, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.rows import entry_row
from demarche.model.entries import Brief
from demarche.service import record_json, visits
from demarche.service.kept import Kept

_MOST = 40
_KEPT = Kept()


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/", today, has_rows=True)


def today(asked: Asked) -> Answer:
    """Return what changed, kind by kind, the most telling kinds first."""
    record = asked.record
    day, since = _since(asked)
    found = _KEPT.answer(record, ("brief", since), lambda: record.brief(since))
    parts = _parts(found)
    tally = record.tally()
    values = {
        "brief": found,
        "since": day or since.date(),
        "is_visit": day is None and asked.as_of is None,
        "moment": since,
        "parts": [part for part in parts if part[2]],
        "most": _MOST,
        "tally": tally,
        "is_empty": not tally["readings"],
    }
    return Answer("today.html", values, lambda: record_json.brief(found), lambda: _rows(parts))


def _since(asked: Asked) -> tuple[date | None, datetime]:
    """Return the day that was asked for, if any, and the moment since which changes are told: of
    that day, of the visitor's last visit, or of the last day on which a report was added."""
    day = asked.day("since")
    if day is None and asked.as_of is None:
        said = asked.request.cookies.get(visits.COOKIE)
        visit = visits.visit(said, asked.record.clock())
        if visit.since:
            return None, visit.since
    last = asked.record.last_added()
    day = day or asked.as_of or (last.date() if last else asked.record.day)
    return day, datetime.combine(day, time.min, UTC) - timedelta(microseconds=1)


def _parts(found: Brief) -> list[tuple[str, str, Sequence[Any], str]]:
    """Return the kinds of change: an id, a heading, what changed, and how it is shown."""
    kept = [one for one in found.closed if one.expectation.outcome.value in ("kept", "partly_kept")]
    ended = [one for one in found.closed if one not in kept]
    return [
        ("kept", "Kept", kept, "due"),
        ("ended", "Broken, withdrawn or in doubt", ended, "due"),
        ("slipped", "Slipped", found.slipped, "due"),
        ("overdue", "Overdue", found.overdue, "due"),
        ("answered", "Silences broken", found.broken, "silence"),
        ("contradicted", "Contradicted", found.contradicted, "entry"),
        ("changed", "Changed", found.changed, "change"),
        ("corrected", "Corrected by hand", found.corrections, "correction"),
        ("new", "New", found.new, "entry"),
    ]


def _rows(parts: Sequence[tuple[str, str, Sequence[Any], str]]) -> list[Row]:
    """Return each event that changed with the kind of its change."""
    return [
        {"change": number, **entry_row(getattr(one, "entry", one))}
        for number, _, some, how in parts
        if how != "correction"
        for one in some
    ]
