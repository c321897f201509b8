"""Weekdays, today and its neighbours."""

from __future__ import annotations

from datetime import date

from demarche.knowledge.timewords import time_words
from demarche.model import Days, Grain, TimexType
from demarche.read.times import calendar, nearby
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    Tense,
    number_of,
    on_day,
)

_EDGES = {"early": "START", "late": "END", "mid": "MID"}
_POINTER = "(?: this (?: last | next )? | last | next | the? (?: following | previous ) )"
_SIDE = "(?: (?: early | late ) (?: on )? | mid dash? )"


def weekday_meant(found: Found) -> date:
    """Return the day that a weekday means with what points it: "last", "next", the tense."""
    anchor, number = found.anchor, found.number("weekday")
    if found.has("following"):
        return nearby.weekday(found.looks_back_to, number, Tense.FUTURE)
    if found.has("previous"):
        return nearby.weekday(calendar.shifted(anchor, -7), number, Tense.PAST)
    if found.has("last"):
        day = nearby.weekday(anchor, number, Tense.PAST)
        return calendar.shifted(day, -7) if day == anchor else day
    if found.has("next"):
        return nearby.weekday(anchor, number, Tense.FUTURE)
    if found.has("this"):
        return calendar.shifted(calendar.week(anchor).first, number - 1)
    ahead = found.setting.in_print and found.tense is Tense.FUTURE
    return nearby.weekday(anchor, number, Tense.PRESENT if ahead else found.tense)


def _mod(found: Found) -> str | None:
    return next((mod for kind, mod in _EDGES.items() if found.has(kind)), None)


def _on_weekday(found: Found) -> Sense | None:
    """Read "Friday", "last Wednesday", "late on Monday"; no day where it is part of a name."""
    if is_named(found):
        return None
    return on_day(weekday_meant(found), _mod(found))


def is_named(found: Found) -> bool:
    """Whether a weekday is part of a name: "the Sunday Times", "Black Friday"."""
    traps = time_words().traps
    after = found.printed_after()
    if after.istitle() and after.lower() in traps["after_weekday"]:
        return True
    return found.before() in traps["before_weekday"] and not found.has("last", "next", "this")


def _two_weekdays(found: Found) -> Sense | None:
    """Read "last Wednesday and Thursday": the second follows the first."""
    first_number, last_number = (number_of(word) for word in found.words("weekday"))
    if found.has("and") and (not found.has("last", "next", "this") or not _follow(found)):
        return None
    first = weekday_meant(found)
    last = calendar.shifted(first, (last_number - first_number) % 7)
    return Sense(TimexType.DATE, f"{first}/{last}", Days(first, last, Grain.WINDOW))


def _follow(found: Found) -> bool:
    first, last = (number_of(word) for word in found.words("weekday"))
    return last == first % 7 + 1


def _day_word(found: Found) -> Sense | None:
    traps = time_words().traps
    if found.before() in traps["before_today"] and found.line.printed(found.first).istitle():
        return None
    return on_day(calendar.shifted(found.anchor, found.number("day_word")), _mod(found))


def _beyond(found: Found) -> Sense:
    """Read "the day before yesterday", "the day after tomorrow", "the day before last Tuesday"."""
    step = -1 if found.has("before") else 1
    if found.has("weekday"):
        return on_day(calendar.shifted(weekday_meant(found), step))
    return on_day(calendar.shifted(found.anchor, found.number("day_word") + step))


RULES = (
    Rule(f"{_SIDE}? {_POINTER}? weekday", _on_weekday),
    Rule(f"{_POINTER}? weekday (?: dash | and | to ) weekday", _two_weekdays),
    Rule("(?: early | late | later )? day_word", _day_word),
    Rule("the? u_day (?: before | after ) day_word", _beyond),
    Rule("the? u_day (?: before | after ) last weekday", _beyond),
)
