"""Hosts are asked only for what their robots.txt allows, and as often as it wants."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from math import ceil

import pytest

from demarche.gather.web import Web, deadline
from demarche.gather.web.robots import LONGEST, Robots
from demarche.model import FetchError
from tests.gather import answers
from tests.gather.asking import had, refused
from tests.gather.misbehaving import Answer, Site

NEWS = answers.page("Talks end", ["The two ministers will meet again in Oslo, an aide said."])
FORBIDS_ALL = "User-agent: *\nDisallow: /\n"
DAY = 24 * 3600


def paths(site: Site) -> list[str]:
    """What `site` was asked for."""
    return [one.path for one in site.requests()]


@pytest.mark.parametrize(
    ("rules", "path"),
    [
        (FORBIDS_ALL, "/a"),
        ("User-agent: *\nDisallow: /private/a", "/private/a"),
        ("User-agent: *\nDisallow: /private", "/private/a?id=7"),
        ("User-agent: *\nDisallow: /*/print", "/world/talks/print"),
        ("User-agent: *\nDisallow: /*.amp$", "/talks.amp"),
        ("User-agent: *\nDisallow: /*?*session=", "/talks?id=7&session=1"),
        ("User-agent: *\nDisallow: /été", "/%C3%A9t%C3%A9/a"),
        ("User-agent: *\nAllow: /\nDisallow: /a", "/a"),
        ("User-agent: Demarche\nDisallow: /a\n\nUser-agent: *\nAllow: /", "/a"),
        ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", "/a"),
        ("user-agent:*\ndisallow:/a # not for robots", "/a"),
    ],
)
def test_what_robots_txt_forbids_is_not_asked_for(
    site: Site, web: Web, rules: str, path: str
) -> None:
    site.answers("/robots.txt", answers.robots(rules))
    error = refused(web.page, f"{site.address}{path}")
    assert (error.reason, error.is_passing) == ("robots.txt of 127.0.0.1 forbids it", False)
    assert paths(site) == ["/robots.txt"]


@pytest.mark.parametrize(
    ("rules", "path"),
    [
        ("", "/a"),
        ("<html>Not found</html>", "/a"),
        ("User-agent: *\nDisallow:", "/a"),
        ("User-agent: *\nDisallow: /private/", "/private"),
        ("User-agent: *\nDisallow: /*.amp$", "/talks.amp?id=7"),
        ("User-agent: *\nDisallow: /\nAllow: /a", "/a"),
        ("User-agent: demarche\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a"),
        ("User-agent: demarche-image\nDisallow: /", "/a"),
    ],
)
def test_what_robots_txt_does_not_forbid_is_asked_for(
    site: Site, web: Web, rules: str, path: str
) -> None:
    site.answers("/robots.txt", answers.robots(rules))
    site.answers(path, NEWS)
    assert had(web, f"{site.address}{path}").data == NEWS.body


def test_a_feed_is_asked_for_by_the_same_rules(site: Site, web: Web) -> None:
    site.answers("/robots.txt", answers.robots(FORBIDS_ALL))
    assert refused(web.feed, f"{site.address}/a").reason == "robots.txt of 127.0.0.1 forbids it"


def test_a_redirect_to_what_is_forbidden_is_not_followed(site: Site, web: Web) -> None:
    with Site() as other:
        other.answers("/robots.txt", answers.robots(FORBIDS_ALL))
        site.answers("/a", answers.redirect(f"{other.second_address}/a"))
        error = refused(web.page, f"{site.address}/a")
        assert error.reason == "robots.txt of localhost forbids it"
        assert paths(other) == ["/robots.txt"]


def test_a_redirect_to_a_forbidden_page_of_the_same_host_is_not_followed(
    site: Site, web: Web
) -> None:
    site.answers("/robots.txt", answers.robots("User-agent: *\nDisallow: /private"))
    site.answers("/a", answers.redirect("/private/a"))
    assert refused(web.page, f"{site.address}/a").reason == "robots.txt of 127.0.0.1 forbids it"
    assert paths(site) == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_host_without_rules_is_open(site: Site, web: Web, status: int) -> None:
    site.answers("/robots.txt", Answer(status, FORBIDS_ALL.encode()))
    site.answers("/a", NEWS)
    assert had(web, f"{site.address}/a").data == NEWS.body


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (500, "500 Internal Server Error"),
        (503, "503 Service Unavailable"),
        (429, "429 Too Many Requests"),
    ],
)
def test_a_host_whose_rules_fail_is_closed_for_ten_minutes(
    site: Site, web: Web, status: int, said: str
) -> None:
    site.answers("/robots.txt", Answer(status), Answer(status), Answer(status), Answer(404))
    reason = f"robots.txt of 127.0.0.1 cannot be had: the server answered {said}"
    for path in ("/a", "/b"):
        error = refused(web.page, f"{site.address}{path}")
        assert (error.reason, error.is_passing) == (reason, True)
        assert error.wait == pytest.approx(600, abs=10)
    assert paths(site) == ["/robots.txt"] * 3


def test_rules_that_fail_once_are_asked_for_again(site: Site, web: Web, slept: list[float]) -> None:
    site.answers("/robots.txt", Answer(503), answers.robots(FORBIDS_ALL))
    assert refused(web.page, f"{site.address}/a").reason == "robots.txt of 127.0.0.1 forbids it"
    assert [ceil(seconds) for seconds in slept if seconds] == [1]


def test_a_host_whose_rules_drip_is_closed(
    site: Site, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadline, "SECONDS_FOR_A_PAGE", 0.1)
    allows = answers.robots("User-agent: *\nAllow: /\n" * 99)
    site.answers("/robots.txt", answers.dripping(allows, 0.05))
    error = refused(web.page, f"{site.address}/a")
    assert error.is_passing
    assert error.reason == ("robots.txt of 127.0.0.1 cannot be had: not all there in 0.1 seconds")
    assert set(paths(site)) == {"/robots.txt"}


def test_a_host_that_asks_to_be_let_be_before_it_tells_its_rules_is(site: Site, web: Web) -> None:
    site.answers("/robots.txt", answers.too_many(7_200))
    error = refused(web.page, f"{site.address}/a")
    assert error.wait == pytest.approx(7_200, abs=10)
    assert paths(site) == ["/robots.txt"]


def test_rules_are_followed_where_they_have_moved(site: Site, web: Web) -> None:
    with Site() as other:
        site.answers("/robots.txt", answers.redirect("/rules.txt", 301))
        site.answers("/rules.txt", answers.redirect(f"{other.address}/robots.txt"))
        other.answers("/robots.txt", answers.robots("User-agent: *\nDisallow: /a"))
        assert refused(web.page, f"{site.address}/a").reason == "robots.txt of 127.0.0.1 forbids it"
        assert refused(web.page, f"{site.address}/b").reason == "the server answered 404 Not Found"
        assert paths(other) == ["/robots.txt"]


def test_rules_that_are_ever_further_on_are_none(site: Site, web: Web) -> None:
    site.answers("/robots.txt", answers.redirect_ever_on)
    site.answers("/a", NEWS)
    assert had(web, f"{site.address}/a").data == NEWS.body
    assert len(site.requests("/robots.txt")) == 6


def test_a_host_whose_rules_have_moved_into_a_private_network_is_closed(site: Site) -> None:
    site.answers("/robots.txt", answers.redirect(f"{site.address}/rules.txt"))
    with Web(allowed=["localhost"], pause=0) as web:
        error = refused(web.page, f"{site.second_address}/a")
    assert error.reason == (
        "robots.txt of localhost cannot be had: "
        "127.0.0.1 lies in a private network, and is not allowed by name"
    )
    assert paths(site) == ["/robots.txt"]


def test_of_a_long_file_the_first_half_megabyte_holds(site: Site, web: Web) -> None:
    first, last = b"User-agent: *\nDisallow: /first\n", b"Disallow: /a-rule-that-is-cut-off\n"
    room = LONGEST - len(first) - len("Disallow: /a")
    filling = b"# nothing\n" * (room // 10) + b"#" * (room % 10 - 1) + b"\n"
    site.answers("/robots.txt", Answer(body=first + filling + last + b"Disallow: /after\n"))
    site.answers("/a", NEWS)
    began = time.monotonic()
    forbidden = refused(web.page, f"{site.address}/first")
    assert forbidden.reason == "robots.txt of 127.0.0.1 forbids it"
    assert had(web, f"{site.address}/a").data == NEWS.body
    assert refused(web.page, f"{site.address}/after").reason == "the server answered 404 Not Found"
    assert time.monotonic() - began < 5


def test_rules_without_end_are_read_as_far_as_need_be(site: Site, web: Web) -> None:
    site.answers("/robots.txt", answers.endless(b"User-agent: *\nDisallow: /*a*b*c\n"))
    began = time.monotonic()
    error = refused(web.page, f"{site.address}/a/b/c")
    assert error.reason == "robots.txt of 127.0.0.1 forbids it"
    assert time.monotonic() - began < 5


def test_rules_that_come_compressed_unasked_are_read(site: Site, web: Web) -> None:
    site.answers("/robots.txt", answers.encoded(answers.robots(FORBIDS_ALL)))
    assert refused(web.page, f"{site.address}/a").reason == "robots.txt of 127.0.0.1 forbids it"
    assert site.requests()[0].headers["accept-encoding"] == "identity"


def test_rules_are_asked_for_once_for_many_pages(site: Site, web: Web) -> None:
    site.answers("/robots.txt", Answer(404, delay=0.1))
    site.answers("/a", NEWS)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: had(web, f"{site.address}/a?{number}"), range(16)))
    assert len(site.requests("/robots.txt")) == 1
    assert len(site.requests("/a")) == 16


def test_each_scheme_host_and_port_has_its_own_rules(site: Site, web: Web) -> None:
    with Site() as other:
        other.answers("/robots.txt", answers.robots(FORBIDS_ALL))
        site.answers("/a", NEWS)
        refused(web.page, f"{other.address}/a")
        assert had(web, f"{site.address}/a").data == NEWS.body
        assert had(web, f"{site.second_address}/a").data == NEWS.body
    assert len(site.requests("/robots.txt")) == 2


def test_rules_are_asked_for_anew_after_a_day_and_after_ten_minutes_where_they_failed() -> None:
    now, asked = 0.0, list[str]()

    def ask(address: str) -> tuple[int, bytes]:
        asked.append(address)
        if len(asked) == 1:
            raise FetchError(address, "no answer in 20 seconds", is_passing=True)
        return 200, FORBIDS_ALL.encode()

    robots = Robots(ask, clock=lambda: now)
    for now, count in [(0, 1), (599, 1), (600, 2), (599 + DAY, 2), (600 + DAY, 3)]:  # noqa: B007
        assert not robots.rules("https://post.example").may("https://post.example/a")
        assert len(asked) == count
    assert set(asked) == {"https://post.example/robots.txt"}


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("5", 5), ("7.5", 8), ("60", 60), ("3600", 60), ("inf", 0), ("-1", 0), ("soon", 0)],
)
def test_the_pause_that_a_host_wants_is_kept_up_to_a_minute(
    site: Site, web: Web, slept: list[float], said: str, seconds: int
) -> None:
    site.answers("/robots.txt", answers.robots(f"User-agent: *\nCrawl-delay: {said}"))
    site.answers("/a", NEWS)
    for _ in range(3):
        had(web, f"{site.address}/a")
    assert [ceil(one) for one in slept] == [0, 0, seconds, seconds]


def test_rules_wait_for_the_pause_that_their_host_wants(
    site: Site, web: Web, slept: list[float]
) -> None:
    with Site() as other:
        site.answers("/robots.txt", answers.robots("User-agent: *\nCrawl-delay: 45"))
        other.answers("/robots.txt", answers.redirect(f"{site.address}/robots.txt"))
        for one in (site, other):
            one.answers("/a", NEWS)
            had(web, f"{one.address}/a")
    assert [ceil(one) for one in slept] == [0, 0, 0, 45, 0]


def test_a_pause_that_is_longer_than_a_host_wants_stays_as_it_is(site: Site) -> None:
    slept = list[float]()
    site.answers("/robots.txt", answers.robots("User-agent: *\nCrawl-delay: 1"))
    site.answers("/a", NEWS)
    with Web(allowed=["127.0.0.1"], pause=45, sleep=slept.append) as web:
        had(web, f"{site.address}/a")
        had(web, f"{site.address}/a")
    assert [ceil(one) for one in slept] == [0, 45, 45]
