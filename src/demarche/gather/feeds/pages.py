"""Pages of HTML: their trees, and the feeds that they name."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from demarche.gather.canonical import joined
from demarche.gather.feeds.charsets import is_written_in

_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
_COMMENTS = re.compile(r"/comments/|\bcomments? feed\b|\bcomments on\b", re.IGNORECASE)


def alternates(address: str, html: bytes) -> tuple[str, ...]:
    """Return the addresses of the feeds that the page of HTML at `address` names, each once.

    Feeds of readers' comments hold no reports and are passed over.
    """
    tree, base = page_tree(address, html)
    links = () if tree is None else tree.iterfind(".//link[@href]")
    found = (joined(base, link.get("href")) for link in links if _names_a_feed(link))
    return tuple(dict.fromkeys(url for url in found if url))


def page_tree(address: str, html: bytes) -> tuple[Any, str]:
    """Return the tree of a page of HTML, None where it has none, and what its links are joined to.

    Nothing is fetched, and what is not well-formed is mended.
    """
    codec = "utf-8" if is_written_in(html, "utf-8") else None
    parser = etree.HTMLParser(encoding=codec, no_network=True, remove_comments=True)
    try:
        tree = etree.fromstring(html, parser)
    except etree.XMLSyntaxError:
        return None, address
    base = None if tree is None else tree.find(".//base[@href]")
    return tree, address if base is None else joined(address, base.get("href")) or address


def _names_a_feed(link: Any) -> bool:
    kind = link.get("type", "").partition(";")[0].strip().lower()
    names = f"{link.get('href')} {link.get('title', '')}"
    is_alternate = "alternate" in link.get("rel", "").lower().split()
    return is_alternate and kind in _FEED_TYPES and not _COMMENTS.search(names)
