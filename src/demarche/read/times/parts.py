"""The early, middle and late part of a week, month, year or longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from demarche.model import Days, Grain
from demarche.read.times import calendar
from demarche.read.times.sense import Found, Sense

_LATE_IN_MONTH = 21
_THIRDS = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}
_WEEK = {"START": (0, 1), "MID": (2, 3), "END": (4, 6)}


def edge(found: Found) -> str | None:
    """Return which part the words name, as TIMEX3's `mod` has it."""
    if found.has("early", "start"):
        return "START"
    if found.has("mid", "middle"):
        return "MID"
    return "END" if found.has("late", "end") else None


def part(found: Found, sense: Sense) -> Sense:
    """Return the part of a sense that the words name; all of it where they name none."""
    mod = edge(found)
    if mod is None or sense.days is None:
        return sense
    narrow = found.has("start", "end")
    return replace(sense, mod=mod, days=part_of(sense.days, mod, narrow=narrow))


def decade_number(word: str, anchor: date) -> int:
    """Return the decade that digits name: 199 for "1990s", and for "90s" where it is the last one.

    >>> decade_number("'80s", date(1989, 11, 1))
    198
    """
    digits = "".join(c for c in word if c in "0123456789")
    if len(digits) > len("90"):
        return int(digits) // 10
    past = anchor.year // 10
    return next(past - back for back in range(10) if (past - back) % 10 == int(digits[0]))


def part_of(days: Days, mod: str, *, narrow: bool) -> Days:
    """Return the START, MID or END of some days.

    Of a month: the 1st to the 10th, the 11th to the 20th, the 21st on. Of a year or longer: a
    third; where `narrow`, as in "the end of the year", its first or last month.
    """
    if days.grain is Grain.DAY:
        return days
    if days.grain is Grain.WEEK:
        first, last = _WEEK[mod]
        return calendar.window(
            calendar.shifted(days.first, first), calendar.shifted(days.first, last)
        )
    if days.grain is Grain.MONTH:
        return _part_of_month(days.first, mod)
    if narrow and days.grain is Grain.YEAR and mod != "MID":
        return replace(
            calendar.month(days.first.year, 1 if mod == "START" else 12), grain=Grain.WINDOW
        )
    length = (days.last - days.first).days + 1
    low, high = (length * third // 3 for third in _THIRDS[mod])
    return calendar.window(
        calendar.shifted(days.first, low), calendar.shifted(days.first, high - 1)
    )


def _part_of_month(first: date, mod: str) -> Days:
    if mod == "START":
        return calendar.window(first, first.replace(day=10))
    if mod == "MID":
        return calendar.window(first.replace(day=11), first.replace(day=20))
    last = calendar.month_length(first.year, first.month)
    return calendar.window(first.replace(day=_LATE_IN_MONTH), first.replace(day=last))
