"""What an HTML page says of its article: headline, writers, outlet, and day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from demarche.model import Article, PublishedBasis
from tests.read.article.pages import LAST, LEAD, SECOND, of_html

TITLE = "Ministers agree to reopen the lake crossing"
DAY = date(2019, 3, 14)
BODY = f"<p>{LEAD}</p><p>{SECOND}</p><p>{LAST}</p>"


def page(
    top: str = f"<h1>{TITLE}</h1>",
    *,
    head: str = "",
    title: str = f"{TITLE} | Shore Post",
    above: str = '<div class="logo"><a href="/">Shore Post</a></div>',
    below: str = "",
    language: str = "en",
    url: str | None = None,
) -> Article:
    """The article of a page with `above` before and `top` right above its text."""
    return of_html(
        f'<html lang="{language}"><head><title>{title}</title>{head}</head><body>{above}'
        f"<div>{top}{BODY}</div>{below}</body></html>",
        url=url,
    )


def described(**thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def published_time(moment: str) -> str:
    return f'<meta property="article:published_time" content="{moment}">'


REPORT = described(**{"@type": "NewsArticle", "headline": TITLE, "datePublished": "2019-03-14"})


@pytest.mark.parametrize(
    "top",
    [
        f"<h1>{TITLE}</h1>",
        f"<h1><span class='kicker'>World</span> {TITLE}</h1>",
        f"<h1>{TITLE}<small>Deputy says a year was lost over a stamp</small></h1>",
        "<h1>Ministers agree<br>to reopen the lake crossing</h1>",
        f"<h2>{TITLE}</h2>",
        f"<div class='x'>{TITLE}</div>",
        f"<h1>Press release</h1><h2>{TITLE}</h2>",
        f"<h1>Shore Post</h1><h2>{TITLE}</h2>",
    ],
)
def test_the_title_is_the_headline_as_its_reader_sees_it(top: str) -> None:
    assert page(top).title == TITLE


@pytest.mark.parametrize(
    "top",
    [
        f"<font size=5><b>{TITLE}</b></font><br>",
        "<table><tr><td>Ref:</td><td>PR/22</td></tr>"
        f"<tr><td>Subject:</td><td>{TITLE}</td></tr></table>",
        f"<span class='ttl'>{TITLE}</span><br><span>Posted 14/03/2019</span>",
        "<center><b>Ministers agree</b></center>"
        "<center><b>to reopen the lake crossing</b></center>",
    ],
)
def test_a_headline_of_which_the_metadata_know_nothing_is_found(top: str) -> None:
    title = f"{TITLE} - Shore Post" if "center" in top else "Shore Post - News detail"
    assert page(top, title=title).title == TITLE


def test_the_title_of_the_page_goes_without_the_name_of_its_site() -> None:
    assert page("", head='<meta property="og:site_name" content="Shore Post">').title == TITLE


@pytest.mark.parametrize(
    ("credit", "byline"),
    [
        ("<p>By Ola Prim</p>", "Ola Prim"),
        ("<p class='byline'>Ola Prim, Staff Writer</p>", "Ola Prim"),
        ("<p>By Ola Prim, Jens Vik and Mara D. Quimpo</p>", "Ola Prim, Jens Vik, Mara D. Quimpo"),
        ("<p>By Ola Prim in Lusaka and Jens Vik in Kitwe</p>", "Ola Prim, Jens Vik"),
        ("<p>By</p><p><a href='/x'>Ola Prim</a></p>", "Ola Prim"),
        (
            "<a rel=author href='/a/1'>Ola Prim</a> and <a rel=author href='/a/2'>Jens Vik</a>",
            "Ola Prim, Jens Vik",
        ),
        ("<p>From OLA PRIM in Lusaka</p>", "OLA PRIM"),
        ("<p>Posted 14/03/2019 16:05 by Ola Prim, Amman</p>", "Ola Prim"),
        ("<p>Ola Prim<br>14 March 2019</p>", "Ola Prim"),
        ("<p>Von Jana Roth und Uli Meer, Bregenz</p>", "Jana Roth, Uli Meer"),
        ("<p>Par Émilie Vauthier-Roux, à Genève</p>", "Émilie Vauthier-Roux"),
        ("<p>Texto: Inés Roca. Fotos: Luis Mar</p>", "Inés Roca"),
        ("<p>Автор: Ирина Соколовская</p>", "Ирина Соколовская"),
        ("<p>记者：陈立言、岩温</p>", "陈立言, 岩温"),
        ("<p>김도윤 기자</p>", "김도윤"),
        ("<p>【マニラ＝金子太郎】</p>", "金子太郎"),
        ("<p>By Meridian Press Agency</p>", "Meridian Press Agency"),
        ("<p>By Shore Post Staff</p>", None),
        ("<p class='byline'>Staff Reporter</p>", None),
        ("<p class='author'>admin</p>", None),
        ("<p class='author'>@olaprim</p>", None),
        ("<p class='author'>14 March 2019</p>", None),
        ("<p>Photo by Ola Prim</p>", None),
        ("<p>Minister Tove Lind</p><p>14 March 2019</p>", None),
    ],
)  # fmt: skip
def test_the_byline_is_the_names_of_the_writers_as_printed(credit: str, byline: str | None) -> None:
    assert page(f"<h1>{TITLE}</h1>{credit}").byline == byline


def test_writers_in_the_metadata_are_told_where_none_are_printed() -> None:
    author = {"@type": "Person", "name": "Ola Prim"}
    body = {"@type": "Organization", "name": "Shore Post"}
    head = described(**{"@type": "NewsArticle", "author": [author, body]})
    assert page(head=head).byline == "Ola Prim"


def test_the_writer_in_print_goes_before_who_made_the_page() -> None:
    head = '<meta name="author" content="M. Adjei">'
    assert page(f"<h1>{TITLE}</h1><p>By Ola Prim</p>", head=head).byline == "Ola Prim"


@pytest.mark.parametrize(
    ("places", "publisher"),
    [
        (
            {"head": described(**{"@type": "NewsArticle", "publisher": {"name": "Shore Post"}})},
            "Shore Post",
        ),
        (
            {"head": '<meta property="og:site_name" content="Shore Post | News of the coast">'},
            "Shore Post",
        ),
        ({"title": f"{TITLE} – World – Shore Post"}, "Shore Post"),
        (
            {
                "title": f"Shore Post: {TITLE}",
                "above": "<a href='/'><img src=l.png alt='Shore Post logo'></a>",
            },
            "Shore Post",
        ),
        (
            {
                "title": "News",
                "above": "<center><img alt='The Shore Post'></center>",
                "below": "<p>Copyright 2001 Shore Post Ltd. All rights reserved.</p>",
            },
            "The Shore Post",
        ),
        (
            {"title": "News", "above": "<b>MINISTRY OF LAKES<br>Republic of Tavola</b>"},
            "MINISTRY OF LAKES",
        ),
        (
            {"title": f"{TITLE} | Shore Union – Office of the Chair"},
            "Shore Union – Office of the Chair",
        ),
        (
            {
                "head": '<meta property="og:site_name" content="Home">',
                "title": f"{TITLE} | Shore Post",
                "below": "<p>© 2019 Shore Post</p>",
            },
            "Shore Post",
        ),
        ({}, None),
    ],
)
def test_the_publisher_is_what_the_outlet_calls_itself(
    places: dict[str, str], publisher: str | None
) -> None:
    assert page(**({"title": TITLE, "above": ""} | places)).publisher == publisher


@pytest.mark.parametrize(
    ("day", "head"),
    [
        ("<p>Published: 14 March 2019</p>", ""),
        ("<p>Published 14 March 2019 | Updated 15 March 2019</p>", ""),
        ("<p>Updated 15 March 2019. First published on 14 March 2019</p>", ""),
        ("<dl><dt>Published</dt><dd>14/03/2019</dd><dt>Updated</dt><dd>15/03/2019</dd></dl>", ""),
        ("<time datetime='2019-03-14T22:15:00-05:00'>6 years ago</time>", ""),
        ("<p>2014년 2월 6일</p>", '<meta name="publish-date" content="2019-03-14">'),
        ("<p>14.III.2019</p>", ""),
        ("<p>Last updated 15 March 2019</p>", REPORT),
        ("<p>15 March 2019</p>", REPORT),
        ("<p>14 March 2019</p>", published_time("2019-03-13T22:30:00Z")),
        ("<p>First published 14 March 2019</p>", published_time("2024-11-02")),
        ("<p>Posted 14/03/2019</p>", '<meta name="DC.date" content="2019-03-15">'),
        ("<p>Published 03/14/2019, updated 03/15/2019</p>", ""),
    ],
)  # fmt: skip
def test_the_day_is_that_of_first_publication_in_its_own_zone(day: str, head: str) -> None:
    published = page(f"<h1>{TITLE}</h1>{day}", head=head).published
    assert published is not None
    assert published.days.first == DAY
    assert published.basis is PublishedBasis.METADATA


@pytest.mark.parametrize(
    ("places", "reason"),
    [
        ({"url": "https://shore.example/2019/03/14/lake"}, "address"),
        ({"url": "https://shore.example/world/2019/mar/14/lake"}, "address"),
        ({"below": "<p>Done at Lusaka, 14 March 2019</p>"}, "foot"),
        ({"top": f"<h1>{TITLE}</h1><p>Lusaka, 14 March 2019 (SP) – {LEAD}</p>"}, "dateline"),
    ],
)
def test_a_day_that_is_worked_out_is_told_as_such(places: dict[str, str], reason: str) -> None:
    published = page(**places).published
    assert published is not None
    assert published.days.first == DAY
    assert published.basis is PublishedBasis.INFERRED
    assert published.reason is not None
    assert reason in published.reason


@pytest.mark.parametrize(
    "beside",
    [
        "<div class='related'><p>Published 14 March 2019</p></div>",
        "<footer>Last change: 14 March 2019</footer>",
        "<div class='comments'><p>Posted on 14 March 2019</p></div>",
    ],
)
def test_the_day_of_something_else_is_none(beside: str) -> None:
    assert page(below=beside).published is None


def test_the_day_of_today_at_the_head_of_the_page_is_none() -> None:
    above = "<div><a href='/'>Shore Post</a> <span>Monday, 5 May 2025</span></div><nav>World</nav>"
    found = page(f"<h1>{TITLE}</h1><p>14 March 2019</p>", above=above).published
    assert found is not None
    assert found.days.first == DAY


@pytest.mark.parametrize(
    "furniture",
    [
        "<aside><p>Most read: the ferry that would not leave the harbour</p></aside>",
        "<div class='newsletter'><p>Sign up and read the news before your neighbours do.</p></div>",
        "<div class='box'><h4>Do you like this?</h4><p>Subscribe now.</p><button>OK</button></div>",
        "<div class='more'><h4>See also</h4><a href='/x'>The ferry that would not leave</a></div>",
        "<figure><img src='x'><figcaption>A ferry. Photo: O. Prim</figcaption></figure>",
        "<form><p>What do you think?</p><input type=radio></form>",
    ],
)
def test_furniture_within_the_text_is_left_out(furniture: str) -> None:
    top = f"<h1>{TITLE}</h1><p>By Ola Prim</p><p>{LEAD}</p>{furniture}"
    text = page(top).text
    assert text.count(LEAD) == 2
    for words in ("ferry", "Sign up", "Subscribe", "think", "like this", "Ola Prim"):
        assert words not in text


def test_comments_with_more_words_than_the_text_are_left_out() -> None:
    comment = "I have sailed on this lake for thirty years and never once been asked for a stamp."
    comments = f"<div class=reply><p>{comment}</p></div>" * 30
    text = page(below=f"<section><h3>What readers say</h3>{comments}</section>").text
    assert LAST in text
    assert comment not in text


@pytest.mark.parametrize(
    "text",
    [
        "<br><br>".join((LEAD, SECOND, LAST)),
        f"<pre>\n{LEAD}\n\n{SECOND}\n\n{LAST}\n</pre>",
        f"<table><tr><td>{LEAD}<br><br>{SECOND}<br><br>{LAST}</td></tr></table>",
        "".join(f"<div>{words}</div>" for words in (LEAD, SECOND, LAST)),
        f"<div>{LEAD}</div><footer class='footer'>x</footer><div>{SECOND}</div><div>{LAST}</div>",
    ],
)
def test_text_that_is_not_in_paragraphs_is_read_as_some(text: str) -> None:
    found = of_html(f"<html><body><h1>{TITLE}</h1>{text}<p>© 2019 Shore Post</p></body></html>")
    lines = [line for line in found.text.splitlines() if line]
    assert lines[-3:] == [LEAD, SECOND, LAST]
