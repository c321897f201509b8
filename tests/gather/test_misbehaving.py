"""The server of the tests behaves and misbehaves as it is told, as plain clients see it."""

from __future__ import annotations

import gzip
import http.client
import json
import math
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from typing import Literal
from xml.etree import ElementTree

import brotli  # type: ignore[import-untyped]
import pytest

from demarche.model import Page
from demarche.read import article
from tests.gather import answers, misbehaving
from tests.gather.answers import Item
from tests.gather.misbehaving import Answer, Request, Site

PATIENCE = 10
NEWS = ["The two ministers met in Málaga on Friday.", "“We agree,” said one, & the other nodded."]
MORE = [
    "They had last met in March, when the older of the two left early and without a word to the "
    "press. This time both stayed for dinner, and for a walk along the harbour.",
    "Their envoys will draw up a text in the summer. It is to be signed in autumn, an aide said.",
]
ITEMS = [
    Item("https://a.example/1?a=1&b=2", "Talks <end>", datetime(2024, 5, 3, 9, tzinfo=UTC), "one"),
    Item("https://a.example/2"),
]
GET = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"


def calling(site: Site, host: str = "127.0.0.1") -> http.client.HTTPConnection:
    """A connection to `site`."""
    port = int(site.address.rpartition(":")[2])
    return http.client.HTTPConnection(host, port, timeout=PATIENCE)


def got(
    site: Site, path: str, *, method: str = "GET", host: str = "127.0.0.1", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """The status, the headers and the body that `site` answers."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(calling(site, host)) as connection:
        connection.request(method, path, headers=said)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, found, answer.read()


def go_without_an_answer(site: Site) -> None:
    """Ask `site`, which closes the connection before it answers."""
    with pytest.raises(http.client.RemoteDisconnected):
        got(site, "/")


def asking(site: Site) -> socket.socket:
    """An open socket by which "/" was asked for."""
    asker = socket.create_connection(("127.0.0.1", calling(site).port), timeout=PATIENCE)
    asker.sendall(GET)
    return asker


def all_of(asker: socket.socket) -> bytes:
    """All that comes by `asker` until it is closed."""
    return b"".join(iter(lambda: asker.recv(65_536), b""))


def seconds_of(site: Site) -> float:
    """How long the one request of `site` was under way."""
    [request] = site.requests()
    assert request.ended is not None
    return request.ended - request.at


def until(holds: Callable[[], object]) -> None:
    """Wait until `holds`."""
    last = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < last
        time.sleep(0.005)


def test_answers_come_one_after_another_and_the_last_again_and_again(site: Site) -> None:
    site.answers("/", Answer(503), Answer(body=b"one"), Answer(410, b"two"))
    found = [got(site, "/")[::2] for _ in range(4)]
    assert found == [(503, b""), (200, b"one"), (410, b"two"), (410, b"two")]


def test_answers_that_are_told_again_take_the_place_of_those_before(site: Site) -> None:
    site.answers("/", Answer(body=b"one"), Answer(body=b"two"))
    site.answers("/", Answer(body=b"three"))
    assert got(site, "/")[2] == b"three"


@pytest.mark.parametrize("path", ["/", "/nothing", "/robots.txt", "/a/b?c=d"])
def test_what_nothing_was_told_of_is_not_found(site: Site, path: str) -> None:
    assert got(site, path)[0] == 404


def test_a_path_answers_for_itself_with_any_query_unless_that_has_its_own(site: Site) -> None:
    site.answers("/a", Answer(body=b"any"))
    site.answers("/a?b=1", Answer(body=b"own"))
    assert [got(site, path)[2] for path in ("/a", "/a?b=2", "/a?b=1")] == [b"any", b"any", b"own"]
    assert [one.path for one in site.requests("/a")] == ["/a", "/a?b=2", "/a?b=1"]
    assert [one.path for one in site.requests("/a?b=1")] == ["/a?b=1"]


def test_an_answer_may_be_a_function_of_what_was_asked(site: Site) -> None:
    site.answers("/", lambda request: Answer(body=request.headers["x-said"].encode()))
    assert got(site, "/", X_Said="hello")[2] == b"hello"


def test_an_error_in_an_answer_is_raised_at_the_end_of_the_block() -> None:
    def wrong(_: Request) -> Answer:
        raise LookupError("no such answer")

    site = Site()
    site.answers("/", wrong)
    with pytest.raises(LookupError, match="no such answer"), site:
        go_without_an_answer(site)


def test_both_its_names_reach_it_and_are_told_apart(site: Site) -> None:
    port = site.address.rpartition(":")[2]
    assert site.second_address == f"http://localhost:{port}"
    for host in ("localhost", "127.0.0.1", "localhost"):
        got(site, "/", host=host)
    hosts = [f"localhost:{port}", f"127.0.0.1:{port}", f"localhost:{port}"]
    assert [one.host for one in site.requests()] == hosts
    assert len(site.seconds_from_start_to_start("localhost")) == 1
    assert len(site.seconds_from_end_to_start(f"localhost:{port}")) == 1
    assert len(site.seconds_from_end_to_start()) == 2
    assert (site.most_at_once("localhost"), site.most_at_once("elsewhere")) == (1, 0)


def test_several_sites_stand_side_by_side() -> None:
    with Site() as one, Site() as other:
        one.answers("/", Answer(body=b"one"))
        other.answers("/", Answer(body=b"other"))
        assert (got(one, "/")[2], got(other, "/")[2]) == (b"one", b"other")
        assert one.address != other.address
        assert (len(one.requests()), len(other.requests())) == (1, 1)


def test_a_connection_stays_open_for_the_next_request(site: Site) -> None:
    site.answers("/", Answer(body=b"one"), answers.redirect("/"), Answer(304), Answer(204))
    with closing(calling(site)) as connection:
        connection.connect()
        first = connection.sock
        for status in (200, 302, 304, 204):
            connection.request("GET", "/")
            answer = connection.getresponse()
            answer.read()
            assert (answer.status, connection.sock) == (status, first)


def test_a_request_for_the_head_is_answered_without_a_body(site: Site) -> None:
    site.answers("/", Answer(body=b"one"))
    status, headers, body = got(site, "/", method="HEAD")
    assert (status, headers["content-length"], body) == (200, "3", b"")
    assert site.requests()[0].method == "HEAD"


def test_a_request_is_under_way_until_its_answer_is_sent(site: Site) -> None:
    site.answers("/", Answer(body=b"late", delay=0.2))
    with asking(site) as asker:
        until(site.requests)
        assert site.requests()[0].ended is None
        assert not site.falls_quiet(within=0)
        assert asker.recv(65_536).startswith(b"HTTP/1.1 200 OK\r\n")
        assert site.falls_quiet()
    assert seconds_of(site) >= 0.19


@pytest.mark.parametrize(
    "answer",
    [
        Answer(delay=60),
        Answer(body=b"drops", drip=60),
        Answer(raw=b"HTTP/1.1 200 OK\r\n", drip=60),
        answers.endless(),
        answers.endless_headers(),
        answers.dripping(answers.endless(), 0.001),
    ],
)
def test_a_request_has_ended_when_its_client_has_gone(site: Site, answer: Answer) -> None:
    site.answers("/", answer)
    with asking(site):
        until(site.requests)
    assert site.falls_quiet(within=PATIENCE)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b"kept open"),
        Answer(delay=60),
        Answer(body=b"drops", drip=60),
        answers.endless(),
        answers.dripping(answers.endless(), 0.001),
    ],
)
def test_no_thread_outlasts_a_site_whose_clients_hang_on(answer: Answer) -> None:
    before = set(threading.enumerate())
    with Site() as site:
        site.answers("/", answer)
        askers = [asking(site) for _ in range(3)]
        until(lambda: len(site.requests()) == 3)
        closing_at = time.monotonic()
    assert time.monotonic() - closing_at < misbehaving.SECONDS_TO_CLOSE
    assert set(threading.enumerate()) <= before
    for asker in askers:
        asker.close()


def test_a_site_that_has_closed_is_not_there() -> None:
    with Site() as site:
        pass
    with pytest.raises(ConnectionRefusedError):
        got(site, "/")


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


def test_the_most_requests_at_once_are_counted(site: Site) -> None:
    everyone = threading.Barrier(3)

    def together(_: Request) -> Answer:
        everyone.wait(PATIENCE)
        return Answer()

    site.answers("/", together)
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: got(site, "/"), range(3)))
    for _ in range(3):
        got(site, "/alone")
    assert site.most_at_once() == site.most_at_once("127.0.0.1") == 3
    assert site.requests("/alone")[0].at > max(one.ended or math.inf for one in site.requests("/"))


def test_requests_one_after_another_are_never_two_at_once(site: Site) -> None:
    site.answers("/", answers.page("Talks end", NEWS))
    for _ in range(30):
        got(site, "/")
    assert site.most_at_once() == 1
    assert min(site.seconds_from_end_to_start()) >= 0


def test_the_seconds_between_requests_are_told(site: Site) -> None:
    site.answers("/", Answer(delay=0.1))
    got(site, "/")
    time.sleep(0.05)
    got(site, "/")
    assert site.seconds_from_start_to_start()[0] >= 0.15
    assert 0.05 <= site.seconds_from_end_to_start()[0] < site.seconds_from_start_to_start()[0]


def test_a_request_that_begins_before_another_has_ended_shows(site: Site) -> None:
    site.answers("/", Answer(delay=60))
    with asking(site):
        until(site.requests)
        got(site, "/nothing")
        got(site, "/nothing")
        assert site.seconds_from_end_to_start() == [-math.inf, -math.inf]
    assert site.falls_quiet()
    assert max(site.seconds_from_end_to_start()) < 0
    assert min(site.seconds_from_start_to_start()) > 0


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


def leaves(element: ElementTree.Element) -> list[tuple[str, str]]:
    """The names, without their space, and the texts of what `element` holds."""
    return [(leaf.tag.rpartition("}")[2], leaf.text or "") for leaf in element.iter() if leaf.text]


DAY = "2024-05-03T09:00:00+00:00"
FIRST, SECOND = (item.url for item in ITEMS)


@pytest.mark.parametrize(
    ("kind", "media_type", "expected"),
    [
        (
            "rss",
            "application/rss+xml",
            [
                [
                    ("title", "Talks <end>"),
                    ("link", FIRST),
                    ("guid", "one"),
                    ("pubDate", "Fri, 03 May 2024 09:00:00 +0000"),
                ],
                [("link", SECOND)],
            ],
        ),
        (
            "atom",
            "application/atom+xml",
            [
                [("title", "Talks <end>"), ("id", "one"), ("published", DAY), ("updated", DAY)],
                [("id", SECOND)],
            ],
        ),
        (
            "sitemap",
            "application/xml",
            [
                [
                    ("loc", FIRST),
                    ("lastmod", DAY),
                    ("publication_date", DAY),
                    ("title", "Talks <end>"),
                ],
                [("loc", SECOND)],
            ],
        ),
    ],
)
def test_a_feed_of_xml_says_what_its_items_are(
    site: Site,
    kind: Literal["rss", "atom", "sitemap"],
    media_type: str,
    expected: list[list[tuple[str, str]]],
) -> None:
    site.answers("/", answers.feed(ITEMS, kind))
    _, headers, body = got(site, "/")
    tree = ElementTree.fromstring(body)  # noqa: S314
    found = [one for one in tree.iter() if one.tag.rpartition("}")[2] in ("item", "entry", "url")]
    assert headers["content-type"].startswith(media_type)
    assert [leaves(one) for one in found] == expected


def test_a_feed_of_atom_links_to_its_items() -> None:
    tree = ElementTree.fromstring(answers.feed(ITEMS, "atom").body)  # noqa: S314
    assert [one.get("href") for one in tree.iter() if one.tag.endswith("link")] == [FIRST, SECOND]


def test_a_feed_of_json_says_what_its_items_are(site: Site) -> None:
    site.answers("/", answers.feed(ITEMS, "json"))
    _, headers, body = got(site, "/")
    assert headers["content-type"] == "application/feed+json"
    assert json.loads(body)["items"] == [
        {"id": "one", "url": FIRST, "title": "Talks <end>", "date_published": DAY},
        {"id": SECOND, "url": SECOND},
    ]


@pytest.mark.parametrize("kind", ["rss", "atom", "sitemap", "json"])
def test_a_feed_may_be_empty(kind: Literal["rss", "atom", "sitemap", "json"]) -> None:
    body = answers.feed([], kind).body
    assert json.loads(body)["items"] == [] if kind == "json" else b"<item>" not in body


def test_a_broken_feed_goes_wrong_after_its_items(site: Site) -> None:
    site.answers("/", answers.broken_feed(ITEMS))
    body = got(site, "/")[2]
    assert body.startswith(answers.feed(ITEMS).body.removesuffix(b"</channel></rss>"))
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(body)  # noqa: S314


@pytest.mark.parametrize(
    "impossible",
    [
        {"is_endless": True},
        {"body": b"a", "is_endless": True, "cut_after": 1},
        {"delay": -1},
        {"drip": -1},
        {"cut_after": -1},
        {"at_a_time": 0},
    ],
)
def test_an_answer_that_cannot_be_sent_cannot_be_made(impossible: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"endless|cannot be sent"):
        Answer(**impossible)  # type: ignore[arg-type]


def test_a_path_without_an_answer_cannot_be_told(site: Site) -> None:
    with pytest.raises(ValueError, match="no answer for /"):
        site.answers("/")
