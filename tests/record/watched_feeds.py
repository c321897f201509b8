"""Sources that a record watches, how they were asked, and the reports that they name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from demarche.model import Item, Poll, Source, SourceKind
from demarche.record.gathering import Gathering
from tests.record.stores import Desk

FEED = Source(
    "https://post.example/feed.xml",
    name="Post: World",
    publisher="The Example Post",
    country="NOR",
    language="en",
)
OTHER = Source("https://wire.example/feed", publisher="The Wire")
SECTION = Source("https://ministry.example/news", SourceKind.SECTION)
HALF_AN_HOUR = timedelta(minutes=30)


def following(desk: Desk, *sources: Source) -> Gathering:
    """What fills the record of `desk`, with `sources` that are watched, a minute apart."""
    for one in sources:
        desk.record.gathering.follow(one)
        desk.clock.tick()
    return desk.record.gathering


def poll(desk: Desk, source: Source = FEED, **more: object) -> Poll:
    """A poll of now; the next is due in half an hour."""
    now = desk.clock()
    made = Poll(source.address, now + HALF_AN_HOUR, now, said="names reports")
    return replace(made, **more)  # type: ignore[arg-type]


def item(name: str, stamp: str = "as found first", source: Source = FEED) -> Item:
    """A report of `source` that goes by `name`."""
    return Item(f"https://post.example/{name}", source.address, stamp)


def names(items: tuple[Item, ...]) -> str:
    """The names of reports, each a letter."""
    return "".join(one.address[-1] for one in items)
