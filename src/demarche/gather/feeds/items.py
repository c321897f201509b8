"""The entries of a feed of any kind, made into items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from demarche.gather.canonical import canonical, joined
from demarche.gather.feeds.limits import LONGEST_ADDRESS, MOST_ENTRIES, MOST_ESCAPES
from demarche.gather.feeds.markup import plain

_ESCAPE = re.compile(rb"[^A-Za-z0-9._~!$'()*+,:@-]")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed: where the report is, and what the feed says of it.

    `url` is as the feed gives it, joined to the feed's own address; `id` is the address too where
    the feed gives none. Moments are in the zone that the feed gives them in.
    """

    url: str
    id: str
    title: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists, in its order.

    `ttl` is how long it asks to be left alone, `home` the page that it belongs to, `faults` what is
    wrong with it, a line each, and `parts` the addresses of the sitemaps that make up a sitemap.
    """

    title: str | None = None
    language: str | None = None
    items: tuple[Item, ...] = ()
    ttl: timedelta | None = None
    home: str | None = None
    faults: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says in one entry, as it says it; its links in the order of their worth."""

    links: tuple[str | None, ...]
    id: str | None = None
    title: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    author: str | None = None
    summary: str | None = None


def items_of(address: str, entries: Iterable[Entry]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Return the items of `entries`, each once, and a fault for each that leads nowhere."""
    items: list[Item] = []
    faults: list[str] = []
    known: set[str] = set()
    escapes = 0
    for number, entry in enumerate(entries, start=1):
        url = first_joined(address, entry.links)
        escapes += len(_ESCAPE.findall((url or "").encode("utf-8", "replace")))
        if number > MOST_ENTRIES or escapes > MOST_ESCAPES:
            faults.append(f"only the first {number - 1:,} entries are read")
            break
        if url is None:
            faults.append(f"entry {number:,} has no address")
            continue
        names = {canonical(url), f"id {entry.id or url}"}
        if known.isdisjoint(names):
            known |= names
            items.append(_item(url, entry))
    return tuple(items), tuple(faults)


def first_joined(address: str, links: Iterable[str | None]) -> str | None:
    """Return the first of `links` that is a web address, joined to `address`; None without."""
    found = (
        joined(address, link)
        for link in links
        if link and len(link) <= LONGEST_ADDRESS and link.strip()
    )
    return next((url for url in found if url), None)


def _item(url: str, entry: Entry) -> Item:
    return Item(
        url=url,
        id=plain(entry.id) or url,
        title=plain(entry.title),
        published=entry.published,
        updated=entry.updated,
        author=plain(entry.author),
        summary=plain(entry.summary),
    )
