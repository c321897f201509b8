"""What the record is asked: each question one function over a connection and a view of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    text,
)

from demarche.model import EventType, RecordError, Status
from demarche.model.entries import Due, Entry, Hit, Month, Story, Unanswered
from demarche.model.events import Line
from demarche.model.ledger import Expectation, Outcome, Silence, Standing
from demarche.record import codec
from demarche.record.store import Then, View, schema, search
from demarche.record.words import folded, is_of_signs, sought, terms

_E, _X, _S = schema.events, schema.expectations, schema.silences
Rows = Iterable[Mapping[Any, Any]]


@dataclass(frozen=True, slots=True)
class Which:
    """Which events are asked for; what is left out does not matter.

    `since` and `until` bound the days of the events, both inclusive, `parties` are codes or ids of
    entities, each of which must be a party.
    """

    since: date | None = None
    until: date | None = None
    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = ()
    story: str | None = None
    parties: tuple[str, ...] = field(default=())
    is_contradicted: bool | None = None

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


def timeline(
    connection: Connection, view: View, which: Which, most: int | None = None
) -> tuple[Entry, ...]:
    """Return the events asked for in the order of their days; of too many, the last `most`."""
    if which.parties:
        query = _by_party(view, which)
    else:
        query = select(_E).where(*which.holds(view)).order_by(_E.c.shown.desc(), _E.c.id.desc())
    rows = connection.execute(query.limit(most)).mappings()
    return tuple(_entry(row) for row in reversed(rows.all()))


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


def entries(connection: Connection, view: View, ids: Iterable[str]) -> dict[str, Entry]:
    """Return the events with these ids as lists show them, by id."""
    wanted = list(dict.fromkeys(ids))
    out: dict[str, Entry] = {}
    for first in range(0, len(wanted), 400):
        query = select(_E).where(_E.c.id.in_(wanted[first : first + 400]), view.holds(_E))
        out |= {row["id"]: _entry(row) for row in connection.execute(query).mappings()}
    return out


def _entry(row: Mapping[Any, Any]) -> Entry:
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


def event_of(connection: Connection, view: View, given: str) -> str:
    """Return the event that holds the mention or event whose id begins with `given`.

    An event that was merged into another leads to that. Raises RecordError where there is none, or
    where several begin so.
    """
    members = schema.members
    low, high = given.lower(), given.lower() + "g"
    query = (
        select(members.c.event)
        .where(members.c.mention >= low, members.c.mention < high, view.holds(members))
        .distinct()
        .limit(3)
    )
    found = [str(row.event) for row in connection.execute(query)] if given else []
    exact = [event for event in found if event.startswith(low)]
    if len(found) == 1 or len(exact) == 1:
        return (exact or found)[0]
    if found:
        raise RecordError(given, "is the beginning of more than one id; give more of it")
    raise RecordError(given, "no such event in the record")


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
        awaited = select(dyads.c.event).where(*_passed(*pair, view), dyads.c.awaited.is_not(None))
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
    return Due(found, found.standing(day), _entry(_of_event(row)))


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
    events: Sequence[str] | None = None,
    most: int | None = None,
) -> tuple[Unanswered, ...]:
    """Return the silences, those that began first leading, each with how long it had lasted on
    `day`; `events` picks those of these events."""
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
    return Unanswered(found, found.days(day), _entry(_of_event(row)))


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
        .where(*_passed(one, other, view))
        .group_by(table.c.month)
        .order_by(table.c.month)
    )
    return tuple(
        Month(month, count, round(float(up or 0), 2), round(float(down or 0), 2))
        for month, count, up, down in connection.execute(query)
    )


def _passed(one: str, other: str, view: View) -> list[ColumnElement[bool]]:
    """Return the conditions that a dyad is one of these two."""
    table = schema.dyads
    first, second = sorted((one, other))
    return [table.c.one == first, table.c.other == second, view.holds(table)]


def between(
    connection: Connection, view: View, one: str, other: str, which: Which, most: int | None
) -> tuple[Entry, ...]:
    """Return the events of one towards the other, both ways, the last `most` of them."""
    table = schema.dyads
    query = (
        select(_E)
        .join(table, table.c.event == _E.c.id)
        .where(*_passed(one, other, view), *which.holds(view, is_joined=True))
        .order_by(table.c.shown.desc(), table.c.event.desc())
        .limit(most)
    )
    if which.until:
        query = query.where(table.c.shown <= which.until)
    rows = connection.execute(query).mappings().all()
    return tuple(_entry(row) for row in reversed(rows))


def parties(connection: Connection, view: View, words: str) -> tuple[tuple[str, str, int], ...]:
    """Return who is meant by a code or a name: (code or entity, name, events), the likeliest first.

    A code is found as such; else the names of parties are searched for the words.
    """
    sides, names = schema.sides, schema.names
    code = words.upper()
    is_code = select(sides.c.code).where(sides.c.code == code, view.holds(sides)).limit(1)
    if connection.execute(is_code).first():
        return ((code, code, 0),)
    is_named = names.c.folded.contains(folded(words.strip()), autoescape=True)
    query = select(names.c.folded, names.c.party, names.c.name).where(is_named)
    rows = connection.execute(query.order_by(names.c.folded).limit(_MOST_NAMES)).all()
    known: dict[str, str] = {}
    for _, party, name in sorted(rows):
        known.setdefault(party, name)
    found = [(party, name, _events_of(connection, view, party)) for party, name in known.items()]
    return tuple(sorted((one for one in found if one[2]), key=lambda one: (-one[2], one[0])))


_MOST_NAMES = 100


def _events_of(connection: Connection, view: View, party: str) -> int:
    """Return to how many events a party, by its code or entity, is one."""
    sides = schema.sides
    is_party = [sides.c.entity == party]
    if ":" not in party:
        is_party = [sides.c.code == party, sides.c.is_first.is_(True)]
    query = select(func.count()).select_from(sides).where(*is_party, view.holds(sides))
    return int(connection.execute(query).scalar_one())


def find(connection: Connection, view: View, words: str, most: int) -> tuple[Hit, ...]:
    """Return the passages in which all of `words` stand, the best first.

    "Words in quotation marks" must stand in a row. A quote is given with its event; of an article,
    the place where the words stand.
    """
    wanted = _wanted(words)
    if not wanted:
        return ()
    places, last = most * 8, _last_passage(connection, view)
    while True:
        found = search.find(connection, wanted, places, last=last)
        kept = _holding(connection, view, found)[:most]
        if len(kept) == most or len(found) < places:
            break
        places *= 8  # what has ended took the places of what holds
    ranks = dict(found)
    return tuple(_hit(connection, view, row, wanted, ranks[row["id"]]) for row in kept)


def _holding(
    connection: Connection, view: View, found: Sequence[tuple[int, float]]
) -> list[Mapping[Any, Any]]:
    """Return the passages that hold, in the order found; articles of which a quote was found too
    are left out."""
    passages, readings = schema.passages, schema.readings
    query = (
        select(
            passages,
            readings.c.title,
            readings.c.publisher,
            readings.c.published,
            schema.pages.c.url,
            schema.pages.c.accessed,
        )
        .join(readings, and_(readings.c.page == passages.c.page, view.holds(readings)))
        .join(schema.pages, schema.pages.c.id == passages.c.page)
        .where(view.holds(passages))
    )
    rows: dict[int, Mapping[Any, Any]] = {}
    numbers = [number for number, _ in found]
    for first in range(0, len(numbers), 400):
        some = query.where(passages.c.id.in_(numbers[first : first + 400]))
        rows |= {row["id"]: row for row in connection.execute(some).mappings()}
    quoted = {row["page"] for row in rows.values() if row["kind"] == "quote"}
    held = [rows[number] for number in numbers if number in rows]
    return [row for row in held if row["kind"] == "quote" or row["page"] not in quoted]


def _last_passage(connection: Connection, view: View) -> int | None:
    """Return the number of the last passage that a view of the past has; they follow in time."""
    if not isinstance(view, Then):
        return None
    passages = schema.passages
    query = select(passages.c.id).where(passages.c.since <= view.transaction)
    return (
        connection.execute(
            query.order_by(passages.c.since.desc(), passages.c.id.desc()).limit(1)
        ).scalar()
        or 0
    )


def _wanted(words: str) -> list[search.Wanted]:
    out = []
    for at, part in enumerate(words.split('"')):
        pieces = [part] if at % 2 else part.split()
        for piece in pieces:
            found = tuple(sought(piece))
            if found:
                is_short = is_of_signs(found[-1]) and len(found[-1]) == 1
                out.append(search.Wanted(found, is_beginning=is_short))
    return out


def _hit(
    connection: Connection,
    view: View,
    row: Mapping[Any, Any],
    wanted: Sequence[search.Wanted],
    rank: float,
) -> Hit:
    event = quote = None
    if row["mention"]:
        mentions, members = schema.mentions, schema.members
        quote = connection.execute(
            select(mentions.c.quote).where(mentions.c.id == row["mention"], view.holds(mentions))
        ).scalar()
        event = connection.execute(
            select(members.c.event).where(members.c.mention == row["mention"], view.holds(members))
        ).scalar()
    if quote is None:
        readings = schema.readings
        whole = connection.execute(
            select(readings.c.text).where(readings.c.page == row["page"], view.holds(readings))
        ).scalar_one()
        quote = _around(whole, wanted)
    printed = row["published"] or row["accessed"].date()
    return Hit(quote, row["page"], row["title"], row["publisher"], row["url"], printed, event, rank)


_LINE = 160


def _around(text: str, wanted: Sequence[search.Wanted]) -> str:
    """Return the line of `text` with most of the words, cut to what can be taken in."""
    stems = {term for part in wanted for term in part.terms}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    best = max(lines, key=lambda line: len(stems & set(terms(line))), default="")
    if len(best) <= 2 * _LINE:
        return best
    places = list(range(0, len(best), _LINE // 2))
    at = max(places, key=lambda at: len(stems & set(terms(best[at : at + 2 * _LINE]))))
    return f"{'…' if at else ''}{best[at : at + 2 * _LINE]}…"


def stories(connection: Connection, view: View, most: int) -> tuple[Story, ...]:
    """Return the affairs with most events, each with its days."""
    holds = [view.holds(_E), _E.c.is_rejected.is_(False)]
    many = func.count().label("many")
    found = (
        select(_E.c.story, many)
        .where(*holds, _E.c.story.is_not(None))
        .group_by(_E.c.story)
        .order_by(many.desc(), _E.c.story)
        .limit(most)
        .subquery()
    )
    # The days are looked up of those alone that are shown.
    first, last = (
        select(of(_E.c.shown)).where(_E.c.story == found.c.story, *holds).scalar_subquery()
        for of in (func.min, func.max)
    )
    query = select(found, first, last).order_by(found.c.many.desc(), found.c.story)
    rows = connection.execute(query).all()
    names = names_of(connection, view, [row[0] for row in rows])
    return tuple(
        Story(story, names.get(story, story), count, first, last)
        for story, count, first, last in rows
    )


def names_of(connection: Connection, view: View, wanted: Sequence[str]) -> dict[str, str]:
    """Return the names that were given to affairs by hand."""
    table = schema.corrections
    undo = table.alias()
    query = (
        select(table.c.target, table.c.value)
        .where(
            table.c.kind == "rename",
            table.c.target.in_(wanted),
            ~exists().where(
                undo.c.undoes == table.c.id,
                *([undo.c.transaction <= view.transaction] if isinstance(view, Then) else []),
            ),
            *([table.c.transaction <= view.transaction] if isinstance(view, Then) else []),
        )
        .order_by(table.c.transaction, table.c.place)
    )
    return {row.target: row.value for row in connection.execute(query)}
