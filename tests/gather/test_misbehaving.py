"""The server of the tests answers as it is told, and tells what was asked, when and how often."""

from __future__ import annotations

import math
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from tests.gather import answers, misbehaving
from tests.gather.clients import (
    NEWS,
    PATIENCE,
    asking,
    calling,
    go_without_an_answer,
    got,
    seconds_of,
    until,
)
from tests.gather.misbehaving import Answer, Request, Site


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
