"""When a visitor was here last: a visit ends after half an hour of quiet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

COOKIE = "demarche_visit"
QUIET = timedelta(minutes=30)
_A_WHILE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit: until when the one before it lasted, if any, and when this one was last active."""

    since: datetime | None
    seen: datetime

    def written(self) -> str:
        """Return the visit as a cookie keeps it."""
        return f"{self.since.isoformat() if self.since else ''}~{self.seen.isoformat()}"


def visit(said: str | None, now: datetime) -> Visit:
    """Return the visit at this moment, from what the visitor's cookie says.

    What the cookie says of the future, or in another form, is not believed.

    >>> at = datetime(2021, 3, 14, 9, tzinfo=UTC)
    >>> visit(visit(None, at).written(), at + timedelta(hours=8)).since == at
    True
    """
    since, seen = _read(said, now)
    if seen is None:
        return Visit(None, now)
    if now - seen > QUIET:
        return Visit(seen, now)
    return Visit(since, now if now - seen > _A_WHILE else seen)


def _read(said: str | None, now: datetime) -> tuple[datetime | None, datetime | None]:
    first, _, last = (said or "").partition("~")
    since, seen = _moment(first), _moment(last)
    if seen is None or seen > now or (since and since > seen):
        return None, None
    return since, seen


def _moment(word: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(word)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None
