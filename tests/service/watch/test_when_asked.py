"""A source is asked next when it or its server says, and ever less often while it fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from demarche.model import Failure
from tests.gather import answers
from tests.gather.misbehaving import Answer
from tests.service.watched import HALF_AN_HOUR, Watched, entry, kinds, names_reports, next_poll


def aged(answer: Answer, cache_control: str | None = None, ttl: int | None = None) -> Answer:
    """A feed that says how long it is to be let be: by a header, or within, in minutes."""
    headers = {"Cache-Control": cache_control} if cache_control else {}
    said = b"<channel>" if ttl is None else b"<channel><ttl>%d</ttl>" % ttl
    body = answer.body.replace(b"<channel>", said)
    return replace(answer, body=body, headers={**answer.headers, **headers})


@pytest.mark.parametrize(
    ("cache_control", "ttl", "minutes"),
    [
        (None, None, 30),
        ("no-cache", None, 30),
        ("max-age=0", None, 30),
        ("private, max-age=5400, must-revalidate", None, 90),
        ("max-age=60", None, 5),
        ("max-age=99999999", None, 24 * 60),
        (None, 60, 60),
        (None, 1, 5),
        (None, 99_999, 24 * 60),
        ("max-age=7200", 60, 120),
        ("max-age=1200", 180, 180),
    ],
)
def test_a_feed_is_asked_next_when_it_or_its_server_says(
    watched: Watched, cache_control: str | None, ttl: int | None, minutes: int
) -> None:
    feed = aged(answers.feed([]), cache_control, ttl)
    watched.site.answers("/feed", answers.not_modified_when_asked(feed, etag='"1"'))
    source = watched.follow()
    watched.round()
    assert next_poll(watched, source) == timedelta(minutes=minutes)
    watched.later(minutes=minutes)
    assert kinds(watched.round()) == ["unchanged"]
    assert next_poll(watched, source) == timedelta(minutes=minutes)


def test_a_feed_that_says_nothing_any_more_is_asked_as_often_as_others(watched: Watched) -> None:
    watched.site.answers("/feed", aged(answers.feed([]), ttl=120), answers.feed([]))
    source = watched.follow()
    watched.round()
    watched.later(minutes=120)
    watched.round()
    assert next_poll(watched, source) == HALF_AN_HOUR


def test_who_wants_to_ask_more_often_than_usual_may(watched: Watched) -> None:
    watched.site.answers("/feed", answers.feed([]))
    source = watched.follow()
    watched.round(every=timedelta(minutes=1))
    assert next_poll(watched, source) == timedelta(minutes=1)


def test_a_source_that_fails_is_asked_ever_less_often_until_it_answers(watched: Watched) -> None:
    names_reports(watched.site, "a")
    fine = answers.feed([entry(watched.site, "a")])
    watched.site.answers("/feed", *[Answer(500)] * 7, fine)
    source = watched.follow()
    hours = []
    for _ in range(7):
        assert kinds(watched.round()) == ["the server answered 500 Internal Server Error"]
        pause = next_poll(watched, source)
        hours.append(pause / timedelta(hours=1))
        watched.later(minutes=pause / timedelta(minutes=1) - 1)
        assert watched.round() == []
        watched.later(minutes=1)
    assert hours == [1, 2, 4, 8, 16, 24, 24]
    assert watched.desk.record.gathering.polls()[source.address].failures == 7
    assert kinds(watched.round()) == ["names 1 report", "new"]
    poll = watched.desk.record.gathering.polls()[source.address]
    assert (poll.failures, poll.next) == (0, watched.desk.clock() + HALF_AN_HOUR)


def test_a_feed_that_has_vanished_is_a_failure_and_takes_nothing_with_it(
    watched: Watched,
) -> None:
    names_reports(watched.site, "a")
    source = watched.follow()
    watched.round()
    watched.site.answers("/feed", Answer(410))
    watched.later()
    assert watched.round() == [Failure(source.address, "the server answered 410 Gone")]
    assert watched.entered() == ["/a"]
    assert watched.desk.record.gathering.sources() == (source,)
    assert next_poll(watched, source) == 2 * HALF_AN_HOUR


def test_a_feed_that_asks_to_be_let_be_is_let_be(watched: Watched) -> None:
    watched.site.answers("/feed", answers.too_many(3 * 3600))
    source = watched.follow()
    assert kinds(watched.round()) == ["the server answered 429 Too Many Requests"]
    assert next_poll(watched, source) == timedelta(hours=3)


def test_what_a_feed_is_known_by_outlasts_its_failures(watched: Watched) -> None:
    site = watched.site
    same = answers.not_modified_when_asked(aged(answers.feed([]), ttl=45), etag='"1"')
    site.answers("/feed", same, Answer(500), same)
    source = watched.follow()
    for _ in range(2):
        watched.round()
        watched.later(minutes=60)
    assert kinds(watched.round()) == ["unchanged"]
    assert next_poll(watched, source) == timedelta(minutes=45)
