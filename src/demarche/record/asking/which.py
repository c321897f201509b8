"""Which events are asked for, and how a row of them becomes an entry of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func

from demarche.model import EventType, Status
from demarche.model.entries import Entry
from demarche.model.events import Line
from demarche.record import codec
from demarche.record.store import View, schema

_E = schema.events


@dataclass(frozen=True, slots=True)
class Which:
    """Which events are asked for; what is left out does not matter.

    `since` and `until` bound the days of the events, both inclusive, `parties` are codes or ids of
    entities, each of which must be a party. `within` bounds the days under which events stand.
    """

    since: date | None = None
    until: date | None = None
    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    story: str | None = None
    parties: tuple[str, ...] = field(default=())
    is_contradicted: bool | None = None
    within: tuple[date, date] | None = None

    def holds(self, view: View, *, is_joined: bool = False) -> list[ColumnElement[bool]]:
        """Return the conditions on the rows of events.

        Where they are joined to rows that were chosen already, no index over all events is of use;
        stores that would take one are kept from it.
        """
        out = [view.holds(_E), _E.c.is_rejected.is_(False)]
        kind = _E.c.event_type.concat("") if is_joined else _E.c.event_type
        if self.since:
            out.append(func.coalesce(_E.c.last, _E.c.shown) >= self.since)
        if self.until and not is_joined:
            out.append(_E.c.shown <= self.until)
        if self.types:
            out.append(kind.in_([one.value for one in self.types]))
        if self.statuses:
            out.append(_E.c.status.in_([status.value for status in self.statuses]))
        if self.story:
            out.append(_E.c.story == self.story)
        if self.within:
            out.append(_E.c.shown.between(*self.within))
        if self.is_contradicted is not None:
            out.append(_E.c.is_contradicted.is_(self.is_contradicted))
        parties = self.parties[1:] if is_joined else self.parties
        return out + [_with(party, view) for party in parties]


def _with(party: str, view: View) -> ColumnElement[bool]:
    """Return the condition that `party`, a code or an entity, is one to an event.

    The sides are looked up by their event, of which there are few, and not by the party.
    """
    sides = schema.sides.alias()
    column = sides.c.entity if ":" in party else sides.c.code
    is_party = column.concat("") == party
    return exists().where(sides.c.event == _E.c.id, is_party, view.holds(sides))


def entry_of(row: Mapping[Any, Any]) -> Entry:
    """Return a row of events as lists show it."""
    return Entry(
        id=row["id"],
        event_type=EventType(row["event_type"]),
        status=Status(row["status"]) if row["status"] else None,
        shown=row["shown"],
        story=row["story"],
        tellings=row["tellings"],
        outlets=row["outlets"],
        origins=row["origins"],
        is_contradicted=row["is_contradicted"],
        is_rejected=row["is_rejected"],
        line=codec.read(row["state"], Line),
    )


def passed(one: str, other: str, view: View) -> list[ColumnElement[bool]]:
    """Return the conditions that a dyad is one of these two."""
    table = schema.dyads
    first, second = sorted((one, other))
    return [table.c.one == first, table.c.other == second, view.holds(table)]
