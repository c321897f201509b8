"""What changed since the last visit, or since a day: the first of each kind, or all of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from starlette.routing import Route

from demarche.desk.web.answer import Answer, Row, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.rows import row
from demarche.model import UsageError
from demarche.model.entries import Brief
from demarche.model.ledger import Outcome
from demarche.record.briefing import Glance
from demarche.service import record_json, visits
from demarche.service.asked import part_of
from demarche.service.kept import Kept

_MOST = 50
_KEPT = Kept()
_DONE = (Outcome.KEPT, Outcome.PARTLY_KEPT)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change: its id, its heading, how it is shown, and what of a brief is of it.

    `counted` is the name under which a glance has counted it; None where a brief has it whole.
    """

    id: str
    name: str
    look: str
    of: Callable[[Brief], Sequence[Any]]
    counted: str | None = None


def _kept(found: Brief) -> Sequence[Any]:
    return [one for one in found.closed if one.expectation.outcome in _DONE]


def _ended(found: Brief) -> Sequence[Any]:
    return [one for one in found.closed if one.expectation.outcome not in _DONE]


# The most telling ones first.
KINDS = (
    Kind("kept", "Kept", "due", _kept),
    Kind("ended", "Broken, withdrawn or in doubt", "due", _ended),
    Kind("slipped", "Slipped", "due", lambda found: found.slipped, "slipped"),
    Kind("overdue", "Overdue", "due", lambda found: found.overdue, "overdue"),
    Kind("answered", "Silences broken", "silence", lambda found: found.broken, "broken"),
    Kind("contradicted", "Contradicted", "entry", lambda found: found.contradicted, "contradicted"),
    Kind("changed", "Changed", "change", lambda found: found.changed, "changed"),
    Kind("corrected", "Corrected by hand", "correction", lambda b: b.corrections, "corrections"),
    Kind("new", "New", "entry", lambda found: found.new, "new"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A kind of change as the page shows it: how many there are, and the ones that are shown."""

    kind: Kind
    many: int
    some: Sequence[Any]


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/", today, has_rows=True)


def today(asked: Asked) -> Answer:
    """Return what changed, kind by kind, or page by page what changed of one kind."""
    record = asked.record
    day, since = _since(asked)
    only = _kind(asked)
    found = _KEPT.answer(record, ("glance", since), lambda: record.glance(since, most=_MOST))
    parts = [one for one in (_shown(kind, found) for kind in KINDS) if one.many]
    next_ones, some = None, None
    if only:
        part = part_of(
            record,
            lambda record, most: only.of(record.glance(since, most=most).brief),
            most=_MOST,
            cursor=asked.word("cursor"),
        )
        next_ones, some = part.next, part.rows
    tally = record.tally()
    values = {
        "until": found.brief.until.date(),
        "since": day or since.date(),
        "is_visit": day is None and asked.as_of is None,
        "moment": since,
        "said": day or since.isoformat(),
        "parts": parts,
        "shown": [Shown(only, len(some), some)] if only and some is not None else parts,
        "only": only,
        "next": next_ones,
        "tally": tally,
        "is_empty": not tally["readings"],
    }
    return Answer(
        "today.html",
        values,
        lambda: record_json.brief(record.brief(since)),
        lambda: _rows(record.brief(since)),
    )


def _shown(kind: Kind, found: Glance) -> Shown:
    some = kind.of(found.brief)
    return Shown(kind, found.many[kind.counted] if kind.counted else len(some), some[:_MOST])


def _kind(asked: Asked) -> Kind | None:
    """Return the one kind that is asked for, if any; raises UsageError where there is none such."""
    word = asked.word("only")
    found: Mapping[str, Kind] = {kind.id: kind for kind in KINDS}
    if word and word not in found:
        raise UsageError(word, f"is none of {', '.join(found)}")
    return found[word] if word else None


def _since(asked: Asked) -> tuple[date | None, datetime]:
    """Return the day that was asked for, if any, and the moment since which changes are told: as
    asked, of the visitor's last visit, or of the last day on which a report was added."""
    moment = _moment(asked.word("since"))
    if moment:
        return None, moment
    day = asked.day("since")
    if day is None and asked.as_of is None:
        said = asked.request.cookies.get(visits.COOKIE)
        visit = visits.visit(said, asked.record.clock())
        if visit.since:
            return None, visit.since
    last = asked.record.last_added()
    day = day or asked.as_of or (last.date() if last else asked.record.day)
    return day, datetime.combine(day, time.min, UTC) - timedelta(microseconds=1)


def _moment(word: str | None) -> datetime | None:
    """Return the moment that an address names, as one that leads on from a visit does."""
    if not word or "T" not in word:
        return None
    try:
        found = datetime.fromisoformat(word)
        found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(word, "is no day written as YYYY-MM-DD, and no moment") from error
    if not date.min.year < found.year < date.max.year:
        raise UsageError(word, "lies too far away")
    return found


def _rows(found: Brief) -> list[Row]:
    """Return each event that changed with the kind of its change."""
    return [
        {"change": kind.id, **row(getattr(one, "entry", one))}
        for kind in KINDS
        if kind.look != "correction"
        for one in kind.of(found)
    ]
