"""Redirects, refusals, bombs and pages made ready reach a plain client as they are meant."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime

import brotli  # type: ignore[import-untyped]
import pytest

from demarche.model import Page
from demarche.read import article
from tests.gather import answers
from tests.gather.clients import NEWS, got
from tests.gather.misbehaving import Answer, Site

MORE = [
    "They had last met in March, when the older of the two left early and without a word to the "
    "press. This time both stayed for dinner, and for a walk along the harbour.",
    "Their envoys will draw up a text in the summer. It is to be signed in autumn, an aide said.",
]


def test_a_redirect_says_where_to(site: Site) -> None:
    site.answers("/", answers.redirect("/there", 301))
    status, headers, _ = got(site, "/")
    assert (status, headers["location"]) == (301, "/there")


def followed(site: Site, path: str, *, steps: int) -> list[str]:
    """The paths to which redirects lead from `path`."""
    found = [path]
    for _ in range(steps):
        found.append(got(site, found[-1])[1]["location"])
    return found[1:]


def test_a_round_of_redirects_comes_back_to_where_it_began(site: Site) -> None:
    answers.send_round(site, "/a", "/b", "/c")
    assert followed(site, "/a", steps=4) == ["/b", "/c", "/a", "/b"]


def test_a_redirect_may_lead_ever_on(site: Site) -> None:
    site.answers("/a", answers.redirect_ever_on)
    assert followed(site, "/a", steps=3) == ["/a?1", "/a?2", "/a?3"]


def test_robots_are_told_in_plain_text(site: Site) -> None:
    site.answers("/robots.txt", answers.robots("User-agent: *\nDisallow: /\n"))
    status, headers, body = got(site, "/robots.txt")
    assert (status, body) == (200, b"User-agent: *\nDisallow: /\n")
    assert headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("told", "said"),
    [(30, "30"), ("Fri, 03 May 2024 09:00:00 GMT", "Fri, 03 May 2024 09:00:00 GMT"), (None, None)],
)
def test_too_many_requests_are_refused(site: Site, told: int | str | None, said: str) -> None:
    site.answers("/", answers.too_many(told))
    status, headers, _ = got(site, "/")
    assert (status, headers.get("retry-after")) == (429, said)


CHANGED = datetime(2024, 5, 3, 9, 0, 0, 500, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 200),
        ({"If-None-Match": '"a"'}, 304),
        ({"If-None-Match": 'W/"a"'}, 304),
        ({"If-None-Match": '"b", "a"'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"b"'}, 200),
        ({"If-Modified-Since": "Fri, 03 May 2024 09:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Sat, 04 May 2024 00:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Fri, 03 May 2024 08:59:59 GMT"}, 200),
        ({"If-Modified-Since": "in May"}, 200),
        ({"If-None-Match": '"b"', "If-Modified-Since": "Fri, 03 May 2024 09:00:00 GMT"}, 200),
    ],
)
def test_what_is_known_is_not_sent_again(site: Site, asked: dict[str, str], status: int) -> None:
    answer = answers.page("Talks end", NEWS)
    reply = answers.not_modified_when_asked(answer, etag='"a"', last_modified=CHANGED)
    site.answers("/", reply)
    found, headers, body = got(site, "/", **asked)
    assert (found, body) == (status, answer.body if status == 200 else b"")
    assert headers["etag"] == '"a"'
    assert headers["last-modified"] == "Fri, 03 May 2024 09:00:00 GMT"


def test_what_has_no_tag_and_no_day_is_always_sent(site: Site) -> None:
    site.answers("/", answers.not_modified_when_asked(Answer(body=b"new")))
    day = "Fri, 03 May 2024 09:00:00 GMT"
    assert got(site, "/", If_None_Match="*")[0] == 200
    assert got(site, "/", If_Modified_Since=day)[0] == 200


def size_decoded(data: bytes, encoding: str) -> int:
    """The size of `data` when it is decoded, a piece at a time."""
    if encoding == "br":
        brotli_decoder = brotli.Decompressor()
        fed, size = data, 0
        while not brotli_decoder.is_finished():
            size += len(brotli_decoder.process(fed, output_buffer_limit=1_000_000))
            fed = b""
        return size
    decoder = zlib.decompressobj(wbits=31)
    size = 0
    while not decoder.eof:
        size += len(decoder.decompress(data, 1_000_000))
        data = decoder.unconsumed_tail
    return size


@pytest.mark.parametrize(
    ("bomb", "encoding"),
    [(answers.gzip_bomb, "gzip"), (answers.brotli_bomb, "br")],
)
def test_a_bomb_is_small_on_the_wire_and_large_when_decoded(
    site: Site, bomb: Callable[[int], Answer], encoding: str
) -> None:
    size = 30_000_001
    site.answers("/", bomb(size))
    _, headers, body = got(site, "/")
    assert headers["content-encoding"] == encoding
    assert len(body) < size / 250
    assert size_decoded(body, encoding) == size


@pytest.mark.parametrize("bomb", [answers.gzip_bomb, answers.brotli_bomb])
def test_a_bomb_is_made_without_being_held(bomb: Callable[[int], Answer]) -> None:
    tracemalloc.start()
    try:
        bomb(20_000_002)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_body_may_be_encoded_twice(site: Site) -> None:
    twice = answers.encoded(answers.encoded(Answer(body=b"one")))
    site.answers("/", twice)
    _, headers, body = got(site, "/")
    assert headers["content-encoding"] == "gzip, gzip"
    assert gzip.decompress(gzip.decompress(body)) == b"one"


def test_an_encoding_may_be_hidden(site: Site) -> None:
    site.answers("/", answers.encoded(Answer(body=b"one"), is_said=False))
    _, headers, body = got(site, "/")
    assert "content-encoding" not in headers
    assert gzip.decompress(body) == b"one"


def test_a_page_is_news_that_can_be_read(site: Site) -> None:
    site.answers("/", answers.page("Talks <end>", [*NEWS, *MORE], date(2024, 5, 3)))
    _, headers, body = got(site, "/")
    found = article.from_page(Page("page", body, headers["content-type"]))
    assert found.title == "Talks <end>"
    assert found.text.splitlines()[-4:] == [*NEWS, *MORE]
    assert b'content="2024-05-03T09:00:00+00:00"' in body
    assert b'<time datetime="2024-05-03">03 May 2024</time>' in body


def test_a_page_without_a_day_says_none(site: Site) -> None:
    site.answers("/", answers.page("Talks end", NEWS, header=None, meta=None))
    _, headers, body = got(site, "/")
    assert headers["content-type"] == "text/html"
    assert not [word for word in (b"published_time", b"<time", b"charset") if word in body]


@pytest.mark.parametrize(
    ("answer", "header", "meta"),
    [
        (answers.page_whose_header_lies("Talks", NEWS), "utf-8", "windows-1252"),
        (answers.page_whose_meta_tag_lies("Talks", NEWS), None, "utf-8"),
        (
            answers.page_whose_meta_tag_lies("Talks", NEWS, header="windows-1252"),
            "windows-1252",
            "utf-8",
        ),
    ],
)
def test_a_page_may_lie_about_what_its_bytes_are_in(
    site: Site, answer: Answer, header: str | None, meta: str
) -> None:
    site.answers("/", answer)
    _, headers, body = got(site, "/")
    assert headers["content-type"] == "text/html" + (f"; charset={header}" if header else "")
    assert f'<meta charset="{meta}">'.encode() in body
    assert "Málaga" in body.decode("windows-1252")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")
