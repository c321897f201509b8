"""Days as people give them."""

from __future__ import annotations

import re
from datetime import date, datetime

from demarche.model import UsageError

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def parse_day(day: date | str) -> date:
    """The day that `day`, a date or `YYYY-MM-DD`, names.

    >>> parse_day("2021-03-14")
    datetime.date(2021, 3, 14)

    Raises `UsageError` where it names none.
    """
    if isinstance(day, datetime):
        return day.date()
    if isinstance(day, date):
        return day
    if not _ISO_DAY.fullmatch(day):
        raise UsageError(day, "not a day written as YYYY-MM-DD")
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(day, "no such day in the calendar") from error
