"""Lists of sources come back as they were written, and what is none is refused or a failure."""

from __future__ import annotations

import socket
import time
import tomllib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from demarche.model import PageError, Source, SourceKind
from demarche.share.source_lists import from_opml, from_toml, read, to_opml, to_toml

POST = Source(
    "https://post.example/feed?a=1&b=2",
    name="The Harbour Post: “World” <news>",
    publisher="The Harbour Post & Sons",
    country="NOR",
    language="en-GB",
    grade="B2",
)
MINISTRY = Source("https://ministry.example/news", SourceKind.SECTION, publisher="The Ministry")
BARE = Source("https://wire.example/sitemap.xml", SourceKind.SITEMAP)
SOURCES = [POST, MINISTRY, BARE]

# What a feed reader writes: folders, a type in any case, names twice, and attributes of its own.
READERS = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0" xmlns:fz="urn:forumzilla:"><head><title>My feeds</title></head><body>
<outline text="World" title="World"><outline text="Europe">
<outline text="Harbour  Post" title="Harbour  Post - World" type="RSS" fz:quickMode="1"
 version="RSS2" xmlUrl="https://post.example/feed" htmlUrl="https://post.example/"
 description="All of it"/>
<outline type="atom" text="https://wire.example/atom" xmlurl=" https://wire.example/atom "/>
</outline></outline>
<outline text="Post again" type="rss" xmlUrl="https://post.example/feed" language="unknown"/>
<outline text="Le Monde" xmlUrl="https://monde.example/rss" language="fr"/>
<outline text="A note to myself"/>
</body></opml>"""


def opml(outlines: str, before: str = "") -> bytes:
    """A list in OPML of these outlines."""
    return f'{before}<opml version="2.0"><head/><body>{outlines}</body></opml>'.encode()


def test_a_list_of_a_feed_reader_is_read_without_its_folders() -> None:
    sources, failures = read("feeds.opml", READERS.encode())
    assert failures == []
    assert sources == [
        Source("https://post.example/feed", name="Harbour Post - World"),
        Source("https://wire.example/atom"),
        Source("https://monde.example/rss", name="Le Monde", language="fr"),
    ]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_list_is_read_in_its_character_set(codec: str) -> None:
    head = f'<?xml version="1.0" encoding="{codec.removesuffix("-sig")}"?>'
    text = opml('<outline text="Malmö" xmlUrl="https://post.example/"/>', head).decode()
    sources, _ = read("feeds.opml", text.encode(codec))
    assert [source.name for source in sources] == ["Malmö"]


def test_feed_readers_are_given_feeds_as_feeds_and_the_rest_as_links() -> None:
    tree = etree.fromstring(to_opml(SOURCES, "Watched & kept"))
    assert (tree.get("version"), tree.findtext("head/title")) == ("2.0", "Watched & kept")
    post, ministry, bare = tree.iterfind("body/outline")
    assert (post.get("type"), post.get("xmlUrl")) == ("rss", POST.address)
    assert post.get("text") == post.get("title") == POST.name
    assert (ministry.get("type"), ministry.get("url")) == ("link", MINISTRY.address)
    assert (ministry.get("text"), ministry.get("title")) == ("The Ministry", None)
    assert bare.get("text") == BARE.address


def test_a_list_in_toml_says_what_is_known_and_no_more() -> None:
    assert to_toml([MINISTRY]).decode() == (
        '[[source]]\naddress = "https://ministry.example/news"\nkind = "section"\n'
        'publisher = "The Ministry"\n'
    )


def test_a_list_may_be_written_by_hand() -> None:
    text = """
    # What the desk reads every morning ......................................................
    [[source]]
    address = "https://post.example/feed"   # the world only
    [[source]]
    address = 'https://ministry.example/news'
    kind = "section"
    """
    assert read("sources.toml", text.encode()) == (
        [
            Source("https://post.example/feed"),
            Source("https://ministry.example/news", SourceKind.SECTION),
        ],
        [],
    )


def test_an_empty_list_comes_back_empty() -> None:
    assert read("a.opml", to_opml([], "")) == read("a.toml", to_toml([])) == ([], [])


def is_source(made: Callable[[], Source]) -> bool:
    """Whether `made` makes a source."""
    try:
        made()
    except ValueError:
        return False
    return True


addresses = st.builds(
    "{}://{}/{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["post.example", "мвс.example:8080", "[::1]", "a@wire.example"]),
    st.text(),
).filter(lambda address: is_source(lambda: Source(address)))
names = st.none() | st.text(min_size=1).filter(
    lambda name: is_source(lambda: Source(POST.address, name=name))
)
watched = st.lists(
    st.builds(
        Source,
        address=addresses,
        kind=st.sampled_from(SourceKind),
        name=names,
        publisher=names,
        country=st.none() | st.from_regex(r"[A-Z]{3}", fullmatch=True),
        language=st.none() | st.sampled_from(["en", "pt-BR", "zh-Hant-TW"]),
        grade=st.none() | st.from_regex(r"[A-F][1-6]?", fullmatch=True),
    ),
    unique_by=lambda source: source.address,
)


@given(sources=watched, title=st.text(), name=st.sampled_from(["", "list", "a.opml", "a.toml"]))
def test_a_list_comes_back_as_it_was_written(sources: list[Source], title: str, name: str) -> None:
    assert read(f"{name}.opml", to_opml(sources, title)) == (sources, [])
    assert read(name, to_opml(sources, title)) == (sources, [])
    assert read(name.replace("opml", "txt"), to_toml(sources)) == (sources, [])


@given(cut=st.floats(0, 1), shard=st.sampled_from(["<", '"', "&x;", "\0", "]]>", "=", "[", "é"]))
def test_a_broken_list_is_read_or_refused(cut: float, shard: str) -> None:
    for whole in (to_opml(SOURCES, "x"), to_toml(SOURCES)):
        place = int(cut * len(whole))
        said = outcome(whole[:place] + shard.encode() + whole[place:])
        assert len(said) <= len(SOURCES)
        assert not any("\n" in one for one in said)


def outcome(data: bytes) -> list[str]:
    """What a list holds and what is wrong with it, a line for each."""
    try:
        sources, failures = read("list", data)
    except PageError as error:
        return [error.reason]
    return [*map(str, sources), *(failure.reason for failure in failures)]


@pytest.mark.parametrize(
    ("outline", "reason"),
    [
        ('<outline type="rss" xmlUrl="ftp://post.example/feed"/>', "no http or https address"),
        ('<outline type="rss" text="Post"/>', "has no xmlUrl"),
        ('<outline type="link" url="https://post.example/"/>', "has no xmlUrl"),
        ('<outline xmlUrl=""/>', "has no xmlUrl"),
        ('<outline xmlUrl="https://a/" xmlns:d="urn:demarche:source:1" d:kind="x"/>', "no kind"),
        (
            '<outline xmlUrl="https://a/" xmlns:d="urn:demarche:source:1" d:kind="feed"'
            ' d:country="Norway"/>',
            "no code of a country",
        ),
    ],
)
def test_a_bad_outline_is_a_failure_beside_the_others(outline: str, reason: str) -> None:
    good = '<outline xmlUrl="https://post.example/"/>'
    sources, [failure] = from_opml("feeds.opml", opml(f"{good}\n{outline}"))
    assert [source.address for source in sources] == ["https://post.example/"]
    assert failure.name == "feeds.opml:2"
    assert failure.reason.startswith(reason)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('address = "post.example"', "no http or https address: 'post.example'"),
        ("name = 'Post'", "has no address"),
        ("address = 3", "address is no string"),
        ('address = "https://a/"\nkind = "feeds"', "no kind of source, feed, section, sitemap"),
        ('address = "https://a/"\ncuntry = "NOR"', "has no place for 'cuntry'; there are address"),
        ('address = "https://a/"\ngrade = "Z9"', "no grade of the Admiralty scale"),
    ],
)
def test_a_bad_table_is_a_failure_beside_the_others(row: str, reason: str) -> None:
    text = f'[[source]]\naddress = "https://post.example/"\n[[source]]\n{row}\n'
    sources, [failure] = from_toml("list.toml", text.encode())
    assert [source.address for source in sources] == ["https://post.example/"]
    assert failure.name == "list.toml: source 2"
    assert failure.reason.startswith(reason)


def test_a_reason_is_never_long() -> None:
    _, [failure] = from_opml("feeds.opml", opml(f'<outline xmlUrl="{"a" * 100_000}"/>'))
    assert len(failure.reason) == 200


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "nothing": (b"", "no tables"),
    "text": (b"dear all", "no TOML"),
    "binary": (b"\xff\xfe\x00", "not UTF-8"),
    "binary in XML": (b"<opml>\0\0", "not well-formed: invalid token"),
    "another table": (b"[[sources]]\n", "no tables"),
    "a string": (b"source = 'https://post.example/'", "no tables"),
    "HTML": (b"<!DOCTYPE html>\n<html><head><title>x</title>", "is no OPML: it is HTML"),
    "HTML in lower case": (b"\n<!doctype html>", "is no OPML: it is HTML"),
    "XHTML": (b'<?xml version="1.0"?><html/>', "is no OPML: it is HTML"),
    "a feed": (b'<rss version="2.0"/>', "is no OPML: it is XML of another kind, rss"),
    "half a list": (to_opml(SOURCES, "")[:-18], "not well-formed: no element found"),
    "another character set": (b'<?xml version="1.0" encoding="x-no"?><opml/>', "character set"),
    "laughs": (
        opml("<outline text='&l9;'/>", f"<!DOCTYPE opml [<!ENTITY l0 'ha'>{LAUGHS}]>"),
        "with declarations of its own",
    ),
    "a file": (
        opml("&own;", '<!DOCTYPE opml [<!ENTITY own SYSTEM "file:///etc/hosts">]>'),
        "with declarations of its own",
    ),
    "a default": (
        opml(
            "<outline/>" * 50_000,
            f"<!DOCTYPE opml [<!ATTLIST outline xmlUrl CDATA 'https://a/{'a' * 1_000_000}'>]>",
        ),
        "with declarations of its own",
    ),
    "a large list": (opml("<outline/>" * 300_000), "larger than 2 MB"),
    "a large list in TOML": (b"[[source]]\n" * 300_000, "larger than 2 MB"),
    "a deep list": (b"<opml>" + b"<outline>" * 200_000, "not well-formed"),
    "a deep list in TOML": (b"source = " + b"[" * 1_000_000, "nested too deep"),
    "a key of many parts": (b"a." * 900_000 + b"a = 1", "too many dots"),
    "a long number": (b"source = " + b"1" * 1_000_000, "no TOML"),
}


@pytest.mark.parametrize(("data", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_list_is_refused_in_one_line(data: bytes, reason: str) -> None:
    started = time.process_time()
    with pytest.raises(PageError) as refused:
        read("list", data)
    assert time.process_time() - started < 5
    assert refused.value.subject == "list"
    assert reason in refused.value.reason
    assert "\n" not in refused.value.reason


def test_what_is_called_opml_is_read_as_such() -> None:
    with pytest.raises(PageError, match=r"^feeds\.OPML: is no OPML: it is not well-formed"):
        read("feeds.OPML", b"dear all")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    data = opml("", '<!DOCTYPE opml SYSTEM "http://post.example/opml.dtd">')
    assert read("feeds.opml", data) == ([], [])


def test_what_is_written_in_toml_is_toml() -> None:
    [table] = tomllib.loads(to_toml([POST]).decode())["source"]
    assert table["name"] == POST.name
