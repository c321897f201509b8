"""How much of which unit: amounts in words and digits, and where they lead to."""

from __future__ import annotations

from datetime import date

from demarche.read.times import calendar
from demarche.read.times.sense import (
    UNIT_KINDS,
    Found,
    number_of,
)

_LETTERS = {
    "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE",
    "century": "CE", "hour": "TH", "minute": "TM", "second": "TS", "weekend": "WE",
}  # fmt: skip
_FINER = {"Y": "6M", "TH": "30M", "TM": "30S"}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "hour": 0, "minute": 0, "second": 0, "weekend": 7}


def _singular(word: str) -> str:
    if word == "centuries":
        return "century"
    return word.removesuffix("s")


def unit_of(found: Found) -> str:
    """Return the last unit among the words, in the singular."""
    kinds = (*UNIT_KINDS, "units", "u_clock", "clock_units")
    return _singular(found.words(*kinds)[-1])


def amount_of(found: Found) -> float | None:
    """Return the amount among the words; `None` for "several", "a few" or no amount at all."""
    counted = [number_of(w) for w in found.words("count", "small", "many", "year")]
    big = [number_of(w) for w in found.words("big_count")]
    if found.has("some") and not counted:
        return None
    half = 0.5 if found.has("half", "fraction") else 0.0
    if found.has("couple"):
        return 2
    if big:
        return float((counted[0] if counted else 1) * big[0])
    if counted:
        tens = len(counted) > 1 and counted[0] >= 20 and counted[1] < 10
        return (sum(counted[:2]) if tens else counted[0]) + half
    if half:
        return (
            half if found.line.word(found.first) in ("half", "½") or not found.has("and") else 1.5
        )
    return 1.0 if found.has("a") or found.has(*UNIT_KINDS, "u_clock") else None


def period_value(amount: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a duration.

    >>> [period_value(3, "day"), period_value(1.5, "year"), period_value(None, "week")]
    ['P3D', 'P1Y6M', 'PXW']
    """
    letter = _LETTERS[unit]
    clock, letter = ("T", letter[1:]) if letter.startswith("T") else ("", letter)
    if amount is None:
        return f"P{clock}X{letter}"
    if unit in ("decade", "century"):
        return f"P{int(amount * (10 if unit == 'decade' else 100))}Y"
    finer = _FINER.get(clock + letter)
    if amount % 1 and finer:
        return f"P{clock}{int(amount)}{letter}{finer}" if amount > 1 else f"P{clock}{finer}"
    return f"P{clock}{amount:g}{letter}"


def moved(day: date, amount: float, unit: str) -> date:
    """Return the day an amount of units later; earlier where the amount is negative."""
    if unit in _MONTHS:
        return calendar.months_on(day, int(amount * _MONTHS[unit]))
    return calendar.shifted(day, int(amount * _DAYS[unit]))


def bound(found: Found) -> str | None:
    """Return the TIMEX3 `mod` of "more than", "nearly" and their like."""
    if found.has("nearly"):
        return "EQUAL_OR_LESS"
    if found.has("least"):
        return "EQUAL_OR_MORE"
    if found.has("than"):
        return "LESS_THAN" if found.has("less") else "MORE_THAN"
    if found.has("over"):
        return "MORE_THAN" if found.words("over")[0] == "over" else "LESS_THAN"
    return "EQUAL_OR_LESS" if found.has("at") else None


def is_age(found: Found) -> bool:
    """Whether the words go on to an age ("-old") or to another word of time ("-earlier")."""
    following = [found.after(1), found.after(2)]
    if following[0] == "-" and found.line.adjoins(found.last - 1):
        return following[1] in ("old", "earlier", "ago", "end")
    return following[0] == "old"
