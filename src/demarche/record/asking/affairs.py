"""The affairs that events belong to, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, exists, func, select

from demarche.model.entries import Story
from demarche.record.store import Then, View, schema

_E = schema.events


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
