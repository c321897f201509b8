"""Holidays."""

from __future__ import annotations

from functools import cache

from demarche.knowledge.timewords import Holiday, time_words
from demarche.model import TimexType
from demarche.read.times import calendar, nearby
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    Tense,
    in_week,
    on_day,
)


def _holiday(found: Found) -> Sense | None:
    """A feast by its name, with a year or without."""
    names = found.words("holiday")[0].replace("’", "'")
    holiday = _holidays()[names]
    if found.has("year"):
        days = calendar.feasts(holiday, found.number("year"))[0]
    elif found.has("last", "next"):
        tense = Tense.PAST if found.has("last") else Tense.FUTURE
        days = nearby.feast(found.anchor, lambda y: calendar.feasts(holiday, y), tense)
    else:
        days = nearby.feast(found.anchor, lambda y: calendar.feasts(holiday, y), found.tense)
    if found.has("u_week"):
        return in_week(days.first)
    if holiday.length > 1:
        return Sense(TimexType.DATE, f"{days.first:%Y-%m}", days)
    return on_day(days.first)


@cache
def _holidays() -> dict[str, Holiday]:
    return {name: holiday for holiday in time_words().holidays for name in holiday.names}


RULES = (Rule("(?: last | next | this )? holiday u_week? (?: comma? year )?", _holiday),)
