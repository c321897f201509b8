"""How far a TIMEX3 duration reaches from a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from demarche.knowledge.timewords import time_words
from demarche.read.times import calendar

_VALUE = re.compile(r"P(T?)(X|[0-9]+(?:\.[0-9]+)?)(DE|CE|[YQMWDHS])(?:([0-9]+)M)?")
_VAGUE = {"D": "days", "W": "weeks", "M": "months", "Y": "years", "DE": "decades"}
_DAYS = {"D": 1, "W": 7, "M": 30, "Q": 91, "Y": 365, "DE": 3652, "CE": 36525}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A duration: its unit as in TIMEX3, in months where it is measured in them, and in days."""

    unit: str
    months: int
    days: int

    def before(self, day: date) -> date:
        """Return the day from which the stretch reaches to `day`."""
        return self._moved(day, -1)

    def after(self, day: date) -> date:
        """Return the day to which the stretch reaches from `day`."""
        return self._moved(day, 1)

    def _moved(self, day: date, sign: int) -> date:
        if self.months:
            return calendar.months_on(day, sign * self.months)
        return calendar.shifted(day, sign * self.days)


def stretch_of(value: str) -> Stretch | None:
    """Return how long a TIMEX3 duration is; vague ones are as long as the table has it.

    >>> stretch_of("P2W").days, stretch_of("PXW").days, stretch_of("P1Y6M").months
    (14, 42, 18)
    """
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    clock, amount, unit, rest = match.groups()
    if clock:
        hours = 0 if amount == "X" or unit != "H" else float(amount)
        return Stretch("H", 0, int(hours + 23) // 24)
    if amount == "X":
        days = time_words().windows.get(_VAGUE.get(unit, ""))
        return Stretch(unit, 0, days) if days else None
    months = int(float(amount) * _MONTHS.get(unit, 0)) + int(rest or 0)
    return Stretch(unit, months, int(float(amount) * _DAYS[unit]))
