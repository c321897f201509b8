"""An article as it was captured, with what was read in it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from demarche.model import Article, RecordError, Statement, TimeExpression
from demarche.model.entries import Marked
from demarche.model.events import Telling
from demarche.record import codec, on_record
from demarche.record.store import View, begins, schema


def article(connection: Connection, view: View, given: str) -> Marked:
    """Return the article on the page whose id begins with `given`.

    Raises RecordError where there is none, or more than one.
    """
    row = _row(connection, view, given)
    mentions, members = schema.mentions, schema.members
    ids = connection.execute(
        select(mentions.c.id).where(mentions.c.page == row.page, view.holds(mentions))
    ).scalars()
    told = on_record.tellings(connection, ids, view)
    events = connection.execute(
        select(members.c.mention, members.c.event).where(
            members.c.mention.in_(list(told)), view.holds(members)
        )
    )
    beside = row.beside or {"statements": [], "times": []}
    return Marked(
        article=replace(codec.read(row.article, Article), text=row.text),
        printed=on_record.printed(connection, [row.page], view)[row.page],
        tellings=tuple(sorted(told.values(), key=_place)),
        events={row.mention: row.event for row in events},
        statements=tuple(codec.read(one, Statement) for one in beside["statements"]),
        times=tuple(codec.read(one, TimeExpression) for one in beside["times"]),
        is_whole=row.beside is not None,
    )


def _row(connection: Connection, view: View, given: str):  # type: ignore[no-untyped-def]
    readings = schema.readings
    query = select(readings).where(begins(readings.c.page, given), view.holds(readings)).limit(2)
    rows = connection.execute(query).all() if given else []
    if not rows:
        raise RecordError(given, "no such page in the record")
    if len(rows) > 1:
        raise RecordError(given, "is the beginning of more than one id; give more of it")
    return rows[0]


def _place(told: Telling) -> tuple[int, int, str]:
    words = told.mention.evidence.trigger
    return words.start, words.end, told.mention.id
