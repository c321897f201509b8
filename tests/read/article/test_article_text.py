"""The text of plain pages is what was received; what is no text is refused in one clear line."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model import Days, Page, PageError, Published, PublishedBasis
from demarche.read import article
from tests.read.article.pages import BODY, LEAD, of_text

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                "Share",
                "Back To Top",
                "By Jane Roe (",
                "Envoys to meet in Oslo",
                "The envoy in Oslo (AFP)",
                "SEOUL, March 14 (Reuters) - The two will meet again, he said.",
                "© 2021 The Harbour Post",
                LEAD,
                "  an indented line of the text, which goes on without a stop",
            ]
        ),
        st.text(st.characters(codec="utf-8"), max_size=90),
    ),
    min_size=1,
    max_size=14,
)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])


@given(lines=LINES, line_break=BREAKS)
def test_the_text_never_changes_and_furniture_lies_inside_it(
    lines: list[str], line_break: str
) -> None:
    text = line_break.join([*lines, "An end."]).replace("\0", "").removeprefix("\ufeff")
    found = of_text(text)
    assert found.text == text
    places = [piece.span for piece in found.furniture]
    assert all(place.end <= len(text) and place.of(text).strip() for place in places)
    assert all(before.end <= after.start for before, after in pairwise(places))


@given(lines=LINES)
def test_reading_a_page_twice_gives_the_same_article(lines: list[str]) -> None:
    text = "\n".join([*lines, "An end."]).replace("\0", "")
    assert of_text(text) == of_text(text)


def test_the_id_is_a_digest_of_the_text_alone() -> None:
    one = article.from_page(Page("one", BODY.encode(), publisher="The Harbour Post"))
    other = article.from_page(Page("other", BODY.encode()))
    assert one.id == other.id
    assert len(one.id) == 32
    assert int(one.id, 16) >= 0
    assert of_text(f"{BODY} ").id != one.id


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert of_text(b"\xef\xbb\xbf" + BODY.encode()).text == BODY


def test_line_breaks_are_kept_as_given() -> None:
    text = f"Back to top\r\n\r\n{LEAD}\r\n"
    found = of_text(text)
    assert found.text == text
    assert [piece.span.of(text) for piece in found.furniture] == ["Back to top"]


def test_a_charset_that_the_sender_names_is_honoured() -> None:
    data = "Le café de l’été a fermé.".encode("windows-1252")
    found = article.from_page(Page("page", data, "text/plain; charset=ISO-8859-1"))
    assert found.text == "Le café de l’été a fermé."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text"),
        (b" \n\t\r\n ", "no text"),
        ("\ufeff\u200b\n".encode(), "no text"),
        (b"----\n***\n", "no text"),
        (b"Caf\xe9 talks", "not UTF-8 (byte 3 is 0xe9)"),
        (b"A word\0 and a word", "is binary (NUL at byte 6), not text in UTF-8"),
        (b"%PDF-1.7 and so on", "is a PDF file, not text in UTF-8"),
        (b"PK\x03\x04rest", "is a ZIP archive or an office document, not text in UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG image, not text in UTF-8"),
        (b"\xff\xd8\xff\xe0", "is a JPEG image, not text in UTF-8"),
        (b"GIF89a", "is a GIF image, not text in UTF-8"),
        (b"RIFF\x01\x01\x01\x01WEBPVP8 ", "is a WebP image, not text in UTF-8"),
        (b"\x1f\x8b\x08", "is a gzip file, not text in UTF-8"),
        ("words".encode("utf-16"), "is UTF-16 text, not text in UTF-8"),
        (
            b"word " * 300_000,
            "a line of 1,500,000 characters without a break (at most 1,000,000)",
        ),
        (b"Title: One\nOutlet: The Harbour Post\n", "no text below its header"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_no_report_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(PageError) as refused:
        article.from_page(Page("page.txt", data))
    assert refused.value.subject == "page.txt"
    assert refused.value.reason == reason


@pytest.mark.parametrize("charset", ["no-such-charset", "base64", "punycode", "idna"])
def test_a_charset_that_nobody_knows_is_refused(charset: str) -> None:
    with pytest.raises(PageError, match=f"in a character set that is not known: {charset}"):
        article.from_page(Page("page", BODY.encode(), f"text/plain; charset={charset}"))


@pytest.mark.parametrize("word", ["RIFFs", "BZhang", "ID3 cards", "MM talks"])
def test_words_that_open_like_a_binary_file_are_text(word: str) -> None:
    assert of_text(f"{word} were the talk of the town.").text.startswith(word)


def test_a_long_text_with_breaks_is_read() -> None:
    assert len(of_text(f"{LEAD}\n" * 20_000).text) > 1_000_000


def test_what_is_given_comes_before_what_the_sender_says_and_that_before_the_page() -> None:
    text = f"Title: On the page\nOutlet: Page Post\nPublished: 2021-03-12\n\n{BODY}"
    sender = {
        "title": "From the sender",
        "publisher": "Sender Post",
        "published": date(2021, 3, 13),
    }
    bare = of_text(text)
    sent = article.from_page(Page("page", text.encode(), **sender))  # type: ignore[arg-type]
    given_day = article.from_page(
        Page("page", text.encode(), **sender),  # type: ignore[arg-type]
        published=date(2021, 3, 14),
    )
    assert (bare.title, bare.publisher) == ("On the page", "Page Post")
    assert bare.published == Published(Days.on(date(2021, 3, 12)), PublishedBasis.METADATA)
    assert (sent.title, sent.publisher) == ("From the sender", "Sender Post")
    assert sent.published == Published(Days.on(date(2021, 3, 13)), PublishedBasis.METADATA)
    assert given_day.published == Published(Days.on(date(2021, 3, 14)), PublishedBasis.GIVEN)


def test_what_nobody_says_stays_unknown() -> None:
    found = of_text(BODY)
    assert (found.title, found.byline, found.publisher, found.url) == (None, None, None, None)
    assert found.published is None
    assert found.furniture == ()
