"""The sources that are watched, when they were asked, and what waits to be fetched from them.

What is watched is kept with its past. The rest is kept as it is now: it says what is left to be
done, and nothing that happened in the world.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from demarche.model import Item, Poll, RecordError, Source, SourceKind
from demarche.record.store import Now, View, batches, change, present, schema

_NOW = Now()


def sources(connection: Connection, view: View = _NOW) -> tuple[Source, ...]:
    """Return the sources that are watched, in the order of their addresses."""
    table = schema.sources
    query = select(table).where(view.holds(table)).order_by(table.c.address)
    return tuple(_source(row) for row in connection.execute(query).mappings())


def source_of(connection: Connection, given: str, view: View = _NOW) -> Source:
    """Return the source with the address, name or publisher `given`; raises RecordError where
    there is none, or more than one."""
    watched = sources(connection, view)
    named = [one for one in watched if given in (one.address, one.name, one.publisher)]
    exact = [one for one in named if one.address == given]
    if len(exact or named) != 1:
        reason = (
            "more than one source is called so; give its address" if named else "no such source"
        )
        raise RecordError(given, reason)
    return (exact or named)[0]


def follow(connection: Connection, transaction: int, source: Source) -> bool:
    """Watch a source from now on, or know it by what is said of it now; return whether that
    changed anything.

    What turns out to be of another kind is asked at once, as if it had not been before.
    """
    row = {
        "address": source.address,
        "kind": source.kind.value,
        "name": source.name,
        "publisher": source.publisher,
        "country": source.country,
        "language": source.language,
    }
    old = present(connection, schema.sources, "address", [source.address])
    if any(before["kind"] != source.kind.value for before in old):
        connection.execute(delete(schema.polls).where(schema.polls.c.source == source.address))
    return bool(change(connection, schema.sources, [row], among=old, transaction=transaction))


def leave(connection: Connection, transaction: int, address: str) -> None:
    """Watch a source no longer; what it named and is not fetched yet is not fetched any more.

    What it named is forgotten: where it is watched again, or another names the same, that is new.
    """
    old = present(connection, schema.sources, "address", [address])
    change(connection, schema.sources, (), among=old, transaction=transaction)
    connection.execute(delete(schema.polls).where(schema.polls.c.source == address))
    connection.execute(delete(schema.items).where(schema.items.c.source == address))


def due(connection: Connection, now: datetime) -> tuple[Source, ...]:
    """Return the sources that are to be asked by `now`, the longest due first, before them those
    that were never asked."""
    table, polls = schema.sources, schema.polls
    query = (
        select(table)
        .outerjoin(polls, polls.c.source == table.c.address)
        .where(table.c.until.is_(None), or_(polls.c.next.is_(None), polls.c.next <= now))
        .order_by(polls.c.next.nulls_first(), table.c.address)
    )
    return tuple(_source(row) for row in connection.execute(query).mappings())


def next_due(connection: Connection) -> datetime | None:
    """Return when the next source or report is to be asked for; None where nothing is.

    A source that was never asked is to be asked since it is watched.
    """
    polls, items = schema.polls, schema.items
    table, log = schema.sources, schema.transactions
    never_asked = (
        select(func.min(log.c.recorded))
        .join(table, table.c.since == log.c.id)
        .outerjoin(polls, polls.c.source == table.c.address)
        .where(table.c.until.is_(None), polls.c.source.is_(None))
    )
    queries = (select(func.min(polls.c.next)), select(func.min(items.c.next)), never_asked)
    found = [connection.execute(query).scalar() for query in queries]
    return min((moment for moment in found if moment), default=None)


def polls(connection: Connection) -> dict[str, Poll]:
    """Return how it stands with each source that was asked, by its address."""
    rows = connection.execute(select(schema.polls)).mappings()
    return {row["source"]: Poll(**row) for row in rows}


def asked(connection: Connection, poll: Poll, named: Iterable[Item] = ()) -> int:
    """Keep that a source was asked, and what it named; return how many reports are to be fetched.

    A report that is known is fetched again only where its source, the one that named it first, says
    something else of it now. Of a source that is no longer watched nothing is kept.
    """
    if not present(connection, schema.sources, "address", [poll.source]):
        return 0
    row = {name: getattr(poll, name) for name in Poll.__slots__}
    connection.execute(delete(schema.polls).where(schema.polls.c.source == poll.source))
    connection.execute(insert(schema.polls), row)
    items = {one.address: one for one in reversed(list(named))}
    known = _stamps(connection, list(items))
    changed = [one for one in items.values() if _says_more(one, known.get(one.address))]
    gone = [one.address for one in changed if one.address in known]
    for some in batches(gone):
        connection.execute(delete(schema.items).where(schema.items.c.address.in_(some)))
    if changed:
        found = poll.last or poll.next
        connection.execute(insert(schema.items), [_row(one, found) for one in reversed(changed)])
    return len(changed)


def waiting(connection: Connection, now: datetime, most: int) -> tuple[Item, ...]:
    """Return reports that are to be fetched by `now`: of each source one, then of each a second,
    and so on, those that are due first leading, so that no source waits for all of another."""
    table = schema.items
    order = (table.c.next, table.c.found, table.c.address)
    turn = func.row_number().over(partition_by=table.c.source, order_by=order)
    query = select(table).where(table.c.next <= now).order_by(turn, *order).limit(most)
    return tuple(_item(row) for row in connection.execute(query).mappings())


def settle(
    connection: Connection,
    item: Item,
    said: str,
    *,
    again: datetime | None = None,
    tries: int = 0,
    looks: int = 0,
) -> None:
    """Keep what became of a report that was to be fetched, and when to ask again, if at all.

    One of which its source has said something else meanwhile stays to be fetched.
    """
    values = {"next": again, "said": said, "tries": tries, "looks": looks}
    table = schema.items
    is_same = and_(table.c.address == item.address, table.c.stamp == item.stamp)
    connection.execute(update(table).where(is_same).values(values))


def _says_more(one: Item, known: tuple[str, str] | None) -> bool:
    """Whether a report is new, or its source says something else of it than is known."""
    return known is None or (known[0] == one.source and known[1] != one.stamp)


def _stamps(connection: Connection, addresses: Sequence[str]) -> dict[str, tuple[str, str]]:
    table = schema.items
    out: dict[str, tuple[str, str]] = {}
    for some in batches(addresses):
        query = select(table.c.address, table.c.source, table.c.stamp)
        found = connection.execute(query.where(table.c.address.in_(some)))
        out |= {row.address: (row.source, row.stamp) for row in found}
    return out


def _row(one: Item, found: datetime) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in Item.__slots__}
    return row | {"found": found, "next": found, "tries": 0, "looks": 0, "said": "to be fetched"}


def _item(row: Any) -> Item:
    return Item(**{name: row[name] for name in Item.__slots__})


def _source(row: Any) -> Source:
    return Source(
        address=row["address"],
        kind=SourceKind(row["kind"]),
        name=row["name"],
        publisher=row["publisher"],
        country=row["country"],
        language=row["language"],
    )
