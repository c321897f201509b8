"""Readings into the store, and out of force again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from demarche.model import Article, Reading, Span
from demarche.model.events import Printed, Telling
from demarche.record import codec, copies
from demarche.record.store import change, present, schema, search
from demarche.record.tellings import tellings
from demarche.record.words import indexed

# As many terms as a store tells the places of; a longer article is kept in several passages.
_TERMS = 15_000


@dataclass(frozen=True, slots=True)
class Capture:
    """A page on record: its id, the document that it is a capture of, when it was accessed."""

    page: str
    document: str
    accessed: datetime


def put(
    connection: Connection,
    transaction: int,
    capture: Capture,
    reading: Reading,
    *,
    reader: str,
    is_latest: bool,
) -> tuple[Telling, ...]:
    """Make a reading of a capture hold, in place of an earlier reading; return what it tells.

    Of a capture that is not the latest of its document the text alone is kept.
    """
    told = tellings(reading, _printed(capture, reading.article)) if is_latest else ()
    old = present(connection, schema.readings, "page", [capture.page])
    row = _reading(capture, reading, reader=reader, is_latest=is_latest)
    change(connection, schema.readings, [row], among=old, transaction=transaction)
    _put_mentions(connection, transaction, capture.page, told)
    _put_terms(connection, transaction, capture.page, reading.article if is_latest else None, told)
    return told


def retire(connection: Connection, transaction: int, page: str) -> set[str]:
    """End what a capture tells, since a later one has come; return the mentions that ended."""
    ended = {str(row["id"]) for row in present(connection, schema.mentions, "page", [page])}
    readings = present(connection, schema.readings, "page", [page])
    later = [{**row, "is_latest": False} for row in readings]
    change(connection, schema.readings, later, among=readings, transaction=transaction)
    for table in (schema.mentions, schema.passages):
        rows = present(connection, table, "page", [page])
        change(connection, table, (), among=rows, transaction=transaction)
    end_traces(connection, transaction, ended)
    return ended


def end_traces(connection: Connection, transaction: int, mentions: Iterable[str]) -> None:
    """End what was kept of mentions to judge them by, and the program's judgements on them."""
    ended = list(mentions)
    for table, column in (
        (schema.traces, "mention"),
        (schema.answers, "mention"),
        (schema.doings, "mention"),
        (schema.judgements, "one"),
        (schema.judgements, "other"),
    ):
        rows = present(connection, table, column, ended)
        change(connection, table, (), among=rows, transaction=transaction)


def heirs(old: Mapping[str, Span], told: Sequence[Telling], owned: Iterable[str]) -> dict[str, str]:
    """Return for each mention in `owned` that is not told any more the one in its place.

    That is the mention at the same words; one without has none.
    """
    known = {one.mention.id for one in told}
    out = {}
    for mention in owned:
        if mention in known or mention not in old:
            continue
        near = (t for t in told if t.mention.evidence.trigger.overlaps(old[mention]))
        heir = next(near, None)
        if heir:
            out[mention] = heir.mention.id
    return out


def _reading(capture: Capture, reading: Reading, *, reader: str, is_latest: bool) -> dict[str, Any]:
    article = reading.article
    days = article.published.days if article.published else None
    return {
        "page": capture.page,
        "reader": reader,
        "document": capture.document,
        "is_latest": is_latest,
        "publisher": article.publisher,
        "title": article.title,
        "language": article.language,
        "published": days.last if days else None,
        "article": codec.kept(replace(article, text="")),
        "text": article.text,
        "sample": copies.marks(article.text).tobytes(),
        "beside": {
            "statements": [codec.kept(one) for one in reading.statements],
            "times": [codec.kept(one) for one in reading.times],
        },
    }


def _printed(capture: Capture, article: Article) -> Printed:
    return Printed(
        page=capture.page,
        document=capture.document,
        publisher=article.publisher,
        title=article.title,
        url=article.url,
        published=article.published.days if article.published else None,
        accessed=capture.accessed,
        original=capture.page,
        first_publisher=article.publisher,
    )


def _put_mentions(
    connection: Connection, transaction: int, page: str, told: Sequence[Telling]
) -> None:
    rows = [
        {
            "id": one.mention.id,
            "page": page,
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
    old = present(connection, schema.mentions, "page", [page])
    change(connection, schema.mentions, rows, among=old, transaction=transaction)


def _put_terms(
    connection: Connection,
    transaction: int,
    page: str,
    article: Article | None,
    told: Sequence[Telling],
) -> None:
    """Keep the words of the article, with its title, and those of each sentence with a mention."""
    passages = schema.passages
    old = present(connection, passages, "page", [page])
    change(connection, passages, (), among=old, transaction=transaction)
    if article is None:
        return
    quotes: dict[str, str] = {}
    for one in told:
        quotes.setdefault(one.quote, one.mention.id)
    whole = indexed(f"{article.title or ''}\n{article.text}")
    texts: list[tuple[str, str | None, list[str]]] = [
        ("article", None, whole[at : at + _TERMS]) for at in range(0, max(1, len(whole)), _TERMS)
    ]
    texts += [("quote", mention, indexed(quote)[:_TERMS]) for quote, mention in quotes.items()]
    first = (connection.execute(select(func.max(passages.c.id))).scalar() or 0) + 1
    rows = [
        {"id": number, "kind": kind, "page": page, "mention": mention, "since": transaction}
        for number, (kind, mention, _) in enumerate(texts, start=first)
    ]
    connection.execute(insert(passages), rows)
    search.add(connection, [(at, some) for at, (*_, some) in enumerate(texts, start=first)])
