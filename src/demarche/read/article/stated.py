"""What a page says of itself: its title, who wrote it, and the day it was printed."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_WRITTEN = (
    _ISO,
    re.compile(rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<day>\d{{1,2}}) {_MONTH},? (?P<year>\d{{4}})", re.IGNORECASE),
)
_LABELLED = re.compile(
    r"\b(?:published|posted)(?: on| at)?\s{0,3}:?\s{0,3}((?:\w+day,? )?[\w., -]{6,24})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page says of itself; None for what it does not say."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None


def printed_day(words: str) -> date | None:
    """Return the day that `words` give as printed, such as "Mar 14, 2021 - 16:02"; None for none.

    Raises ValueError for a day that no calendar has.
    """
    for form in _WRITTEN:
        if found := form.search(words):
            month = found["month"]
            number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
            return date(int(found["year"]), number, int(found["day"]))
    return None


def labelled_day(text: str) -> date | None:
    """Return the day in `text` that the words "published" or "posted" stand before."""
    for found in _LABELLED.finditer(text):
        with suppress(ValueError):
            if day := printed_day(found[1]):
                return day
    return None


def iso_day(words: str) -> date | None:
    """Return the day of an ISO 8601 date, or date and time; None where `words` are neither.

    >>> iso_day("2021-03-14T09:00:00+09:00")
    datetime.date(2021, 3, 14)
    """
    try:
        return datetime.fromisoformat(words.strip()).date()
    except ValueError:
        return None
