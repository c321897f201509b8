"""Days and numbers put into words for a person to read, the same on every surface."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS = (
    "January February March April May June July August September October November December"
).split()
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# Characters that steer what shows a text, or turn its line around.
CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
TURNS_OF_DIRECTION = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))


def short_month(day: date) -> str:
    """Return the first letters of a day's month."""
    return MONTHS[day.month - 1][:3]


def plain_day(day: date) -> str:
    """Return a day without that of the week.

    >>> plain_day(date(2021, 3, 14))
    '14 Mar 2021'
    """
    return f"{day.day} {short_month(day)} {day.year}"


def whole_day(day: date) -> str:
    """Return a day as a person writes it.

    >>> whole_day(date(2021, 3, 14))
    'Sun 14 Mar 2021'
    """
    return f"{_WEEKDAYS[day.weekday()]} {plain_day(day)}"


def span_of_days(first: date, last: date, *, dash: str = "–") -> str:
    """Return the days from `first` to `last` as a person writes them.

    >>> span_of_days(date(2021, 3, 17), date(2021, 3, 18))
    '17–18 Mar 2021'
    >>> span_of_days(date(2021, 1, 1), date(2021, 1, 31))
    'January 2021'
    """
    if first == last:
        return whole_day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}{dash}{last.year}"
    is_whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if (first.year, first.month) == (last.year, last.month):
        whole = f"{MONTHS[first.month - 1]} {first.year}"
        return whole if is_whole else f"{first.day}{dash}{plain_day(last)}"
    if is_whole:
        year = "" if first.year == last.year else f" {first.year}"
        return f"{MONTHS[first.month - 1]}{year} {dash} {MONTHS[last.month - 1]} {last.year}"
    if first.year == last.year:
        return f"{first.day} {short_month(first)} {dash} {plain_day(last)}"
    return f"{plain_day(first)} {dash} {plain_day(last)}"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number of things.

    >>> count(1, "reply", "replies")
    '1 reply'
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
