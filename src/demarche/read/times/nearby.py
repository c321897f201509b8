"""The day, month or season that a bare name means, as the tense points."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from demarche.model import Days
from demarche.read.times import calendar
from demarche.read.times.sense import Tense

_YEARS_SEARCHED = 8
_WEEK = 7
_STILL_NEWS = 75

T = TypeVar("T")


def weekday(anchor: date, number: int, tense: Tense) -> date:
    """Return the Monday (1) to Sunday (7) that a verb of this tense points to.

    In the past the last such day up to the anchor; in the future the next one after it; in the
    present the next one, the anchor's own day among them.

    >>> weekday(date(2021, 3, 14), 5, Tense.FUTURE)
    datetime.date(2021, 3, 19)
    """
    if tense is Tense.FUTURE:
        return calendar.shifted(anchor, (number - anchor.isoweekday() - 1) % _WEEK + 1)
    if tense is Tense.PRESENT:
        return calendar.shifted(anchor, (number - anchor.isoweekday()) % _WEEK)
    return calendar.shifted(anchor, -((anchor.isoweekday() - number) % _WEEK))


def month_day(anchor: date, month: int, day: int, tense: Tense) -> date:
    """Return the day with this number in this month that is meant; a ValueError where none is.

    Print leaves the year out of days that are near, so that the tense decides only between days
    months away on either side.
    """
    days = list(_in_years(anchor, lambda year: date(year, month, day)))
    if not days:
        raise ValueError(f"no day {day} in month {month}")
    reach = {Tense.PAST: (290, 75), Tense.FUTURE: (75, 290)}.get(tense, (240, 125))
    near = [d for d in days if -reach[0] <= (d - anchor).days <= reach[1]]
    return min(near or days, key=lambda d: abs((d - anchor).days))


def month(anchor: date, number: int, tense: Tense) -> tuple[int, int]:
    """Return the year and number of the month that is meant."""
    ahead = (number - anchor.month) % 12
    behind = (anchor.month - number) % 12
    forward = ahead <= 3 if tense is Tense.NONE else tense in (Tense.FUTURE, Tense.PRESENT)
    if tense is Tense.PRESENT:
        forward = ahead <= 5
    moved = calendar.months_on(anchor.replace(day=1), ahead if forward else -behind)
    return moved.year, moved.month


def period(anchor: date, make: Callable[[int], Days], tense: Tense) -> Days:
    """Return the quarter, half or season, made of a year, that is meant.

    In the future the first that is not long over; else the last that has begun.
    """
    periods = list(_in_years(anchor, make))
    if not periods:
        raise ValueError(f"no such period near {anchor}")
    if tense is Tense.FUTURE:
        lately = calendar.shifted(anchor, -_STILL_NEWS)
        return next((days for days in periods if days.last >= lately), periods[-1])
    return next((days for days in reversed(periods) if days.first <= anchor), periods[0])


def feast(anchor: date, choices: Callable[[int], list[Days]], tense: Tense) -> Days:
    """Return the feast that is meant: the nearest, or the one on the side that the tense points."""
    all_days = [days for year in _years(anchor) for days in choices(year)]
    if not all_days:
        raise ValueError(f"no such feast near {anchor}")
    reach = {Tense.PAST: (360, 20), Tense.FUTURE: (20, 360)}.get(tense, (240, 125))
    near = [d for d in all_days if -reach[0] <= (d.first - anchor).days <= reach[1]]
    return min(near or all_days, key=lambda d: abs((d.first - anchor).days))


def _years(anchor: date) -> Iterable[int]:
    return range(max(anchor.year - _YEARS_SEARCHED, 1), min(anchor.year + _YEARS_SEARCHED, 9998))


def _in_years(anchor: date, make: Callable[[int], T]) -> Iterable[T]:
    """Yield what `make` returns for the years about the anchor, those that have none left out."""
    for year in _years(anchor):
        try:
            made = make(year)
        except ValueError:
            continue
        yield made
