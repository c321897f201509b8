"""The captures of a page, and how each differs from the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from demarche.model import RecordError
from demarche.record.store import Then, View, begins, schema


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was first found so at one moment; `difference` holds the lines that changed
    since the capture before, as a unified diff, and is empty for the first.

    A page that changed back is a capture of its own, of the same bytes.
    """

    page: str
    document: str
    title: str | None
    publisher: str | None
    accessed: datetime
    size: int
    sha256: str
    mentions: int
    difference: tuple[str, ...]


def captures(connection: Connection, view: View, given: str) -> tuple[Capture, ...]:
    """Return the captures of the page with an address or name, or whose id begins with `given`.

    Raises RecordError where there is none.
    """
    rows = _rows(connection, view, given)
    if not rows:
        raise RecordError(given, "no such page in the record")
    out: list[Capture] = []
    before: list[str] | None = None
    last = None
    for row in rows:
        if row.id == last:
            continue
        last = row.id
        lines = [f"{row.title or ''}", *row.text.splitlines()]
        changed = unified_diff(before, lines, lineterm="", n=1) if before is not None else ()
        out.append(
            Capture(
                page=row.id,
                document=row.document,
                title=row.title,
                publisher=row.publisher,
                accessed=row.accessed,
                size=row.size,
                sha256=row.sha256,
                mentions=_mentions(connection, view, row.id),
                difference=tuple(changed)[2:],
            )
        )
        before = lines
    return tuple(out)


def _rows(connection: Connection, view: View, given: str) -> Sequence[Any]:
    pages, readings, seen = schema.pages, schema.readings, schema.sightings
    named = or_(
        pages.c.document == given,
        pages.c.name == given,
        begins(pages.c.id, given),
    )
    document = select(pages.c.document).where(named)
    query = (
        select(
            pages.c.id, pages.c.document, seen.c.accessed, pages.c.size, pages.c.sha256,
            readings.c.title, readings.c.publisher, readings.c.text,
        )
        .join(readings, and_(readings.c.page == pages.c.id, view.holds(readings)))
        .join(seen, seen.c.page == pages.c.id)
        .where(pages.c.document.in_(document))
        .order_by(pages.c.document, seen.c.accessed, pages.c.id)
    )  # fmt: skip
    if isinstance(view, Then):
        query = query.where(seen.c.transaction <= view.transaction)
    return connection.execute(query).all()


def _mentions(connection: Connection, view: View, page: str) -> int:
    mentions = schema.mentions
    query = select(mentions.c.id).where(mentions.c.page == page, view.holds(mentions))
    return len(connection.execute(query).all())
