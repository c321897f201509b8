"""Which state of the record a view shows."""

from __future__ import annotations

from tests.record.fakes import report
from tests.record.news import AID, VISIT
from tests.record.stores import Desk


def test_the_version_of_an_empty_record_is_none(desk: Desk) -> None:
    assert desk.record.version() == 0


def test_the_version_grows_with_each_change_and_stays_in_the_past(desk: Desk) -> None:
    desk.add(report(VISIT))
    first, then = desk.record.version(), desk.clock.tick()
    desk.add(report(AID))
    second = desk.record.version()
    desk.record.reject(desk.event(AID), None)
    assert 0 < first < second < desk.record.version()
    assert desk.as_of(then).record.version() == first


def test_the_version_stays_while_it_is_only_asked(desk: Desk) -> None:
    desk.add(report(VISIT))
    before = desk.record.version()
    desk.record.timeline()
    desk.record.show(desk.ids()[0])
    assert desk.record.version() == before
