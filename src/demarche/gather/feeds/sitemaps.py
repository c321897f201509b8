"""Sitemaps and news sitemaps (sitemaps.org), read by lxml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from demarche.gather.feeds.dates import iso_moment
from demarche.gather.feeds.items import Entry, Feed, first_joined, items_of
from demarche.gather.feeds.limits import MOST_ENTRIES
from demarche.gather.feeds.markup import plain
from demarche.gather.feeds.received import Received, no_feed


def sitemap(received: Received) -> Feed:
    """Return the pages that a sitemap lists, or the sitemaps that make it up."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(received.text.encode("utf-8", "replace"), parser)
    if root is None:
        raise no_feed(received.address, "nothing in it can be read")
    listed = map(_children, root.iterchildren("{*}url", "{*}sitemap"))
    if _local(root) == "sitemapindex":
        return _index(received.address, listed)
    first = next(listed, None)
    nodes = () if first is None else (first, *islice(listed, MOST_ENTRIES))
    items, faults = items_of(received.address, map(_entry, nodes))
    about = _children(_children((first or {}).get("news")).get("publication"))
    return Feed(
        title=plain(_said(about, "name")),
        language=plain(_said(about, "language")),
        items=items,
        faults=faults,
    )


def _index(address: str, listed: Iterable[Mapping[str, Any]]) -> Feed:
    nodes = list(islice(listed, MOST_ENTRIES + 1))
    parts = (first_joined(address, (_said(node, "loc"),)) for node in nodes[:MOST_ENTRIES])
    found = tuple(dict.fromkeys(filter(None, parts)))
    is_cut = len(nodes) > MOST_ENTRIES
    return Feed(
        parts=found,
        faults=(f"only the first {MOST_ENTRIES:,} sitemaps are read",) if is_cut else (),
    )


def _entry(node: Mapping[str, Any]) -> Entry:
    news = _children(node.get("news"))
    return Entry(
        links=(_said(node, "loc"),),
        title=_said(news, "title"),
        published=iso_moment(_said(news, "publication_date")),
        updated=iso_moment(_said(node, "lastmod")),
    )


def _children(node: Any) -> dict[str, Any]:
    return {} if node is None else {_local(child): child for child in node.iterchildren("*")}


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2].lower()


def _said(nodes: Mapping[str, Any], name: str) -> str | None:
    return "".join(nodes[name].itertext()).strip() if name in nodes else None
