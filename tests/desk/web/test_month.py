"""A month of what is awaited, as a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.desk.web.month import Place, spans, weeks
from demarche.model.entries import Due
from demarche.model.ledger import Outcome, Standing
from tests.record.fakes import report
from tests.record.news import PLAN
from tests.record.stores import Desk

MARCH = date(2021, 3, 1)


def day(number: int, month: int = 3) -> date:
    return date(2021, month, number)


def awaited(desk: Desk, first: date, last: date, *, closed: date | None = None) -> Due:
    """Return what is awaited within a window, closed on a day if one is given."""
    desk.add(report(PLAN.replace("2021-03-15..2021-04-25", f"{first}..{last}")))
    number = desk.event(PLAN)
    if closed:
        desk.record.settle(number, Outcome.KEPT, closed, "it was done")
    (one,) = desk.record.due()
    return one


def places(one: Due, month: date = MARCH) -> dict[date, Place]:
    return {
        cell.day: thing.place
        for week in weeks([one], month)
        for cell in week
        for thing in cell.things
    }


def test_what_is_due_on_a_day_stands_there(desk: Desk) -> None:
    assert places(awaited(desk, day(17), day(17))) == {day(17): Place.ON}


def test_a_short_window_stands_on_each_of_its_days(desk: Desk) -> None:
    found = places(awaited(desk, day(15), day(18)))
    assert found == {
        day(15): Place.FROM, day(16): Place.STILL, day(17): Place.STILL, day(18): Place.STILL,
    }  # fmt: skip


def test_a_long_window_stands_on_its_last_day_and_is_named_below(desk: Desk) -> None:
    one = awaited(desk, day(15), day(25, 4))
    assert places(one) == {}
    assert places(one, date(2021, 4, 1)) == {day(25, 4): Place.BY}
    (span,) = spans([one], MARCH)
    assert (span.days.first, span.days.last) == (day(15), day(25, 4))
    assert spans([one], date(2021, 6, 1)) == []


@pytest.mark.parametrize("due", [day(17), day(25, 4)])
def test_what_was_kept_stands_on_the_day_on_which_it_was_closed(desk: Desk, due: date) -> None:
    one = awaited(desk, day(15), due, closed=day(20))
    assert one.standing is Standing.KEPT
    assert places(one) == {day(20): Place.CLOSED}
    assert spans([one], MARCH) == []


def test_what_has_no_day_stands_nowhere(desk: Desk) -> None:
    desk.add(report(PLAN.replace("2021-03-15..2021-04-25", "-")))
    (one,) = desk.record.due()
    assert places(one) == {}
    assert spans([one], MARCH) == []
