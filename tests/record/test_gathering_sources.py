"""Sources are watched as they are described, go by their names and grades, and are left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from demarche.model import RecordError, Refused, Source
from demarche.record.store import schema
from tests.record.stores import Desk, everything
from tests.record.watched_feeds import FEED, OTHER, SECTION, following


def test_nothing_is_watched_in_a_new_record(desk: Desk) -> None:
    gathering = desk.record.gathering
    assert (gathering.sources(), gathering.due(), gathering.polls()) == ((), (), {})
    assert gathering.next_due() is None
    assert gathering.waiting(10) == ()


def test_sources_are_watched_as_they_are_described(desk: Desk) -> None:
    assert following(desk, OTHER, FEED, SECTION).sources() == (SECTION, FEED, OTHER)


def test_a_source_that_is_watched_already_is_new_to_nobody(desk: Desk) -> None:
    assert desk.record.gathering.follow(FEED) is True
    before = everything(desk.record)
    assert desk.record.gathering.follow(FEED) is False
    assert everything(desk.record) == before


def test_a_source_is_known_by_what_is_said_of_it_last(desk: Desk) -> None:
    gathering = following(desk, FEED)
    anew = Source(FEED.address, name="The world", country="FIN")
    before = desk.clock.tick()
    assert gathering.follow(anew) is True
    assert gathering.sources() == (anew,)
    assert desk.as_of(before).record.gathering.sources() == (FEED,)


def test_a_source_that_is_left_is_watched_no_longer_but_was(desk: Desk) -> None:
    gathering = following(desk, FEED, OTHER)
    before = desk.clock.tick()
    assert gathering.leave(FEED.address, "says nothing") == FEED
    assert gathering.sources() == (OTHER,)
    then = desk.as_of(before).record.gathering
    assert then.sources() == (FEED, OTHER)
    assert then.source("The Example Post") == FEED
    assert desk.as_of(date(2021, 5, 31)).record.gathering.sources() == ()


def test_a_source_that_was_left_can_be_watched_again(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.leave(FEED.address)
    between = desk.clock.tick()
    assert gathering.follow(FEED) is True
    assert gathering.sources() == gathering.due() == (FEED,)
    assert desk.as_of(between).record.gathering.sources() == ()


@pytest.mark.parametrize("given", [FEED.address, "Post: World", "The Example Post"])
def test_a_source_goes_by_its_address_its_name_and_its_publisher(desk: Desk, given: str) -> None:
    assert following(desk, FEED, OTHER).source(given) == FEED


def test_a_name_of_two_sources_names_neither(desk: Desk) -> None:
    second = Source("https://post.example/europe.xml", publisher="The Example Post")
    gathering = following(desk, FEED, second)
    reason = "The Example Post: more than one source is called so; give its address"
    for ask in (gathering.source, gathering.leave):
        with pytest.raises(RecordError) as caught:
            ask("The Example Post")
        assert str(caught.value) == reason
    assert gathering.source(second.address) == second


def test_an_address_comes_before_the_names_of_others(desk: Desk) -> None:
    mirror = Source("https://mirror.example/feed", publisher=FEED.address)
    assert following(desk, FEED, mirror).source(FEED.address) == FEED


@pytest.mark.parametrize("given", ["https://nobody.example/feed", "Nobody", ""])
def test_what_is_not_watched_is_no_source(desk: Desk, given: str) -> None:
    gathering = following(desk, FEED, SECTION)
    for ask in (gathering.source, gathering.leave):
        with pytest.raises(RecordError) as caught:
            ask(given)
        assert str(caught.value) == f"{given}: no such source"


def test_the_grade_of_a_source_is_that_of_its_publisher(desk: Desk) -> None:
    gathering = following(desk, replace(FEED, grade="B2"))
    gathering.follow(Source("https://post.example/europe.xml", publisher="The Example Post"))
    assert [one.grade for one in gathering.sources()] == ["B2", "B2"]
    assert desk.record.grades() == {"The Example Post": "B2"}


def test_a_source_without_a_publisher_is_graded_by_its_name_or_address(desk: Desk) -> None:
    named = Source("https://one.example/feed", name="One")
    following(desk, replace(named, grade="A1"), replace(SECTION, grade="C3"))
    assert desk.record.grades() == {"One": "A1", SECTION.address: "C3"}


def test_grades_stand_as_they_stood(desk: Desk) -> None:
    gathering = following(desk, replace(FEED, grade="B2"))
    before = desk.clock.tick()
    desk.record.grade("The Example Post", "D4", "was wrong about the fleet")
    assert [one.grade for one in gathering.sources()] == ["D4"]
    assert [one.grade for one in desk.as_of(before).record.gathering.sources()] == ["B2"]
    assert gathering.follow(replace(FEED, grade="D4")) is False
    assert gathering.follow(replace(FEED, grade="B2")) is True
    assert [one.after for one in desk.record.history()] == ["B2", "D4", "B2"]


def test_a_source_that_is_described_without_a_grade_keeps_it(desk: Desk) -> None:
    gathering = following(desk, replace(FEED, grade="B2"))
    assert gathering.follow(FEED) is False
    assert [one.grade for one in gathering.sources()] == ["B2"]


def test_why_a_source_is_watched_is_kept(desk: Desk) -> None:
    desk.record.gathering.follow(FEED, "asked for by the desk")
    desk.record.gathering.leave("Post: World", "nobody reads it")
    log = schema.transactions
    with desk.record.engine.connect() as connection:
        rows = connection.execute(select(log.c.action, log.c.because).order_by(log.c.id)).all()
    assert [tuple(row) for row in rows] == [
        ("source", "asked for by the desk"),
        ("source", "nobody reads it"),
    ]


def test_what_was_watched_once_cannot_be_changed(desk: Desk) -> None:
    gathering = following(desk, FEED)
    then = desk.as_of(desk.clock.tick(days=2)).record.gathering
    for change in (
        lambda: then.follow(OTHER),
        lambda: then.leave(FEED.address),
        lambda: then.refuse("a", Refused.UNREAD, "no text"),
        lambda: then.let_in("a"),
    ):
        with pytest.raises(RecordError, match="the past of a record cannot be changed"):
            change()
    assert gathering.sources() == (FEED,)
