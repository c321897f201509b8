"""What changed in the record between two moments."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, and_, or_, select

from demarche.model.entries import Brief, Change, Due, Entry
from demarche.model.ledger import Outcome, Standing
from demarche.record import asking, by_hand
from demarche.record.store import Then, View, schema

_E = schema.events


def brief(
    connection: Connection, before: Then, view: View, since: datetime, until: datetime
) -> Brief:
    """Return the difference between the record `before` and as it is in `view`.

    What fell due in between without word is told beside what was recorded.
    """
    touched = _touched(connection, before, view)
    new = asking.entries(connection, view, touched)
    old = asking.entries(connection, before, touched)
    merged = {entry.id for entry in old.values()}
    fresh = [e for e in new.values() if e.id not in merged and not e.is_rejected]
    fresh = [e for e in fresh if not _was_known(connection, before, e)]
    changed = [
        Change(entry, old[number])
        for number, entry in new.items()
        if number in old and _differ(entry, old[number])
    ]
    due = asking.due(connection, view, until.date())
    was = {one.entry.id: one for one in asking.due(connection, before, since.date())}
    quiet = asking.silences(connection, view, until.date())
    broke = {one.entry.id for one in asking.silences(connection, before, since.date())
             if one.silence.broken}  # fmt: skip
    return Brief(
        since=since,
        until=until,
        new=_sorted(fresh),
        changed=tuple(sorted(changed, key=lambda one: (one.entry.shown, one.entry.id))),
        closed=tuple(one for one in due if _closed_now(one, was.get(one.entry.id))),
        slipped=tuple(one for one in due if _slipped_now(one, was.get(one.entry.id))),
        overdue=tuple(one for one in due if _overdue_now(one, since.date())),
        broken=tuple(o for o in quiet if o.silence.broken and o.entry.id not in broke),
        contradicted=_sorted(
            entry
            for number, entry in new.items()
            if entry.is_contradicted and not (number in old and old[number].is_contradicted)
        ),
        corrections=tuple(
            one for one in by_hand.history(connection, view, None, None) if one.recorded > since
        ),
    )


def _touched(connection: Connection, before: Then, view: View) -> list[str]:
    """Return the events of which a state began or ended in between."""
    last = view.transaction if isinstance(view, Then) else None
    begun = _E.c.since > before.transaction
    ended = _E.c.until > before.transaction
    if last is not None:
        begun, ended = and_(begun, _E.c.since <= last), and_(ended, _E.c.until <= last)
    return list(connection.execute(select(_E.c.id).where(or_(begun, ended)).distinct()).scalars())


def _was_known(connection: Connection, before: Then, entry: Entry) -> bool:
    """Whether the event held, under another name, a mention that was on record before."""
    members = schema.members
    mine = select(members.c.mention).where(members.c.event == entry.id, members.c.until.is_(None))
    query = (
        select(members.c.mention).where(members.c.mention.in_(mine), before.holds(members)).limit(1)
    )
    return connection.execute(query).first() is not None


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


def _overdue_now(one: Due, since: date) -> bool:
    due = one.expectation.due
    return one.standing is Standing.OVERDUE and due is not None and due >= since


def _sorted(entries) -> tuple[Entry, ...]:  # type: ignore[no-untyped-def]
    return tuple(sorted(entries, key=lambda entry: (entry.shown, entry.id)))
