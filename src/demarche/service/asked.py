"""What is asked of the record, from the words in which a desk is asked."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Generic, TypeVar

from demarche.model import EventType, Status, UsageError
from demarche.record.asking import Which
from demarche.service.record import Record

__all__ = ["Part", "Which", "part_of", "which_of"]

# No answer is followed further than this: each part costs all rows before it.
_FARTHEST = 50_000

T = TypeVar("T")
V = TypeVar("V", EventType, Status)


def which_of(
    since: date | None = None,
    until: date | None = None,
    types: Iterable[str] = (),
    statuses: Iterable[str] = (),
    story: str | None = None,
    parties: Iterable[str] = (),
) -> Which:
    """Return which events are asked for; raises UsageError for an unknown type or status."""
    return Which(
        since,
        until,
        tuple(_one_of(EventType, kind.upper()) for kind in types),
        tuple(_one_of(Status, status.lower()) for status in statuses),
        story or None,
        tuple(party if ":" in party else party.upper() for party in parties),
    )


def _one_of(kind: type[V], word: str) -> V:
    try:
        return kind(word)
    except ValueError as error:
        raise UsageError(word, f"is none of {', '.join(kind)}") from error


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some rows of a long answer, and the cursor by which the next ones are had, if any are."""

    rows: tuple[T, ...]
    next: str | None


def part_of(
    record: Record,
    ask: Callable[[Record, int], Sequence[T]],
    *,
    most: int,
    cursor: str | None = None,
) -> Part[T]:
    """Return the next `most` rows of the answer to `ask`, which is given how many it is to return.

    A cursor names the moment at which the first part was given, and later parts are of the record
    as it stood then: nothing is shown twice or left out, whatever is added meanwhile. Raises
    UsageError for a cursor that was not given here.
    """
    moment, done = _read(cursor) if cursor else (record.moment or record.clock(), 0)
    moment = min(moment, record.moment or moment)
    seen = record if cursor is None else record.as_of(moment)
    found = ask(seen, done + most + 1)
    rows = tuple(found[done : done + most])
    more = len(found) > done + most
    return Part(rows, _written(moment, done + most) if more else None)


def _written(moment: datetime, done: int) -> str:
    told = json.dumps([moment.isoformat(), done]).encode()
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


def _read(cursor: str) -> tuple[datetime, int]:
    try:
        told = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        moment, done = json.loads(told)
        at = datetime.fromisoformat(moment).astimezone(UTC)
        if not isinstance(done, int) or done < 0:
            raise ValueError(cursor)
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error) as error:
        raise UsageError(cursor, "is no cursor that was given here") from error
    if done > _FARTHEST:
        raise UsageError(cursor, f"leads further than {_FARTHEST:,} rows; ask for fewer days")
    return at, done
