"""A record of any size, made up.

It holds what the record's questions read: no judgements, traces or marks of copies, no corrections,
and next to no text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, create_engine, insert

from demarche.model import Article, Published, PublishedBasis
from demarche.model.events import Printed
from demarche.record import codec
from demarche.record.keeping import identity
from demarche.record.store import opened, schema, search
from demarche.record.words import stem
from evaluation.record_plots import EPOCH, Plot, Plotter, World, printed

BEGINS = date(2011, 1, 1)
DAYS = 5_000
FOUNDED = 20  # events that each page is the first to tell of
PLOTS = 20_000
AT_ONCE = 5_000  # events between two commits
LIKENESS = bytes(96)
_NAMES = (
    "INSERT INTO names SELECT DISTINCT coalesce(entity, code), name, lower(name) FROM sides "
    "WHERE coalesce(entity, code) IS NOT NULL"
)


def make(address: str, events: int, seed: int) -> None:
    """Make a record of `events` events at `address`, a path: the same one for the same seed."""
    opened(address).dispose()
    engine = create_engine(f"sqlite:///{address}")
    indexes = [index for table in schema.metadata.sorted_tables for index in table.indexes]
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            driver.execute(f"PRAGMA {pragma}")
        for index in indexes:
            index.drop(connection)
        _Maker(connection, World.of(seed), events, Random(seed)).make()
        for index in indexes:
            index.create(connection)
        connection.commit()
    engine.dispose()


class _Maker:
    def __init__(self, connection: Connection, world: World, events: int, rng: Random) -> None:
        self._connection, self._world, self._events, self._rng = connection, world, events, rng
        self._plotter = Plotter(world, rng)
        self._plots = [self._plotter.plot() for _ in range(min(PLOTS, events // 4 + 10))]
        pages = max(2, events // FOUNDED)
        outlets = world.outlets.draw(rng, pages)
        self._pages = [_page(n, n * DAYS // pages, outlet) for n, outlet in enumerate(outlets)]
        self._rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._spoken: list[tuple[int, list[str]]] = []
        self._passages = 0

    def make(self) -> None:
        for number, page in enumerate(self._pages):
            self._put_page(number, page)
        self._flush()
        for made in range(self._events):
            self._put_event(made * len(self._pages) // self._events)
            if made % AT_ONCE == 0:
                self._flush()
        self._flush()
        self._connection.exec_driver_sql(_NAMES)

    def _put_page(self, number: int, page: Printed) -> None:
        transaction = number + 1
        execute, text = self._connection.execute, self._plotter.words(60)
        execute(insert(schema.transactions), _transaction_row(page, transaction))
        execute(insert(schema.pages), _page_row(page, transaction))
        execute(insert(schema.readings), _reading_row(page, transaction, text))
        self._speak("article", page.page, None, text, transaction)

    def _put_event(self, page: int) -> None:
        plot, pages = self._told_from(page)
        text, later = plot.rows, self._pages[page].day - EPOCH
        for day in plot.days:
            text = text.replace(day.isoformat(), (day + later).isoformat())
        for turn, number in zip(plot.turns, pages, strict=True):
            text = text.replace(f"@page{turn}@", self._pages[number].page)
        ids = sorted(f"{self._rng.getrandbits(128):032x}" for _ in range(plot.tellings))
        for place, one in enumerate(ids):
            text = text.replace(f"@id{place}@", one)
        text = text.replace("@name@", self._world.unnamed.draw(self._rng)[0])
        for table, row in json.loads(text):
            row["since"] = pages[row["since"]] + 1
            row["until"] = row["until"] and pages[row["until"]] + 1
            self._put(table, row)

    def _told_from(self, first: int) -> tuple[Plot, list[int]]:
        """Return a plot, and the pages that tell of it from the page `first` on."""
        while True:
            plot = self._rng.choice(self._plots)
            pages = [first]
            a_day = len(self._pages) / DAYS
            for turn in plot.turns[1:]:
                at = first + int((turn + self._rng.random() - 0.5) * a_day)
                pages.append(max(pages[-1] + 1, at))
            if pages[-1] < len(self._pages):
                return plot, pages

    def _put(self, table: str, row: dict[str, Any]) -> None:
        if table == "dyads":
            row["month"] = row["shown"][:7]
        if table == "mentions":
            row["likeness"] = LIKENESS
            self._speak("quote", row["page"], row["id"], row["quote"], row["since"])
        self._rows[table].append(row)

    def _speak(self, kind: str, page: str, mention: str | None, text: str, since: int) -> None:
        self._passages += 1
        self._rows["passages"].append(
            {
                "id": self._passages,
                "kind": kind,
                "page": page,
                "mention": mention,
                "since": since,
                "until": None,
            }
        )
        self._spoken.append((self._passages, [stem(word) for word in text.lower().split()]))

    def _flush(self) -> None:
        """Write what waits, in the form in which SQLite keeps it already."""
        driver: Any = self._connection.connection.driver_connection
        for table, rows in self._rows.items():
            names = ", ".join(rows[0])
            marks = ", ".join("?" for _ in rows[0])
            values = (tuple(row.values()) for row in rows)
            driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
        search.add(self._connection, self._spoken)
        self._connection.commit()
        self._rows.clear()
        self._spoken.clear()


def _page(number: int, days: int, outlet: str) -> Printed:
    name = f"page-{number}"
    return printed(identity(name, name), name, BEGINS + timedelta(days=days), outlet)


def _transaction_row(page: Printed, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "recorded": page.accessed,
        "written": page.accessed,
        "action": "add",
        "who": "bench",
        "program": "bench",
    }


def _page_row(page: Printed, transaction: int) -> dict[str, Any]:
    return {
        "id": page.page,
        "document": page.document,
        "name": page.document,
        "sha256": 2 * page.page,
        "size": 0,
        "media_type": "text/plain",
        "publisher": page.publisher,
        "title": page.title,
        "published": page.day,
        "accessed": page.accessed,
        "data": b"",
        "transaction": transaction,
    }


def _reading_row(page: Printed, transaction: int, text: str) -> dict[str, Any]:
    published = Published(page.published, PublishedBasis.GIVEN) if page.published else None
    article = Article(
        page.document, page.page, "", publisher=page.publisher, title=page.title,
        published=published,
    )  # fmt: skip
    return {
        "page": page.page,
        "since": transaction,
        "reader": "bench",
        "document": page.document,
        "is_latest": True,
        "publisher": page.publisher,
        "title": page.title,
        "language": "en",
        "published": page.day,
        "article": codec.kept(article),
        "text": text,
        "sample": b"",
    }
