"""What was gathered and not entered, each with its reason, and let in by hand."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, and_, insert, select, update

from demarche.model import Page, RecordError, Refusal, Refused
from demarche.record import codec
from demarche.record.store import Then, View, begins, schema

# A page that is larger is listed, and not kept.
LARGEST = 5_000_000


def known(connection: Connection, name: str, reason: str, page: Page | None) -> str | None:
    """Return the id of the refusal of the same for the same reason, if there was one."""
    table = schema.refusals
    number = _number(name, reason, page)
    found = connection.execute(select(table.c.id).where(table.c.id == number)).first()
    return number if found else None


def _number(name: str, reason: str, page: Page | None) -> str:
    url = page.url if page else None
    return _identity(url or name, page.data if page else reason.encode())


def refuse(
    connection: Connection,
    transaction: int,
    name: str,
    kind: Refused,
    reason: str,
    *,
    page: Page | None = None,
    via: str | None = None,
) -> str:
    """Keep what was not entered, and the page where there is one; return the id of the refusal.

    What was refused for the same reason before is not listed again.
    """
    if number := known(connection, name, reason, page):
        return number
    number = _number(name, reason, page)
    is_kept = page is not None and len(page.data) <= LARGEST
    row = {
        "id": number,
        "name": name,
        "kind": kind.value,
        "reason": reason,
        "via": via or (page.via if page else None),
        "url": page.url if page else None,
        "page": _without_data(page) if page and is_kept else None,
        "data": zlib.compress(page.data, 9) if page and is_kept else None,
        "transaction": transaction,
        "admitted": None,
    }
    connection.execute(insert(schema.refusals), row)
    return number


def is_let_in(connection: Connection, page: Page) -> bool:
    """Whether somebody let in what had been kept out, byte for byte."""
    table = schema.refusals
    number = _identity(page.url or page.name, page.data)
    query = select(table.c.id).where(table.c.id == number, table.c.admitted.is_not(None))
    return connection.execute(query).first() is not None


def refusals(
    connection: Connection, view: View, *, kind: Refused | None = None, most: int | None = None
) -> tuple[Refusal, ...]:
    """Return what was kept out, the last `most`, the latest first; what was let in is left out."""
    query = _listed().order_by(schema.refusals.c.transaction.desc(), schema.refusals.c.id)
    table = schema.refusals
    if isinstance(view, Then):
        query = query.where(table.c.transaction <= view.transaction)
        let_in = table.c.admitted <= view.transaction
        query = query.where(table.c.admitted.is_(None) | ~let_in)
    else:
        query = query.where(table.c.admitted.is_(None))
    if kind:
        query = query.where(table.c.kind == kind.value)
    return tuple(_refusal(row) for row in connection.execute(query.limit(most)).mappings())


def page_of(connection: Connection, given: str) -> tuple[str, Page]:
    """Return the refusal whose id begins with `given`, and its page as it was received.

    Raises RecordError where there is none, where several begin so, or where no page was kept.
    """
    table = schema.refusals
    query = select(table).where(begins(table.c.id, given)).limit(2)
    rows = connection.execute(query).mappings().all() if given else []
    if len(rows) != 1:
        reason = (
            "is the beginning of more than one id; give more of it"
            if rows
            else ("nothing that was kept out has that id")
        )
        raise RecordError(given, reason)
    (row,) = rows
    if row["data"] is None:
        raise RecordError(given, f"no page was kept of {row['name']}: {row['reason']}")
    return row["id"], _page(row)


def let_in(connection: Connection, transaction: int, number: str) -> None:
    """Keep that a refusal was let in; the first time counts."""
    table = schema.refusals
    is_out = and_(table.c.id == number, table.c.admitted.is_(None))
    connection.execute(update(table).where(is_out).values(admitted=transaction))


def _identity(named: str, said: bytes) -> str:
    digest = hashlib.sha256(said).hexdigest()
    return hashlib.sha256(f"{named}\0{digest}".encode()).hexdigest()[:32]


def _without_data(page: Page) -> dict[str, Any]:
    return {**codec.kept(replace(page, data=b"")), "size": len(page.data)}


def _page(row: Any) -> Page:
    return replace(codec.read(row["page"], Page), data=zlib.decompress(row["data"]))


def _listed() -> Select[Any]:
    table, log = schema.refusals, schema.transactions
    return select(
        table.c.id, table.c.name, table.c.kind, table.c.reason, table.c.via, table.c.url,
        table.c.page, log.c.recorded,
    ).join(log, log.c.id == table.c.transaction)  # fmt: skip


def _refusal(row: Any) -> Refusal:
    return Refusal(
        id=row["id"],
        name=row["name"],
        kind=Refused(row["kind"]),
        reason=row["reason"],
        recorded=row["recorded"],
        via=row["via"],
        url=row["url"],
        size=row["page"]["size"] if row["page"] else None,
    )
