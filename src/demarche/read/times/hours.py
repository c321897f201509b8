"""Parts of the day and hours by the clock."""

from __future__ import annotations

from datetime import date
from functools import cache

from demarche.knowledge.timewords import time_words
from demarche.model import Grain, TimexType
from demarche.read.times import calendar, nearby
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    at_time,
    number_of,
)
from demarche.read.times.weekdays import is_named, weekday_meant

_PARTS = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI",
    "noon": "T12:00", "midday": "T12:00", "midnight": "T24:00",
}  # fmt: skip
_POINTER = "(?: this (?: last | next )? | last | next | the? (?: following | previous ) )"
_PART = "(?: day_part | midday )"


def _weekday_part(found: Found) -> Sense | None:
    if is_named(found):
        return None
    return at_time(weekday_meant(found), part_of_day(found))


def part_of_day(found: Found) -> str:
    """Return the part of the day as TIMEX3 has it, such as `TNI`."""
    return _PARTS[found.words("day_part", "midday")[0]]


def _day_word_part(found: Found) -> Sense:
    day = calendar.shifted(found.anchor, found.number("day_word"))
    return at_time(day, part_of_day(found))


def _tonight(found: Found) -> Sense:
    return at_time(found.anchor, "TNI")


def _this_part(found: Found) -> Sense | None:
    """Read "this morning", "last night", "the next morning", "that evening"."""
    step = -1 if found.has("last") else 1 if found.has("next", "following") else 0
    base = found.anchor
    if found.has("that", "same", "following") or (found.has("next") and found.has("the")):
        base = found.looks_back_to
    return at_time(calendar.shifted(base, step), part_of_day(found))


def _the_part(found: Found) -> Sense | None:
    """Read "in the morning": of the day last named."""
    if found.before() not in ("in", "by", "during", "of", "throughout"):
        return None
    named = found.setting.named
    base = named.first if named and named.grain is Grain.DAY else found.anchor
    return at_time(base, part_of_day(found))


def _overnight(found: Found) -> Sense | None:
    eve = calendar.shifted(found.anchor, -1)
    days = calendar.window(eve, found.anchor)
    return Sense(TimexType.TIME, f"{eve}TNI", days)


def _clock(found: Found) -> Sense | None:
    """Read "10:35 a.m.", "5 p.m. EST Nov. 9", "0735 GMT"."""
    words = found.words("clock", "small", "many", "year")
    digits = [part for part in words[0].rstrip("apm").replace(".", ":").split(":") if part]
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    half = "".join(found.words("meridiem")) or words[0][-2:]
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return at_time(_clock_day(found), f"T{hour:02}:{minute:02}")


def _clock_day(found: Found) -> date:
    """The day of an hour: one that stands with it or close behind, else the last one named."""
    if found.has("month"):
        day = found.number("small")
        if not found.has("clock") and len(found.words("small")) > 1:
            day = number_of(found.words("small")[-1])
        return nearby.month_day(found.anchor, found.number("month"), day, found.tense)
    if found.has("weekday"):
        return weekday_meant(found)
    if found.has("day_word"):
        return calendar.shifted(found.anchor, found.number("day_word"))
    for step in range(1, 7):
        known = number_of(found.after(step)) if found.after(step) in _weekday_names() else 0
        if known:
            return nearby.weekday(found.anchor, known, found.tense)
    named = found.setting.named
    return named.first if named and named.grain is Grain.DAY else found.anchor


@cache
def _weekday_names() -> frozenset[str]:
    return frozenset(w for w, entry in time_words().words.items() if entry.kind == "weekday")


def _bare_clock(found: Found) -> Sense | None:
    """Read "at 10:30"."""
    if found.before() not in ("at", "around", "about", "by", "until", "before", "after", "from"):
        return None
    return _clock(found)


def _midday(found: Found) -> Sense | None:
    if found.line.printed(found.first).istitle() and found.before() == "high":
        return None
    return at_time(_clock_day(found), part_of_day(found))


RULES = (
    Rule(f"(?: early | late )? {_POINTER}? weekday (?: at )? {_PART}", _weekday_part),
    Rule("(?: early | late )? day_word {part}".replace("{part}", _PART), _day_word_part),
    Rule("mid dash? day_part day_word", _day_word_part),
    Rule("tonight", _tonight),
    Rule(
        "(?: early | late )? (?: this | last | the? next | that | the? same | the? following )"
        " day_part",
        _this_part,
    ),
    Rule("the day_part", _the_part),
    Rule("mid dash? day_part", _the_part),
    Rule("overnight", _overnight),
    Rule(
        "(?: clock | small ) meridiem clock_zone? (?: comma? (?: on )? (?: weekday | day_word"
        " | month small ) )?",
        _clock,
    ),
    Rule("clock clock_zone", _clock),
    Rule("(?: many | year ) clock_zone", _clock),
    Rule("clock", _bare_clock),
    Rule("midday", _midday),
)
