"""What changed in the record between two moments: all of it, or the first of each kind, counted.

What is not shown is told apart by its rows alone, and never made into entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, Text, and_, cast, func, select, union

from demarche.model.entries import Brief, Change, Due, Entry, Unanswered
from demarche.model.ledger import Outcome, Standing
from demarche.record import asking, by_hand
from demarche.record.store import Then, View, batches, schema

_E, _X, _S = schema.events, schema.expectations, schema.silences

Row = Any  # a row of events


@dataclass(frozen=True, slots=True)
class Glance:
    """The beginning of what changed: the first of each kind, and how many there are of each, by the
    names of the brief's fields."""

    brief: Brief
    many: Mapping[str, int]


def brief(
    connection: Connection, before: Then, view: View, since: datetime, until: datetime
) -> Brief:
    """Return the difference between the record `before` and as it is in `view`.

    What fell due in between without word is told beside what was recorded.
    """
    return glance(connection, before, view, since, until, None).brief


def glance(
    connection: Connection,
    before: Then,
    view: View,
    since: datetime,
    until: datetime,
    most: int | None,
) -> Glance:
    """Return the beginning of that difference, `most` of each kind, and how much there is of each.

    What was closed is told whole: it is seldom much, and of several kinds.
    """
    events = _Events.between(connection, before, view)
    closed, slipped = _expectations(connection, before, view, events.earlier)
    broken = _broken(connection, before, view, events.earlier)
    by_whom = [one for one in by_hand.history(connection, view, None, None) if one.recorded > since]
    day = until.date()
    overdue = asking.due(
        connection, view, day, standings=[Standing.OVERDUE], since=since.date(), most=most
    )
    new, changed, contradicted = events.new(), events.changed(), events.contradicted()
    now = asking.entries(connection, view, [*new[:most], *changed[:most], *contradicted[:most]])
    found = Brief(
        since=since,
        until=until,
        new=tuple(now[one] for one in new[:most]),
        changed=_changes(connection, before, now, events, changed[:most]),
        closed=_due(connection, view, day, closed),
        slipped=_due(connection, view, day, slipped[:most]),
        overdue=overdue,
        broken=_silences(connection, view, day, broken[:most]),
        contradicted=tuple(now[one] for one in contradicted[:most]),
        corrections=tuple(by_whom[:most]),
    )
    many = {
        "new": len(new),
        "changed": len(changed),
        "closed": len(closed),
        "slipped": len(slipped),
        "overdue": _count_overdue(connection, view, since.date(), day),
        "broken": len(broken),
        "contradicted": len(contradicted),
        "corrections": len(by_whom),
    }
    return Glance(found, many)


def only(found: Brief, ids: frozenset[str]) -> Brief:
    """Return a brief of the events with these ids alone."""
    return replace(
        found,
        new=tuple(one for one in found.new if one.id in ids),
        changed=tuple(one for one in found.changed if one.entry.id in ids),
        closed=tuple(one for one in found.closed if one.entry.id in ids),
        slipped=tuple(one for one in found.slipped if one.entry.id in ids),
        overdue=tuple(one for one in found.overdue if one.entry.id in ids),
        broken=tuple(one for one in found.broken if one.entry.id in ids),
        contradicted=tuple(one for one in found.contradicted if one.id in ids),
        corrections=tuple(one for one in found.corrections if one.target in ids),
    )


def events_of(found: Brief) -> set[str]:
    """Return the events that a brief speaks of."""
    entries = [*found.new, *found.contradicted]
    entries += [one.entry for one in found.changed]
    entries += [one.entry for one in (*found.closed, *found.slipped, *found.overdue)]
    entries += [one.entry for one in found.broken]
    return {one.id for one in entries} | {one.target for one in found.corrections}


@dataclass(frozen=True, slots=True)
class _Events:
    """The events of which something changed, as rows: as they are, and as they were; `earlier`
    names what an event was part of before."""

    now: Mapping[str, Row]
    was: Mapping[str, Row]
    earlier: Mapping[str, str]

    @classmethod
    def between(cls, connection: Connection, before: Then, view: View) -> _Events:
        """Return the events of which a row began or ended in between."""
        touched = _touched(_E, _E.c.id, before, view)
        rows = _rows(connection, view, touched)
        now = {number: row for number, row in rows.items() if not row.is_rejected}
        old = _rows(connection, before, touched)
        earlier = _known_before(connection, before, view, [one for one in now if one not in old])
        parts: dict[str, Row] = {}
        for some in batches(list(earlier.values())):
            parts |= _rows(connection, before, some)
        was = old | {new: parts[one] for new, one in earlier.items() if one in parts}
        return cls(now, was, earlier)

    def new(self) -> list[str]:
        """Return the events of which nothing was on record."""
        return self._sorted(one for one in self.now if one not in self.was)

    def changed(self) -> list[str]:
        """Return the events that say something else than they did."""
        known = (one for one in self.now if one in self.was)
        return self._sorted(one for one in known if _said(self.now[one]) != _said(self.was[one]))

    def contradicted(self) -> list[str]:
        """Return the events on which accounts contradict each other, and did not before."""
        return self._sorted(
            number
            for number, row in self.now.items()
            if row.is_contradicted and not (number in self.was and self.was[number].is_contradicted)
        )

    def _sorted(self, numbers: Iterable[str]) -> list[str]:
        return sorted(numbers, key=lambda one: (self.now[one].shown, one))


def _rows(
    connection: Connection, view: View, wanted: Select[Any] | Sequence[str]
) -> dict[str, Row]:
    """Return of each event what a change is told by; more tellings of it are no change."""
    # As the text that it is kept as: most of it is only compared.
    state = (cast(_E.c.state[name], Text) for name in ("days", "note"))
    query = select(
        _E.c.id, _E.c.shown, _E.c.event_type, _E.c.status, _E.c.is_rejected, _E.c.is_contradicted,
        *state,
    ).where(_E.c.id.in_(wanted), view.holds(_E))  # fmt: skip
    return {row.id: row for row in connection.execute(query)}


def _said(row: Row) -> object:
    """Return all of a row but its id and the day under which it stands."""
    return tuple(row)[2:]


def _touched(table: Table, column: Any, before: Then, view: View) -> Any:
    """Return a query for the events of which a row of `table` began or ended in between."""
    begun, ended = table.c.since > before.transaction, table.c.until > before.transaction
    if isinstance(view, Then):
        begun = and_(begun, table.c.since <= view.transaction)
        ended = and_(ended, table.c.until <= view.transaction)
    return select(union(select(column).where(begun), select(column).where(ended)).subquery())


def _known_before(
    connection: Connection, before: Then, view: View, numbers: Sequence[str]
) -> dict[str, str]:
    """Return of the events that hold a mention which was on record before what it was part of."""
    now, then = schema.members.alias(), schema.members.alias()
    found: dict[str, str] = {}
    for some in batches(numbers):
        query = (
            select(now.c.event, func.min(then.c.event))
            .join(then, then.c.mention == now.c.mention)
            .where(now.c.event.in_(some), view.holds(now), before.holds(then))
            .group_by(now.c.event)
        )
        found |= {str(row[0]): str(row[1]) for row in connection.execute(query)}
    return found


def _changes(
    connection: Connection,
    before: Then,
    now: Mapping[str, Entry],
    events: _Events,
    numbers: Sequence[str],
) -> tuple[Change, ...]:
    ids = {one: events.earlier.get(one, one) for one in numbers}
    was = asking.entries(connection, before, ids.values())
    return tuple(Change(now[one], was[ids[one]]) for one in numbers)


def _expectations(
    connection: Connection, before: Then, view: View, earlier: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Return the events of the expectations that were closed in between, and of those that slipped,
    the next due first."""
    columns = (_X.c.event, _X.c.due, _X.c.outcome, _X.c.slips)
    touched = _touched(_X, _X.c.event, before, view)
    query = select(*columns).where(_X.c.event.in_(touched), view.holds(_X))
    now = connection.execute(query.order_by(_X.c.due.is_(None), _X.c.due, _X.c.event)).all()
    was: dict[str, tuple[str, int]] = {}
    for some in batches([earlier.get(row.event, row.event) for row in now]):
        then = select(*columns).where(_X.c.event.in_(some), before.holds(_X))
        was |= {row.event: (row.outcome, row.slips) for row in connection.execute(then)}
    closed, slipped = [], []
    for row in now:
        outcome, slips = was.get(earlier.get(row.event, row.event), (None, 0))
        if row.outcome != Outcome.OPEN and row.outcome != outcome:
            closed.append(row.event)
        if row.slips > slips:
            slipped.append(row.event)
    return closed, slipped


def _count_overdue(connection: Connection, view: View, since: date, day: date) -> int:
    is_late = and_(_X.c.outcome == Outcome.OPEN.value, _X.c.due >= since, _X.c.due < day)
    query = select(func.count()).select_from(_X).where(view.holds(_X), is_late)
    return int(connection.execute(query).scalar_one())


def _broken(
    connection: Connection, before: Then, view: View, earlier: Mapping[str, str]
) -> list[str]:
    """Return the events of the silences that were broken in between."""
    touched = _touched(_S, _S.c.event, before, view)
    is_broken = _S.c.broken.is_not(None)
    query = select(_S.c.event).where(_S.c.event.in_(touched), view.holds(_S), is_broken)
    now = list(connection.execute(query).scalars())
    was: set[str] = set()
    for some in batches([earlier.get(one, one) for one in now]):
        then = select(_S.c.event).where(_S.c.event.in_(some), before.holds(_S), is_broken)
        was |= set(connection.execute(then).scalars())
    return sorted(one for one in now if earlier.get(one, one) not in was)


def _due(connection: Connection, view: View, day: date, events: Sequence[str]) -> tuple[Due, ...]:
    """Return the expectations of these events, in whose order the next due comes first."""
    parts = (asking.due(connection, view, day, events=some) for some in batches(events))
    return tuple(one for part in parts for one in part)


def _silences(
    connection: Connection, view: View, day: date, events: Sequence[str]
) -> tuple[Unanswered, ...]:
    parts = (asking.silences(connection, view, day, events=some) for some in batches(events))
    return tuple(one for part in parts for one in part)
