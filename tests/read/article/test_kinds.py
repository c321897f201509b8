"""Pages are told apart: articles, and what is none."""

from __future__ import annotations

import pytest

from demarche.model import Page, PageKind
from demarche.read import article
from demarche.read.article.kinds import Kind, kind_of

LONG = (
    "The ministers of the two countries met for three hours on Tuesday and agreed to reopen the "
    "crossing that has been closed since the spring, officials on both sides said after the talks.",
    "Customs posts will work from six in the morning until ten at night, and drivers will be able "
    "to ask for permits at either consulate without the fee that had angered the traders.",
    "A joint commission is to meet before the end of the month to settle what is left, among it "
    "the weight of the lorries and the number of boats that each side may keep on the lake.",
    "The opposition said that the text had not been shown to parliament, and that it would ask why "
    "a question of territory had been settled by a letter between two offices.",
    "Neither side would say what will happen to the forty drivers who are still held, and a woman "
    "who spoke for the Red Cross said that she had not been given a list.",
)
HEADLINES = (
    "Envoys leave without a text",
    "Lake patrol gets two new boats",
    "Minister denies secret letter on tariffs",
    "Court orders release of forty drivers",
    "Who owns the island in the middle?",
    "Ferry service resumes after strike",
    "Parliament asks to see the pact",
    "Consul recalled over unpaid bills",
)
TEASER = "Three hours of talks ended with handshakes, and both flew home on one aeroplane."
TOP = "<h1>Lake crossing to be opened again</h1><p>By Ola Prim</p><p>14 March 2019</p>"
NAV = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("World", "Sport", "Culture"))


def html(main: str, *, head: str = "", title: str = "Lake crossing | Shore Post") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f'</head><body><header><a href="/">Shore Post</a><nav><ul>{NAV}</ul></nav></header>'
        f"<main>{main}</main><footer>© 2024 Shore Post</footer></body></html>"
    )


def paragraphs(count: int) -> str:
    return "".join(f"<p>{words}</p>" for words in LONG[:count])


def told(source: str, *, url: str = "https://shore.example/a/x") -> Kind:
    return kind_of(Page("a page", source.encode(), "text/html", url=url))


def linked(template: str) -> str:
    return "".join(template.format(at=at, words=words) for at, words in enumerate(HEADLINES))


def described(**thing: object) -> str:
    import json

    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


RELATED = f"<div><h3>Elsewhere</h3><ul>{linked('<li><a href=/{at}>{words}</a></li>')}</ul></div>"
CLIPS = linked("<li><a href='/v{at}'>{words}</a> <span>02:1{at}</span></li>")
WALL = "<div class=box><h2>Subscribe to read the full story</h2><p>Cancel anytime.</p></div>"
GIVE = "<div class=box><h2>Our work is free to read</h2><p>If you can, support us.</p></div>"

ARTICLES = {
    "whole": TOP + paragraphs(5),
    "short": TOP + paragraphs(2),
    "short above many others": TOP + paragraphs(2) + RELATED,
    "whole, with a player": TOP + '<video controls src="v.mp4"></video>' + paragraphs(4),
    "whole, with a plea": TOP + paragraphs(5) + GIVE,
    "whole, with times beside it": "<div>"
    + "".join(f"<div>1{at}:0{at} {words}</div>" for at, words in enumerate(HEADLINES))
    + f"</div>{TOP}{paragraphs(4)}",
    "without a paragraph of its own": TOP
    + "<br><br>".join(LONG)
    + "<table><tr><td>Fee</td><td>none</td></tr></table>",
}
PAYWALLS = {
    "told in words": TOP + paragraphs(2) + WALL,
    "cut short, with a button": TOP
    + paragraphs(1)
    + "<p>Drivers will be able to ask for permits at either consulate...</p>"
    + '<a class="btn" href="/buy">Continue reading with a subscription</a>',
    "in German": TOP + paragraphs(2) + "<div><p>Nur für Abonnenten</p><p>Jetzt testen</p></div>",
    "in French": TOP
    + paragraphs(2)
    + "<div><p>Cet article est réservé à nos abonnés.</p><p>Il vous reste 70 % à lire.</p></div>",
}
LIVES = {
    "with controls": "<h1>LIVE: talks on the lake</h1><label>Refresh automatically</label>"
    + "".join(f"<div><span>{at + 9}:15</span><p>{LONG[at]}</p></div>" for at in range(5)),
    "without a word of it": "<h1>The summit hour by hour</h1>"
    + "".join(f"<p><strong>1{at}:40</strong> {LONG[at % 5]}</p>" for at in range(9)),
}
VIDEOS = {
    "a clip": "<h1>Handshakes on the pier</h1><iframe src='https://player.example/e/7'></iframe>"
    f"<p>{LONG[0]}</p><h3>More clips</h3><ul>{CLIPS}</ul>",
    "a row of pictures": "<h1>In pictures: a day at the crossing</h1>"
    + "".join(
        f"<figure><img src='{at}.jpg'><figcaption>{LONG[at % 5]}</figcaption></figure>"
        for at in range(7)
    ),
}
INDEXES = {
    "cards": "<h1>World</h1>"
    + linked("<article><h2><a href='/{at}'>{words}</a></h2><p>" + TEASER + "</p></article>"),
    "a table": "<h1>Press releases of 1999</h1><table>"
    + linked("<tr><td>1{at}.03.99</td><td><a href='{at}.htm'>{words}</a></td></tr>")
    + "</table>",
    "results without a link": "<h1>Search</h1><p>34 hits for lake</p><ol>"
    + linked("<li><h3>{words}</h3><p>" + TEASER + "</p></li>")
    + "</ol>",
    "a topic with a preface": f"<h1>The lake</h1>{paragraphs(2)}"
    + linked("<div class=card><h3><a href='/{at}'>{words}</a></h3><p>" + TEASER + "</p></div>"),
}
ERRORS = {
    "no such page": "<h1>Oh no</h1><p>The page you asked for is not here.</p>" + RELATED,
    "a check": "<h1>One more step</h1><p>Please verify you are human.</p><form></form>",
    "a login": "<h1>Welcome back</h1><form><input name=u><input type=password></form>",
    "consent": "<h1>We value your privacy</h1><p>We and our partners store and access personal "
    "data on your device. You may withdraw your consent at any time.</p><button>Accept all</button>"
    "<p>Our partners process personal data to measure how their notices are seen by readers.</p>",
}


@pytest.mark.parametrize(
    ("kind", "main"),
    [
        pytest.param(kind, main, id=f"{kind}: {name}")
        for kind, pages in (
            (PageKind.ARTICLE, ARTICLES),
            (PageKind.PAYWALL, PAYWALLS),
            (PageKind.LIVE, LIVES),
            (PageKind.VIDEO, VIDEOS),
            (PageKind.INDEX, INDEXES),
            (PageKind.ERROR, ERRORS),
        )
        for name, main in pages.items()
    ],
)
def test_a_page_is_told_by_what_it_looks_like(kind: PageKind, main: str) -> None:
    found = told(html(main))
    assert found.kind is kind, found.reason
    assert found == told(html(main))
    assert found.reason
    assert "\n" not in found.reason


@pytest.mark.parametrize(
    ("kind", "thing"),
    [
        (PageKind.LIVE, {"@type": "LiveBlogPosting"}),
        (PageKind.VIDEO, {"@type": "VideoObject", "name": "Handshakes"}),
        (PageKind.PAYWALL, {"@type": "NewsArticle", "isAccessibleForFree": "False"}),
        (PageKind.INDEX, {"@type": "CollectionPage"}),
    ],
)
def test_what_a_page_calls_itself_counts_where_it_has_little_text(
    kind: PageKind, thing: dict[str, object]
) -> None:
    assert told(html(TOP + paragraphs(1), head=described(**thing))).kind is kind


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "NewsArticle", "isAccessibleForFree": "False"},
        {"@type": "VideoObject", "name": "Handshakes"},
    ],
)
def test_a_page_with_the_whole_text_is_an_article_whatever_it_says_besides(
    thing: dict[str, object],
) -> None:
    assert told(html(TOP + paragraphs(5), head=described(**thing))).kind is PageKind.ARTICLE


def test_a_whole_article_behind_a_banner_is_one() -> None:
    assert told(html(TOP + paragraphs(5) + paragraphs(5) + WALL)).kind is PageKind.ARTICLE


def test_a_front_page_is_an_index() -> None:
    main = linked("<section><h2><a href='/{at}'>{words}</a></h2><p>" + TEASER + "</p></section>")
    assert told(html(main), url="https://shore.example/").kind is PageKind.INDEX


def test_a_shell_that_needs_scripts_is_an_error_though_its_head_tells_of_a_report() -> None:
    source = (
        f"<html><head><title>Lake crossing</title>{described(**{'@type': 'NewsArticle'})}</head>"
        "<body><div id=app></div><noscript>You need to enable JavaScript.</noscript></body></html>"
    )
    found = told(source)
    assert found.kind is PageKind.ERROR
    assert "JavaScript" in found.reason


@pytest.mark.parametrize("source", ["", "<html></html>", "<p>", "%PDF-1.4"])
def test_a_page_with_nothing_to_read_is_an_error(source: str) -> None:
    assert told(source).kind is PageKind.ERROR


def test_plain_text_is_always_an_article() -> None:
    page = Page("a page", b"Page not found. Subscribe to continue reading.")
    assert kind_of(page).kind is PageKind.ARTICLE


def test_the_article_read_off_a_page_may_be_given() -> None:
    page = Page("a page", html(TOP + paragraphs(5)).encode(), "text/html")
    found = article.from_page(page)
    assert kind_of(page, found).kind is PageKind.ARTICLE
