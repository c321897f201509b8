"""No feed takes long to be read, or much memory, however it is made."""

from __future__ import annotations

import gzip
import time
from functools import cache

import pytest

from demarche.gather.feeds import feed_of
from demarche.model import PageError
from tests.gather.feeds.samples import ADDRESS, read, rss


@cache
def seconds() -> float:
    """How many seconds of the processor a feed may take: eight, or as much more on a slow one.

    On one of 2020 no feed takes more than three, and the loop here 0.05.
    """
    started = time.process_time()
    for _ in range(2_000_000):
        pass
    return max(8.0, 160 * (time.process_time() - started))


def laughs(root: str) -> str:
    """A feed whose title would be a billion laughs long."""
    declared = "".join(f'<!ENTITY l{depth} "{f"&l{depth - 1};" * 10}">' for depth in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{declared}<!ENTITY own SYSTEM '
        f'"file:///etc/hosts">]><{root}><channel><title>&l9; &own;</title></channel></{root}>'
    )


@pytest.mark.parametrize("root", ["rss", "urlset", "feed"])
def test_entities_are_not_followed(root: str) -> None:
    started = time.process_time()
    found = read(laughs(root))
    assert time.process_time() - started < seconds()
    assert found.faults == ("not well-formed: undefined entity (line 1)",)
    assert found.title in {None, "&l9; &own;"}


RSS = "<rss><channel><item><link>/a</link>"
BASE = f"<rss xml:base='https://post.example/{'a/' * 900}'><channel><item>"
NAME = "<author>" + "a" * 5_000 + "</author>"
# What must not take long: either it is refused, or it is just small enough to be read.
BOMBS = {
    "a large file": (" " * 21_000_000, ""),
    "much text": (RSS + "<title>" + "a" * 4_900_000, ""),
    "a text that is too long": (RSS + "a" * 5_000_000, "larger than 5 MB"),
    "many tags": (RSS + "<a>" * 1_600_000, "too intricate"),
    "as many tags as may be": (RSS + "<a>" * 44_000, "not well-formed"),
    "as many tags as a whole feed has": (f"{RSS}{'<a/>' * 44_000}</item></channel></rss>", ""),
    "items and references": (
        "<rss><channel>" + "<item><link>/a</link>&x;&x;&x;&x;&x;</item>" * 7_700,
        "undefined entity",
    ),
    "more items and references": (
        "<rss><channel>" + "<item><link>/a</link>&x;&x;&x;&x;&x;</item>" * 50_000,
        "too intricate",
    ),
    "many ampersands": (RSS + "<title>" + "&" * 900_000, "too intricate"),
    "as many ampersands as may be": (RSS + "<title>" + "&" * 290_000, "not well-formed"),
    "many lines": (RSS + "\n" * 4_900_000, "too intricate"),
    "many brackets": (RSS + "<title>" + "<" * 190_000, "too intricate"),
    "many comments": (RSS + "<!--" * 190_000, "too intricate"),
    "many sections": (RSS + "<![CDATA[" * 190_000, "too intricate"),
    "tags in a section": (f"{RSS}<![CDATA[{'<p>' * 900_000}]]></item></channel></rss>", ""),
    "tags beside a section": (RSS + "<![CDATA[]]>" + "<a>" * 60_000, "too intricate"),
    "tags in half a section": (RSS + "<![CDATA[" + "<a>" * 60_000, "too intricate"),
    "tags in a section in a comment": (
        RSS + "<!--<![CDATA[-->" + "<a>" * 60_000 + "]]>",
        "too intricate",
    ),
    "tags in a section in an attribute": (
        RSS + "<a b='><![CDATA['>" + "<a>" * 60_000 + "]]>",
        "too intricate",
    ),
    "many attributes": (RSS + "<a " + "".join(f'b{n}="" ' for n in range(300_000)), "intricate"),
    "many bare attributes": (RSS + "<a " + "b " * 2_000_000, "intricate"),
    "many namespaces": (RSS + "<a " + "".join(f'xmlns:b{n}="" ' for n in range(900)), "intricate"),
    "many categories": (RSS + "<category>{}</category>" * 20_000, "not well-formed"),
    "many keywords": (RSS + "<itunes:keywords>" + "a," * 2_000_000 + "</itunes:keywords>", ""),
    "many bases": (RSS + "<a xml:base='x/'>" * 30_000, "too intricate"),
    "a long base": (BASE + "<link href='b'/>" * 5_000, "not well-formed"),
    "a long base for all": (BASE + "<link href='b'/>" * 30_000, "too intricate"),
    "many bases side by side": (
        RSS + "<a xml:base='/a/b/'/>" * 30_000 + "</item></channel></rss>",
        "[]",
    ),
    "many bases in one another": (
        RSS + "<a xml:base='/a/b/'>" * 9_000 + "</a>" * 9_000 + "</item></channel></rss>",
        "too intricate",
    ),
    "a long name": (RSS + "<author>" + "a" * 4_000_000 + "</author>", "intricate"),
    "a long name at every end": (RSS + NAME + "</</item></author>" * 9_000, "intricate"),
    "a long date": (RSS + "<pubDate>" + "1 " * 2_000_000 + "</pubDate>", ""),
    "a long prolog": ("<!-- " * 1_000_000, "is not XML"),
    "a long doctype": ("<!DOCTYPE x [" + "]  " * 1_500_000, "is not XML"),
    "a long declaration": ("<?xml " + "encoding='a'" * 400_000, "is not XML"),
    "many pages": ("<urlset>" + "<url><loc>/a</loc></url>" * 240_000, "the first 50,000 entries"),
    "far too many pages": ("<urlset>" + "<url><loc>/a</loc></url>" * 800_000, "too intricate"),
    "ampersands in a sitemap": ("<urlset><url><loc>" + "&" * 19_000_000, "too intricate"),
    "a long page": (f"<urlset><url><loc>/{'é' * 9_000_000}</loc></url></urlset>", "no address"),
    "long pages": (f"<urlset>{f'<url><loc>/{chr(233) * 1_900}</loc></url>' * 2_000}</urlset>", ""),
    "deep json": ('{"version": "jsonfeed.org", "items":' + "[" * 4_000_000, "not JSON"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_does_not_go_off(text: str, reason: str) -> None:
    started = time.process_time()
    try:
        found = str(list(read(text).faults))
    except PageError as error:
        found = error.reason
    assert time.process_time() - started < seconds()
    assert reason in found


def test_a_packed_bomb_does_not_go_off() -> None:
    with pytest.raises(PageError, match="larger than 20 MB"):
        feed_of(ADDRESS, gzip.compress(b"<urlset>" + b" " * 40_000_000))


def test_a_long_report_whose_writer_is_not_named_is_no_bomb() -> None:
    found = read(rss(*[f"<link>/{n}</link><dc:creator/>{'a ' * 50_000}" for n in range(3)]))
    assert len(found.items) == 3


@pytest.mark.parametrize("stray", ["", " & strikes"])
def test_a_feed_of_long_reports_is_no_bomb(stray: str) -> None:
    body = "<p>The <b>ministers</b> met in <a href='/oslo?a=1&amp;b=2'>Oslo</a>.</p>\n" * 40
    entry = f"<title>Talks{stray}</title><description><![CDATA[{body}]]></description>"
    found = read(rss(*[f"<link>/{number}</link>{entry}" for number in range(1_000)]))
    assert len(found.items) == 1_000
