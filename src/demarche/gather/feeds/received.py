"""What was received for a feed: its text, and which kind of feed that is."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from enum import Enum, auto

from demarche.gather.feeds.charsets import decoded
from demarche.gather.feeds.limits import LARGEST_FEED, LARGEST_SITEMAP
from demarche.model import PageError

_PROLOG = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?([\w.-]+)([^<>]*)")
_ROOT_LIES_WITHIN = 100_000
_TEXT_BEFORE = 10_000


class Kind(Enum):
    """What reads a feed: feedparser, lxml or json."""

    SYNDICATION = auto()
    SITEMAP = auto()
    JSON = auto()


@dataclass(frozen=True, slots=True)
class Received:
    """The text of a feed from its root on, the lines before that, and what was wrong so far."""

    address: str
    text: str
    kind: Kind
    lines_before: int = 0
    faults: tuple[str, ...] = ()


def received_from(address: str, data: bytes, media_type: str | None) -> Received:
    """Return the feed that `data` holds, unpacked and decoded.

    Raises PageError for what is no feed, or larger than one.
    """
    text, faults = decoded(_unpacked(address, data), media_type)
    if "\0" in text:
        raise no_feed(address, "it is binary")
    if not text.strip():
        raise no_feed(address, "it is empty")
    if text.lstrip().startswith("{"):
        received = _json(address, text, media_type)
    else:
        received = _xml(address, text)
    largest = LARGEST_SITEMAP if received.kind is Kind.SITEMAP else LARGEST_FEED
    if len(data) > largest or len(text) > largest:
        raise _too_large(address, largest)
    return replace(received, faults=faults)


def no_feed(address: str, reason: str) -> PageError:
    """Return the error that says why what was received is no feed."""
    return PageError(address, f"is no feed: {reason}")


def _too_large(address: str, largest: int) -> PageError:
    return PageError(address, f"larger than {largest // 1_000_000} MB")


def _unpacked(address: str, data: bytes) -> bytes:
    """Return `data`, or what was packed in it with gzip, as parts of sitemaps are."""
    if data.startswith(b"\x1f\x8b"):
        try:
            data = zlib.decompressobj(wbits=31).decompress(data, LARGEST_SITEMAP + 1)
        except zlib.error as error:
            raise PageError(address, "the compressed file is broken") from error
    if len(data) > LARGEST_SITEMAP:
        raise _too_large(address, LARGEST_SITEMAP)
    return data


def _json(address: str, text: str, media_type: str | None) -> Received:
    is_named_so = (media_type or "").partition(";")[0].strip().lower() == "application/feed+json"
    if "jsonfeed.org" not in text and not is_named_so:
        raise no_feed(address, "it is JSON of another kind")
    return Received(address, text, Kind.JSON)


def _xml(address: str, text: str) -> Received:
    """Return the feed from its root on: nothing is declared before it that a reader needs."""
    start = max(0, text.find("<", 0, _TEXT_BEFORE))
    while start < _ROOT_LIES_WITHIN and (before := _PROLOG.match(text, start)):
        start = before.end()
    root = _ROOT.match(text, start)
    if root is None:
        raise no_feed(address, "it is not XML")
    kind = _kind(root[1].lower(), root[2].lower())
    if kind is None:
        is_html = root[1].lower() in {"html", "head", "body"}
        raise no_feed(address, "it is HTML" if is_html else f"it is XML of another kind, {root[1]}")
    return Received(address, text[start:].lstrip(), kind, text.count("\n", 0, root.start(1)))


def _kind(root: str, attributes: str) -> Kind | None:
    if root in {"urlset", "sitemapindex"}:
        return Kind.SITEMAP
    is_rdf_feed = root == "rdf" and ("rss" in attributes or "netscape" in attributes)
    is_atom = root == "feed" and ("atom" in attributes or "xmlns" not in attributes)
    return Kind.SYNDICATION if root == "rss" or is_rdf_feed or is_atom else None
