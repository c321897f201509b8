"""Events in the order of their days: all, of a party, between two; and by their ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from demarche.model import RecordError
from demarche.model.entries import Entry, Month
from demarche.record.asking.which import Which, entry_of, passed
from demarche.record.store import View, begins, schema

_E = schema.events


def timeline(
    connection: Connection, view: View, which: Which, most: int | None = None
) -> tuple[Entry, ...]:
    """Return the events asked for in the order of their days; of too many, the last `most`."""
    if which.parties:
        query = _by_party(view, which)
    else:
        query = select(_E).where(*which.holds(view)).order_by(_E.c.shown.desc(), _E.c.id.desc())
    rows = connection.execute(query.limit(most)).mappings()
    return tuple(entry_of(row) for row in reversed(rows.all()))


def _by_party(view: View, which: Which) -> Select[Any]:
    """Return a query over the sides of the first party, the latest first: few rows are looked at
    where few are wanted, however many the party has."""
    sides, party = schema.sides, which.parties[0]
    if ":" in party:
        is_party = sides.c.entity == party
    else:
        is_party = and_(sides.c.code == party, sides.c.is_first.is_(True))
    query = (
        select(_E)
        .join(sides, sides.c.event == _E.c.id)
        .where(is_party, view.holds(sides), *which.holds(view, is_joined=True))
    )
    if which.until:
        query = query.where(sides.c.shown <= which.until)
    return query.order_by(sides.c.shown.desc(), sides.c.event.desc())


def between(
    connection: Connection, view: View, one: str, other: str, which: Which, most: int | None
) -> tuple[Entry, ...]:
    """Return the events of one towards the other, both ways, the last `most` of them."""
    table = schema.dyads
    query = (
        select(_E)
        .join(table, table.c.event == _E.c.id)
        .where(*passed(one, other, view), *which.holds(view, is_joined=True))
        .order_by(table.c.shown.desc(), table.c.event.desc())
        .limit(most)
    )
    if which.until:
        query = query.where(table.c.shown <= which.until)
    rows = connection.execute(query).mappings().all()
    return tuple(entry_of(row) for row in reversed(rows))


def months(connection: Connection, view: View, one: str, other: str) -> tuple[Month, ...]:
    """Return what passed between two countries or bodies, both ways, month by month."""
    table = schema.dyads
    score = table.c.intensity
    query = (
        select(
            table.c.month,
            func.count(),
            func.sum(case((score > 0, score), else_=0.0)),
            func.sum(case((score < 0, score), else_=0.0)),
        )
        .where(*passed(one, other, view))
        .group_by(table.c.month)
        .order_by(table.c.month)
    )
    return tuple(
        Month(month, count, round(float(up or 0), 2), round(float(down or 0), 2))
        for month, count, up, down in connection.execute(query)
    )


def entries(connection: Connection, view: View, ids: Iterable[str]) -> dict[str, Entry]:
    """Return the events with these ids as lists show them, by id."""
    wanted = list(dict.fromkeys(ids))
    out: dict[str, Entry] = {}
    for first in range(0, len(wanted), 400):
        query = select(_E).where(_E.c.id.in_(wanted[first : first + 400]), view.holds(_E))
        out |= {row["id"]: entry_of(row) for row in connection.execute(query).mappings()}
    return out


def fitting(connection: Connection, view: View, which: Which, ids: Iterable[str]) -> frozenset[str]:
    """Return those of the events with these ids that are asked for."""
    wanted = sorted(set(ids))
    found: set[str] = set()
    for first in range(0, len(wanted), 400):
        some = select(_E.c.id).where(_E.c.id.in_(wanted[first : first + 400]))
        found |= set(connection.execute(some.where(*which.holds(view))).scalars())
    return frozenset(found)


def new_in(connection: Connection, view: View, page: str) -> tuple[Entry, ...]:
    """Return the events that a page tells and no other page does, in the order of their days."""
    mentions, members = schema.mentions, schema.members
    query = (
        select(members.c.event, func.count().label("many"))
        .join(mentions, and_(mentions.c.id == members.c.mention, view.holds(mentions)))
        .where(mentions.c.page == page, view.holds(members))
        .group_by(members.c.event)
    )
    told = {row.event: row.many for row in connection.execute(query)}
    found = entries(connection, view, told).values()
    new = [one for one in found if one.tellings == told[one.id] and not one.is_rejected]
    return tuple(sorted(new, key=lambda one: (one.shown, one.id)))


def event_of(connection: Connection, view: View, given: str) -> str:
    """Return the event that holds the mention or event whose id begins with `given`.

    An event that was merged into another leads to that. Raises RecordError where there is none, or
    where several begin so.
    """
    members = schema.members
    query = (
        select(members.c.event)
        .where(begins(members.c.mention, given), view.holds(members))
        .distinct()
        .limit(3)
    )
    found = [str(row.event) for row in connection.execute(query)] if given else []
    exact = [event for event in found if event.startswith(given.lower())]
    if len(found) == 1 or len(exact) == 1:
        return (exact or found)[0]
    if found:
        raise RecordError(given, "is the beginning of more than one id; give more of it")
    raise RecordError(given, "no such event in the record")
