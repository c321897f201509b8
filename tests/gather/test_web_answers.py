"""What a server sends is taken as it is meant, or refused soon and without filling the memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from demarche.gather import web as room
from demarche.gather.web import Web, deadline
from demarche.read import article
from tests.gather import answers
from tests.gather.asking import had, refused
from tests.gather.misbehaving import Answer, Site

NEWS = [
    "The two ministers met in Málaga on Friday, and will meet again in Oslo, an aide said.",
    "They had last met in March, when the older of the two left early and without a word.",
]
HTML = {"Content-Type": "text/html; charset=utf-8"}
TALKS = answers.page("Talks end", NEWS)
MEGABYTE = 1_000_000


@contextmanager
def in_little_memory_and_time() -> Iterator[None]:
    """Demand that no more than 60 MB and five seconds are taken."""
    tracemalloc.start()
    began = time.monotonic()
    try:
        yield
        assert time.monotonic() - began < 5
        assert tracemalloc.get_traced_memory()[1] < 60 * MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("stated", "body", "media_type"),
    [
        ("text/plain", b"The talks ended.", "text/plain"),
        ("TEXT/HTML;charset=latin-1", b"<p>", "TEXT/HTML;charset=latin-1"),
        ("application/xhtml+xml", b"<html>", "application/xhtml+xml"),
        ("text/markdown", b"# Talks end", "text/markdown"),
        (None, b"<!doctype html><p>The talks ended.", "text/html"),
        (None, b"The talks ended.", "text/plain"),
        ("text/html", b"", "text/html"),
    ],
)
def test_a_page_has_the_type_that_its_server_says_or_that_it_looks_like(
    site: Site, web: Web, stated: str | None, body: bytes, media_type: str
) -> None:
    site.answers("/", Answer(body=body, headers={"Content-Type": stated} if stated else {}))
    page = had(web, f"{site.address}/")
    assert (page.media_type, page.data) == (media_type, body)


@pytest.mark.parametrize("stated", ["application/pdf", "image/png", "Application/PDF; a=b"])
def test_what_is_neither_text_nor_html_is_no_page_but_may_be_a_feed(
    site: Site, web: Web, stated: str
) -> None:
    site.answers("/a", Answer(body=b"a", headers={"Content-Type": stated}))
    error = refused(web.page, f"{site.address}/a")
    essence = stated.partition(";")[0].lower()
    assert (error.reason, error.is_passing) == (f"is {essence}, not text or HTML", False)
    feed = web.feed(f"{site.address}/a")
    assert feed is not None
    assert feed.media_type == stated


@pytest.mark.parametrize(
    "answer",
    [
        answers.page_whose_header_lies("Talks end", NEWS),
        answers.page_whose_meta_tag_lies("Talks end", NEWS),
        answers.page_whose_meta_tag_lies("Talks end", NEWS, header="windows-1252"),
        answers.page("Talks end", NEWS, encoding="latin-1", header=None, meta="latin-1"),
        answers.page("Talks end", NEWS, header=None, meta=None),
    ],
    ids=["header lies", "meta tag lies", "meta tag lies, header does not", "latin", "not said"],
)
def test_a_page_of_any_charset_is_read_rightly(site: Site, web: Web, answer: Answer) -> None:
    site.answers("/", answer)
    assert NEWS[0] in article.from_page(had(web, f"{site.address}/")).text


@pytest.mark.parametrize(
    "answer",
    [
        answers.page_whose_header_lies("Talks end", NEWS),
        answers.page_whose_meta_tag_lies("Talks end", NEWS),
        answers.page("Talks end", NEWS, encoding="utf-16", header="utf-16", meta=None),
    ],
    ids=["header lies", "meta tag lies", "UTF-16"],
)
def test_a_page_of_any_charset_is_kept_as_received(site: Site, web: Web, answer: Answer) -> None:
    site.answers("/", answer)
    page = had(web, f"{site.address}/")
    assert (page.data, page.media_type) == (answer.body, answer.headers["Content-Type"])


@pytest.mark.parametrize(
    ("answer", "size"),
    [
        (answers.endless(), None),
        (Answer(body=b"a" * (5 * MEGABYTE + 1), headers=HTML), None),
        (answers.encoded(Answer(body=b"a" * (5 * MEGABYTE + 1), headers=HTML)), None),
        (Answer(body=b"a" * 5 * MEGABYTE, headers=HTML), 5 * MEGABYTE),
        (answers.encoded(Answer(body=b"a" * 5 * MEGABYTE, headers=HTML)), 5 * MEGABYTE),
    ],
    ids=["endless", "one byte too many", "once decoded", "largest", "largest once decoded"],
)
def test_a_page_is_no_larger_than_five_megabytes(
    site: Site, web: Web, answer: Answer, size: int | None
) -> None:
    site.answers("/a", answer)
    with in_little_memory_and_time():
        if size:
            assert len(had(web, f"{site.address}/a").data) == size
        else:
            error = refused(web.page, f"{site.address}/a")
            assert (error.reason, error.is_passing) == ("larger than 5 MB", False)
    assert len(site.requests("/a")) == 1


def test_a_feed_is_no_larger_than_twenty_megabytes(site: Site, web: Web) -> None:
    site.answers("/a", Answer(body=b"a" * 6 * MEGABYTE))
    site.answers("/b", answers.endless())
    feed = web.feed(f"{site.address}/a")
    assert feed is not None
    assert len(feed.data) == 6 * MEGABYTE
    assert refused(web.feed, f"{site.address}/b").reason == "larger than 20 MB"


@pytest.mark.parametrize(
    "bomb",
    [
        answers.gzip_bomb(),
        answers.brotli_bomb(),
        answers.encoded(answers.gzip_bomb()),
        answers.encoded(answers.brotli_bomb()),
    ],
    ids=["gzip", "brotli", "gzip twice", "brotli in gzip"],
)
def test_a_bomb_does_not_go_off(site: Site, web: Web, bomb: Answer) -> None:
    site.answers("/a", bomb)
    with in_little_memory_and_time():
        error = refused(web.page, f"{site.address}/a")
    assert (error.reason, error.is_passing) == ("larger than 5 MB", False)
    assert len(site.requests("/a")) == 1


def test_headers_without_end_are_given_up(site: Site, web: Web) -> None:
    site.answers("/a", answers.endless_headers())
    with in_little_memory_and_time():
        error = refused(web.page, f"{site.address}/a")
    assert error.reason == "could not be fetched: Receive buffer too long"
    assert error.is_passing


def encoded(times: int) -> Answer:
    """The page of the talks, compressed so many times over."""
    answer = TALKS
    for _ in range(times):
        answer = answers.encoded(answer)
    return answer


@pytest.mark.parametrize("times", [1, 2, 5])
def test_a_page_is_had_without_its_encodings(site: Site, web: Web, times: int) -> None:
    site.answers("/a", encoded(times))
    assert had(web, f"{site.address}/a").data == TALKS.body


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (encoded(6), "is encoded 6 times over"),
        (
            Answer(body=b"a", headers=HTML | {"Content-Encoding": "gzip"}),
            "its encoding cannot be undone: gzip",
        ),
        (
            Answer(body=b"a", headers=HTML | {"Content-Encoding": "Rot13"}),
            "its encoding cannot be undone: rot13",
        ),
        (
            Answer(body=answers.encoded(TALKS).body[:-9], headers=encoded(1).headers),
            "its encoding cannot be undone: gzip",
        ),
    ],
    ids=["six times", "not gzip", "unknown", "torn"],
)
def test_an_encoding_that_cannot_be_undone_is_refused(
    site: Site, web: Web, answer: Answer, reason: str
) -> None:
    site.answers("/a", answer)
    error = refused(web.page, f"{site.address}/a")
    assert (error.reason, error.is_passing) == (reason, False)


def test_an_encoding_that_is_not_said_is_not_undone(site: Site, web: Web) -> None:
    hidden = answers.encoded(TALKS, is_said=False)
    site.answers("/a", hidden)
    assert had(web, f"{site.address}/a").data == hidden.body


@pytest.mark.parametrize("after", [0, 100])
def test_a_body_that_is_cut_short_is_no_page(site: Site, web: Web, after: int) -> None:
    site.answers("/a", Answer(body=b"word " * 5_000, headers=HTML, cut_after=after), TALKS)
    assert had(web, f"{site.address}/a").data == TALKS.body
    site.answers("/b", Answer(body=b"word " * 5_000, headers=HTML, cut_after=after))
    error = refused(web.page, f"{site.address}/b")
    assert error.reason == (
        "could not be fetched: peer closed connection without sending complete message body "
        f"(received {after} bytes, expected 25000)"
    )
    assert error.is_passing


@pytest.mark.parametrize(
    "slow",
    [
        answers.dripping(Answer(body=b"a" * 1_000, headers=HTML), 0.05),
        answers.dripping(Answer(raw=b"HTTP/1.1 200 OK\r\nX-More: " + b"a" * 1_000), 0.05),
        answers.dripping(Answer(raw=b"HTTP/1.1 103 Early\r\n\r\n" * 100), 0.05, at_a_time=22),
        answers.dripping(answers.endless(b"a"), 0.05),
        Answer(raw=b"HTTP/1.1 200 OK\r\n\r\n", body=b"a" * 9, drip=60, at_a_time=20),
        Answer(delay=60),
    ],
    ids=["body", "headers", "early answers", "endless body", "one drop", "no drop"],
)
def test_what_drips_is_given_up_in_time(
    site: Site, web: Web, slow: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers("/a", slow)
    refused(web.page, f"{site.address}/nothing")
    monkeypatch.setattr(deadline, "SECONDS_FOR_A_PAGE", 0.2)
    began = time.monotonic()
    error = refused(web.page, f"{site.address}/a")
    assert (error.reason, error.is_passing) == ("not all there in 0.2 seconds", True)
    assert time.monotonic() - began < 3
    assert len(site.requests("/a")) == 3
    assert site.falls_quiet()


def test_what_drips_but_is_there_in_time_is_had(site: Site, web: Web) -> None:
    site.answers("/a", answers.dripping(TALKS, 0.01, at_a_time=100))
    assert had(web, f"{site.address}/a").data == TALKS.body


def test_a_server_that_does_not_answer_is_not_waited_for(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "SECONDS_FOR_AN_ANSWER", 0.1)
    site.answers("/a", Answer(delay=60))
    site.answers("/b", Answer(body=b"aaaa", headers=HTML, drip=60))
    with Web(allowed=["127.0.0.1"], pause=0, tries=1) as web:
        for path in ("/a", "/b"):
            error = refused(web.page, f"{site.address}{path}")
            assert (error.reason, error.is_passing) == ("no answer in 20 seconds", True)
