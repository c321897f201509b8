"""A record whose sources lie on the server of the tests, and the rounds in which they are asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from demarche.gather.web import Web
from demarche.model import Failure, Source, SourceKind
from demarche.record.store import schema
from demarche.service.intake import Added, KeptOut
from demarche.service.record import Record
from demarche.service.watch import News, Polled, Watch, waits
from tests.gather import answers
from tests.gather.misbehaving import Answer, Site
from tests.record.fakes import ScriptedReader, report
from tests.record.news import VISIT
from tests.record.stores import Desk

HALF_AN_HOUR = timedelta(minutes=30)
PRINTED = datetime(2021, 3, 14, 9, tzinfo=UTC)
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
TALKS = [
    "The two ministers met in Málaga on Friday to talk about the ferries, and about little else.",
    "“We agree,” said one of them as he left, & the other nodded to the crowd at the door.",
    "Their envoys will draw up a text in the summer, an aide said; it is to be signed in autumn.",
]


def told(line: str = VISIT, **more: Any) -> Answer:
    """A report that the scripted reader reads, as a server sends it."""
    return Answer(body=report(line, **more).data, headers=PLAIN)


def entry(site: Site, name: str, title: str = "Talks", **more: Any) -> answers.Item:
    """What a feed says of the report at /`name`."""
    return answers.Item(f"{site.address}/{name}", title, more.pop("published", PRINTED), **more)


def names_reports(site: Site, *names: str, path: str = "/feed", **more: Any) -> None:
    """Answer at `path` with a feed that names reports, each of which is there to be had."""
    site.answers(path, answers.feed([entry(site, name) for name in names], **more))
    for name in names:
        site.answers(f"/{name}", told(by=name, name=name))


@contextmanager
def watch(
    record: Record,
    *,
    pause: float = 0.0,
    every: timedelta = HALF_AN_HOUR,
    heartbeat: Path | None = None,
    workers: int = 8,
    looks: tuple[timedelta, ...] = (),
    reader: Any = None,
) -> Iterator[Watch]:
    """Give a watch that asks the servers of this machine."""
    stop = threading.Event()
    hosts = ("127.0.0.1", "localhost")
    with Web(allowed=hosts, pause=pause, tries=1, sleep=waits(stop)) as web:
        yield Watch(
            record, web, stop=stop, every=every, heartbeat=heartbeat, workers=workers,
            looks=looks, reader=reader or ScriptedReader(),
        )  # fmt: skip


@dataclass
class Watched:
    """A record and a site of which sources are watched."""

    desk: Desk
    site: Site
    rounds: list[list[News]] = field(default_factory=list)

    def follow(
        self, path: str = "/feed", kind: SourceKind = SourceKind.FEED, **more: Any
    ) -> Source:
        """Watch what lies at `path`."""
        source = Source(f"{self.site.address}{path}", kind, **more)
        self.desk.record.gathering.follow(source)
        return source

    def round(self, **more: Any) -> list[News]:
        """Do what is due, as a process of its own would, and return what came of it."""
        with watch(self.desk.record, **more) as work:
            self.rounds.append(list(work.once()))
        return self.rounds[-1]

    def later(self, *, minutes: float = 30, days: float = 0) -> None:
        """Move the clock of the record on."""
        self.desk.clock.tick(minutes=minutes, days=days)

    def lines(self) -> dict[str, str]:
        """How it stands with each report that was named, by the path it lies at."""
        table = schema.items
        with self.desk.record.engine.connect() as connection:
            rows = connection.execute(select(table.c.address, table.c.said)).all()
        return {row.address.removeprefix(self.site.address): row.said for row in rows}

    def waiting(self) -> list[str]:
        """The paths of what waits to be fetched, now or later."""
        table = schema.items
        query = select(table.c.address).where(table.c.next.is_not(None)).order_by(table.c.address)
        with self.desk.record.engine.connect() as connection:
            found = list(connection.execute(query).scalars())
        return [address.removeprefix(self.site.address) for address in found]

    def entered(self) -> list[str]:
        """The paths of the pages on record, each as often as it is there."""
        pages = (page for _, page, _ in self.desk.record.received())
        return sorted((page.url or "").removeprefix(self.site.address) for page in pages)


def asked(site: Site, path: str) -> int:
    """How often `path` was asked for."""
    return len(site.requests(path))


def next_poll(watched: Watched, source: Source) -> timedelta:
    """In how long a source is to be asked next."""
    return watched.desk.record.gathering.polls()[source.address].next - watched.desk.clock()


def kinds(news: list[News]) -> list[str]:
    """What became of each thing, in a word."""
    return [_kind(one) for one in news]


def _kind(one: News) -> str:
    if isinstance(one, Polled):
        return one.poll.said
    if isinstance(one, Added):
        return one.receipt.kept.value
    if isinstance(one, KeptOut):
        return f"{one.kind.value}: {one.reason}"
    assert isinstance(one, Failure)
    return one.reason
