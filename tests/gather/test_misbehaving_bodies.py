"""The server of the tests sends bodies in drips, raw, cut off or without end, as it is told."""

from __future__ import annotations

import http.client
from contextlib import closing

import pytest

from tests.gather import answers
from tests.gather.clients import all_of, asking, calling, go_without_an_answer, got, seconds_of
from tests.gather.misbehaving import Answer, Site


def test_a_body_comes_in_drips_byte_by_byte(site: Site) -> None:
    site.answers("/", answers.dripping(Answer(body=b"12345"), 0.03))
    assert got(site, "/")[2] == b"12345"
    assert seconds_of(site) >= 5 * 0.03 - 0.01


def test_the_first_drip_comes_before_the_last_is_sent(site: Site) -> None:
    site.answers("/", Answer(body=b"12", drip=0.25))
    with closing(calling(site)) as connection:
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.read(1) == b"1"
        assert site.requests()[0].ended is None
        assert answer.read() == b"2"


def test_drips_may_be_of_several_bytes_and_of_a_raw_answer(site: Site) -> None:
    raw = b"HTTP/1.1 200 OK\r\n\r\n"
    site.answers("/", Answer(raw=raw, body=b"12345", drip=0.03, at_a_time=4))
    with asking(site) as asker:
        assert all_of(asker) == raw + b"12345"
    assert 1 > seconds_of(site) >= 6 * 0.03 - 0.01


@pytest.mark.parametrize("raw", [b"", b"\x00\x01no HTTP", b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n"])
def test_a_raw_answer_is_sent_as_it_is(site: Site, raw: bytes) -> None:
    site.answers("/", Answer(raw=raw))
    with asking(site) as asker:
        assert all_of(asker) == raw


def test_a_raw_answer_of_nothing_closes_the_connection(site: Site) -> None:
    site.answers("/", Answer(raw=b""))
    go_without_an_answer(site)


@pytest.mark.parametrize("after", [0, 4, 20_000])
def test_a_body_that_is_cut_off_is_less_than_was_promised(site: Site, after: int) -> None:
    site.answers("/", Answer(body=b"word " * 5_000, cut_after=after))
    with pytest.raises(http.client.IncompleteRead) as caught:
        got(site, "/")
    assert len(caught.value.partial) == after
    assert caught.value.expected == 25_000 - after


def test_a_length_that_is_told_is_not_mended(site: Site) -> None:
    site.answers("/", Answer(body=b"three", headers={"content-length": "3"}))
    with asking(site) as asker:
        found = all_of(asker)
    assert found.lower().count(b"content-length") == 1
    assert found.endswith(b"\r\n\r\nthree")
    assert got(site, "/")[2] == b"thr"


def test_an_endless_body_goes_on_and_on(site: Site) -> None:
    site.answers("/", answers.endless(b"over and "))
    with closing(calling(site)) as connection:
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.getheader("Content-Length") is None
        assert answer.read(9_000_000) == b"over and " * 1_000_000


def test_endless_headers_go_on_and_on(site: Site) -> None:
    site.answers("/", answers.endless_headers())
    with pytest.raises(http.client.HTTPException, match="more than 100 headers"):
        got(site, "/")
