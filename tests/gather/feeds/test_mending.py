"""A feed that is not well-formed, or not in its character set, is read as far as it can be."""

from __future__ import annotations

import pytest

from demarche.gather.feeds import feed_of
from tests.gather.feeds.samples import ADDRESS, SITE, read


@pytest.mark.parametrize(
    ("text", "fault", "titles"),
    [
        (
            "<rss>\n<channel><item>\n<link>/a</link><title>AT&T & Iran&nbsp;talks</title>"
            "</item></channel></rss>",
            "not well-formed: invalid token (line 3)",
            ["AT&T & Iran talks"],
        ),
        (
            "<rss><channel><item><link>/a</link><title>One</title></item><item><link>/b</link><title>Two",
            "not well-formed: no element found (line 1)",
            ["One", None],
        ),
        (
            "<rss><channel><item><link>/a</link><description><p>x<br>y</description><title>One</title>"
            "</item><item><link>/b</link><title>Two</title></item></channel></rss>",
            "not well-formed: mismatched tag (line 1)",
            ["One", "Two"],
        ),
        (
            "<rss><channel><item><link>/a</link><title>One\x0b&#0;&#xD800;&#99999999999;</title></item>"
            "</channel></rss>",
            "not well-formed: invalid token (line 1)",
            ["One"],
        ),
        (
            "<urlset><url><loc>https://post.example/?a=1&b=2</loc></url></urlset>",
            "not well-formed: invalid token (line 1)",
            [None],
        ),
    ],
)
def test_a_broken_feed_is_read_as_far_as_it_can_be(
    text: str, fault: str, titles: list[str | None]
) -> None:
    found = read(text)
    assert found.faults == (fault,)
    assert [item.title for item in found.items] == titles


def test_a_bare_ampersand_breaks_no_address() -> None:
    text = "<{0}><{1}><{2}>https://post.example/?a=1&b=2</{2}></{1}></{0}>"
    assert [item.url for item in read(text.format("urlset", "url", "loc")).items] == [
        f"{SITE}/?a=1&b=2"
    ]
    assert [item.url for item in read(text.format("rss", "item", "link")).items] == [
        f"{SITE}/?a=1&b=2"
    ]


@pytest.mark.parametrize(
    ("head", "charset", "media_type", "faults"),
    [
        ("", "utf-8", None, ()),
        ("", "utf-8", "text/xml", ()),
        ("", "utf-8", "text/xml; charset=iso-8859-1", ()),
        ("", "utf-8-sig", None, ()),
        ("", "utf-16", None, ()),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16-le", None, ()),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "cp1252", None, ()),
        ('<?xml version="1.0" encoding="utf-8"?>', "cp1252", "text/xml; charset=latin1", ()),
        ('<?xml version="1.0" encoding="no-such"?>', "utf-8", None, ()),
        ("", "cp1252", None, ("not in its character set, UTF-8",)),
        ("", "cp1252", "text/xml; charset=punycode", ("not in its character set, punycode",)),
    ],
)
def test_a_feed_is_read_in_its_character_set(
    head: str, charset: str, media_type: str | None, faults: tuple[str, ...]
) -> None:
    text = f"{head}<rss><channel><title>“Málaga”</title></channel></rss>"
    found = feed_of(ADDRESS, text.encode(charset), media_type)
    assert (found.title, found.faults) == ("“Málaga”", faults)
