"""What follows from mentions, judgements and corrections: events, expectations, silences.

All of it is a function of what is on record, and of nothing else: of no order in which reports
came, no clock. Only what a change touches is derived anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, insert, select

from demarche.model import EventType, PloverType, Status
from demarche.model.events import Event, Line, Side, Telling
from demarche.model.judgements import Judgement, Verdict
from demarche.model.ledger import Expectation, Silence
from demarche.model.plover import Mode, intensity, modes_of
from demarche.record import codec, on_record
from demarche.record.corrections import Hand, rulings
from demarche.record.events import event
from demarche.record.expectations import expectation, word
from demarche.record.groups import LINK, groups
from demarche.record.silences import is_lasting, silence
from demarche.record.store import change, present, schema
from demarche.record.weighing import SURE
from demarche.record.words import folded


def derive(connection: Connection, transaction: int, touched: Iterable[str]) -> None:
    """Derive anew what follows from the mentions `touched`, which came, went or changed."""
    given = set(touched)
    mentions = _together(connection, given)
    order = _in_print(connection, mentions)
    grouped = groups(order, _judgements(connection, set(order)))
    old = present(connection, schema.members, "mention", mentions)
    rows = [{"mention": one, "event": group[0]} for group in grouped for one in group]
    change(connection, schema.members, rows, among=old, transaction=transaction)
    was: dict[str, set[str]] = {}
    for row in old:
        was.setdefault(str(row["event"]), set()).add(str(row["mention"]))
    stale = {
        group[0]: group
        for group in grouped
        if was.get(group[0]) != set(group) or not given.isdisjoint(group)
    }
    gone = set(was) - {group[0] for group in grouped}
    _refresh(connection, transaction, stale, gone)
    _silences(connection, transaction, {*stale, *gone}, _silent_codes(connection, given))


def _together(connection: Connection, touched: set[str]) -> set[str]:
    """Return the mentions that may be grouped anew: all that are linked, near or far, to a touched
    one by judgements, and those that were of one event with them."""
    events = {str(r["event"]) for r in present(connection, schema.members, "mention", touched)}
    old = {str(r["mention"]) for r in present(connection, schema.members, "event", events)}
    seen: set[str] = set()
    new = touched | old
    while new:
        seen |= new
        new = _linked(connection, new) - seen
    return seen


def _linked(connection: Connection, mentions: set[str]) -> set[str]:
    """Return the mentions that a judgement may by itself bring together with one of these."""
    found: set[str] = set()
    for some in _parts(sorted(mentions)):
        for table in (schema.judgements, schema.rulings):
            is_link = [table.c.score >= LINK] if table is schema.judgements else []
            for one, other in ((table.c.one, table.c.other), (table.c.other, table.c.one)):
                query = select(other).where(one.in_(some), table.c.until.is_(None), *is_link)
                found.update(connection.execute(query).scalars())
    return found


def _in_print(connection: Connection, mentions: set[str]) -> list[str]:
    """Return those of `mentions` that are on record, in the order of print."""
    table = schema.mentions
    rows: list[Any] = []
    for some in _parts(sorted(mentions)):
        query = select(table.c.printed, table.c.id).where(
            table.c.id.in_(some), table.c.until.is_(None)
        )
        rows += connection.execute(query)
    return [row.id for row in sorted(rows)]


def _judgements(connection: Connection, mentions: set[str]) -> list[Judgement]:
    table = schema.judgements
    found: list[Judgement] = []
    for some in _parts(sorted(mentions)):
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
    sure = _sure(connection, told)
    awaited = [
        due
        for one in found
        if not one.is_rejected and (due := hand.closed(expectation(one, sure), one))
    ]
    outcomes = {due.event: due.outcome.value for due in awaited}
    _keep_names(connection, found)
    ids = {*stale, *gone}
    for table, column, rows in (
        (schema.events, "id", [_event_row(one) for one in found]),
        (schema.sides, "event", _side_rows(found)),
        (schema.dyads, "event", _dyad_rows(found, outcomes)),
        (schema.expectations, "event", [_expectation_row(one) for one in awaited]),
    ):
        old = present(connection, table, column, ids)
        change(connection, table, rows, among=old, transaction=transaction)


def _sure(connection: Connection, mentions: Iterable[str]) -> set[frozenset[str]]:
    """Return the pairs of `mentions` that are surely of one event, by program or by hand."""
    wanted = set(mentions)
    return {
        frozenset((one.one, one.other))
        for one in _judgements(connection, wanted)
        if one.verdict is Verdict.SAME
    }


def _silent_codes(connection: Connection, touched: set[str]) -> set[str]:
    """Return who may have answered, or no longer, by the mentions `touched`."""
    answers = schema.answers
    rows: list[Any] = []
    for some in _parts(sorted(touched)):
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
            rows.append(_silence_row(quiet))
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


def _event_row(one: Event) -> dict[str, Any]:
    days = one.days
    return {
        "id": one.id,
        "event_type": one.event_type.value,
        "status": one.status.value if one.status else None,
        "first": days.first if days else None,
        "last": days.last if days else None,
        "shown": days.first if days else one.tellings[0].printed.day,
        "story": one.story,
        "tellings": len(one.tellings),
        "outlets": len(one.outlets),
        "origins": len(one.accounts),
        "is_contradicted": bool(one.contradictions),
        "is_rejected": one.is_rejected,
        "is_corrected": bool(one.corrected) or one.is_rejected,
        "state": codec.kept(brief(one)),
    }


def brief(one: Event) -> Line:
    """Return an event in one line, with the telling that says best what it is."""
    best = max(
        (t for t in one.tellings if t.mention.status == one.status or one.status is None),
        key=lambda t: (t.mention.confidence, -t.printed.day.toordinal(), t.mention.id),
        default=one.tellings[-1],
    )
    return Line(
        plover_type=one.plover_type,
        mode=one.mode,
        contexts=one.contexts,
        actors=one.actors,
        recipients=one.recipients,
        place=one.place.text if one.place else None,
        days=one.days,
        words=str(best.mention.why.get("trigger", "")),
        best=word(best),
        printed=one.tellings[0].printed.day,
        outlets=one.outlets,
        origins=tuple(account.origin for account in one.accounts),
        contradictions=one.contradictions,
        note=one.note,
        corrected=tuple(sorted(one.corrected)),
    )


def _side_rows(found: Iterable[Event]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for one in found:
        known: set[str | None] = set()
        sides = [("actor", s) for s in one.actors] + [("recipient", s) for s in one.recipients]
        for place, (role, side) in enumerate([] if one.is_rejected else sides):
            rows.append(
                {
                    "event": one.id,
                    "place": place,
                    "role": role,
                    "code": side.code,
                    "entity": side.entity,
                    "name": side.name,
                    "is_first": side.code not in known,
                    "shown": _shown(one),
                }
            )
            known.add(side.code)
    return rows


_MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})


def _dyad_rows(
    found: Iterable[Event], outcomes: Mapping[str, str] = MappingProxyType({})
) -> list[dict[str, Any]]:
    """Return a row for each pair of codes between which an event passed, either way.

    `outcomes` says of the events that are or were awaited what became of them.

    That is from actors to recipients; between actors where they meet and no recipient is told.
    """
    rows: list[dict[str, Any]] = []
    for one in found:
        actors, recipients = _codes(one.actors), _codes(one.recipients)
        if not recipients and one.event_type in _MUTUAL:
            recipients = actors
        pairs = {tuple(sorted((a, r))) for a in actors for r in recipients if a != r}
        rows += [
            {
                "event": one.id,
                "one": first,
                "other": second,
                "month": _shown(one).strftime("%Y-%m"),
                "shown": _shown(one),
                "intensity": scored(one),
                "awaited": outcomes.get(one.id),
            }
            for first, second in sorted(pairs)
            if not one.is_rejected
        ]
    return rows


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
    for some in _parts(parties):
        query = select(table.c.party, table.c.name).where(table.c.party.in_(some))
        known |= {(party, name) for party, name in connection.execute(query)}
    rows = [
        {"party": party, "name": name, "folded": folded(name)}
        for party, name in sorted(wanted - known)
    ]
    if rows:
        connection.execute(insert(table), rows)


def scored(one: Event) -> float | None:
    """Return PLOVER's intensity of an event, -10 (conflict) to 10 (cooperation).

    `None` for what PLOVER has no type for, and for what did not happen or will not.
    """
    if one.plover_type is None or one.status in (Status.DID_NOT_HAPPEN, Status.WILL_NOT_HAPPEN):
        return None
    kind = PloverType(one.plover_type)
    mode = Mode(one.mode) if one.mode and one.mode in set(modes_of(kind)) else None
    return intensity(kind, mode)


def _shown(one: Event) -> date:
    """Return the day under which an event stands: its first, else that by which it was printed."""
    return one.days.first if one.days else one.tellings[0].printed.day


def _codes(sides: Sequence[Side]) -> set[str]:
    return {side.code for side in sides if side.code}


def _expectation_row(one: Expectation) -> dict[str, Any]:
    return {
        "event": one.event,
        "kind": one.kind.value,
        "owner": next((side.code for side in one.owners if side.code), None),
        "outcome": one.outcome.value,
        "opened": one.windows[0].printed if one.windows else None,
        "first_due": one.first_due,
        "due": one.due,
        "slips": one.slips,
        "closed": one.closed,
        "state": codec.kept(one),
    }


def _silence_row(one: Silence) -> dict[str, Any]:
    return {
        "event": one.event,
        "kind": one.kind.value,
        "silent": next((side.code for side in one.silent if side.code), None),
        "asking": next((side.code for side in one.asking if side.code), None),
        "began": one.began.first if one.began else None,
        "broken": one.broken.printed if one.broken else None,
        "state": codec.kept(one),
    }


def _parts(values: Sequence[str], most: int = 400) -> list[Sequence[str]]:
    return [values[at : at + most] for at in range(0, len(values), most)]
