"""A page is seen as it was received last, and what it alone tells is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from demarche.model import Page
from demarche.service.record import Added
from tests.record.fakes import report
from tests.record.news import FINE, VISIT
from tests.record.stores import Desk


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
