"""Tellings as they are on record, at any moment of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from demarche.model import Article, Days, Mention
from demarche.model.events import Printed, Telling
from demarche.record import codec
from demarche.record.store import Now, View, batches, schema

_NOW = Now()


def tellings(
    connection: Connection, mentions: Iterable[str], view: View = _NOW
) -> dict[str, Telling]:
    """Return the tellings with the ids `mentions` that are on record, by id."""
    wanted = list(dict.fromkeys(mentions))
    rows: list[Mapping[Any, Any]] = []
    table = schema.mentions
    for some in batches(wanted):
        query = select(table).where(table.c.id.in_(some), view.holds(table))
        rows += connection.execute(query).mappings()
    prints = printed(connection, {row["page"] for row in rows}, view)
    return {row["id"]: _telling(row, prints[row["page"]]) for row in rows}


def _telling(row: Mapping[Any, Any], where: Printed) -> Telling:
    told = row["told"]
    mention = codec.read(told["mention"], Mention)
    due = told["deadline"]
    return Telling(
        replace(mention, likeness=bytes(row["likeness"])),
        where,
        row["quote"],
        codec.read(due, Days) if due else None,
    )


def printed(connection: Connection, pages: Iterable[str], view: View) -> dict[str, Printed]:
    """Return where and when the words of each page were printed, by the page's id."""
    wanted = sorted(set(pages))
    groups = originals(connection, wanted, view)
    table, received = schema.readings, schema.pages
    of = set(wanted) | set(groups.values())
    rows: dict[str, Mapping[Any, Any]] = {}
    for some in batches(sorted(of)):
        query = (
            select(table.c.page, table.c.article, received.c.document, received.c.accessed)
            .join(received, received.c.id == table.c.page)
            .where(table.c.page.in_(some), view.holds(table))
        )
        rows |= {row["page"]: row for row in connection.execute(query).mappings()}
    articles = {page: codec.read(row["article"], Article) for page, row in rows.items()}
    return {
        page: Printed(
            page=page,
            document=rows[page]["document"],
            publisher=articles[page].publisher,
            title=articles[page].title,
            url=articles[page].url,
            published=_days(articles[page]),
            accessed=rows[page]["accessed"],
            original=groups[page],
            first_publisher=articles[groups[page]].publisher,
        )
        for page in wanted
        if page in articles
    }


def _days(article: Article) -> Days | None:
    return article.published.days if article.published else None


def originals(connection: Connection, pages: Iterable[str], view: View) -> dict[str, str]:
    """Return for each page the first in print of its group of copies; itself where it is alone."""
    wanted = list(pages)
    links: dict[str, set[str]] = {page: set() for page in wanted}
    new = set(wanted)
    while new:
        found: set[str] = set()
        for some in batches(sorted(new)):
            for side, far in (("page", "other"), ("other", "page")):
                table = schema.copies
                query = select(table.c[side], table.c[far]).where(
                    table.c[side].in_(some), view.holds(table)
                )
                for one, other in connection.execute(query):
                    links.setdefault(one, set()).add(other)
                    found.add(other)
        new = found - set(links)
        links |= {page: set() for page in new}
    days = _first_days(connection, [page for page, others in links.items() if others], view)
    return {page: _first(page, links, days) for page in wanted}


def _first(page: str, links: Mapping[str, set[str]], days: Mapping[str, str]) -> str:
    group, new = {page}, [page]
    while new:
        new = [other for one in new for other in links.get(one, ()) if other not in group]
        group.update(new)
    return min(group, key=lambda one: (days.get(one, ""), one)) if len(group) > 1 else page


def _first_days(connection: Connection, pages: list[str], view: View) -> dict[str, str]:
    """Return for each page, in a form that sorts, when it was first in print."""
    table, received = schema.readings, schema.pages
    out = {}
    for some in batches(pages):
        query = (
            select(table.c.page, table.c.published, received.c.accessed)
            .join(received, received.c.id == table.c.page)
            .where(table.c.page.in_(some), view.holds(table))
        )
        for page, day, accessed in connection.execute(query):
            out[page] = (day or accessed.date()).isoformat()
    return out
