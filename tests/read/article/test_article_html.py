"""The article of an HTML page: its text, and what the page says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.model import Furniture, Page, PageError, PublishedBasis
from demarche.read import article
from tests.read.article.pages import LAST, LEAD, SECOND, marked, of_html

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>Envoys to meet again in Oslo - The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">{head}
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Envoys to meet again in Oslo</h1>
<p class="byline">By Jane Roe and John Doe</p>{stamp}
<p>{lead}</p><p>{second}</p><p>{last}</p>
</article>
<aside><h2>Most read</h2><ul><li><a href="/a">A</a></li></ul></aside>
<footer>© 2022 The Harbour Post. All rights reserved.</footer>
</body></html>"""


def page(*, head: str = "", stamp: str = "", last: str = LAST) -> str:
    """The page with something more in its head, or below its byline."""
    return PAGE.format(head=head, stamp=stamp, lead=LEAD, second=SECOND, last=last)


def test_the_text_is_that_of_the_article_and_offsets_are_its_characters() -> None:
    found = of_html(page())
    assert [line for line in found.text.splitlines() if line][-3:] == [LEAD, SECOND, LAST]
    assert "Most read" not in found.text
    assert "2022" not in found.text
    assert found.title == "Envoys to meet again in Oslo"
    assert found.byline == "Jane Roe, John Doe"
    assert found.publisher == "The Harbour Post"
    assert found.language == "en"
    assert marked(found, Furniture.HEADLINE) == ["Envoys to meet again in Oslo"]


@pytest.mark.parametrize(
    "where",
    [
        {"head": '<meta property="article:published_time" content="2021-03-14T09:00:00Z">'},
        {
            "head": '<script type="application/ld+json">{"@context": "https://schema.org", '
            '"@type": "NewsArticle", "datePublished": "2021-03-14T09:00:00Z"}</script>'
        },
        {"stamp": '<time datetime="2021-03-14">14 March</time>'},
        {"stamp": "<p>Published: March 14, 2021</p>"},
        {"stamp": '<span class="date">March 14, 2021</span>'},
    ],
)
def test_the_day_of_publication_is_what_the_page_says(where: dict[str, str]) -> None:
    published = of_html(page(**where)).published
    assert published is not None
    assert published.days.first == date(2021, 3, 14)
    assert published.basis is PublishedBasis.METADATA


def test_a_day_that_the_running_text_speaks_of_is_no_day_of_publication() -> None:
    last = f"{LAST} The next round was set for 2021-06-30, and the round after for 2021-09-30."
    assert of_html(page(last=last)).published is None


def test_a_day_in_the_address_is_a_day_of_publication() -> None:
    found = of_html(page(), url="https://harbour.example/2021/03/14/oslo")
    assert found.published is not None
    assert found.published.days.first == date(2021, 3, 14)
    assert found.url == "https://harbour.example/2021/03/14/oslo"


def test_a_day_to_come_is_not_cut_off_at_the_day_of_the_run() -> None:
    stamp = '<time datetime="2061-03-14">14 March</time>'
    published = of_html(page(stamp=stamp)).published
    assert published is not None
    assert published.days.first == date(2061, 3, 14)


def test_a_name_in_the_title_and_at_the_foot_of_the_page_is_that_of_the_publisher() -> None:
    html = page().replace('<meta property="og:site_name" content="The Harbour Post">', "")
    assert of_html(html).publisher == "The Harbour Post"


def test_an_address_is_no_name_of_a_publisher() -> None:
    html = page().replace("The Harbour Post", "www.harbour.example")
    assert of_html(html, url="https://www.harbour.example/oslo").publisher is None


def test_a_piece_of_html_without_a_frame_is_read() -> None:
    found = of_html(f"<h1>Envoys to meet</h1><p>{LEAD}</p><p>{SECOND}</p><p>{LAST}</p>")
    assert LEAD in found.text


@pytest.mark.parametrize(
    ("media_type", "meta"),
    [
        ("text/html; charset=windows-1252", ""),
        ("text/html; charset=ISO-8859-1", ""),
        ("text/html", '<meta charset="windows-1252">'),
        ("text/html", '<meta http-equiv="Content-Type" content="text/html; charset=latin1">'),
        ("application/xhtml+xml; charset=cp1252", ""),
    ],
)
def test_the_charset_is_honoured(media_type: str, meta: str) -> None:
    html = page(last="The café by the lake – “Été” – was shut.").replace(
        '<meta charset="utf-8">', meta
    )
    found = of_html(html.encode("windows-1252"), media_type=media_type)
    assert "The café by the lake – “Été” – was shut." in found.text


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "no text"),
        (
            "<html><head><title>One</title></head><body></body></html>",
            "no article found in the HTML",
        ),
        (
            "<html><body><script>var talks = 1;</script></body></html>",
            "no article found in the HTML",
        ),
    ],
)
def test_a_page_without_an_article_is_refused(html: str, reason: str) -> None:
    with pytest.raises(PageError) as refused:
        of_html(html)
    assert refused.value.reason == reason


def test_html_that_is_not_in_its_charset_is_read_in_the_one_that_most_such_pages_are_in() -> None:
    found = of_html(page(last="The caf\xe9 was shut.").encode("latin-1"))
    assert found.text.endswith("The café was shut.")


def test_html_that_is_in_no_charset_is_refused() -> None:
    with pytest.raises(PageError, match=r"not UTF-8 \(byte \d+ is 0x81\)"):
        of_html(page(last="The caf\x81 was shut.").encode("latin-1"))


def test_plain_text_is_never_taken_for_html() -> None:
    text = f"<p>{LEAD}</p>"
    assert article.from_page(Page("page", text.encode())).text == text
