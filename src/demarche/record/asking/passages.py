"""Where words stand: in what was quoted, and in articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from demarche.model import UsageError
from demarche.model.entries import Hit
from demarche.record.asking.which import Which
from demarche.record.store import Then, View, schema, search
from demarche.record.words import is_of_signs, sought, terms

_LINE = 160
# Words in one question: each costs a look at all places where it stands.
_MOST_WORDS = 50
_ANY = Which()


def find(
    connection: Connection, view: View, words: str, most: int, which: Which = _ANY
) -> tuple[Hit, ...]:
    """Return the passages in which all of `words` stand, the best first.

    `which` picks quotes of such events, and articles by the days on which they were printed; where
    it asks for more than days, no articles.

    "Words in quotation marks" must stand in a row. A quote is given with its event; of an article,
    the place where the words stand.
    """
    wanted = _wanted(words)
    if not wanted:
        return ()
    places, last = most * 8, _last_passage(connection, view)
    while True:
        found = search.find(connection, wanted, places, last=last)
        kept = _holding(connection, view, found, which)[:most]
        if len(kept) == most or len(found) < places:
            break
        places *= 8  # what has ended took the places of what holds
    ranks = dict(found)
    return tuple(_hit(connection, view, row, wanted, ranks[row["id"]]) for row in kept)


def _holding(
    connection: Connection, view: View, found: Sequence[tuple[int, float]], which: Which
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
    if which != _ANY:
        query = query.where(or_(*_fitting(view, which)))
    rows: dict[int, Mapping[Any, Any]] = {}
    numbers = [number for number, _ in found]
    for first in range(0, len(numbers), 400):
        some = query.where(passages.c.id.in_(numbers[first : first + 400]))
        rows |= {row["id"]: row for row in connection.execute(some).mappings()}
    quoted = {row["page"] for row in rows.values() if row["kind"] == "quote"}
    held = [rows[number] for number in numbers if number in rows]
    return [row for row in held if row["kind"] == "quote" or row["page"] not in quoted]


def _fitting(view: View, which: Which) -> list[ColumnElement[bool]]:
    """Return the conditions of which a passage must meet one: a quote of an event that is asked
    for, or an article of its days."""
    passages, members, events = schema.passages, schema.members, schema.events
    quoted = exists().where(
        members.c.mention == passages.c.mention,
        view.holds(members),
        events.c.id == members.c.event,
        *which.holds(view),
    )
    if which != Which(since=which.since, until=which.until):
        return [quoted]
    day = func.coalesce(schema.readings.c.published, func.date(schema.pages.c.accessed))
    days = [day >= which.since] if which.since else []
    days += [day <= which.until] if which.until else []
    return [quoted, and_(passages.c.kind == "article", *days)]


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
    out: dict[search.Wanted, None] = {}
    for at, part in enumerate(words.split('"')):
        pieces = [part] if at % 2 else part.split()
        for piece in pieces:
            found = tuple(sought(piece))
            if found:
                is_short = is_of_signs(found[-1]) and len(found[-1]) == 1
                out[search.Wanted(found, is_beginning=is_short)] = None
    if sum(len(one.terms) for one in out) > _MOST_WORDS:
        raise UsageError(f"{words[:40]}…", f"has more than {_MOST_WORDS} words to search for")
    return list(out)


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
