"""One report into the record, and what follows from it, within one transaction."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select

from demarche.model import Article, Mention, Page, Reading, Span
from demarche.model.events import Telling
from demarche.record import codec
from demarche.record.copying import find_copies
from demarche.record.deriving import derive
from demarche.record.judging import Traces, judge
from demarche.record.putting import Capture, end_traces, heirs, put, retire
from demarche.record.store import change, present, schema

BY_HAND = "application/x-demarche-entry"


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
    digest = hashlib.sha256(page.data).hexdigest()
    document = document_of(page, reading.article, digest)
    latest = _latest(connection, document)
    before = known(connection, document, digest, page, reading.article)
    if before:
        if page.accessed is None or not _see(connection, transaction, before, accessed):
            return Receipt(before, Kept.KNOWN)
        capture, _ = _capture(connection, before)
        now = _latest(connection, capture.document)
        if now is None or now.page != before or latest is None or latest.page == before:
            return Receipt(before, Kept.KNOWN)
    else:
        capture = Capture(identity(document, digest), document, accessed)
        connection.execute(
            insert(schema.pages), _page(capture, page, reading.article, digest, given, transaction)
        )
        _see(connection, transaction, capture.page, accessed)
    return _put_first(connection, transaction, capture, latest, reading, reader, traces)


def _put_first(
    connection: Connection,
    transaction: int,
    capture: Capture,
    latest: Capture | None,
    reading: Reading,
    reader: str,
    traces: Traces,
) -> Receipt:
    """Let a capture tell what it tells in place of the one that was the latest, if it is later."""
    now = _latest(connection, capture.document)
    is_latest = now is not None and now.page == capture.page
    touched: set[str] = set()
    old: Sequence[Mapping[str, Any]] = ()
    if latest and is_latest:
        old = present(connection, schema.mentions, "page", [latest.page])
        touched |= retire(connection, transaction, latest.page)
    told = put(connection, transaction, capture, reading, reader=reader, is_latest=is_latest)
    _hand_down(connection, transaction, _said_again(connection, old, told))
    copied, group = find_copies(connection, transaction, capture)
    judge(connection, transaction, told, traces)
    touched |= {one.mention.id for one in told} | _mentions_of(connection, group)
    derive(connection, transaction, touched)
    return Receipt(capture.page, Kept.CHANGED if latest else Kept.NEW, copied)


def reread(
    connection: Connection,
    transaction: int,
    page: str,
    reading: Reading,
    *,
    reader: str,
    traces: Traces,
) -> None:
    """Put a new reading of a page in place of its old one; what was corrected by hand stays.

    A mention that a person corrected or judged and that is not read any more leaves that to the one
    at the same words; where there is none, it stays as it was.
    """
    capture, is_latest = _capture(connection, page)
    old = {
        str(row["id"]): _trigger(row)
        for row in present(connection, schema.mentions, "page", [page])
    }
    owned = _owned(connection, old)
    kept = present(connection, schema.mentions, "id", owned)
    told = put(connection, transaction, capture, reading, reader=reader, is_latest=is_latest)
    inherited = heirs(old, told, owned)
    _hand_down(connection, transaction, inherited)
    known = {one.mention.id for one in told} | set(inherited)
    orphans = [row for row in kept if row["id"] not in known]
    change(connection, schema.mentions, orphans, among=(), transaction=transaction)
    stays = {str(row["id"]) for row in orphans}
    _, group = find_copies(connection, transaction, capture)
    traces.forget(old)
    gone = set(old) - stays - {one.mention.id for one in told}
    end_traces(connection, transaction, gone)
    judge(connection, transaction, told, traces)
    touched = {one.mention.id for one in told} | set(old) | _mentions_of(connection, group)
    derive(connection, transaction, touched)


def revive(
    connection: Connection,
    transaction: int,
    page: str,
    reading: Reading,
    *,
    reader: str,
    traces: Traces,
) -> bool:
    """Let a page that was taken back tell again what it tells; return whether it was."""
    capture, is_latest = _capture(connection, page)
    if is_latest:
        return False
    told = put(connection, transaction, capture, reading, reader=reader, is_latest=True)
    judge(connection, transaction, told, traces)
    derive(connection, transaction, [one.mention.id for one in told])
    return True


# Standard input, and a line of a file, by its number: names that say nothing of what is there.
_NO_NAME = re.compile(r"-|.*:\d+", re.DOTALL)


def document_of(page: Page, article: Article, digest: str) -> str:
    """Return what a page is a capture of: its address, or its name where it has none.

    What has no name of its own is known by its content, and never a new capture of anything; so is
    an entry by hand, whatever address it names.
    """
    if page.media_type == BY_HAND:
        return f"entry {digest[:12]}"
    known = article.url or page.url
    if known or not _NO_NAME.fullmatch(page.name):
        return known or page.name
    return f"{page.name} {digest[:12]}"


def identity(document: str, digest: str) -> str:
    """Return the id of a capture: what was found under an address, byte for byte."""
    return hashlib.sha256(f"{document}\0{digest}".encode()).hexdigest()[:32]


def known(
    connection: Connection, document: str, digest: str, page: Page, article: Article
) -> str | None:
    """Return the capture that says the same already: byte for byte, or word for word.

    Of pages without an address the bytes alone count, by whatever names they go.
    """
    pages, readings = schema.pages, schema.readings
    is_same_page = pages.c.document == document
    if not (article.url or page.url):
        is_same_page |= pages.c.url.is_(None)
    exact = select(pages.c.id).where(pages.c.sha256 == digest, is_same_page)
    found = connection.execute(exact.order_by(pages.c.id).limit(1)).scalar()
    if found:
        return str(found)
    row = connection.execute(
        select(readings.c.page, readings.c.text, readings.c.title).where(
            readings.c.document == document, readings.c.until.is_(None), readings.c.is_latest
        )
    ).first()
    is_same = row is not None and (row.text, row.title) == (article.text, article.title)
    return str(row.page) if row is not None and is_same else None


def last_seen(connection: Connection, document: str) -> Page | None:
    """Return the page with an address or name as it was received last; None where none was."""
    latest = _latest(connection, document)
    if latest is None:
        return None
    query = select(schema.pages).where(schema.pages.c.id == latest.page)
    return received(connection.execute(query).mappings().one())


def received(row: Any) -> Page:
    """Return a page on record as it was received."""
    return Page(
        name=row["name"],
        data=zlib.decompress(row["data"]),
        media_type=row["media_type"],
        url=row["url"],
        publisher=row["publisher"],
        title=row["title"],
        published=row["published"],
        accessed=row["accessed"],
        via=row["via"],
        redirects=tuple(row["redirects"] or ()),
        headers=tuple((name, value) for name, value in row["headers"] or ()),
    )


def _page(
    capture: Capture,
    page: Page,
    article: Article,
    digest: str,
    given: date | None,
    transaction: int,
) -> dict[str, Any]:
    return {
        "id": capture.page,
        "document": capture.document,
        "name": page.name,
        "url": article.url or page.url,
        "sha256": digest,
        "size": len(page.data),
        "media_type": page.media_type,
        "publisher": page.publisher,
        "title": page.title,
        "published": page.published,
        "given": given,
        "accessed": capture.accessed,
        "data": zlib.compress(page.data, 9),
        "via": page.via,
        "redirects": list(page.redirects) or None,
        "headers": [list(header) for header in page.headers] or None,
        "transaction": transaction,
    }


def _see(connection: Connection, transaction: int, page: str, accessed: datetime) -> bool:
    """Write down that a page was seen at a moment; return whether that was not known."""
    table = schema.sightings
    same = select(table.c.page).where(table.c.page == page, table.c.accessed == accessed)
    if connection.execute(same).first():
        return False
    row = {"page": page, "accessed": accessed, "transaction": transaction}
    connection.execute(insert(table), row)
    return True


def _latest(connection: Connection, document: str) -> Capture | None:
    """Return the capture of a document that was seen last."""
    pages, seen = schema.pages, schema.sightings
    query = (
        select(pages.c.id, pages.c.document, pages.c.accessed)
        .join(seen, seen.c.page == pages.c.id)
        .where(pages.c.document == document)
        .order_by(seen.c.accessed.desc(), pages.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return Capture(*row) if row else None


def _capture(connection: Connection, page: str) -> tuple[Capture, bool]:
    pages, readings = schema.pages, schema.readings
    query = (
        select(pages.c.id, pages.c.document, pages.c.accessed, readings.c.is_latest)
        .join(readings, readings.c.page == pages.c.id)
        .where(pages.c.id == page, readings.c.until.is_(None))
    )
    number, document, accessed, is_latest = connection.execute(query).one()
    return Capture(number, document, accessed), is_latest


def _trigger(row: Any) -> Span:
    return codec.read(row["told"]["mention"], Mention).evidence.trigger


def _owned(connection: Connection, mentions: Iterable[str]) -> set[str]:
    """Return those of `mentions` on which a person did anything."""
    wanted = list(mentions)
    target = schema.corrections.c.target
    out: set[str] = set()
    for first in range(0, len(wanted), 400):
        query = select(target).where(target.in_(wanted[first : first + 400]))
        out |= set(connection.execute(query).scalars())
    for table, side in ((schema.rulings, "one"), (schema.rulings, "other"), (schema.heirs, "heir")):
        out |= {str(row[side]) for row in present(connection, table, side, wanted)}
    return out & set(wanted)


def _said_again(
    connection: Connection, old: Sequence[Mapping[str, Any]], told: Sequence[Telling]
) -> dict[str, str]:
    """Return for each mention of an earlier capture on which a person did anything the one that
    says the same in the new capture: the same act by the same words in the same sentence."""
    owned = _owned(connection, [str(row["id"]) for row in old])
    again = {
        (one.quote, one.mention.event_type, one.mention.why.get("trigger")): one.mention.id
        for one in told
    }
    out = {}
    for row in old:
        if row["id"] in owned:
            mention = codec.read(row["told"]["mention"], Mention)
            heir = again.get((row["quote"], mention.event_type, mention.why.get("trigger")))
            if heir:
                out[str(row["id"])] = heir
    return out


def _hand_down(connection: Connection, transaction: int, inherited: dict[str, str]) -> None:
    """Let what a person judged or corrected of a mention hold of the one in its place."""
    if not inherited:
        return
    ruled = present(connection, schema.rulings, "one", inherited)
    ruled += [
        row
        for row in present(connection, schema.rulings, "other", inherited)
        if row["one"] not in inherited
    ]
    rows = []
    for row in ruled:
        one, other = sorted(inherited.get(row[side], row[side]) for side in ("one", "other"))
        rows.append({**row, "one": one, "other": other})
    change(connection, schema.rulings, rows, among=ruled, transaction=transaction)
    older = present(connection, schema.heirs, "heir", inherited)
    passed = [{**row, "heir": inherited[str(row["heir"])]} for row in older]
    passed += [{"mention": one, "heir": heir} for one, heir in inherited.items()]
    passed = [row for row in passed if row["mention"] != row["heir"]]
    change(connection, schema.heirs, passed, among=older, transaction=transaction)


def _mentions_of(connection: Connection, pages: set[str]) -> set[str]:
    return {str(row["id"]) for row in present(connection, schema.mentions, "page", pages)}
