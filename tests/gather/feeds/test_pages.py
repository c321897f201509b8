"""A page of HTML names its feeds."""

from __future__ import annotations

import pytest

from demarche.gather.feeds import alternates
from tests.gather.feeds.samples import SITE


def test_a_page_names_its_feeds() -> None:
    html = """<html><head><base href="https://post.example/world/">
    <link rel="alternate" type="application/rss+xml" title="World" href="rss.xml">
    <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="/atom.xml">
    <link rel="alternate" type="application/feed+json" href="//post.example/feed.json">
    <link rel="alternate" type="application/rss+xml" href="/world/rss.xml">
    <link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/discussion/feed">
    <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
    <link rel="alternate" type="application/json" href="/wp-json/">
    <link rel="alternate" hreflang="fr" href="/fr/"><link rel="stylesheet" href="a.css">
    <link rel="alternate" type="application/rss+xml" href="feed:x"></head></html>"""
    assert alternates("https://post.example/", html.encode()) == (
        f"{SITE}/world/rss.xml",
        f"{SITE}/atom.xml",
        f"{SITE}/feed.json",
    )


@pytest.mark.parametrize(
    "html", [b"", b"\0", b"no page", b"<link rel=alternate>", b"<!--", b"\xff"]
)
def test_a_page_without_feeds_names_none(html: bytes) -> None:
    assert alternates("https://post.example/", html) == ()
