"""RSS, RDF and Atom, read by feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import feedparser  # type: ignore[import-untyped]

from demarche.gather.feeds.dates import parsed_moment, pause
from demarche.gather.feeds.items import Entry, Feed, first_joined, items_of
from demarche.gather.feeds.markup import plain
from demarche.gather.feeds.received import Received
from demarche.model import PageError

# Elements that are of no use here and that feedparser is slow at, or stumbles over.
_UNREAD = re.compile(
    r"(</?)(?:(?:georss|gml|psc):\w+|(?:[\w.-]+:)?(?:category|keywords|subject|tags|"
    r"managingeditor|webmaster|publisher|owner)\b)",
    re.IGNORECASE,
)
_EMPTY_LINK = re.compile(r"<link\s*(?:/>|>\s*</link\s*>)", re.IGNORECASE)
_FEEDPARSER_STUMBLES = (LookupError, ValueError, AttributeError, TypeError, AssertionError)
_WEB = re.compile(r"https?://", re.IGNORECASE)


def syndication(received: Received) -> Feed:
    """Return what a feed of RSS, RDF or Atom lists."""
    found = _parsed(received.address, _UNREAD.sub(r"\1unread", _EMPTY_LINK.sub("", received.text)))
    about = dict(found.feed)
    is_rss = found.version.startswith("rss")
    entries = (_entry(dict(entry), is_rss=is_rss) for entry in found.entries)
    items, faults = items_of(received.address, entries)
    return Feed(
        title=plain(about.get("title")),
        language=plain(about.get("language")),
        items=items,
        ttl=pause(about.get("ttl"), about.get("sy_updateperiod"), about.get("sy_updatefrequency")),
        home=first_joined(received.address, (about.get("link"),)),
        faults=faults,
    )


def _parsed(address: str, text: str) -> Any:
    # As bare bytes it might be taken for the name of a file. No headers are given, so that no link
    # is joined to anything yet but an xml:base.
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        return feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except _FEEDPARSER_STUMBLES as error:
        raise PageError(address, "is a feed that cannot be read") from error


def _entry(entry: Mapping[str, Any], *, is_rss: bool) -> Entry:
    published = _moment(entry, "published") or _moment(entry, "created")
    updated = _moment(entry, "updated")
    if is_rss and published is None:
        # An RSS feed's dc:date is the only one that it gives, and feedparser calls it an update.
        published, updated = updated, None
    return Entry(
        links=tuple(_links(entry)),
        id=entry.get("id"),
        title=entry.get("title"),
        published=published,
        updated=updated,
        author=_authors(entry),
        summary=entry.get("summary"),
    )


def _moment(entry: Mapping[str, Any], name: str) -> datetime | None:
    return parsed_moment(entry.get(name), entry.get(f"{name}_parsed"))


def _links(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield where `entry` may be; what only names it is no link, whatever feedparser says."""
    name, link = entry.get("id", ""), entry.get("link", "")
    yield entry.get("feedburner_origlink", "")
    others = [other for other in entry.get("links", ()) if other.get("rel") == "alternate"]
    # feedparser takes the last of several; the first is the report, and the rest its translations.
    for other in sorted(others, key=lambda other: other.get("type") != "text/html"):
        if other.get("href") != name:
            yield other.get("href", "")
    if link != name or _WEB.match(link):
        yield link


def _authors(entry: Mapping[str, Any]) -> str | None:
    """Return the names of those who wrote `entry`; an address of theirs where it gives no name."""
    authors = [author.get("name") for author in entry.get("authors", ())]
    if len(authors) < 2:
        authors = [_name(entry.get("author", ""))]
    return ", ".join(dict.fromkeys(name for name in authors if name)) or None


def _name(author: str) -> str:
    """Return `author` without the address for letters that RSS asks for.

    >>> _name("desk@post.example (Ann Lee)")
    'Ann Lee'
    """
    if "@" not in author:
        return author
    words = [word for word in author.split() if "@" not in word]
    return " ".join(words).removeprefix("(").removesuffix(")") or author
