"""All that the record has on one event."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, and_, or_, select

from demarche.model.entries import Told
from demarche.model.events import Event
from demarche.model.judgements import Judgement, Verdict
from demarche.model.ledger import Expectation, Silence
from demarche.record import asking, by_hand, codec
from demarche.record.store import View, schema
from demarche.record.whole import whole


def show(connection: Connection, view: View, number: str) -> Told:
    """Return an event with its accounts, what is awaited of it, its silence and its history."""
    found = whole(connection, view, number)
    expectation = _state(connection, view, schema.expectations, number)
    silence = _state(connection, view, schema.silences, number)
    return Told(
        replace(found, story=_named(connection, view, found)),
        codec.read(expectation, Expectation) if expectation else None,
        codec.read(silence, Silence) if silence else None,
        by_hand.history(connection, view, number, None),
        _grades(connection, view, found),
    )


def _grades(connection: Connection, view: View, found: Event) -> dict[str, str]:
    """Return the grades that a person gave to those who print or say it."""
    known = by_hand.grades(connection, view)
    named = {*found.outlets, *(account.origin.words for account in found.accounts)}
    return {name: known[name] for name in sorted(named) if name in known}


def judgements(
    connection: Connection, view: View, number: str, *, inside: bool = False
) -> tuple[Judgement, ...]:
    """Return the judgements that bear on an event, or only those on pairs of its own mentions, the
    surest first; a person's go before."""
    members = schema.members
    query = select(members.c.mention).where(members.c.event == number, view.holds(members))
    mentions = [row.mention for row in connection.execute(query)]
    both = and_ if inside else or_
    out = []
    for table in (schema.rulings, schema.judgements):
        sides = both(table.c.one.in_(mentions), table.c.other.in_(mentions))
        rows = connection.execute(select(table).where(sides, view.holds(table))).mappings()
        out += [
            Judgement(r["one"], r["other"], Verdict(r["verdict"]), r.get("score"),
                      r.get("by", "program"))
            for r in rows
        ]  # fmt: skip
    return tuple(sorted(out, key=lambda j: (not j.is_by_hand, -(j.score or 0), j.one, j.other)))


def _state(connection: Connection, view: View, table, number: str):  # type: ignore[no-untyped-def]
    return connection.execute(
        select(table.c.state).where(and_(table.c.event == number, view.holds(table)))
    ).scalar()


def _named(connection: Connection, view: View, found: Event) -> str | None:
    if found.story is None:
        return None
    day = found.days.first if found.days else found.tellings[0].printed.day
    return asking.story_name(connection, view, found.story, day)
