"""Arithmetic of days, weeks, months, quarters, seasons and feasts."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from demarche.knowledge.timewords import Holiday
from demarche.model import Days, Grain

SEASONS = ("SP", "SU", "FA", "WI")
LAST_YEAR = 9998
WEEK = 7
_FIRST_SEASON_MONTH = (3, 6, 9, 12)
_ISLAMIC_EPOCH = 227015
_ISLAMIC_CYCLE_YEARS, _ISLAMIC_CYCLE_DAYS = 30, 10631


def shifted(day: date, days: int) -> date:
    """Return the day so many days later, or the first or last day that there is."""
    number = day.toordinal() + days
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal()))


def months_on(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or that month's last day."""
    number = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """Return the number of days in a month."""
    return calendar.monthrange(year, month)[1]


def _months(year: int, month: int, count: int, grain: Grain) -> Days:
    first = date(year, month, 1)
    last_month = months_on(first, count - 1)
    last = last_month.replace(day=month_length(last_month.year, last_month.month))
    return Days(first, last, grain)


def month(year: int, number: int) -> Days:
    """Return the days of a month."""
    return _months(year, number, 1, Grain.MONTH)


def quarter(year: int, number: int) -> Days:
    """Return the days of a quarter, 1 to 4."""
    return _months(year, number * 3 - 2, 3, Grain.QUARTER)


def half(year: int, number: int) -> Days:
    """Return the days of a half year, 1 or 2."""
    return _months(year, number * 6 - 5, 6, Grain.HALF)


def season(year: int, number: int) -> Days:
    """Return the days of a season, 1 (spring) to 4; winter begins in December."""
    return _months(year, _FIRST_SEASON_MONTH[number - 1], 3, Grain.SEASON)


def year(number: int) -> Days:
    """Return the days of a year."""
    return Days(date(number, 1, 1), date(number, 12, 31), Grain.YEAR)


def decade(number: int) -> Days:
    """Return the days of a decade: 202 is the 2020s."""
    return Days(date(max(number * 10, 1), 1, 1), date(number * 10 + 9, 12, 31), Grain.DECADE)


def century(number: int) -> Days:
    """Return the days of the hundred years that begin with these digits: 19 is the 1900s."""
    return Days(date(max(number * 100, 1), 1, 1), date(number * 100 + 99, 12, 31), Grain.CENTURY)


def week(day: date) -> Days:
    """Return the week of `day`, Monday to Sunday."""
    monday = shifted(day, -day.weekday())
    return Days(monday, shifted(monday, 6), Grain.WEEK)


def week_value(day: date) -> str:
    """Return the ISO week of `day`.

    >>> week_value(date(2021, 3, 17))
    '2021-W11'
    """
    iso = day.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def window(first: date, last: date) -> Days:
    """Return a stretch of days that no calendar names."""
    return Days(first, last, Grain.WINDOW)


def nth_weekday(year: int, month: int, weekday: int, nth: int, not_before: int = 1) -> date:
    """Return the nth Monday (1) to Sunday (7) of a month; the last where `nth` is -1."""
    if nth < 0:
        last = date(year, month, month_length(year, month))
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, not_before)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's rule).

    >>> easter(2021)
    datetime.date(2021, 4, 4)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    tail = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * tail) // 451
    month, day = divmod(h + tail - 7 * m + 114, 31)
    return date(year, month, day + 1)


def islamic(year: int, month: int, day: int) -> date:
    """Return a day of the Islamic calendar as reckoned by arithmetic, without the moon."""
    days = (year - 1) * 354 + (3 + 11 * year) // _ISLAMIC_CYCLE_YEARS
    return date.fromordinal(_ISLAMIC_EPOCH - 1 + days + (59 * (month - 1) + 1) // 2 + day)


def _islamic_year(day: date) -> int:
    number = day.toordinal() - _ISLAMIC_EPOCH
    return number * _ISLAMIC_CYCLE_YEARS // _ISLAMIC_CYCLE_DAYS + 1


def feasts(holiday: Holiday, year: int) -> list[Days]:
    """Return the days of a feast that begin in a year; two where its calendar is the shorter."""
    if holiday.islamic_month:
        guess = _islamic_year(date(year, 1, 1))
        starts = [
            islamic(guess + step, holiday.islamic_month, holiday.islamic_day)
            for step in range(-1, 3)
            if guess + step > 0
        ]
    elif holiday.easter is not None:
        starts = [easter(year) + timedelta(holiday.easter)]
    elif holiday.weekday:
        place = (year, holiday.month, holiday.weekday, holiday.nth, holiday.not_before)
        starts = [nth_weekday(*place)]
    else:
        starts = [date(year, holiday.month, holiday.day)]
    grain = Grain.DAY if holiday.length == 1 else Grain.WINDOW
    return [
        Days(first, shifted(first, holiday.length - 1), grain)
        for first in starts
        if first.year == year
    ]
