"""Each host is asked one thing at a time, with a pause between, and is let be when it asks to."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.gather.web import Web
from demarche.gather.web.answers import LONGEST_WAIT, host_of, retry_after
from demarche.gather.web.pace import Pace
from demarche.model import FetchError
from tests.gather import answers
from tests.gather.asking import had, refused
from tests.gather.misbehaving import Answer, Request, Site

NEWS = answers.page("Talks end", ["The two ministers will meet again in Oslo, an aide said."])
PAUSE = 0.05
PATIENCE = 10


def polite() -> Web:
    """The web as far as this machine, asked with a pause."""
    return Web(allowed=["127.0.0.1", "localhost"], pause=PAUSE)


def test_a_host_is_asked_one_thing_at_a_time_and_never_sooner_than_the_pause(site: Site) -> None:
    site.answers("/a", Answer(body=b"a", headers={"Content-Type": "text/plain"}, delay=0.01))
    site.answers("/b", answers.redirect("/a"))
    asked = [f"{site.address}/{'b' if number % 4 == 0 else 'a'}?{number}" for number in range(16)]
    with polite() as web, ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(lambda address: had(web, address), asked))
    assert [page.name for page in pages] == asked
    assert len(site.requests()) == 1 + 16 + 4
    assert site.most_at_once() == 1
    assert min(site.seconds_from_end_to_start()) >= PAUSE


def test_a_host_is_not_asked_sooner_after_a_failure(site: Site) -> None:
    site.answers("/cut", Answer(body=b"word " * 50, cut_after=9))
    site.answers("/late", Answer(raw=b"no HTTP\r\n\r\n"))
    with Web(allowed=["127.0.0.1"], pause=PAUSE, tries=1) as web:
        for path in ("/cut", "/late", "/gone", "/cut"):
            refused(web.page, f"{site.address}{path}")
    assert min(site.seconds_from_end_to_start()) >= PAUSE


def test_several_hosts_are_asked_side_by_side() -> None:
    everyone = threading.Barrier(3)

    def together(_: Request) -> Answer:
        everyone.wait(PATIENCE)
        return NEWS

    with Site() as one, Site() as two, polite() as web:
        addresses = [one.address, one.second_address, two.address]
        for site in (one, two):
            site.answers("/a", together)
        with ThreadPoolExecutor(3) as pool:
            pages = list(pool.map(lambda address: had(web, f"{address}/a"), addresses))
        assert [page.data for page in pages] == [NEWS.body] * 3
        assert one.most_at_once("127.0.0.1") == one.most_at_once("localhost") == 1


def test_a_host_is_let_be_for_the_seconds_that_it_asks_for(site: Site) -> None:
    site.answers("/a", answers.too_many(1), NEWS)
    with polite() as web:
        assert had(web, f"{site.address}/a").data == NEWS.body
    assert 1 <= site.seconds_from_end_to_start()[-1] < PATIENCE


def test_a_host_is_let_be_until_the_moment_that_it_names(site: Site) -> None:
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=2)
    site.answers("/a", answers.too_many(format_datetime(until, usegmt=True)), NEWS)
    with polite() as web:
        page = had(web, f"{site.address}/a")
    assert page.accessed is not None
    assert until <= page.accessed < until + timedelta(seconds=PATIENCE)


def test_a_host_that_asks_for_a_moment_that_is_past_is_asked_at_once(
    site: Site, web: Web, slept: list[float]
) -> None:
    site.answers("/a", answers.too_many("Fri, 03 May 2024 09:00:00 GMT"), NEWS)
    assert had(web, f"{site.address}/a").data == NEWS.body
    assert not any(slept)


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_to_be_let_be_for_long_is_not_waited_for(
    site: Site, web: Web, slept: list[float], status: int
) -> None:
    site.answers("/a", Answer(status, headers={"Retry-After": "3600"}))
    error = refused(web.page, f"{site.address}/a")
    phrase = {429: "Too Many Requests", 503: "Service Unavailable"}[status]
    assert error.reason == f"the server answered {status} {phrase}"
    assert (error.is_passing, error.wait) == (True, 3_600)
    assert not any(slept)
    assert len(site.requests("/a")) == 1


def test_a_host_that_is_to_be_let_be_is_asked_for_nothing_else(
    site: Site, web: Web, slept: list[float]
) -> None:
    site.answers("/a", answers.too_many(3_600))
    refused(web.page, f"{site.address}/a")
    error = refused(web.page, f"{site.address}/b")
    host = site.address.removeprefix("http://")
    assert error.is_passing
    assert error.wait == pytest.approx(3_600, abs=PATIENCE)
    assert error.reason == f"{host} is to be let be for another {error.wait:.0f} seconds"
    assert not any(slept)
    assert site.requests("/b") == []
    assert refused(web.page, f"{site.second_address}/b").wait is None


def test_nobody_stands_in_line_for_a_host_that_is_to_be_let_be(site: Site) -> None:
    site.answers("/a", answers.too_many(3_600))

    def reason(number: int) -> str:
        return refused(web.page, f"{site.address}/a?{number}").reason

    began = time.monotonic()
    with polite() as web, ThreadPoolExecutor(8) as pool:
        reasons = list(pool.map(reason, range(8)))
    assert time.monotonic() - began < PATIENCE
    assert len(site.requests("/a")) == 1
    assert reasons.count("the server answered 429 Too Many Requests") == 1


def test_a_long_retry_after_a_page_that_is_there_holds_nobody(site: Site, web: Web) -> None:
    headers = {"Content-Type": "text/plain", "Retry-After": "3600"}
    site.answers("/a", Answer(body=b"a", headers=headers))
    assert had(web, f"{site.address}/a").data == had(web, f"{site.address}/a").data == b"a"


def answered(retry: str) -> httpx2.Response:
    """An answer that asks to be let be."""
    return httpx2.Response(429, headers={b"Retry-After": retry.encode()})


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("9" * 400, LONGEST_WAIT),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT),
        ("Fri, 03 May 2024 09:00:00", 0),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("soon", None),
        ("", None),
        ("Fri, 31 May 2024 09:00:00 +9999999", None),
        ("Fri, 99 May 2024 09:00:00 GMT", None),
    ],
)
def test_how_long_a_server_asks_to_be_let_be_is_read(stated: str, seconds: float | None) -> None:
    assert retry_after(answered(stated)) == seconds


parts = st.sampled_from("Fri, 31 May 2024 23:59:59 GMT +0900 99999 - : ; ( ) 0 é".split(" "))


@given(stated=st.one_of(st.text(), st.lists(parts, max_size=9).map(" ".join)))
def test_no_server_is_let_be_for_more_than_a_month(stated: str) -> None:
    found = retry_after(answered(stated.replace("\n", " ").replace("\r", " ")))
    assert found is None or 0 <= found <= LONGEST_WAIT


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://Post.Example/a", "post.example"),
        ("https://post.example:443/", "post.example"),
        ("http://post.example:443/", "post.example:443"),
        ("http://post.example./a", "post.example"),
        ("http://desk:secret@post.example.:8080/a", "post.example:8080"),
        ("http://bücher.example/", "xn--bcher-kva.example"),
    ],
)
def test_one_host_goes_by_one_name(address: str, host: str) -> None:
    assert host_of(address) == host


class Clock:
    """A clock that only goes on while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    """The time of `pace`."""
    return Clock()


@pytest.fixture
def pace(clock: Clock) -> Pace:
    """A pace of two seconds."""
    return Pace(2, clock=clock, sleep=clock.sleep)


def test_a_pause_begins_when_a_turn_ends(pace: Pace, clock: Clock) -> None:
    with pace.turn("one"):
        clock.sleep(5)
    with pace.turn("other"):
        assert clock.now == 105
    with pace.turn("one", pause=30):
        assert clock.now == 107
    with pace.turn("one", pause=1):
        assert clock.now == 137
    with pace.turn("one"):
        assert clock.now == 139


def test_a_pause_is_kept_after_an_error(pace: Pace) -> None:
    with pytest.raises(LookupError), pace.turn("one"):
        raise LookupError
    assert pace.wait("one") == 2


def test_who_is_to_be_let_be_longer_is_let_be_longer(pace: Pace, clock: Clock) -> None:
    pace.hold("one", 60)
    pace.hold("one", 10)
    assert (pace.wait("one"), pace.wait("other")) == (60, 0)
    with pace.turn("one"):
        pace.hold("one", 5)
    assert (clock.now, pace.wait("one")) == (160, 5)


def test_a_turn_that_is_too_far_off_is_not_waited_for(pace: Pace, clock: Clock) -> None:
    pace.hold("one", 31)
    with pytest.raises(FetchError) as caught, pace.turn("one", patience=30):
        pytest.fail("it is nobody's turn")
    assert str(caught.value) == "one: is to be let be for another 31 seconds"
    assert (caught.value.is_passing, caught.value.wait, clock.now) == (True, 31, 100)
    with pace.turn("one", patience=31):
        assert clock.now == 131
