"""One report into the record, and what follows from it, within one transaction."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select

from demarche.model import Article, Days, Page, Reading
from demarche.model.events import Printed, Telling
from demarche.record import codec, copies
from demarche.record.deriving import derive
from demarche.record.judging import Traces, judge
from demarche.record.store import change, present, schema, search
from demarche.record.tellings import tellings
from demarche.record.words import terms


class Kept(StrEnum):
    """What became of a page that was handed in."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a page: its id, and those of the pages that it is a copy of."""

    page: str
    kept: Kept
    copies: tuple[str, ...] = ()


def identity(document: str, digest: str) -> str:
    """Return the id of a capture: what was found under an address, byte for byte."""
    return hashlib.sha256(f"{document}\0{digest}".encode()).hexdigest()[:32]


def keep(
    connection: Connection,
    transaction: int,
    page: Page,
    reading: Reading,
    *,
    accessed: datetime,
    given: date | None = None,
    reader: str,
    traces: Traces,
) -> Receipt:
    """Keep a page and its reading, and derive what follows; a page that is known changes nothing.

    `given` is the day of publication that the user named, `reader` the version that read the page.
    """
    article = reading.article
    document = article.url or page.url or page.name
    digest = hashlib.sha256(page.data).hexdigest()
    before = known(connection, document, digest, article)
    if before:
        return Receipt(before, Kept.KNOWN)
    latest = _latest(connection, document)
    number = identity(document, digest)
    connection.execute(
        insert(schema.pages),
        {
            "id": number,
            "document": document,
            "name": page.name,
            "url": article.url or page.url,
            "sha256": digest,
            "size": len(page.data),
            "media_type": page.media_type,
            "publisher": page.publisher,
            "title": page.title,
            "published": page.published,
            "given": given,
            "accessed": accessed,
            "data": zlib.compress(page.data, 9),
            "transaction": transaction,
        },
    )
    is_latest = latest is None or (latest["accessed"], latest["id"]) < (accessed, number)
    told = put(
        connection, transaction, number, document, reading, accessed=accessed, reader=reader,
        is_latest=is_latest,
    )  # fmt: skip
    copied, regrouped = _copies(connection, transaction, number, told)
    touched = {one.mention.id for one in told.tellings} if is_latest else set()
    if latest and is_latest:
        touched |= retire(connection, transaction, str(latest["id"]))
    if is_latest:
        judge(connection, transaction, told.tellings, traces)
    touched |= _mentions_of(connection, regrouped)
    derive(connection, transaction, touched)
    return Receipt(number, Kept.CHANGED if latest else Kept.NEW, tuple(copied))


def known(connection: Connection, document: str, digest: str, article: Article) -> str | None:
    """Return the capture that says the same already: byte for byte, or word for word."""
    pages, readings = schema.pages, schema.readings
    exact = select(pages.c.id).where(
        pages.c.sha256 == digest, (pages.c.document == document) | pages.c.url.is_(None)
    )
    found = connection.execute(exact.order_by(pages.c.id).limit(1)).scalar()
    if found:
        return str(found)
    row = connection.execute(
        select(readings.c.page, readings.c.text, readings.c.title).where(
            readings.c.document == document, readings.c.until.is_(None), readings.c.is_latest
        )
    ).first()
    if row and (row.text, row.title) == (article.text, article.title):
        return str(row.page)
    return None


@dataclass(frozen=True, slots=True)
class Put:
    """A reading as it was put into the record."""

    tellings: tuple[Telling, ...]
    marks: copies.Marks
    day: date


def put(
    connection: Connection,
    transaction: int,
    page: str,
    document: str,
    reading: Reading,
    *,
    accessed: datetime,
    reader: str,
    is_latest: bool,
) -> Put:
    """Put a reading of a page that is kept into the record: text, mentions, words to search."""
    article = reading.article
    days = article.published.days if article.published else None
    marks = copies.marks(article.text)
    connection.execute(
        insert(schema.readings),
        {
            "page": page,
            "since": transaction,
            "reader": reader,
            "document": document,
            "is_latest": is_latest,
            "publisher": article.publisher,
            "title": article.title,
            "language": article.language,
            "published": days.last if days else None,
            "article": codec.kept(replace(article, text="")),
            "text": article.text,
            "sample": marks.tobytes(),
        },
    )
    printed = _printed(page, document, article, days, accessed)
    told = tellings(reading, printed) if is_latest else ()
    _put_mentions(connection, transaction, told)
    _put_terms(connection, transaction, page, article, told)
    return Put(told, marks, printed.day)


def _printed(
    page: str, document: str, article: Article, days: Days | None, accessed: datetime
) -> Printed:
    return Printed(
        page=page,
        document=document,
        publisher=article.publisher,
        title=article.title,
        url=article.url,
        published=days,
        accessed=accessed,
        original=page,
        first_publisher=article.publisher,
    )


def _put_mentions(connection: Connection, transaction: int, told: Sequence[Telling]) -> None:
    rows = [
        {
            "id": one.mention.id,
            "page": one.printed.page,
            "printed": one.printed.day,
            "told": {
                "mention": codec.kept(replace(one.mention, likeness=b"")),
                "deadline": codec.kept(one.deadline) if one.deadline else None,
            },
            "quote": one.quote,
            "likeness": one.mention.likeness,
        }
        for one in told
    ]
    old = present(connection, schema.mentions, "id", [row["id"] for row in rows])
    change(connection, schema.mentions, rows, among=old, transaction=transaction)


def _put_terms(
    connection: Connection,
    transaction: int,
    page: str,
    article: Article,
    told: Sequence[Telling],
) -> None:
    """Keep the words of the article, with its title, and those of each sentence with a mention."""
    text = f"{article.title or ''}\n{article.text}"
    quotes: dict[str, str] = {}
    for one in told:
        quotes.setdefault(one.quote, one.mention.id)
    rows: list[dict[str, Any]] = [{"kind": "article", "mention": None, "terms": terms(text)}]
    rows += [
        {"kind": "quote", "mention": mention, "terms": terms(quote)}
        for quote, mention in quotes.items()
    ]
    passages = schema.passages
    first = (connection.execute(select(func.max(passages.c.id))).scalar() or 0) + 1
    connection.execute(
        insert(passages),
        [
            {
                "id": first + at,
                "kind": row["kind"],
                "page": page,
                "mention": row["mention"],
                "since": transaction,
                "until": None,
            }
            for at, row in enumerate(rows)
        ],
    )
    search.add(connection, [(first + at, row["terms"]) for at, row in enumerate(rows)])


def retire(connection: Connection, transaction: int, page: str) -> set[str]:
    """End what an earlier capture or reading of a page told; return the mentions that ended."""
    mentions = present(connection, schema.mentions, "page", [page])
    ended = {str(row["id"]) for row in mentions}
    change(connection, schema.mentions, (), among=mentions, transaction=transaction)
    for table, column in ((schema.traces, "mention"),):
        rows = present(connection, table, column, ended)
        change(connection, table, (), among=rows, transaction=transaction)
    rows = present(connection, schema.passages, "page", [page])
    change(connection, schema.passages, (), among=rows, transaction=transaction)
    readings = present(connection, schema.readings, "page", [page])
    later = [{**row, "is_latest": False} for row in readings]
    change(connection, schema.readings, later, among=readings, transaction=transaction)
    for column in ("one", "other"):
        rows = [
            row
            for row in present(connection, schema.judgements, column, ended)
            if row["score"] is not None
        ]
        change(connection, schema.judgements, (), among=rows, transaction=transaction)
    return ended


def _latest(connection: Connection, document: str) -> dict[str, Any] | None:
    pages = schema.pages
    query = (
        select(pages.c.id, pages.c.accessed)
        .where(pages.c.document == document)
        .order_by(pages.c.accessed.desc(), pages.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return dict(row) if row else None


def _copies(
    connection: Connection, transaction: int, page: str, told: Put
) -> tuple[list[str], set[str]]:
    """Find the pages that this one copies or that copy it; return them, and all of their group."""
    samples, readings = schema.samples, schema.readings
    found: dict[str, int] = {}
    marks = [int(mark) for mark in told.marks]
    for first in range(0, len(marks), 500):
        query = (
            select(samples.c.page, func.count())
            .where(samples.c.mark.in_(marks[first : first + 500]))
            .group_by(samples.c.page)
        )
        for other, count in connection.execute(query):
            found[other] = found.get(other, 0) + count
    rows = []
    for other, count in sorted(found.items()):
        if count < copies.LEAST_MARKS / 4:
            continue
        row = connection.execute(
            select(readings.c.sample, readings.c.published, readings.c.document).where(
                readings.c.page == other, readings.c.until.is_(None)
            )
        ).first()
        if row is None or row.document == _document(connection, page):
            continue
        apart = abs((row.published - told.day).days) if row.published else 0
        share = copies.share(told.marks, copies.of_bytes(row.sample))
        if share >= copies.LEAST_SHARE and apart <= copies.DAYS_APART:
            one, two = sorted((page, other))
            rows.append({"page": one, "other": two, "share": round(share, 4)})
    change(connection, schema.copies, rows, among=(), transaction=transaction)
    connection.execute(
        insert(samples), [{"mark": mark, "page": page} for mark in marks]
    ) if marks else None
    near = [str(row["other"] if row["page"] == page else row["page"]) for row in rows]
    return near, group_of(connection, near) if near else set()


def _document(connection: Connection, page: str) -> str | None:
    return connection.execute(
        select(schema.pages.c.document).where(schema.pages.c.id == page)
    ).scalar()


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


def _mentions_of(connection: Connection, pages: set[str]) -> set[str]:
    return {str(row["id"]) for row in present(connection, schema.mentions, "page", pages)}
