"""Sitemaps list pages, news sitemaps say what they are called, and indexes name their parts."""

from __future__ import annotations

import gzip
from datetime import datetime

import pytest

from demarche.gather.feeds import Feed, Item, feed_of
from tests.gather.feeds.samples import ADDRESS, INDEX, NEWS, SITE, at, read

SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://post.example/a</loc><lastmod>2021-03-14</lastmod></url>
<url><loc>https://post.example/b</loc></url></urlset>"""


def test_a_news_sitemap_says_what_its_reports_are_called() -> None:
    address = f"{SITE}/world/talks"
    talks = Item(address, address, "Talks & trade", at(2021, 3, 14, 9), at(2021, 3, 15))
    assert read(NEWS) == Feed("The Harbour Post", "en", (talks,))


def test_a_plain_sitemap_says_when_its_pages_were_changed() -> None:
    a, b = f"{SITE}/a", f"{SITE}/b"
    assert read(SITEMAP) == Feed(items=(Item(a, a, updated=at(2021, 3, 14)), Item(b, b)))


@pytest.mark.parametrize("data", [INDEX.encode(), gzip.compress(INDEX.encode())])
def test_a_sitemap_in_parts_names_them(data: bytes) -> None:
    parts = (f"{SITE}/sitemaps/2021-03.xml.gz", f"{SITE}/sitemaps/2021-02.xml")
    assert feed_of(ADDRESS, data) == Feed(parts=parts)


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("2021-03-14T10:00:00.1234567-05:00", at(2021, 3, 14, 15, 0, 0, 123456)),
        ("2021-03-14T10:00Z", at(2021, 3, 14, 10)),
        ("0001-01-01T00:00:00+12:00", None),
        ("2021-03", None),
        ("14.03.2021", None),
        ("soon", None),
    ],
)
def test_a_sitemap_gives_days_of_the_calendar_or_none(
    printed: str, moment: datetime | None
) -> None:
    text = f"<urlset><url><loc>/a</loc><lastmod>{printed}</lastmod></url></urlset>"
    [item] = read(text).items
    assert item.updated == moment


def test_a_sitemap_in_too_many_parts_is_cut() -> None:
    parts = "".join(f"<sitemap><loc>/{number}</loc></sitemap>" for number in range(50_001))
    found = read(f"<sitemapindex>{parts}</sitemapindex>")
    assert (len(found.parts), found.parts[-1]) == (50_000, f"{SITE}/49999")
    assert found.faults == ("only the first 50,000 sitemaps are read",)
