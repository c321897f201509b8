"""The page of a section leads to its reports, and to nothing else of its site."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.gather.canonical import canonical
from demarche.gather.sections import links_of

# A newspaper whose cards hold a picture, a headline and a teaser that all lead to the report.
NEWSPAPER = """<!doctype html><html lang="en"><head><title>World</title></head>
<body class="page-nav-open tag-world"><a class="skip-link" href="#main">Skip to the main content</a>
<header><a href="/">The Harbour Post</a><nav><ul>
<li><a href="/world">World news and analysis today</a></li><li><a href="/uk-politics-latest-news">
UK politics: the latest news</a></li></ul></nav></header>
<main id="main"><h1>World</h1>
<article class="card"><a href="/world/2024/may/21/oslo-talks?ref=section-world"><img src="a.jpg"
alt=""></a><h3><a href="/world/2024/may/21/oslo-talks">Ministers return to Oslo for a third day
of <em>talks</em></a></h3><a href="/world/2024/may/21/oslo-talks#comments">212 comments</a>
<p class="byline"><a href="/profile/ann-lee">Ann Lee in Oslo for the Harbour Post</a></p></article>
<article class="card"><a href="/world/live/2024/may/21/grain-deal-live"><h3>Grain deal: shipping
resumes</h3><p>Two vessels left the port on Tuesday.</p><span>2h ago</span></a></article>
<article class="card"><h3><a href="//en.harbour-post.example/world/embassy-reopens-in-kabul-94173">
Embassy reopens</a></h3><a href="//en.harbour-post.example/world/embassy-reopens-in-kabul-94173">
Read more</a></article>
<article><h3><a href="/video/2024/may/21/minister-arrives-in-oslo-for-talks">Watch: minister
arrives in Oslo for talks</a></h3></article>
<article><h3><a href="https://www.other-paper.example/2024/05/21/what-they-said-of-it">What they
said of the talks</a></h3></article>
<ul class="tag-list"><li><a href="/tags/united-nations-security-council-reform">United Nations
Security Council reform</a></li></ul>
<div class="pagination"><a href="/world?page=2">Go to the next page</a></div></main>
<footer><a href="/terms-and-conditions-of-sale-and-use">Terms and conditions of sale and use</a>
</footer></body></html>"""

# A ministry on SharePoint: one form around the whole page, tables, and papers as PDF.
MINISTRY = """<html><body><form id="aspnetForm" action="./Pages/press.aspx"><div id="s4-topheader">
<div class="ms-siteNav"><a href="/en/Pages/the-minister-of-foreign-affairs.aspx">The Minister of
Foreign Affairs</a></div></div><table>
<tr><td>14.03.2021</td><td><a href="/en/Pages/statement-14-03-2021.aspx">Statement</a></td></tr>
<tr><td>12.03.2021</td><td><a href="/en/Pages/phone-call-with-the-minister.aspx">Phone call
with the foreign minister of Norway</a></td></tr>
<tr><td>11.03.2021</td><td><a href="/en/documents/joint-statement-2021.pdf">Joint statement of the
two governments (PDF)</a></td></tr>
<tr><td>10.03.2021</td><td><a href="viewdoc.aspx?docid=20417&amp;lang=en">Remarks at the opening of
the embassy</a></td></tr></table>
<a href="press.aspx?page=2">Older statements of the ministry</a>
<a href="javascript:__doPostBack('x','')">Show the statements of 2020</a>
<a href="mailto:press@mfa.example">Write to the press office</a>
<a href="/en/contact-us">How to get in touch with us</a></form></body></html>"""

# A blog engine with plain addresses, its archive and its writers beside the posts.
BLOG = """<html><head><base href="https://envoy.example/blog/"></head><body id="home">
<div class="hentry"><h2 class="entry-title"><a rel="bookmark" href="?p=1203">A quiet week on the
border</a></h2><span class="author vcard"><a href="author/bo-ek">All the posts by Bo Ek</a></span>
<a class="more-link" href="?p=1203#more-1203">Continue reading A quiet week on the border</a></div>
<div class="hentry"><h2><a href="2021/03/14/envoys/">Envoys</a></h2>
<a href="2021/03/14/envoys/#respond">Leave a comment</a></div>
<div id="archives"><a href="2021/03/">All the posts of March 2021</a><a href="2021/">2021</a></div>
<div><a href="page/2/">Older posts of this blog</a> <a href="?paged=3">3</a>
<a href="?s=summit">Search for posts about the summit</a>
<a href="wp-login.php">Log in to write a post</a> <a href="feed/">Entries of this blog as a feed</a>
</div></body></html>"""

# An agency in Japanese: no spaces between words, numbers for names.
AGENCY = """<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><body><div class="gNav">
<a href="/news/">国際ニュースと政治の最新情報</a></div><ul class="newsList">
<li><a href="/articles/K2021031400123"><time>3月14日</time>
<h4>外相、オスロで三日目の協議へ</h4></a></li>
<li><a href="/articles/summit">首脳会談の日程が正式に決定した</a></li>
<li><a href="/international/asia">アジア</a></li>
<li><a href="/archives/88213.html">大使館の業務を再開すると発表</a></li></ul></body></html>"""

# A portal of nested boxes with odd classes, where sub-domains are editions and shops.
PORTAL = """<html><body><div class="nav-wrapper"><div class="css-1x"><h1>Diplomacy</h1>
<div class="css-2y"><a href="//en.portal.co.uk/story/aXbYcZ"><div><div>Envoy leaves the capital
after a week of meetings</div></div></a></div>
<div class="css-2y"><a href="https://portal.co.uk/story/ceasefire_holds_for_a_second_night"><img
alt="Soldiers"></a></div>
<div class="css-2y"><a href="https://shop.portal.co.uk/calendar-2024-of-the-great-peace-treaties">A
calendar of the great treaties</a></div>
<div class="css-2y"><a href="https://rival.co.uk/story/ceasefire_holds_for_a_second_night">Ceasefire
holds for a second night</a></div>
<div class="css-2y"><a href="/diplomacy/europe">Diplomacy in all of Europe</a></div>
<div class="css-2y"><a href="/section/41022">Middle East</a></div>
<div class="css-2y"><a href="/login?next=/story/aXbYcZ">Log in to read the whole story</a></div>
</div></div><div class="siteFooter"><a href="/how-we-report-on-wars-and-treaties">How we report on
wars and treaties</a></div></body></html>"""

SECTIONS = [
    pytest.param(
        "https://www.harbour-post.example/world",
        NEWSPAPER,
        [
            (
                "https://www.harbour-post.example/world/2024/may/21/oslo-talks?ref=section-world",
                "Ministers return to Oslo for a third day of talks",
            ),
            (
                "https://www.harbour-post.example/world/live/2024/may/21/grain-deal-live",
                "Grain deal: shipping resumes",
            ),
            (
                "https://en.harbour-post.example/world/embassy-reopens-in-kabul-94173",
                "Embassy reopens",
            ),
        ],
        id="newspaper",
    ),
    pytest.param(
        "https://mfa.example/en/Pages/press.aspx",
        MINISTRY,
        [
            ("https://mfa.example/en/Pages/statement-14-03-2021.aspx", "Statement"),
            (
                "https://mfa.example/en/Pages/phone-call-with-the-minister.aspx",
                "Phone call with the foreign minister of Norway",
            ),
            (
                "https://mfa.example/en/Pages/viewdoc.aspx?docid=20417&lang=en",
                "Remarks at the opening of the embassy",
            ),
        ],
        id="ministry",
    ),
    pytest.param(
        "https://envoy.example/blog/",
        BLOG,
        [
            ("https://envoy.example/blog/?p=1203", "A quiet week on the border"),
            ("https://envoy.example/blog/2021/03/14/envoys/", "Envoys"),
        ],
        id="blog",
    ),
    pytest.param(
        "https://agency.example/international/",
        AGENCY,
        [
            ("https://agency.example/articles/K2021031400123", "外相、オスロで三日目の協議へ"),
            ("https://agency.example/archives/88213.html", "大使館の業務を再開すると発表"),
        ],
        id="agency",
    ),
    pytest.param(
        "https://www.portal.co.uk/diplomacy",
        PORTAL,
        [
            (
                "https://en.portal.co.uk/story/aXbYcZ",
                "Envoy leaves the capital after a week of meetings",
            ),
            ("https://portal.co.uk/story/ceasefire_holds_for_a_second_night", None),
        ],
        id="portal",
    ),
]


@pytest.mark.parametrize(("address", "html", "reports"), SECTIONS)
def test_a_section_leads_to_its_reports_in_their_order(
    address: str, html: str, reports: list[tuple[str, str | None]]
) -> None:
    found = links_of(address, html.encode())
    assert [(item.url, item.title) for item in found] == reports
    assert all(item.id == canonical(item.url) for item in found)


@pytest.mark.parametrize(("address", "html", "reports"), SECTIONS)
def test_nothing_is_fetched(
    address: str, html: str, reports: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert len(links_of(address, html.encode())) == len(reports)


@pytest.mark.xfail(reason="a slug of one plain word looks like the name of a section")
def test_a_report_named_by_one_word_is_found() -> None:
    html = '<a href="/articles/summit">The day of the summit is agreed at last</a>'
    assert links_of("https://post.example/world", html.encode())


def test_a_page_in_an_older_character_set_is_read() -> None:
    html = (
        '<html><head><meta charset="windows-1251"></head><body>'
        '<a href="/news/2021/03/14/1">Министры вернулись в Осло</a></body></html>'
    )
    [item] = links_of("https://post.example/news/", html.encode("windows-1251"))
    assert item.title == "Министры вернулись в Осло"


@pytest.mark.parametrize("html", [b"", b" ", b"\0", b"no link", b"<a href>x</a>", b"<!--", b"\xff"])
def test_a_page_without_links_leads_nowhere(html: bytes) -> None:
    assert links_of("https://post.example/", html) == ()


@given(
    html=st.lists(
        st.sampled_from(
            "<a|href=|'http://['|'/2021/03/14/a'|'//é'|'?p=99'|>|</a>|<nav>|<div class='x'>|</div>|"
            "<base href='http://['>|<h1>|&#0;|Talks in Oslo go on|\ud7ff|<svg>|<script>".split("|")
        ),
        max_size=14,
    ).map(" ".join)
)
def test_every_link_is_of_the_site_and_comes_once(html: str) -> None:
    found = links_of("https://post.example/world", html.encode())
    assert len({canonical(item.url) for item in found}) == len(found)
    assert all("//post.example/" in item.url for item in found)


@pytest.mark.parametrize(
    "piece",
    [
        '<a href="/2021/03/14/a">Talks go on</a>',
        "<div>",
        '<div class="nav"><p>',
        "<a href='/x-y'><h2>",
        "<a href='/",
    ],
)
def test_a_large_page_takes_no_long_time(piece: str) -> None:
    started = time.perf_counter()
    links_of("https://post.example/world", piece.encode() * (1_000_000 // len(piece)))
    assert time.perf_counter() - started < 20
