"""Wire copies on record: which pages stand in which, and their groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select

from demarche.record import copies
from demarche.record.putting import Capture
from demarche.record.store import batches, change, present, schema

_AT_ONCE = 500
# A first look: as few runs in common cannot make a copy.
_FEWEST = 3


def find_copies(
    connection: Connection, transaction: int, capture: Capture
) -> tuple[tuple[str, ...], set[str]]:
    """Find the pages that a capture copies or that copy it, and keep that they do.

    Returns these, and all pages of the groups of copies that were or are concerned.
    """
    own = connection.execute(
        select(schema.readings.c.sample, schema.readings.c.published).where(
            schema.readings.c.page == capture.page, schema.readings.c.until.is_(None)
        )
    ).one()
    sample = copies.of_bytes(own.sample)
    day = own.published or capture.accessed.date()
    rows = [
        {"page": one, "other": other, "share": round(share, 4)}
        for page, share in _shares(connection, capture, sample, day)
        for one, other in [sorted((capture.page, page))]
    ]
    old = present(connection, schema.copies, "page", [capture.page])
    old += present(connection, schema.copies, "other", [capture.page])
    before = group_of(connection, [capture.page]) if old else set()
    change(connection, schema.copies, rows, among=old, transaction=transaction)
    connection.execute(delete(schema.samples).where(schema.samples.c.page == capture.page))
    marks = [{"mark": int(mark), "page": capture.page} for mark in sample]
    if marks:
        connection.execute(insert(schema.samples), marks)
    near = {str(row[side]) for row in rows for side in ("page", "other")} - {capture.page}
    after = group_of(connection, [capture.page]) if rows else set()
    return tuple(sorted(near)), before | after


def _shares(
    connection: Connection, capture: Capture, sample: copies.Marks, day: date
) -> Iterator[tuple[str, float]]:
    """Yield the pages of other documents of which enough stands in this one, with the share."""
    readings, common = schema.readings, _in_common(connection, sample)
    near = sorted(page for page, count in common.items() if count >= _FEWEST)
    for some in batches(near):
        query = (
            select(
                readings.c.page,
                readings.c.sample,
                readings.c.published,
                schema.pages.c.accessed,
            )
            .join(schema.pages, schema.pages.c.id == readings.c.page)
            .where(
                readings.c.page.in_(some),
                readings.c.document != capture.document,
                readings.c.until.is_(None),
            )
        )
        for row in connection.execute(query):
            share = copies.share(sample, copies.of_bytes(row.sample))
            apart = abs((day - (row.published or row.accessed.date())).days)
            if share >= copies.LEAST_SHARE and apart <= copies.DAYS_APART:
                yield row.page, share


def _in_common(connection: Connection, sample: copies.Marks) -> Counter[str]:
    """Return how many runs of words each page on record has in common with a sample."""
    samples = schema.samples
    found: Counter[str] = Counter()
    marks = [int(mark) for mark in sample]
    for first in range(0, len(marks), _AT_ONCE):
        query = (
            select(samples.c.page, func.count().label("shared"))
            .where(samples.c.mark.in_(marks[first : first + _AT_ONCE]))
            .group_by(samples.c.page)
        )
        for page, shared in connection.execute(query):
            found[page] += shared
    return found


def group_of(connection: Connection, pages: Iterable[str]) -> set[str]:
    """Return all pages that are copies of any of `pages`, of their copies, and so on."""
    group: set[str] = set()
    new = set(pages)
    while new:
        group |= new
        rows = present(connection, schema.copies, "page", new)
        rows += present(connection, schema.copies, "other", new)
        new = {str(row[side]) for row in rows for side in ("page", "other")} - group
    return group
