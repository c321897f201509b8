"""What is awaited, and what is not answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, text

from demarche.model.entries import Due, Unanswered
from demarche.model.ledger import Expectation, Outcome, Silence, Standing
from demarche.record import codec
from demarche.record.asking.which import Which, entry_of, passed
from demarche.record.store import Then, View, schema

_E, _X, _S = schema.events, schema.expectations, schema.silences
# As the index begins: with those that have a day.
_IS_DATED = text("(expectations.due IS NULL) = false")


def due(
    connection: Connection,
    view: View,
    day: date,
    *,
    standings: Sequence[Standing] = (),
    owner: str | None = None,
    since: date | None = None,
    by: date | None = None,
    which: Which | None = None,
    events: Sequence[str] | None = None,
    pair: tuple[str, str] | None = None,
    most: int | None = None,
) -> tuple[Due, ...]:
    """Return what is awaited, the next due first, those without a day last.

    `standings` picks those that stand so on `day`, `owner` those of a country or body, `since` and
    `by` those due from or by then, `events` those of these events, `pair` what is to pass between
    two.
    """
    chosen = select(_X.c.event, _X.c.since).where(view.holds(_X), *_standing(standings, day))
    if owner:
        chosen = chosen.where(_X.c.owner == owner)
    if since or by:
        chosen = chosen.where(_IS_DATED)
    if since:
        chosen = chosen.where(_X.c.due >= since)
    if by:
        chosen = chosen.where(_X.c.due <= by)
    if events is not None:
        chosen = chosen.where(_X.c.event.in_(events))
    if pair:
        dyads = schema.dyads
        awaited = select(dyads.c.event).where(*passed(*pair, view), dyads.c.awaited.is_not(None))
        chosen = chosen.where(_X.c.event.in_(awaited))
    if which and which != Which():
        chosen = chosen.join(_E, and_(_E.c.id == _X.c.event, view.holds(_E)))
        chosen = chosen.where(*which.holds(view))
    order = (_X.c.due.is_(None), _X.c.due, _X.c.event)
    # What is shown is fetched of the chosen ones alone.
    found = chosen.order_by(*order).limit(most).subquery()
    query = (
        select(_X.c.state, _E)
        .join(found, and_(found.c.event == _X.c.event, found.c.since == _X.c.since))
        .join(_E, and_(_E.c.id == _X.c.event, view.holds(_E)))
        .order_by(*order)
    )
    return tuple(_due(row, day) for row in connection.execute(query).mappings())


def revisions(
    connection: Connection, view: View, events: Sequence[str]
) -> dict[str, tuple[int, datetime]]:
    """Return of each expectation how many states it had before this one, and since when it holds.

    Those that it had under the id of an event that is now part of this one count as well.
    """
    log, members = schema.transactions, schema.members
    out: dict[str, tuple[int, datetime]] = {}
    for event in events:
        mine = select(members.c.mention).where(members.c.event == event, view.holds(members))
        query = (
            select(func.count(_X.c.since.distinct()), func.max(log.c.recorded))
            .join(log, log.c.id == _X.c.since)
            .where(_X.c.event.in_(mine))
        )
        if isinstance(view, Then):
            query = query.where(_X.c.since <= view.transaction)
        count, last = connection.execute(query).one()
        out[event] = count - 1, last
    return out


def _standing(standings: Sequence[Standing], day: date) -> list[ColumnElement[bool]]:
    if not standings:
        return []
    is_open = _X.c.outcome == Outcome.OPEN.value
    is_past = and_(_X.c.due.is_not(None), _X.c.due < day)
    is_ahead = or_(_X.c.due.is_(None), _X.c.due >= day)
    stands = {
        Standing.OPEN: and_(is_open, is_ahead, _X.c.slips == 0),
        Standing.SLIPPED: and_(is_open, is_ahead, _X.c.slips > 0),
        Standing.OVERDUE: and_(is_open, is_past),
    }
    return [or_(*(stands.get(one, _X.c.outcome == one.value) for one in standings))]


def _due(row: Mapping[Any, Any], day: date) -> Due:
    found = codec.read(row[_X.c.state], Expectation)
    return Due(found, found.standing(day), entry_of(_of_event(row)))


def _of_event(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {column.name: row[column] for column in _E.c}


def silences(
    connection: Connection,
    view: View,
    day: date,
    *,
    party: str | None = None,
    pair: tuple[str, str] | None = None,
    only_unbroken: bool = False,
    which: Which | None = None,
    events: Sequence[str] | None = None,
    most: int | None = None,
) -> tuple[Unanswered, ...]:
    """Return the silences, those that began first leading, each with how long it had lasted on
    `day`; `which` and `events` pick those of such events, and of these."""
    chosen = select(_S.c.event, _S.c.since).where(view.holds(_S))
    if party:
        chosen = chosen.where(or_(_S.c.silent == party, _S.c.asking == party))
    if pair:
        both = [and_(_S.c.silent == a, _S.c.asking == b) for a, b in (pair, pair[::-1])]
        chosen = chosen.where(or_(*both))
    if only_unbroken:
        chosen = chosen.where(_S.c.broken.is_(None))
    if events is not None:
        chosen = chosen.where(_S.c.event.in_(events))
    if which and which != Which():
        chosen = chosen.join(_E, and_(_E.c.id == _S.c.event, view.holds(_E)))
        chosen = chosen.where(*which.holds(view))
    order = (_S.c.kind.desc(), _S.c.began.is_(None), _S.c.began, _S.c.event)
    found = chosen.order_by(*order).limit(most).subquery()
    query = (
        select(_S.c.state, _E)
        .join(found, and_(found.c.event == _S.c.event, found.c.since == _S.c.since))
        .join(_E, and_(_E.c.id == _S.c.event, view.holds(_E)))
        .order_by(*order)
    )
    return tuple(_unanswered(row, day) for row in connection.execute(query).mappings())


def _unanswered(row: Mapping[Any, Any], day: date) -> Unanswered:
    found = codec.read(row[_S.c.state], Silence)
    return Unanswered(found, found.days(day), entry_of(_of_event(row)))
