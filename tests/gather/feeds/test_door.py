"""Feeds of every kind are told from all else; nothing is fetched or opened to read them."""

from __future__ import annotations

import doctest
import gzip
import importlib
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.gather.feeds import Feed, feed_of, is_feed
from demarche.model import PageError
from tests.gather.feeds.samples import ADDRESS, FULL, INDEX, KINDS, read

NO_FEEDS = [
    (b"", "it is empty"),
    (b" \n", "it is empty"),
    (b"\xef\xbb\xbf", "it is empty"),
    (b"\0\1\2", "it is binary"),
    (b"\x89PNG\r\n\x1a\n\0\0", "it is binary"),
    (b"<!doctype html><html><body><p>News</p>", "it is HTML"),
    (b"<!-- x --><html xmlns='http://www.w3.org/1999/xhtml'/>", "it is HTML"),
    (b"<?xml version='1.0'?><opml/>", "it is XML of another kind, opml"),
    (b"<rdf:RDF xmlns:foaf='http://xmlns.com/foaf/0.1/'/>", "it is XML of another kind, RDF"),
    (b"<feed xmlns='https://other.example/ns'/>", "it is XML of another kind, feed"),
    (b'{"articles": []}', "it is JSON of another kind"),
    (b"No news is good news.", "it is not XML"),
    (b"[1, 2]", "it is not XML"),
]


@pytest.mark.parametrize(("data", "reason"), NO_FEEDS)
def test_what_is_no_feed_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(PageError, match=f"^{ADDRESS}: is no feed: {reason}$"):
        feed_of(ADDRESS, data)
    assert not is_feed(data)


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS)
def test_a_feed_looks_like_one(text: str) -> None:
    assert is_feed(text.encode(), "text/html")
    assert is_feed(b"\n" + text.encode())


def test_a_broken_compressed_file_is_refused() -> None:
    with pytest.raises(PageError, match="the compressed file is broken"):
        feed_of(ADDRESS, gzip.compress(INDEX.encode())[:20] + b"\xff" * 40)


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS)
def test_nothing_is_fetched(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    declared = f'<!DOCTYPE x SYSTEM "http://post.example/x.dtd">{text}'
    assert read(text if text.startswith(("{", "<?")) else declared) == read(text)


def test_bytes_that_name_a_file_or_an_address_open_neither(tmp_path: Path) -> None:
    place = tmp_path / "feed.xml"
    place.write_text(FULL, encoding="utf-8")
    for data in (str(place).encode(), b"https://post.example/feed"):
        with pytest.raises(PageError, match="is no feed"):
            feed_of(ADDRESS, data)


@given(
    kind=st.sampled_from(sorted(KINDS)),
    cut=st.floats(0, 1),
    shards=st.lists(
        st.sampled_from(
            "<|>|&|\"|</|<![CDATA[|<!--|&#xD800;|<item>|<svg>|<textinput>|<georss:point>1 2|"
            "<author>|<a xml:base='http://['/>|http://[|9999-12-31T23:59:59-12:00|null|\x0b|é".split("|")
        ),
        max_size=4,
    ),
)  # fmt: skip
def test_what_is_broken_anyhow_is_read_or_refused(kind: str, cut: float, shards: list[str]) -> None:
    text, place = KINDS[kind], int(cut * len(KINDS[kind]))
    try:
        found = read(text[:place] + "".join(shards) + text[place + len(shards) :])
    except PageError as error:
        found = Feed(faults=(error.reason,))
    assert all(item.url.startswith("http") and item.id for item in found.items)
    assert not any("\n" in fault for fault in found.faults)


@pytest.mark.parametrize("module", ["markup", "dates", "syndication"])
def test_the_examples_in_the_docstrings_hold(module: str) -> None:
    tried = doctest.testmod(importlib.import_module(f"demarche.gather.feeds.{module}"))
    assert (tried.failed, tried.attempted > 0) == (0, True)
