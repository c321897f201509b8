"""Feeds of every kind, and what is read from them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from demarche.gather.feeds import Feed, Item, feed_of

ADDRESS = "https://post.example/feeds/world.xml"
SITE = "https://post.example"


def at(*moment: int) -> datetime:
    """The moment in UTC."""
    return datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type, misc]


def read(text: str, media_type: str | None = None) -> Feed:
    """What the feed of `text` lists."""
    return feed_of(ADDRESS, text.encode(), media_type)


def rss(*items: str, about: str = "") -> str:
    """A feed of RSS 2.0 with the names that others add to it."""
    names = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    )
    inside = "".join(f"<item>{item}</item>" for item in items)
    root = f'<rss version="2.0" {names}>'
    return f'<?xml version="1.0"?>\n{root}<channel>{about}{inside}</channel></rss>'


def first(item: str) -> Item:
    """The only item of a feed of RSS 2.0 that has an address besides."""
    [found] = read(rss(f"<link>{SITE}/a</link>{item}")).items
    return found


FULL = rss(
    """<title>Talks resume in Oslo</title><link>https://post.example/world/talks</link>
    <guid isPermaLink="false">w-12</guid><pubDate>Sun, 14 Mar 2021 10:00:00 +0100</pubDate>
    <dc:creator>Ann Lee</dc:creator><category>World</category>
    <description>The two ministers met on Sunday.</description>""",
    about="""<title>The Harbour Post</title><link>https://post.example/world</link>
    <atom:link href="https://post.example/feeds/world.xml" rel="self"/>
    <language>en-gb</language><ttl>30</ttl>""",
)
TALKS = Item(
    url=f"{SITE}/world/talks",
    id="w-12",
    title="Talks resume in Oslo",
    published=at(2021, 3, 14, 9),
    author="Ann Lee",
    summary="The two ministers met on Sunday.",
)


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://post.example/"><title>The Harbour Post</title>
<link>https://post.example/world</link><dc:language>ja</dc:language>
<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel>
<item rdf:about="https://post.example/talks"><title>Talks</title>
<link>https://post.example/talks</link><dc:date>2021-03-14T08:00:00+09:00</dc:date></item></rdf:RDF>"""


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="/monde/">
<title type="html">Le &amp;eacute;cho</title><link href="./"/><link rel="self" href="/feed"/>
<entry><title>Les pourparlers</title><id>tag:post.example,2021:1</id>
<link rel="self" href="1.xml"/><link rel="alternate" href="pourparlers.html"/>
<published>2021-03-14T10:00:00+01:00</published><updated>2021-03-15T10:00:00Z</updated>
<author><name>Ann Lee</name></author>
<author><name>Bo Ek</name><email>b@post.example</email></author>
<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un <b>jour</b>.</p></div>
</summary>
</entry><entry xml:base="https://echo.example/une/"><id>tag:post.example,2021:2</id>
<title>Deux</title><link href="deux.html"/></entry></feed>"""


JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Harbour Post",
        "home_page_url": "https://post.example/world",
        "language": "en",
        "items": [
            {
                "id": "w-12",
                "url": "/world/talks",
                "title": "Talks resume in Oslo",
                "date_published": "2021-03-14T10:00:00+01:00",
                "authors": [{"name": "Ann Lee"}],
                "summary": "The two ministers met on Sunday.",
            }
        ],
    }
)


NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://post.example/world/talks </loc><lastmod>2021-03-15</lastmod>
<news:news><news:publication><news:name>The Harbour Post</news:name>
<news:language>en</news:language></news:publication>
<news:publication_date>2021-03-14T10:00+01:00</news:publication_date>
<news:title>Talks &amp; trade</news:title></news:news>
<image:image><image:loc>https://post.example/a.jpg</image:loc><image:title>Ships</image:title>
</image:image></url></urlset>"""


INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://post.example/sitemaps/2021-03.xml.gz</loc></sitemap>
<sitemap><loc>/sitemaps/2021-02.xml</loc><lastmod>2021-03-01</lastmod></sitemap></sitemapindex>"""


KINDS = {"rss": FULL, "rdf": RDF, "atom": ATOM, "json": JSON_FEED, "news": NEWS, "index": INDEX}
