"""Feeds that are made ready say what their items are, in each format."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Literal
from xml.etree import ElementTree

import pytest

from tests.gather import answers
from tests.gather.answers import Item
from tests.gather.clients import got
from tests.gather.misbehaving import Site

ITEMS = [
    Item("https://a.example/1?a=1&b=2", "Talks <end>", datetime(2024, 5, 3, 9, tzinfo=UTC), "one"),
    Item("https://a.example/2"),
]


def leaves(element: ElementTree.Element) -> list[tuple[str, str]]:
    """The names, without their space, and the texts of what `element` holds."""
    return [(leaf.tag.rpartition("}")[2], leaf.text or "") for leaf in element.iter() if leaf.text]


DAY = "2024-05-03T09:00:00+00:00"
FIRST, SECOND = (item.url for item in ITEMS)


@pytest.mark.parametrize(
    ("kind", "media_type", "expected"),
    [
        (
            "rss",
            "application/rss+xml",
            [
                [
                    ("title", "Talks <end>"),
                    ("link", FIRST),
                    ("guid", "one"),
                    ("pubDate", "Fri, 03 May 2024 09:00:00 +0000"),
                ],
                [("link", SECOND)],
            ],
        ),
        (
            "atom",
            "application/atom+xml",
            [
                [("title", "Talks <end>"), ("id", "one"), ("published", DAY), ("updated", DAY)],
                [("id", SECOND)],
            ],
        ),
        (
            "sitemap",
            "application/xml",
            [
                [
                    ("loc", FIRST),
                    ("lastmod", DAY),
                    ("publication_date", DAY),
                    ("title", "Talks <end>"),
                ],
                [("loc", SECOND)],
            ],
        ),
    ],
)
def test_a_feed_of_xml_says_what_its_items_are(
    site: Site,
    kind: Literal["rss", "atom", "sitemap"],
    media_type: str,
    expected: list[list[tuple[str, str]]],
) -> None:
    site.answers("/", answers.feed(ITEMS, kind))
    _, headers, body = got(site, "/")
    tree = ElementTree.fromstring(body)  # noqa: S314
    found = [one for one in tree.iter() if one.tag.rpartition("}")[2] in ("item", "entry", "url")]
    assert headers["content-type"].startswith(media_type)
    assert [leaves(one) for one in found] == expected


def test_a_feed_of_atom_links_to_its_items() -> None:
    tree = ElementTree.fromstring(answers.feed(ITEMS, "atom").body)  # noqa: S314
    assert [one.get("href") for one in tree.iter() if one.tag.endswith("link")] == [FIRST, SECOND]


def test_a_feed_of_json_says_what_its_items_are(site: Site) -> None:
    site.answers("/", answers.feed(ITEMS, "json"))
    _, headers, body = got(site, "/")
    assert headers["content-type"] == "application/feed+json"
    assert json.loads(body)["items"] == [
        {"id": "one", "url": FIRST, "title": "Talks <end>", "date_published": DAY},
        {"id": SECOND, "url": SECOND},
    ]


@pytest.mark.parametrize("kind", ["rss", "atom", "sitemap", "json"])
def test_a_feed_may_be_empty(kind: Literal["rss", "atom", "sitemap", "json"]) -> None:
    body = answers.feed([], kind).body
    assert json.loads(body)["items"] == [] if kind == "json" else b"<item>" not in body


def test_a_broken_feed_goes_wrong_after_its_items(site: Site) -> None:
    site.answers("/", answers.broken_feed(ITEMS))
    body = got(site, "/")[2]
    assert body.startswith(answers.feed(ITEMS).body.removesuffix(b"</channel></rss>"))
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(body)  # noqa: S314
