"""What was kept out is listed with its reason, and let in byte for byte."""

from __future__ import annotations

import itertools
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from demarche.model import Page, RecordError, Refusal, Refused
from demarche.record.refusals import LARGEST
from tests.record.stores import Desk
from tests.record.watched_feeds import FEED


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
