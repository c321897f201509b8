"""A month of what is awaited, as a calendar: on which days each thing stands."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from demarche.model import Days
from demarche.model.entries import Due

# A window of so many days or fewer is shown on each of them; a longer one on its last.
_WEEK = 7
_DAY = timedelta(days=1)


class Place(StrEnum):
    """Why a thing stands on a day: it was closed, is due then or by then, or its window begins or
    goes on."""

    CLOSED = "closed"
    ON = "on"
    BY = "by"
    FROM = "from"
    STILL = "still"


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing on a day of the calendar."""

    one: Due
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar, whether it lies in the month, and what stands on it."""

    day: date
    is_inside: bool
    things: list[Standing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Span:
    """A thing with a long window of which some lies in the month."""

    one: Due
    days: Days


def ends(month: date) -> tuple[date, date]:
    """Return the first and the last day that the calendar of a month shows."""
    days = list(Calendar().itermonthdates(month.year, month.month))
    return days[0], days[-1]


def weeks(found: Sequence[Due], month: date) -> list[list[Cell]]:
    """Return the weeks of a month: what was closed stands on the day of that, what is open on the
    days of a short window, or the last of a long one."""
    whole = Calendar().monthdatescalendar(month.year, month.month)
    cells = [[Cell(day, day.month == month.month) for day in week] for week in whole]
    by_day = {cell.day: cell for week in cells for cell in week}
    for one in found:
        for day, place in _places(one):
            if day in by_day:
                by_day[day].things.append(Standing(one, place))
    return cells


def spans(found: Sequence[Due], month: date) -> list[Span]:
    """Return what may fall in a month, by a window too long to be shown on each of its days."""
    first, last = ends(month)
    windows = [(one, window(one)) for one in found if one.expectation.closed is None]
    return [
        Span(one, days)
        for one, days in windows
        if days and _length(days) > _WEEK and days.first <= last and days.last >= first
    ]


def window(one: Due) -> Days | None:
    """Return the window that holds."""
    return next((word.days for word in reversed(one.expectation.windows) if word.days), None)


def _places(one: Due) -> Iterable[tuple[date, Place]]:
    if one.expectation.closed:
        return [(one.expectation.closed, Place.CLOSED)]
    days = window(one)
    if days is None:
        return []
    if days.first == days.last:
        return [(days.last, Place.ON)]
    if _length(days) > _WEEK:
        return [(days.last, Place.BY)]
    later = range(1, _length(days))
    return [(days.first, Place.FROM), *((days.first + at * _DAY, Place.STILL) for at in later)]


def _length(days: Days) -> int:
    return (days.last - days.first).days + 1
