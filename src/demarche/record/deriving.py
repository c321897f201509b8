"""What follows from mentions, judgements and corrections: events, expectations, silences.

All of it is a function of what is on record, and of nothing else: of no order in which reports
came, no clock. Only what a change touches is derived anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from demarche.model import Status
from demarche.model.events import Event, Telling
from demarche.model.judgements import Judgement, Verdict
from demarche.model.ledger import Expectation
from demarche.record import on_record
from demarche.record.corrections import Hand, rulings
from demarche.record.events import event
from demarche.record.expectations import Pairs, expectation, spoken
from demarche.record.groups import grouped
from demarche.record.links import Links, neighbours
from demarche.record.parts import moved
from demarche.record.promises import ANY, SPOKEN, task
from demarche.record.rows import dyad_rows, event_row, expectation_row, side_rows, silence_row
from demarche.record.silences import is_lasting, silence
from demarche.record.store import Now, batches, change, present, schema
from demarche.record.weighing import CLEAR, SURE
from demarche.record.words import folded


def derive(connection: Connection, transaction: int, touched: Iterable[str]) -> None:
    """Derive anew what follows from the mentions `touched`, which came, went or changed."""
    given = set(touched)
    near = neighbours(connection, transaction, given)
    parts = moved(Links(connection, Now()).near, given, near)
    order = _in_print(connection, set(parts))
    groups = grouped(order, parts, _judgements(connection, set(order)))
    old = present(connection, schema.members, "mention", parts)
    rows = [{"mention": one, "event": group[0]} for group in groups for one in group]
    change(connection, schema.members, rows, among=old, transaction=transaction)
    was: dict[str, set[str]] = {}
    for row in old:
        was.setdefault(str(row["event"]), set()).add(str(row["mention"]))
    stale = {
        group[0]: group
        for group in groups
        if was.get(group[0]) != set(group) or not given.isdisjoint(group)
    }
    gone = set(was) - {group[0] for group in groups}
    stale |= _promised(connection, given, {*stale, *gone})
    _refresh(connection, transaction, stale, gone)
    _silences(connection, transaction, {*stale, *gone}, _silent_codes(connection, given))


def _in_print(connection: Connection, mentions: set[str]) -> list[str]:
    """Return those of `mentions` that are on record, in the order of print."""
    table = schema.mentions
    rows: list[Any] = []
    for some in batches(sorted(mentions)):
        query = select(table.c.printed, table.c.id).where(
            table.c.id.in_(some), table.c.until.is_(None)
        )
        rows += connection.execute(query)
    return [row.id for row in sorted(rows)]


def _judgements(connection: Connection, mentions: set[str]) -> list[Judgement]:
    table = schema.judgements
    found: list[Judgement] = []
    for some in batches(sorted(mentions)):
        query = select(table.c.one, table.c.other, table.c.score).where(
            table.c.one.in_(some), table.c.until.is_(None)
        )
        found += [
            Judgement(one, other, Verdict.SAME if score >= SURE else Verdict.UNSURE, score)
            for one, other, score in connection.execute(query)
            if other in mentions
        ]
    return [*found, *rulings(connection, mentions)]


def _refresh(
    connection: Connection,
    transaction: int,
    stale: Mapping[str, Sequence[str]],
    gone: set[str],
) -> None:
    """Derive the events `stale` anew, each from its mentions, and end those that are `gone`."""
    told = on_record.tellings(connection, [one for group in stale.values() for one in group])
    hand = Hand.over(connection, told)
    found = [
        event([told[one] for one in group], hand.fields(group), is_rejected=hand.is_rejected(group))
        for group in stale.values()
    ]
    sure, clear = (_pairs(connection, told, least) for least in (SURE, CLEAR))
    awaited = [
        due
        for one in found
        if not one.is_rejected and (due := hand.closed(_awaited(connection, one, sure, clear), one))
    ]
    outcomes = {due.event: due.outcome.value for due in awaited}
    _keep_names(connection, found)
    ids = {*stale, *gone}
    for table, column, rows in (
        (schema.events, "id", [event_row(one) for one in found]),
        (schema.sides, "event", side_rows(found)),
        (schema.dyads, "event", dyad_rows(found, outcomes)),
        (schema.expectations, "event", [expectation_row(one) for one in awaited]),
    ):
        old = present(connection, table, column, ids)
        change(connection, table, rows, among=old, transaction=transaction)


def _awaited(connection: Connection, one: Event, sure: Pairs, clear: Pairs) -> Expectation | None:
    return expectation(one, sure, _done(connection, one), clear=clear)


def _done(connection: Connection, one: Event) -> list[Telling]:
    """Return what may tell the end of the promise or demand that an event is."""
    given = spoken(one)
    tasks = [task(one, told) for told in given]
    owner = next((what.owner for what in tasks), None)
    if owner is None:
        return []
    table, words = schema.doings, {ANY}.union(*(what.words for what in tasks))
    query = select(table.c.mention).where(
        table.c.code == owner,
        table.c.word.in_(sorted(words)),
        table.c.printed > min(told.printed.day for told in given),
        table.c.until.is_(None),
    )
    found = set(connection.execute(query).scalars())
    return list(on_record.tellings(connection, sorted(found)).values())


def _promised(
    connection: Connection, touched: set[str], known: set[str]
) -> dict[str, tuple[str, ...]]:
    """Return the promises and demands of which the acts `touched` may tell the end, or may no
    longer, each with its mentions; those `known` are left out."""
    table, awaited, members = schema.doings, schema.expectations, schema.members
    codes: set[str] = set()
    for some in batches(sorted(touched)):
        codes |= set(
            connection.execute(select(table.c.code).where(table.c.mention.in_(some))).scalars()
        )
    query = select(awaited.c.event).where(
        awaited.c.owner.in_(sorted(codes)),
        awaited.c.kind.in_([kind.value for kind in SPOKEN.values()]),
        awaited.c.until.is_(None),
    )
    events = set(connection.execute(query).scalars()) - known
    groups: dict[str, set[str]] = {}
    for row in present(connection, members, "event", events):
        groups.setdefault(str(row["event"]), set()).add(str(row["mention"]))
    return {event: tuple(_in_print(connection, group)) for event, group in groups.items()}


def _pairs(connection: Connection, mentions: Iterable[str], least: float) -> Pairs:
    """Return the pairs of `mentions` that are of one event, by hand or with a chance of `least`."""
    wanted = set(mentions)
    return {
        frozenset((one.one, one.other))
        for one in _judgements(connection, wanted)
        if one.verdict is Verdict.SAME and (one.score is None or one.score >= least)
    }


def _silent_codes(connection: Connection, touched: set[str]) -> set[str]:
    """Return who may have answered, or no longer, by the mentions `touched`."""
    answers = schema.answers
    rows: list[Any] = []
    for some in batches(sorted(touched)):
        rows += connection.execute(select(answers.c.code).where(answers.c.mention.in_(some)))
    return {row.code for row in rows}


def _silences(
    connection: Connection, transaction: int, events: set[str], answering: set[str]
) -> None:
    """Derive anew the silences that `events` are, and those of who may have answered."""
    table = schema.silences
    old = present(connection, table, "event", events)
    others = _silences_of(connection, answering) - events
    old += present(connection, table, "event", others)
    ids = events | {str(row["event"]) for row in old}
    members: dict[str, list[str]] = {}
    for row in present(connection, schema.members, "event", ids):
        members.setdefault(str(row["event"]), []).append(str(row["mention"]))
    told = on_record.tellings(connection, [one for group in members.values() for one in group])
    hand = Hand.over(connection, told)
    rows = []
    for group in members.values():
        if not any(_may_be_silent(told[one]) for one in group) or hand.is_rejected(group):
            continue
        found = event([told[one] for one in group], hand.fields(group))
        quiet = silence(found, _said(connection, found), _beside(connection, found))
        if quiet:
            rows.append(silence_row(quiet))
    change(connection, table, rows, among=old, transaction=transaction)


def _silences_of(connection: Connection, codes: set[str]) -> set[str]:
    """Return the silences to which any of `codes` is a party."""
    sides, table = schema.sides, schema.silences
    query = (
        select(table.c.event)
        .join(sides, sides.c.event == table.c.event)
        .where(sides.c.code.in_(sorted(codes)), sides.c.until.is_(None), table.c.until.is_(None))
    )
    return set(connection.execute(query).scalars()) if codes else set()


def _may_be_silent(telling: Telling) -> bool:
    return is_lasting(telling.mention) or telling.mention.status is Status.WILL_NOT_HAPPEN


def _said(connection: Connection, found: Event) -> list[Telling]:
    """Return what may be an answer by the side that is silent."""
    answers = schema.answers
    silent = [side.code for side in found.actors if side.code]
    query = select(answers.c.mention).where(
        answers.c.code.in_(silent),
        answers.c.printed >= min(one.printed.day for one in found.tellings),
        answers.c.until.is_(None),
    )
    mentions = [row.mention for row in connection.execute(query)]
    return list(on_record.tellings(connection, mentions).values())


def _beside(connection: Connection, found: Event) -> list[Telling]:
    """Return the approaches to the silent side that the same reports tell of."""
    pages = {one.printed.page for one in found.tellings}
    rows = [
        row
        for row in present(connection, schema.mentions, "page", pages)
        if row["told"]["mention"]["why"].get("channels")
    ]
    silent = {side.code for side in found.actors if side.code}
    told = on_record.tellings(connection, [row["id"] for row in rows]).values()
    return [one for one in told if {p.code for p in one.mention.recipients} & silent]


def _keep_names(connection: Connection, found: Iterable[Event]) -> None:
    """Keep by what names parties are known, to be searched for; no name is ever forgotten."""
    wanted = {
        (side.entity or side.code, side.name)
        for one in found
        for side in (*one.actors, *one.recipients)
        if side.entity or side.code
    }
    table = schema.names
    known: set[tuple[str, str]] = set()
    parties = sorted({str(party) for party, _ in wanted})
    for some in batches(parties):
        query = select(table.c.party, table.c.name).where(table.c.party.in_(some))
        known |= {(party, name) for party, name in connection.execute(query)}
    rows = [
        {"party": party, "name": name, "folded": folded(name)}
        for party, name in sorted(wanted - known)
    ]
    if rows:
        connection.execute(insert(table), rows)
