"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from demarche.gather.feeds.dates import iso_moment
from demarche.gather.feeds.items import Entry, Feed, first_joined, items_of
from demarche.gather.feeds.markup import plain
from demarche.gather.feeds.received import Received, no_feed

# JSON may hold halves of surrogate pairs, which are no text.
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def json_feed(received: Received) -> Feed:
    """Return what a feed of JSON lists."""
    try:
        found = json.loads(received.text, strict=False)
    except (ValueError, RecursionError) as error:
        raise no_feed(received.address, "it is not JSON that can be read") from error
    listed = found.get("items")
    if not isinstance(listed, list):
        raise no_feed(received.address, "it lists no items")
    entries = (_entry(item) for item in listed if isinstance(item, dict))
    items, faults = items_of(received.address, entries)
    return Feed(
        title=plain(_string(found, "title")),
        language=plain(_string(found, "language")),
        items=items,
        home=first_joined(received.address, (_string(found, "home_page_url"),)),
        faults=faults,
    )


def _entry(item: Mapping[str, Any]) -> Entry:
    name = _string(item, "id")
    is_address = name is not None and _WEB.match(name)
    texts = (_string(item, field) for field in ("summary", "content_text", "content_html"))
    return Entry(
        links=(_string(item, "url"), name if is_address else None, _string(item, "external_url")),
        id=name,
        title=_string(item, "title"),
        published=iso_moment(_string(item, "date_published")),
        updated=iso_moment(_string(item, "date_modified")),
        author=_authors(item),
        summary=next(filter(None, texts), None),
    )


def _authors(item: Mapping[str, Any]) -> str:
    # Version 1 has one author, version 1.1 a list of them; some write one where a list belongs.
    authors = item.get("authors") or item.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    named = [author for author in listed if isinstance(author, dict)]
    return ", ".join(filter(None, (_string(author, "name") for author in named)))


def _string(record: Mapping[str, Any], field: str) -> str | None:
    value = record.get(field)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return _HALF_A_PAIR.sub("\ufffd", value) if isinstance(value, str) else None
