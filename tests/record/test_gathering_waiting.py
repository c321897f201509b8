"""Sources are asked when they are due, and each report that they name waits until it is had."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select

from demarche.model import SourceKind
from demarche.record.store import schema
from tests.record.stores import Desk
from tests.record.watched_feeds import (
    FEED,
    HALF_AN_HOUR,
    OTHER,
    SECTION,
    following,
    item,
    names,
    poll,
)


def test_a_source_is_due_when_it_was_never_asked(desk: Desk) -> None:
    now = desk.clock()
    gathering = following(desk, FEED)
    assert gathering.due() == (FEED,)
    assert gathering.next_due() == now


def test_a_source_is_due_again_when_its_time_has_come(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.asked(poll(desk))
    assert gathering.due() == ()
    assert gathering.next_due() == desk.clock() + HALF_AN_HOUR
    assert gathering.due(ahead=HALF_AN_HOUR) == (FEED,)
    desk.clock.tick(minutes=29.9)
    assert gathering.due() == ()
    desk.clock.tick(minutes=0.1)
    assert gathering.due() == (FEED,)


def test_what_was_never_asked_is_due_first_and_then_what_is_due_longest(desk: Desk) -> None:
    gathering = following(desk, FEED, OTHER, SECTION)
    now = desk.clock()
    gathering.asked(poll(desk, FEED, next=now - timedelta(minutes=1)))
    gathering.asked(poll(desk, SECTION, next=now - timedelta(minutes=2)))
    assert gathering.due() == (OTHER, SECTION, FEED)


def test_how_it_stands_with_a_source_is_kept(desk: Desk) -> None:
    gathering = following(desk, FEED, OTHER)
    first = poll(desk, failures=2, said="the server answered 500", etag='"a"', last_modified="May")
    gathering.asked(first)
    second = poll(desk, OTHER)
    gathering.asked(second)
    assert gathering.polls() == {FEED.address: first, OTHER.address: second}
    again = poll(desk, next=desk.clock() + timedelta(days=1))
    gathering.asked(again)
    assert gathering.polls()[FEED.address] == again


def test_a_source_that_was_left_while_it_was_asked_leaves_nothing(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.leave(FEED.address)
    assert gathering.asked(poll(desk), [item("a")]) == 0
    assert gathering.polls() == {}
    assert gathering.waiting(10) == ()


def test_a_source_that_turns_out_to_be_of_another_kind_is_asked_at_once(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.asked(poll(desk, failures=3, said="is no feed: it is HTML", etag='"a"'))
    gathering.follow(replace(FEED, name="otherwise called"))
    assert gathering.due() == ()
    gathering.follow(replace(FEED, kind=SourceKind.SECTION))
    assert [one.kind for one in gathering.due()] == [SourceKind.SECTION]
    assert gathering.polls() == {}


def test_reports_that_a_source_names_wait_in_the_order_in_which_they_were_found(
    desk: Desk,
) -> None:
    gathering = following(desk, FEED)
    assert gathering.asked(poll(desk), [item("c"), item("d")]) == 2
    desk.clock.tick()
    assert gathering.asked(poll(desk), [item("a"), item("c")]) == 1
    assert names(gathering.waiting(10)) == "cda"
    assert names(gathering.waiting(2)) == "cd"
    assert gathering.waiting(0) == ()


def test_the_sources_take_turns(desk: Desk) -> None:
    gathering = following(desk, FEED, OTHER)
    gathering.asked(poll(desk), [item(name) for name in "abcd"])
    desk.clock.tick()
    gathering.asked(poll(desk, OTHER), [item(name, source=OTHER) for name in "xy"])
    assert names(gathering.waiting(10)) == "axbycd"


def test_what_is_said_of_a_report_waits_with_it(desk: Desk) -> None:
    gathering = following(desk, FEED)
    told = replace(item("a"), title="Talks end", published=date(2021, 5, 31))
    gathering.asked(poll(desk), [told, replace(told, title="said again otherwise")])
    assert gathering.waiting(10) == (told,)


def test_a_report_that_is_fetched_waits_no_longer(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.asked(poll(desk), [item("a"), item("b")])
    gathering.settle(item("a"), "new")
    assert names(gathering.waiting(10)) == "b"
    gathering.settle(item("b"), "known")
    assert gathering.waiting(10) == ()
    assert gathering.next_due() == desk.clock() + HALF_AN_HOUR


def test_a_report_of_which_the_same_is_said_is_not_fetched_again(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.asked(poll(desk), [item("a"), item("b")])
    gathering.settle(item("a"), "new")
    assert gathering.asked(poll(desk), [item("a"), item("b")]) == 0
    assert names(gathering.waiting(10)) == "b"


def test_a_report_of_which_something_else_is_said_is_fetched_again(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.asked(poll(desk), [item("a"), item("b")])
    for name in "ab":
        gathering.settle(item(name), "new")
    changed = item("a", "as corrected")
    assert gathering.asked(poll(desk), [changed, item("b")]) == 1
    assert gathering.waiting(10) == (changed,)


def test_a_report_of_which_something_else_is_said_while_it_is_fetched_stays(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.asked(poll(desk), [item("a")])
    changed = item("a", "as corrected")
    gathering.asked(poll(desk), [changed])
    gathering.settle(item("a"), "new")
    assert gathering.waiting(10) == (changed,)


def test_a_report_that_two_sources_name_is_fetched_once(desk: Desk) -> None:
    gathering = following(desk, FEED, OTHER)
    gathering.asked(poll(desk), [item("a")])
    other = item("a", "in the other's words", OTHER)
    assert gathering.asked(poll(desk, OTHER), [other]) == 0
    assert gathering.waiting(10) == (item("a"),)
    gathering.settle(item("a"), "new")
    assert gathering.asked(poll(desk), [item("a")]) == 0
    assert gathering.asked(poll(desk, OTHER), [other]) == 0


def test_a_report_that_could_not_be_had_is_tried_again_later(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.asked(poll(desk), [item("a"), item("b")])
    later = desk.clock() + timedelta(minutes=5)
    gathering.settle(item("a"), "the server answered 500", again=later, tries=1)
    assert names(gathering.waiting(10)) == "b"
    gathering.settle(item("b"), "new")
    assert gathering.next_due() == later
    desk.clock.tick(minutes=5)
    assert gathering.waiting(10) == (replace(item("a"), tries=1),)


def test_a_report_that_could_not_be_had_comes_behind_those_that_wait_longer(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.asked(poll(desk), [item("a"), item("b"), item("c")])
    gathering.settle(item("a"), "no answer", again=desk.clock() + timedelta(minutes=1), tries=1)
    desk.clock.tick(minutes=2)
    assert names(gathering.waiting(10)) == "bca"


def test_what_is_said_anew_of_a_report_gives_it_all_its_tries_again(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.asked(poll(desk), [item("a")])
    again = desk.clock() + timedelta(days=1)
    gathering.settle(item("a"), "no answer", again=again, tries=5)
    gathering.asked(poll(desk), [item("a", "as corrected")])
    assert gathering.waiting(10) == (item("a", "as corrected"),)


def test_what_waits_goes_with_its_source(desk: Desk) -> None:
    gathering = following(desk, FEED, OTHER)
    gathering.asked(poll(desk), [item("a"), item("b")])
    gathering.asked(poll(desk, OTHER), [item("x", source=OTHER)])
    gathering.leave(FEED.address)
    assert gathering.waiting(10) == (item("x", source=OTHER),)
    assert list(gathering.polls()) == [OTHER.address]


def test_what_had_not_been_fetched_is_new_when_its_source_is_watched_again(desk: Desk) -> None:
    gathering = following(desk, FEED)
    gathering.asked(poll(desk), [item("a")])
    gathering.leave(FEED.address)
    gathering.follow(FEED)
    assert gathering.asked(poll(desk), [item("a")]) == 1
    assert gathering.waiting(10) == (item("a"),)


def test_what_had_not_been_fetched_is_new_when_another_source_names_it(desk: Desk) -> None:
    gathering = following(desk, FEED, OTHER)
    other = item("a", source=OTHER)
    gathering.asked(poll(desk), [item("a")])
    gathering.asked(poll(desk, OTHER), [other])
    gathering.leave(FEED.address)
    assert gathering.asked(poll(desk, OTHER), [other]) == 1
    assert gathering.waiting(10) == (other,)


def test_very_many_reports_wait_as_well_as_few(desk: Desk) -> None:
    gathering = following(desk, FEED)
    many = [replace(item("a"), address=f"https://post.example/{number}") for number in range(2_000)]
    assert gathering.asked(poll(desk), many) == 2_000
    assert gathering.asked(poll(desk), many) == 0
    assert len(gathering.waiting(5_000)) == 2_000


def test_what_two_write_down_at_once_is_written_down_in_turn(desk: Desk) -> None:
    gathering = following(desk, FEED)
    found = poll(desk), [item(name) for name in "abcd"]
    with ThreadPoolExecutor(4) as several:
        counts = list(several.map(lambda _: gathering.asked(*found), range(12)))
    assert sorted(counts) == [0] * 11 + [4]
    assert names(gathering.waiting(10)) == "abcd"


def test_what_is_to_be_done_is_no_history(desk: Desk) -> None:
    gathering = following(desk, FEED)
    log = select(func.count()).select_from(schema.transactions)
    with desk.record.engine.connect() as connection:
        before = connection.execute(log).scalar()
    gathering.asked(poll(desk), [item("a")])
    gathering.settle(item("a"), "new")
    with desk.record.engine.connect() as connection:
        assert connection.execute(log).scalar() == before
