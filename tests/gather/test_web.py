"""Addresses become pages: from a server on this machine that answers well and badly."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from math import ceil

import pytest

import demarche
from demarche import gather
from demarche.gather.web import Known, Web
from demarche.model import Failure, Page
from tests.gather import answers
from tests.gather.asking import had, refused
from tests.gather.misbehaving import Answer, Site

HTML = {"Content-Type": "text/html; charset=utf-8"}
TALKS = answers.page("Talks end", ["The two ministers will meet again in Oslo, an aide said."])
CHANGED = datetime(2024, 5, 3, 9, tzinfo=UTC)


def test_an_address_is_one_page_as_received(site: Site, web: Web) -> None:
    site.answers("/a", Answer(body=b"<p>The talks ended.", headers=HTML | {"X-Served-By": "one"}))
    before = datetime.now(UTC)
    page = web.page(f"{site.address}/a?id=7&utm_source=x#top", via="https://post.example/feed")
    assert page is not None
    assert page.accessed is not None
    assert before <= page.accessed <= datetime.now(UTC)
    assert page == Page(
        f"{site.address}/a?id=7&utm_source=x#top",
        b"<p>The talks ended.",
        "text/html; charset=utf-8",
        url=f"{site.address}/a?id=7",
        accessed=page.accessed,
        via="https://post.example/feed",
        headers=(
            ("content-type", "text/html; charset=utf-8"),
            ("x-served-by", "one"),
            ("content-length", "19"),
        ),
    )


def test_sources_are_pages_in_order_and_failures_in_the_place_of_those_that_are_none(
    site: Site, web: Web
) -> None:
    site.answers("/a", TALKS)
    gone, there = f"{site.address}/gone", f"{site.address}/a"
    first, second, third = gather.pages([gone, there, "ftp://post.example/a"], web=web)
    assert first == Failure(gone, "the server answered 404 Not Found")
    assert isinstance(second, Page)
    assert (second.name, second.data) == (there, TALKS.body)
    assert third == Failure("ftp://post.example/a", "only http and https addresses are fetched")


def test_the_web_is_asked_with_the_manners_that_a_gatherer_was_given(site: Site) -> None:
    site.answers("/a", TALKS)
    manners = gather.Manners("desk@post.example", allowed=("localhost",), pause=0)
    allowed, other = gather.Gatherer(manners)([f"{site.second_address}/a", f"{site.address}/a"])
    assert isinstance(allowed, Page)
    assert isinstance(other, Failure)
    assert {one.headers["user-agent"] for one in site.requests()} == {
        f"demarche/{demarche.__version__} (desk@post.example)"
    }


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_recorded(site: Site, web: Web, status: int) -> None:
    site.answers("/old", answers.redirect("/a/older?id=7#top", status))
    site.answers("/a/older", answers.redirect(f"{site.second_address}/new?id=7&gclid=1"))
    site.answers("/new", TALKS)
    page = had(web, f"{site.address}/old")
    assert page.name == f"{site.address}/old"
    assert page.redirects == (f"{site.address}/old", f"{site.address}/a/older?id=7")
    assert page.url == f"{site.second_address}/new?id=7"


def test_five_redirects_are_followed(site: Site, web: Web) -> None:
    for step in range(5):
        site.answers(f"/{step}", answers.redirect(f"/{step + 1}"))
    site.answers("/5", TALKS)
    page = had(web, f"{site.address}/0")
    assert page.redirects == tuple(f"{site.address}/{step}" for step in range(5))


def test_a_page_that_is_ever_further_on_is_given_up(site: Site, web: Web) -> None:
    site.answers("/a", answers.redirect_ever_on)
    answers.send_round(site, "/b", "/c")
    for path in ("/a", "/b"):
        error = refused(web.page, f"{site.address}{path}")
        assert (error.reason, error.is_passing) == ("redirected more than 5 times", False)
    assert len(site.requests("/a")) == 6
    assert len(site.requests("/b")) == len(site.requests("/c")) == 3


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("file:///etc/hosts", "redirected to what is not http or https: file:/etc/hosts"),
        ("ftp://a.example/b", "redirected to what is not http or https: ftp://a.example/b"),
        ("javascript:alert(1)", "redirected to what is not http or https: javascript:alert(1)"),
        (f"mailto:{'a' * 100}", f"redirected to what is not http or https: mailto:{'a' * 73}"),
        ("x" * 70_000, f"redirected to what is no address: {'x' * 80}"),
        ("http://a b/", "not an address: a%20b names no host"),
        ("http://a.example:99999/", "not an address: a.example:99999 names no host"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_redirect_off_the_web_is_not_followed(site: Site, web: Web, to: str, reason: str) -> None:
    site.answers("/a", answers.redirect(to))
    error = refused(web.page, f"{site.address}/a")
    assert (error.reason, error.is_passing) == (reason, False)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://", "not an address: it names no host"),
        ("http://[::1", "not an address: Invalid port: ':1'"),
        ("https://exa mple/", "not an address: exa%20mple names no host"),
        ("https://post.example:port/", "not an address: Invalid port: 'port'"),
        ("https://a..example/", "not an address: a..example names no host"),
        ("ftp://post.example/a", "only http and https addresses are fetched"),
        ("/a", "only http and https addresses are fetched"),
    ],
)
def test_what_is_no_address_is_asked_of_nobody(web: Web, address: str, reason: str) -> None:
    error = refused(web.page, address)
    assert (error.reason, error.is_passing) == (reason, False)


@pytest.mark.parametrize(
    ("etag", "last_modified", "asked"),
    [
        ('"a"', None, {"if-none-match": '"a"'}),
        (None, CHANGED, {"if-modified-since": "Fri, 03 May 2024 09:00:00 GMT"}),
        (
            'W/"a"',
            CHANGED,
            {
                "if-none-match": 'W/"a"',
                "if-modified-since": "Fri, 03 May 2024 09:00:00 GMT",
            },
        ),
    ],
)
def test_a_page_that_is_still_as_known_is_none(
    site: Site, web: Web, etag: str | None, last_modified: datetime | None, asked: dict[str, str]
) -> None:
    reply = answers.not_modified_when_asked(TALKS, etag=etag, last_modified=last_modified)
    site.answers("/a", reply)
    page = had(web, f"{site.address}/a")
    assert web.page(f"{site.address}/a", Known.of(page)) is None
    first, second = (dict(one.headers) for one in site.requests("/a"))
    assert {name: second[name] for name in second if name.startswith("if-")} == asked
    assert not [name for name in first if name.startswith("if-")]


def test_a_page_that_is_no_longer_as_known_is_had_anew(site: Site, web: Web) -> None:
    site.answers("/a", answers.not_modified_when_asked(TALKS, etag='"b"'))
    assert had(web, f"{site.address}/a", Known(etag='"a"')).data == TALKS.body


def test_a_server_that_gives_nothing_to_know_a_page_by_sends_it_again(site: Site, web: Web) -> None:
    site.answers("/a", TALKS)
    known = Known.of(had(web, f"{site.address}/a"))
    assert known == Known()
    assert had(web, f"{site.address}/a", known).data == TALKS.body


def test_a_tag_that_no_header_can_carry_is_not_sent_back(site: Site, web: Web) -> None:
    tag = '"été"'.encode().decode("latin-1")
    site.answers("/a", Answer(body=b"a", headers={**HTML, "ETag": tag}))
    page = had(web, f"{site.address}/a")
    assert had(web, f"{site.address}/a", Known.of(page)).data == b"a"


def test_not_modified_that_nobody_asked_for_is_a_failure(site: Site, web: Web) -> None:
    site.answers("/a", Answer(304))
    error = refused(web.page, f"{site.address}/a")
    assert (error.reason, error.is_passing) == ("the server answered 304 Not Modified", False)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (400, "the server answered 400 Bad Request"),
        (401, "the server answered 401 Unauthorized"),
        (403, "the server answered 403 Forbidden"),
        (404, "the server answered 404 Not Found"),
        (410, "the server answered 410 Gone"),
        (451, "the server answered 451 Unavailable For Legal Reasons"),
        (501, "the server answered 501 Not Implemented"),
        (302, "the server answered 302 Found"),
        (599, "the server answered 599"),
    ],
)
def test_what_fails_for_good_is_asked_for_once(
    site: Site, web: Web, status: int, reason: str
) -> None:
    site.answers("/a", Answer(status, TALKS.body, HTML), TALKS)
    error = refused(web.page, f"{site.address}/a")
    assert (error.reason, error.is_passing, error.wait) == (reason, False, None)
    assert len(site.requests("/a")) == 1


def test_a_server_is_not_asked_to_say_in_its_own_words_why_it_failed(site: Site, web: Web) -> None:
    site.answers("/a", Answer(raw=b"HTTP/1.1 404 " + b"So sorry! " * 900 + b"\r\n\r\n"))
    error = refused(web.page, f"{site.address}/a")
    assert error.reason == "the server answered 404 Not Found"


def test_what_failed_in_passing_is_tried_again_ever_later(
    site: Site, web: Web, slept: list[float]
) -> None:
    site.answers("/a", Answer(500), Answer(503), TALKS)
    assert had(web, f"{site.address}/a").data == TALKS.body
    assert len(site.requests("/a")) == 3
    assert [ceil(seconds) for seconds in slept if seconds] == [1, 2]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (500, "the server answered 500 Internal Server Error"),
        (502, "the server answered 502 Bad Gateway"),
        (503, "the server answered 503 Service Unavailable"),
        (504, "the server answered 504 Gateway Timeout"),
        (408, "the server answered 408 Request Timeout"),
        (425, "the server answered 425 Too Early"),
        (429, "the server answered 429 Too Many Requests"),
    ],
)
def test_what_fails_in_passing_again_and_again_may_be_had_later(
    site: Site, web: Web, status: int, reason: str
) -> None:
    site.answers("/a", Answer(status))
    error = refused(web.page, f"{site.address}/a")
    assert (error.reason, error.is_passing, error.wait) == (reason, True, None)
    assert len(site.requests("/a")) == 3


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "Server disconnected without sending a response."),
        (b"220 post.example SMTP\r\n\r\n", "illegal status line"),
        (b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "illegal header line"),
    ],
)
def test_what_does_not_speak_http_cannot_be_fetched(
    site: Site, web: Web, raw: bytes, reason: str
) -> None:
    site.answers("/a", Answer(raw=raw))
    error = refused(web.page, f"{site.address}/a")
    assert error.reason.startswith(f"could not be fetched: {reason}")
    assert error.is_passing


def test_a_server_that_is_not_there_cannot_be_fetched(web: Web) -> None:
    with Site() as gone:
        pass
    error = refused(web.page, f"{gone.address}/a")
    begins = "robots.txt of 127.0.0.1 cannot be had: could not be fetched: "
    assert error.reason.startswith(begins)
    assert "\n" not in error.reason
    assert error.is_passing


def test_a_name_that_nobody_knows_cannot_be_fetched(
    monkeypatch: pytest.MonkeyPatch, web: Web
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = refused(web.page, "https://post.example/a")
    assert error.reason == (
        "robots.txt of post.example cannot be had: "
        "could not be fetched: no address of post.example is known"
    )
    assert error.is_passing


def test_who_asks_is_said_with_each_request(site: Site) -> None:
    site.answers("/a", answers.redirect("/b"))
    site.answers("/b", TALKS)
    with Web(allowed=["127.0.0.1"], pause=0, contact="Zoë, desk@post.example") as web:
        had(web, f"{site.address}/a")
    said = f"demarche/{demarche.__version__} (Zoë, desk@post.example)"
    asked = site.requests()
    assert [one.path for one in asked] == ["/robots.txt", "/a", "/b"]
    assert {one.headers["user-agent"].encode("latin-1").decode() for one in asked} == {said}


def test_who_asks_may_leave_no_address(site: Site) -> None:
    with Web(allowed=["127.0.0.1"], pause=0) as web:
        refused(web.page, f"{site.address}/a")
    assert site.requests()[0].headers["user-agent"] == f"demarche/{demarche.__version__}"


def test_no_cookie_is_kept_or_sent_back(site: Site, web: Web) -> None:
    cookie = {"Set-Cookie": "who=you; Path=/", "Set-Cookie2": "who=you", "X-Kept": "yes"}
    site.answers("/robots.txt", Answer(404, headers=cookie))
    site.answers("/a", Answer(302, headers={**cookie, "Location": "/b"}))
    site.answers("/b", Answer(body=b"a", headers={**HTML, **cookie}))
    page = had(web, f"{site.address}/a")
    had(web, f"{site.address}/b")
    assert [one.path for one in site.requests()] == ["/robots.txt", "/a", "/b", "/b"]
    assert not [one for one in site.requests() if "cookie" in one.headers]
    assert [name for name, _ in page.headers] == ["content-type", "x-kept", "content-length"]


def test_no_proxy_that_the_environment_names_is_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Site() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        site.answers("/a", TALKS)
        with Web(allowed=["127.0.0.1"], pause=0) as web:
            had(web, f"{site.address}/a")
        assert proxy.requests() == []
