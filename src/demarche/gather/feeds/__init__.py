"""What feeds, news sitemaps and sitemaps list: where reports are, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

from demarche.gather.feeds.items import Feed, Item
from demarche.gather.feeds.json_feed import json_feed
from demarche.gather.feeds.limits import MOST_FAULTS
from demarche.gather.feeds.mending import mended
from demarche.gather.feeds.pages import alternates
from demarche.gather.feeds.received import Kind, received_from
from demarche.gather.feeds.sitemaps import sitemap
from demarche.gather.feeds.syndication import syndication
from demarche.model import PageError

__all__ = ["Feed", "Item", "alternates", "feed_of", "is_feed"]

_READERS = {Kind.SYNDICATION: syndication, Kind.SITEMAP: sitemap, Kind.JSON: json_feed}


def feed_of(address: str, data: bytes, media_type: str | None = None) -> Feed:
    """Return what the feed at `address` lists: RSS, RDF, Atom, JSON Feed or a sitemap.

    Items without an http or https address are left out, with a fault; of those with the same id or
    address, the first is kept. A feed that is not well-formed is read as far as it can be. Raises
    PageError for what is no feed, or too large or too intricate to be one.
    """
    received = mended(received_from(address, data, media_type))
    feed = _READERS[received.kind](received)
    return replace(feed, faults=_at_most(received.faults + feed.faults))


def is_feed(data: bytes, media_type: str | None = None) -> bool:
    """Whether `data` looks like something that `feed_of` reads."""
    try:
        received_from("", data, media_type)
    except PageError:
        return False
    return True


def _at_most(faults: tuple[str, ...]) -> tuple[str, ...]:
    if len(faults) <= MOST_FAULTS:
        return faults
    return (*faults[:MOST_FAULTS], f"and {len(faults) - MOST_FAULTS:,} more")
