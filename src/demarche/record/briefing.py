"""What changed in the record between two moments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, Table, and_, func, select

from demarche.model.entries import Brief, Change, Due, Entry, Unanswered
from demarche.model.ledger import Outcome, Standing
from demarche.record import asking, by_hand
from demarche.record.store import Then, View, schema

_AT_ONCE = 400


def brief(
    connection: Connection, before: Then, view: View, since: datetime, until: datetime
) -> Brief:
    """Return the difference between the record `before` and as it is in `view`.

    What fell due in between without word is told beside what was recorded.
    """
    touched = _touched(connection, schema.events, "id", before, view)
    new = {
        number: entry
        for number, entry in asking.entries(connection, view, touched).items()
        if not entry.is_rejected
    }
    old = asking.entries(connection, before, touched)
    renamed = _known_before(connection, before, view, [n for n in new if n not in old])
    earlier = asking.entries(connection, before, renamed.values())
    was_known = old | {n: earlier[o] for n, o in renamed.items() if o in earlier}
    due, was = _expectations(connection, before, view, since.date(), until.date(), renamed)
    return Brief(
        since=since,
        until=until,
        new=_sorted(e for n, e in new.items() if n not in was_known),
        changed=tuple(
            sorted(
                (
                    Change(entry, was_known[number])
                    for number, entry in new.items()
                    if number in was_known and _differ(entry, was_known[number])
                ),
                key=lambda one: (one.entry.shown, one.entry.id),
            )
        ),
        closed=tuple(one for one in due if _closed_now(one, was.get(one.entry.id))),
        slipped=tuple(one for one in due if _slipped_now(one, was.get(one.entry.id))),
        overdue=asking.due(
            connection, view, until.date(), standings=[Standing.OVERDUE], since=since.date()
        ),
        broken=_broken(connection, before, view, until.date(), renamed),
        contradicted=_sorted(
            entry
            for number, entry in new.items()
            if entry.is_contradicted
            and not (number in was_known and was_known[number].is_contradicted)
        ),
        corrections=tuple(
            one for one in by_hand.history(connection, view, None, None) if one.recorded > since
        ),
    )


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


def _touched(
    connection: Connection, table: Table, column: str, before: Then, view: View
) -> list[str]:
    """Return the events of which a row of `table` began or ended in between."""
    begun, ended = table.c.since > before.transaction, table.c.until > before.transaction
    if isinstance(view, Then):
        begun = and_(begun, table.c.since <= view.transaction)
        ended = and_(ended, table.c.until <= view.transaction)
    found = set(connection.execute(select(table.c[column]).where(begun)).scalars())
    return sorted(found | set(connection.execute(select(table.c[column]).where(ended)).scalars()))


def _known_before(
    connection: Connection, before: Then, view: View, numbers: Sequence[str]
) -> dict[str, str]:
    """Return of the events that hold a mention which was on record before what it was part of."""
    now, then = schema.members.alias(), schema.members.alias()
    found: dict[str, str] = {}
    for first in range(0, len(numbers), _AT_ONCE):
        query = (
            select(now.c.event, func.min(then.c.event))
            .join(then, then.c.mention == now.c.mention)
            .where(
                now.c.event.in_(numbers[first : first + _AT_ONCE]),
                view.holds(now),
                before.holds(then),
            )
            .group_by(now.c.event)
        )
        found |= {str(row[0]): str(row[1]) for row in connection.execute(query)}
    return found


def _expectations(
    connection: Connection,
    before: Then,
    view: View,
    since: date,
    until: date,
    renamed: Mapping[str, str],
) -> tuple[tuple[Due, ...], dict[str, Due]]:
    """Return the expectations that changed in between, and as they were, by present events."""
    events = _touched(connection, schema.expectations, "event", before, view)
    found: list[Due] = []
    was: dict[str, Due] = {}
    for first in range(0, len(events), _AT_ONCE):
        some = events[first : first + _AT_ONCE]
        found += asking.due(connection, view, until, events=some)
        old = [*some, *(renamed[one] for one in some if one in renamed)]
        was |= {one.entry.id: one for one in asking.due(connection, before, since, events=old)}
    names = {one.entry.id: renamed.get(one.entry.id, one.entry.id) for one in found}
    return tuple(found), {new: was[old] for new, old in names.items() if old in was}


def _broken(
    connection: Connection, before: Then, view: View, day: date, renamed: Mapping[str, str]
) -> tuple[Unanswered, ...]:
    """Return the silences that were broken in between."""
    events = _touched(connection, schema.silences, "event", before, view)
    now = asking.silences(connection, view, day, events=events)
    old = [*events, *(renamed[one] for one in events if one in renamed)]
    was = {
        one.entry.id
        for one in asking.silences(connection, before, day, events=old)
        if one.silence.broken
    }
    return tuple(
        one
        for one in now
        if one.silence.broken and renamed.get(one.entry.id, one.entry.id) not in was
    )


def _differ(entry: Entry, old: Entry) -> bool:
    """Whether an event says something else than it did; more tellings of it are no change."""
    return (
        (entry.event_type, entry.status, entry.is_rejected, entry.is_contradicted)
        != (old.event_type, old.status, old.is_rejected, old.is_contradicted)
        or entry.line.days != old.line.days
        or entry.line.note != old.line.note
    )


def _closed_now(one: Due, was: Due | None) -> bool:
    outcome = one.expectation.outcome
    return outcome is not Outcome.OPEN and (was is None or was.expectation.outcome != outcome)


def _slipped_now(one: Due, was: Due | None) -> bool:
    return one.expectation.slips > (was.expectation.slips if was else 0)


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.shown, entry.id)))
