"""RSS, RDF and Atom say where reports are, who wrote them and what they are called."""

from __future__ import annotations

from datetime import timedelta

import pytest

from demarche.gather.feeds import Feed, Item, feed_of
from tests.gather.feeds.samples import ADDRESS, ATOM, FULL, RDF, SITE, TALKS, at, first, read, rss

OLD_RSS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>The Harbour Post</title><link>https://post.example/world</link>
<language>en</language><item><title>Talks in Malm\xf6</title><link>/talks</link></item>
</channel></rss>"""


def test_a_feed_of_rss_says_where_its_reports_are() -> None:
    assert read(FULL) == Feed(
        title="The Harbour Post",
        language="en-gb",
        items=(TALKS,),
        ttl=timedelta(minutes=30),
        home=f"{SITE}/world",
    )


def test_an_old_feed_with_the_dtd_of_netscape_is_read() -> None:
    found = feed_of(ADDRESS, OLD_RSS.encode("latin-1"))
    assert found == Feed(
        title="The Harbour Post",
        language="en",
        items=(Item(f"{SITE}/talks", f"{SITE}/talks", "Talks in Malmö"),),
        home=f"{SITE}/world",
    )


def test_a_feed_of_rdf_is_read_and_its_date_is_that_of_publication() -> None:
    address = f"{SITE}/talks"
    assert read(RDF) == Feed(
        title="The Harbour Post",
        language="ja",
        items=(Item(address, address, "Talks", published=at(2021, 3, 13, 23)),),
        ttl=timedelta(minutes=30),
        home=f"{SITE}/world",
    )


def test_a_feed_of_atom_is_read_and_its_links_are_joined_to_their_base() -> None:
    one = Item(
        url=f"{SITE}/monde/pourparlers.html",
        id="tag:post.example,2021:1",
        title="Les pourparlers",
        published=at(2021, 3, 14, 9),
        updated=at(2021, 3, 15, 10),
        author="Ann Lee, Bo Ek",
        summary="Un jour.",
    )
    two = Item("https://echo.example/une/deux.html", "tag:post.example,2021:2", "Deux")
    assert read(ATOM) == Feed("Le écho", "fr", (one, two), home=f"{SITE}/monde/")


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ("<link>../talks.html#top</link>", f"{SITE}/talks.html"),
        ("<link>\n https://post.example/a?b=1&amp;c=2 \n</link>", f"{SITE}/a?b=1&c=2"),
        ("<link><![CDATA[https://post.example/a?b=1&c=2]]></link>", f"{SITE}/a?b=1&c=2"),
        ("<guid>https://post.example/a</guid>", f"{SITE}/a"),
        ("<guid>12</guid><link>/a</link>", f"{SITE}/a"),
        ("<link>/a</link><guid isPermaLink='true'>https://post.example/b</guid>", f"{SITE}/a"),
        ("<link/><guid isPermaLink='true'>https://post.example/b</guid>", f"{SITE}/b"),
        ("<link>/r/1</link><feedburner:origLink>/a</feedburner:origLink>", f"{SITE}/a"),
        ("<atom:link rel='alternate' href='/a'/>", f"{SITE}/a"),
        ("<atom:link href='/a'/><atom:link href='/a-fr' hreflang='fr'/>", f"{SITE}/a"),
        ("<atom:link href='/a.pdf' type='application/pdf'/><atom:link href='/a'/>", f"{SITE}/a"),
        ("<link>/a</link><image><link>/ships</link></image>", f"{SITE}/a"),
        ("<link>https://post.example/a</link><guid>https://post.example/a</guid>", f"{SITE}/a"),
        ("<link>https://мвс.example/новини</link>", "https://мвс.example/новини"),
    ],
)
def test_an_item_is_where_its_links_say(links: str, url: str) -> None:
    found = read(rss(f"{links}<title>Talks</title>"))
    assert [item.url for item in found.items] == [url]
    assert found.faults == ()


def test_what_a_feed_says_of_pictures_and_searches_is_not_said_of_reports() -> None:
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    found = read(
        f"""<rss {media}><channel><title>The Harbour Post</title><link>/world</link>
        <image><title>Arms</title><link>/arms</link></image>
        <textInput><title>Search</title><link>/search</link></textInput>
        <item><media:content><media:title>Ships</media:title></media:content><title>Talks</title>
        <link>/a</link><media:description>Two ships at sea.</media:description></item>
        </channel></rss>"""
    )
    assert (found.title, found.home) == ("The Harbour Post", f"{SITE}/world")
    assert [item.title for item in found.items] == ["Talks"]


@pytest.mark.parametrize(
    ("writers", "names"),
    [
        ("<author>desk@post.example (Ann Lee)</author>", "Ann Lee"),
        ("<author>Ann Lee &lt;desk@post.example&gt;</author>", "Ann Lee"),
        ("<author>desk@post.example</author>", "desk@post.example"),
        ("<author>Lee, A. (Reuters)</author>", "Lee, A. (Reuters)"),
        ("<dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>", "Ann Lee, Bo Ek"),
        ("<dc:creator/>", None),
    ],
)
def test_writers_are_named_as_the_feed_names_them(writers: str, names: str | None) -> None:
    assert first(writers).author == names
