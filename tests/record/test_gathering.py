"""What fills a record: the sources that are watched, what waits, and what was kept out."""

from __future__ import annotations

import itertools
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from demarche.model import (
    Item,
    Page,
    Poll,
    RecordError,
    Refusal,
    Refused,
    Source,
    SourceKind,
)
from demarche.record.gathering import Gathering
from demarche.record.refusals import LARGEST
from demarche.record.store import schema
from demarche.service.record import Added
from tests.record.fakes import report
from tests.record.news import FINE, VISIT
from tests.record.stores import Desk, everything

FEED = Source(
    "https://post.example/feed.xml",
    name="Post: World",
    publisher="The Example Post",
    country="NOR",
    language="en",
)
OTHER = Source("https://wire.example/feed", publisher="The Wire")
SECTION = Source("https://ministry.example/news", SourceKind.SECTION)
HALF_AN_HOUR = timedelta(minutes=30)


def following(desk: Desk, *sources: Source) -> Gathering:
    """What fills the record of `desk`, with `sources` that are watched, a minute apart."""
    for one in sources:
        desk.record.gathering.follow(one)
        desk.clock.tick()
    return desk.record.gathering


def poll(desk: Desk, source: Source = FEED, **more: object) -> Poll:
    """A poll of now; the next is due in half an hour."""
    now = desk.clock()
    made = Poll(source.address, now + HALF_AN_HOUR, now, said="names reports")
    return replace(made, **more)  # type: ignore[arg-type]


def item(name: str, stamp: str = "as found first", source: Source = FEED) -> Item:
    """A report of `source` that goes by `name`."""
    return Item(f"https://post.example/{name}", source.address, stamp)


def names(items: tuple[Item, ...]) -> str:
    """The names of reports, each a letter."""
    return "".join(one.address[-1] for one in items)


def page(
    data: bytes = b"Subscribe to read on.", url: str | None = "https://post.example/a"
) -> Page:
    """A page that was received on a long way."""
    return Page(
        "https://post.example/a?from=feed",
        data,
        "text/html; charset=utf-8",
        url=url,
        publisher="The Example Post",
        title="Talks",
        published=date(2021, 5, 31),
        accessed=datetime(2021, 6, 1, 11, 59, 30, tzinfo=UTC),
        via=FEED.address,
        redirects=("https://post.example/old",),
        headers=(("etag", '"1"'), ("x-one", "1"), ("x-one", "2")),
    )


# Sources.


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


# When sources are asked.


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


# What waits to be fetched.


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


# What was kept out.


def test_what_was_kept_out_is_listed_with_its_reason_the_latest_first(desk: Desk) -> None:
    gathering = desk.record.gathering
    first = desk.clock.tick()
    at_first = gathering.refuse(
        FEED.address, Refused.FAULTY, "not well-formed: token (line 3)", via="by hand"
    )
    second = desk.clock()
    last = gathering.refuse(page().name, Refused.PAYWALL, "ends at a paywall", page=page())
    assert gathering.refusals() == (
        Refusal(
            last, page().name, Refused.PAYWALL, "ends at a paywall", second,
            via=FEED.address, url="https://post.example/a", size=21,
        ),
        Refusal(
            at_first, FEED.address, Refused.FAULTY, "not well-formed: token (line 3)",
            first + timedelta(minutes=1), via="by hand",
        ),
    )  # fmt: skip
    assert [one.id for one in gathering.refusals(most=1)] == [last]


def test_what_was_kept_out_is_listed_by_kind(desk: Desk) -> None:
    gathering = desk.record.gathering
    for number, kind in enumerate(Refused):
        gathering.refuse(f"https://post.example/{number}", kind, f"is {kind.value}")
        desk.clock.tick()
    assert [one.kind for one in gathering.refusals()] == list(reversed(Refused))
    for kind in Refused:
        assert [one.reason for one in gathering.refusals(kind=kind)] == [f"is {kind.value}"]


def test_what_is_kept_out_again_is_listed_once(desk: Desk) -> None:
    gathering = desk.record.gathering
    number = gathering.refuse("a", Refused.PAYWALL, "ends at a paywall", page=page())
    desk.clock.tick()
    elsewhere = replace(page(), name="https://post.example/a?from=mail", headers=())
    assert gathering.refuse("b", Refused.UNREAD, "no text in it", page=elsewhere) == number
    gone = gathering.refuse("https://post.example/gone", Refused.UNFETCHED, "answered 404")
    last = desk.record.version()
    assert gathering.refuse("https://post.example/gone", Refused.UNFETCHED, "answered 404") == gone
    assert desk.record.version() == last
    assert [one.id for one in gathering.refusals()] == [gone, number]


@pytest.mark.parametrize(
    "other",
    [page(b"Log in to read on."), page(url="https://post.example/b")],
    ids=["of other bytes", "at another address"],
)
def test_another_page_is_kept_out_of_its_own(desk: Desk, other: Page) -> None:
    gathering = desk.record.gathering
    first = gathering.refuse("a", Refused.PAYWALL, "ends at a paywall", page=page())
    second = gathering.refuse("a", Refused.PAYWALL, "ends at a paywall", page=other)
    assert len({first, second}) == len(gathering.refusals()) == 2


def test_what_fails_for_another_reason_is_listed_of_its_own(desk: Desk) -> None:
    gathering = desk.record.gathering
    for reason in ("the server answered 404", "the server answered 410"):
        gathering.refuse("https://post.example/gone", Refused.UNFETCHED, reason)
    assert len(gathering.refusals()) == 2


def test_what_was_kept_out_is_listed_as_it_stood(desk: Desk) -> None:
    gathering = desk.record.gathering
    number = gathering.refuse("a", Refused.PAYWALL, "ends at a paywall", page=page())
    after_one = desk.clock.tick()
    gathering.refuse("b", Refused.UNREAD, "no text in it")
    after_two = desk.clock.tick()
    gathering.let_in(number, "the desk pays for it")
    assert [one.name for one in gathering.refusals()] == ["b"]
    for moment, listed in ((after_one, ["a"]), (after_two, ["b", "a"]), (desk.clock(), ["b"])):
        then = desk.as_of(moment).record.gathering
        assert [one.name for one in then.refusals()] == listed
    before = desk.as_of(after_one - timedelta(days=1)).record.gathering
    assert before.refusals() == ()


def test_a_page_is_held_as_it_was_received(desk: Desk) -> None:
    gathering = desk.record.gathering
    number = gathering.refuse("a", Refused.PAYWALL, "ends at a paywall", page=page())
    assert gathering.refused(number) == (number, page())
    assert gathering.refused(number[:6].upper()) == (number, page())


def test_a_page_of_which_little_is_known_is_held_too(desk: Desk) -> None:
    bare = Page("report.txt", b"\xff\x00")
    number = desk.record.gathering.refuse("report.txt", Refused.UNREAD, "binary", page=bare)
    assert desk.record.gathering.refused(number) == (number, bare)


def test_a_page_that_was_let_in_is_let_in_byte_for_byte(desk: Desk) -> None:
    gathering = desk.record.gathering
    number = gathering.refuse("a", Refused.PAYWALL, "ends at a paywall", page=page())
    assert not gathering.is_let_in(page())
    gathering.let_in(number, "the desk pays for it")
    assert gathering.is_let_in(page())
    assert gathering.is_let_in(replace(page(), name="by another name", headers=()))
    assert not gathering.is_let_in(page(b"Subscribe to read on!"))
    assert not gathering.is_let_in(page(url="https://post.example/b"))


def test_what_was_let_in_first_counts(desk: Desk) -> None:
    gathering = desk.record.gathering
    number = gathering.refuse("a", Refused.PAYWALL, "ends at a paywall", page=page())
    desk.clock.tick()
    gathering.let_in(number)
    between = desk.clock.tick()
    gathering.let_in(number)
    assert desk.as_of(between).record.gathering.refusals() == ()


def test_a_page_too_large_to_be_kept_is_listed_and_cannot_be_let_in(desk: Desk) -> None:
    gathering = desk.record.gathering
    largest, larger = (page(os.urandom(16) * (LARGEST // 16) + more) for more in (b"", b"."))
    fits = gathering.refuse("fits", Refused.INDEX, "a list of links", page=largest)
    does_not = gathering.refuse("does not", Refused.INDEX, "a list of links", page=larger)
    assert {one.name: one.size for one in gathering.refusals()} == {
        "fits": LARGEST, "does not": None,
    }  # fmt: skip
    assert gathering.refused(fits)[1] == largest
    with pytest.raises(RecordError) as caught:
        gathering.refused(does_not)
    assert str(caught.value) == f"{does_not}: no page was kept of does not: a list of links"


def test_what_was_never_received_cannot_be_let_in(desk: Desk) -> None:
    gathering = desk.record.gathering
    number = gathering.refuse("https://post.example/a", Refused.UNFETCHED, "answered 404")
    with pytest.raises(RecordError) as caught:
        gathering.refused(number)
    reason = "no page was kept of https://post.example/a: answered 404"
    assert caught.value.reason == reason


@pytest.mark.parametrize("given", ["", "zzz", "%", "0" * 40])
def test_what_is_the_id_of_nothing_names_nothing(desk: Desk, given: str) -> None:
    desk.record.gathering.refuse("a", Refused.PAYWALL, "ends at a paywall", page=page())
    with pytest.raises(RecordError) as caught:
        desk.record.gathering.refused(given)
    assert str(caught.value) == f"{given}: nothing that was kept out has that id"


def test_the_beginning_of_two_ids_names_neither(desk: Desk) -> None:
    gathering = desk.record.gathering
    ids = sorted(
        gathering.refuse(f"{number}", Refused.UNREAD, "no text in it", page=page(b"%d" % number))
        for number in range(17)
    )
    one, other = next(pair for pair in itertools.pairwise(ids) if pair[0][0] == pair[1][0])
    with pytest.raises(RecordError) as caught:
        gathering.refused(one[0])
    assert str(caught.value) == f"{one[0]}: is the beginning of more than one id; give more of it"
    assert {gathering.refused(number)[0] for number in (one, other)} == {one, other}


# What was received.


def test_a_page_is_seen_as_it_was_received_last(desk: Desk) -> None:
    url = "https://post.example/a"
    assert desk.record.gathering.last_seen(url) is None
    first, second = (
        replace(report(line, url=url), url=url, headers=(("etag", f'"{line[:3]}"'),))
        for line in (VISIT, FINE)
    )
    desk.add(first)
    received = desk.clock() - timedelta(minutes=1)
    assert desk.record.gathering.last_seen(url) == replace(first, accessed=received)
    desk.add(second)
    received = desk.clock() - timedelta(minutes=1)
    assert desk.record.gathering.last_seen(url) == replace(second, accessed=received)
    assert desk.record.gathering.last_seen("https://post.example/b") is None


# What is new.


def added(desk: Desk, page: Page) -> str:
    """The id of `page`, which is added."""
    (found,) = desk.add(page)
    assert isinstance(found, Added)
    return found.receipt.page


def test_the_events_that_a_page_alone_tells_are_new_in_it(desk: Desk) -> None:
    first = added(desk, report(VISIT, FINE, name="first"))
    second = added(desk, report(VISIT, by="The Wire", name="second"))
    assert [entry.id for entry in desk.record.new_in(first)] == [desk.event(FINE)]
    assert desk.record.new_in(second) == ()
    assert desk.record.new_in("no page") == ()


def test_the_events_that_are_new_are_in_the_order_of_their_days(desk: Desk) -> None:
    page = added(desk, report(VISIT, FINE))
    assert [entry.id for entry in desk.record.new_in(page)] == desk.ids()


def test_an_event_that_was_rejected_is_new_to_nobody(desk: Desk) -> None:
    page = added(desk, report(VISIT, FINE))
    desk.record.reject(desk.event(VISIT), "never took place")
    assert [entry.id for entry in desk.record.new_in(page)] == [desk.event(FINE)]
