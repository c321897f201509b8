"""Answers made ready for the server of the tests.

Pages, feeds, robots, redirects, lies about an encoding, and bodies that are small only on the wire.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from html import escape
from typing import Literal

import brotli  # type: ignore[import-untyped]

from tests.gather.misbehaving import Answer, Request, Site

SIZE_OF_A_BOMB = 200_000_000

_HTML = "text/html; charset=utf-8"


def redirect(to: str, status: int = 302) -> Answer:
    """Return an answer that sends its client on to `to`."""
    return Answer(status, headers={"Location": to})


def redirect_ever_on(request: Request) -> Answer:
    """Return a redirect to another query of the same path, and so on without end."""
    path, _, step = request.path.partition("?")
    return redirect(f"{path}?{int(step or 0) + 1}")


def send_round(site: Site, *paths: str) -> None:
    """Answer each of `paths` with a redirect to the next, and the last with one to the first."""
    for path, following in zip(paths, [*paths[1:], *paths[:1]], strict=True):
        site.answers(path, redirect(following))


def robots(text: str) -> Answer:
    """Return a robots.txt that says `text`."""
    return Answer(body=text.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})


def too_many(retry_after: float | str | None = None) -> Answer:
    """Return a refusal for too many requests; `retry_after` is in seconds, or a day as printed."""
    said = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Answer(429, b"Too many requests.", {"Content-Type": "text/plain", **said})


def dripping(answer: Answer, every: float, *, at_a_time: int = 1) -> Answer:
    """Return `answer` sent `at_a_time` bytes by `at_a_time` bytes, `every` so many seconds."""
    return replace(answer, drip=every, at_a_time=at_a_time)


def endless(body: bytes = b"<p>The talks went on.</p>\n") -> Answer:
    """Return an HTML page that never ends: `body` again and again."""
    return Answer(body=body, headers={"Content-Type": _HTML}, is_endless=True)


def endless_headers() -> Answer:
    """Return an answer that never comes to the end of its headers."""
    return Answer(raw=b"HTTP/1.1 200 OK\r\n", body=b"X-More: and more\r\n", is_endless=True)


def not_modified_when_asked(
    answer: Answer, *, etag: str | None = None, last_modified: datetime | None = None
) -> Callable[[Request], Answer]:
    """Return what answers 304 to a request that names `etag`, or no earlier day, else `answer`.

    Both are also said in the headers of each answer. A request with If-None-Match is judged by
    that alone, as the standard has it.
    """
    headers = {} if etag is None else {"ETag": etag}
    if last_modified is not None:
        headers["Last-Modified"] = format_datetime(last_modified.astimezone(UTC), usegmt=True)

    def reply(request: Request) -> Answer:
        if _is_known(request.headers, etag, last_modified):
            return Answer(304, headers=headers)
        return replace(answer, headers={**answer.headers, **headers})

    return reply


def _is_known(headers: Mapping[str, str], etag: str | None, last_modified: datetime | None) -> bool:
    if (known := headers.get("if-none-match")) is not None:
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        return etag is not None and bool({etag.removeprefix("W/"), "*"} & tags)
    try:
        since = parsedate_to_datetime(headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return last_modified is not None and int(last_modified.timestamp()) <= since.timestamp()


def encoded(answer: Answer, *, is_said: bool = True) -> Answer:
    """Return `answer` with its body compressed with gzip, or compressed once more.

    Without `is_said` the headers stay as they are, and hide it.
    """
    before = answer.headers.get("Content-Encoding")
    said = {"Content-Encoding": f"{before}, gzip" if before else "gzip"} if is_said else {}
    return replace(answer, body=gzip.compress(answer.body), headers={**answer.headers, **said})


@lru_cache
def gzip_bomb(size: int = SIZE_OF_A_BOMB) -> Answer:
    """Return an HTML page of `size` bytes that is a thousandth of that on the wire."""
    compressor = zlib.compressobj(wbits=31)
    return _bomb("gzip", size, compressor.compress, compressor.flush)


@lru_cache
def brotli_bomb(size: int = SIZE_OF_A_BOMB) -> Answer:
    """Return an HTML page of `size` bytes that is next to nothing on the wire."""
    compressor = brotli.Compressor(quality=5)
    return _bomb("br", size, compressor.process, compressor.finish)


def _bomb(
    name: str, size: int, compress: Callable[[bytes], bytes], finish: Callable[[], bytes]
) -> Answer:
    pieces = [compress(block) for block in _blocks(size)]
    headers = {"Content-Type": _HTML, "Content-Encoding": name}
    return Answer(body=b"".join([*pieces, finish()]), headers=headers)


def _blocks(size: int) -> Iterator[bytes]:
    """Yield the bytes of a page of `size`, no more than a block of them at a time."""
    opening, block = b"<!doctype html><html><body><p>", b"word " * 100_000
    yield opening[:size]
    for start in range(len(opening), size, len(block)):
        yield block[: size - start]


_OUTLET = "The Harbour Courier"
_PUBLISHED = '<meta property="article:published_time" content="{day}T09:00:00+00:00">'
_PAGE = f"""<!doctype html>
<html lang="en"><head>{{charset}}
<title>{{title}} | {_OUTLET}</title>
<meta property="og:type" content="article"><meta property="og:title" content="{{title}}">
<meta property="og:site_name" content="{_OUTLET}">{{published}}
</head><body>
<header><a href="/">{_OUTLET}</a>
<nav><a href="/world">World</a> <a href="/trade">Trade</a> <a href="/weather">Weather</a></nav>
</header>
<main><article><h1>{{title}}</h1>{{printed}}
{{body}}
</article>
<aside><h2>Most read</h2><ul><li><a href="/ferries">Ferry fares to rise in autumn</a></li>
<li><a href="/bakers">Bakers ask for longer nights</a></li></ul></aside></main>
<footer><p>© {_OUTLET}. All rights reserved.</p></footer>
</body></html>
"""


def page(
    title: str,
    paragraphs: Sequence[str],
    day: date | None = None,
    *,
    encoding: str = "utf-8",
    header: str | None = "utf-8",
    meta: str | None = "utf-8",
) -> Answer:
    """Return a page of news, with what stands round a report.

    `encoding` is what its bytes are in; `header` and `meta` are what the Content-Type and the meta
    tag say that they are in, if they say anything.
    """
    text = _PAGE.format(
        title=escape(title),
        charset=f'<meta charset="{meta}">' if meta else "",
        published=_PUBLISHED.format(day=day) if day else "",
        printed=f'<time datetime="{day}">{day:%d %B %Y}</time>' if day else "",
        body="\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs),
    )
    media_type = f"text/html; charset={header}" if header else "text/html"
    return Answer(
        body=text.encode(encoding, "xmlcharrefreplace"), headers={"Content-Type": media_type}
    )


def page_whose_header_lies(title: str, paragraphs: Sequence[str]) -> Answer:
    """Return a page in windows-1252, as its meta tag says, whose header says UTF-8."""
    return page(title, paragraphs, encoding="windows-1252", meta="windows-1252")


def page_whose_meta_tag_lies(
    title: str, paragraphs: Sequence[str], *, header: str | None = None
) -> Answer:
    """Return a page in windows-1252 whose meta tag says UTF-8, and its header `header`."""
    return page(title, paragraphs, encoding="windows-1252", header=header)


_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap"
_SITEMAP_OF_NEWS = "http://www.google.com/schemas/sitemap-news"


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of a page."""

    url: str
    title: str = ""
    published: datetime | None = None
    guid: str | None = None


def feed(items: Sequence[Item], kind: Literal["rss", "atom", "json", "sitemap"] = "rss") -> Answer:
    """Return a feed of `items`, or a sitemap of them in the manner of news sites."""
    media_type, opening, entry, between, closing = _FEEDS[kind]
    body = opening + between.join(entry(item) for item in items) + closing
    return Answer(body=body.encode(), headers={"Content-Type": media_type})


def broken_feed(items: Sequence[Item] = ()) -> Answer:
    """Return an RSS feed that goes wrong after `items`: a bare ampersand, and then no more."""
    whole = feed(items)
    body = whole.body.removesuffix(b"</channel></rss>") + b"<item><title>Talks & tea</title><lin"
    return replace(whole, body=body)


def _rss(item: Item) -> str:
    day = format_datetime(item.published) if item.published else None
    guid = _tag("guid", item.guid).replace("<guid>", '<guid isPermaLink="false">')
    inside = _tag("title", item.title) + _tag("link", item.url) + guid + _tag("pubDate", day)
    return f"<item>{inside}</item>"


def _atom(item: Item) -> str:
    link = f'<link rel="alternate" href="{escape(item.url)}"/>'
    days = _tag("published", _iso(item)) + _tag("updated", _iso(item))
    inside = _tag("title", item.title) + link + _tag("id", item.guid or item.url) + days
    return f"<entry>{inside}</entry>"


def _json(item: Item) -> str:
    said = {"url": item.url, "title": item.title, "date_published": _iso(item)}
    kept = {name: value for name, value in said.items() if value}
    return json.dumps({"id": item.guid or item.url, **kept})


def _sitemap(item: Item) -> str:
    said = _tag("news:publication_date", _iso(item)) + _tag("news:title", item.title)
    news = f"<news:news>{said}</news:news>" if said else ""
    return f"<url>{_tag('loc', item.url)}{_tag('lastmod', _iso(item))}{news}</url>"


def _iso(item: Item) -> str | None:
    return item.published.isoformat() if item.published else None


def _tag(name: str, text: str | None) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


_FEEDS: Mapping[str, tuple[str, str, Callable[[Item], str], str, str]] = {
    "rss": (
        "application/rss+xml; charset=utf-8",
        f'{_XML}<rss version="2.0"><channel><title>{_OUTLET}</title>',
        _rss,
        "\n",
        "</channel></rss>",
    ),
    "atom": (
        "application/atom+xml; charset=utf-8",
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>{_OUTLET}</title>',
        _atom,
        "\n",
        "</feed>",
    ),
    "json": (
        "application/feed+json",
        f'{{"version": "https://jsonfeed.org/version/1.1", "title": "{_OUTLET}", "items": [',
        _json,
        ",\n",
        "]}",
    ),
    "sitemap": (
        "application/xml",
        f'{_XML}<urlset xmlns="{_SITEMAP}/0.9" xmlns:news="{_SITEMAP_OF_NEWS}/0.9">',
        _sitemap,
        "\n",
        "</urlset>",
    ),
}
