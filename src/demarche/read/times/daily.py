"""Weekdays, today and its neighbours, parts of the day, hours by the clock, feasts."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from demarche.knowledge.timewords import Holiday, time_words
from demarche.model import Days, Grain, TimexType
from demarche.read.times import calendar, nearby
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    Tense,
    at_time,
    in_week,
    number_of,
    on_day,
    reference,
)

_PARTS = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI",
    "noon": "T12:00", "midday": "T12:00", "midnight": "T24:00",
}  # fmt: skip
_AS_POSSIBLE = re.compile(r"(?i)as soon as (?:possible|practicable)")
_EDGES = {"early": "START", "late": "END", "mid": "MID"}


def _weekday(found: Found) -> date:
    anchor, number = found.anchor, found.number("weekday")
    if found.has("following") or found.line.word(found.first) == "following":
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
    """"Friday", "last Wednesday", "late on Monday"; no day where it is part of a name."""
    if _is_named(found):
        return None
    return on_day(_weekday(found), _mod(found))


def _is_named(found: Found) -> bool:
    traps = time_words().traps
    after = found.printed_after()
    if after.istitle() and after.lower() in traps["after_weekday"]:
        return True
    return found.before() in traps["before_weekday"] and not found.has("last", "next", "this")


def _weekday_part(found: Found) -> Sense | None:
    if _is_named(found):
        return None
    return at_time(_weekday(found), _part(found))


def _part(found: Found) -> str:
    return _PARTS[found.words("day_part", "midday")[0]]


def _two_weekdays(found: Found) -> Sense | None:
    """"Last Wednesday and Thursday": the second follows the first."""
    first_number, last_number = (number_of(word) for word in found.words("weekday"))
    first = _weekday(found)
    last = calendar.shifted(first, (last_number - first_number) % 7)
    return Sense(TimexType.DATE, f"{first}/{last}", Days(first, last, Grain.WINDOW))


def _day_word(found: Found) -> Sense | None:
    traps = time_words().traps
    if found.before() in traps["before_today"] and found.line.printed(found.first).istitle():
        return None
    return on_day(calendar.shifted(found.anchor, found.number("day_word")), _mod(found))


def _day_word_part(found: Found) -> Sense:
    day = calendar.shifted(found.anchor, found.number("day_word"))
    return at_time(day, _part(found))


def _beyond(found: Found) -> Sense:
    """"The day before yesterday", "the day after tomorrow", "the day before last Tuesday"."""
    step = -1 if found.has("before") else 1
    if found.has("weekday"):
        return on_day(calendar.shifted(_weekday(found), step))
    return on_day(calendar.shifted(found.anchor, found.number("day_word") + step))


def _tonight(found: Found) -> Sense:
    return at_time(found.anchor, "TNI")


def _this_part(found: Found) -> Sense | None:
    """"This morning", "last night", "the next morning", "that evening"."""
    step = -1 if found.has("last") else 1 if found.has("next", "following") else 0
    base = found.anchor
    if found.has("that", "same", "following") or (found.has("next") and found.has("the")):
        base = found.looks_back_to
    return at_time(calendar.shifted(base, step), _part(found))


def _the_part(found: Found) -> Sense | None:
    """"In the morning": of the day last named."""
    if found.before() not in ("in", "by", "during", "of", "throughout"):
        return None
    named = found.setting.named
    base = named.first if named and named.grain is Grain.DAY else found.anchor
    return at_time(base, _part(found))


def _overnight(found: Found) -> Sense | None:
    eve = calendar.shifted(found.anchor, -1)
    days = calendar.window(eve, found.anchor)
    return Sense(TimexType.TIME, f"{eve}TNI", days)


def _clock(found: Found) -> Sense | None:
    """"10:35 a.m.", "5 p.m. EST Nov. 9", "0735 GMT"."""
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
        return _weekday(found)
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
    """"At 10:30"."""
    if found.before() not in ("at", "around", "about", "by", "until", "before", "after", "from"):
        return None
    return _clock(found)


def _midday(found: Found) -> Sense | None:
    if found.line.printed(found.first).istitle() and found.before() == "high":
        return None
    return at_time(_clock_day(found), _part(found))


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


def _now(found: Found) -> Sense:
    return reference("PRESENT_REF", Days.on(found.anchor))


def _moment(found: Found) -> Sense | None:
    word = found.words("thing")[0]
    if word == "future":
        return reference("FUTURE_REF")
    return _now(found) if found.before() in ("at", "for") else None


def _past(found: Found) -> Sense | None:
    if found.before() not in ("in", "of", "from") or found.words("last")[0] != "past":
        return None
    return reference("PAST_REF")


def _current(found: Found) -> Sense | None:
    return _now(found) if found.printed_after().isalpha() else None


def _recently(found: Found) -> Sense:
    days = time_words().windows["weeks"]
    return reference(
        "PAST_REF", calendar.window(calendar.shifted(found.anchor, -days), found.anchor)
    )


def _recent(found: Found) -> Sense | None:
    return _recently(found) if found.printed_after().isalpha() else None


def _soon(found: Found) -> Sense | None:
    """"Soon", "as soon as possible"; nothing where "soon" leans on another act."""
    if not found.text.endswith("possible"):
        if found.after() in ("after", "afterward", "afterwards") or found.tense is not Tense.FUTURE:
            return None
        if found.before() in ("as", "too", "how"):
            return None
    first = calendar.shifted(found.anchor, 1)
    last = calendar.shifted(found.anchor, time_words().windows["weeks"])
    return reference("FUTURE_REF", calendar.window(first, last))


_POINTER = "(?: this (?: last | next )? | last | next | the? (?: following | previous ) )"
_PART = "(?: day_part | midday )"
_SIDE = "(?: (?: early | late ) (?: on )? | mid dash? )"

RULES = (
    Rule(f"{_SIDE}? {_POINTER}? weekday", _on_weekday),
    Rule(f"(?: early | late )? {_POINTER}? weekday (?: at )? {_PART}", _weekday_part),
    Rule(f"{_POINTER}? weekday (?: dash | and | to ) weekday", _two_weekdays),
    Rule("(?: early | late | later )? day_word", _day_word),
    Rule("(?: early | late )? day_word {part}".replace("{part}", _PART), _day_word_part),
    Rule("mid dash? day_part day_word", _day_word_part),
    Rule("the? u_day (?: before | after ) day_word", _beyond),
    Rule("the? u_day (?: before | after ) last weekday", _beyond),
    Rule("tonight", _tonight),
    Rule("(?: early | late )? (?: this | last | the? next | that | the? same | the? following )"
         " day_part", _this_part),
    Rule("the day_part", _the_part),
    Rule("mid dash? day_part", _the_part),
    Rule("overnight", _overnight),
    Rule("(?: clock | small ) meridiem clock_zone? (?: comma? (?: on )? (?: weekday | day_word"
         " | month small ) )?", _clock),
    Rule("clock clock_zone", _clock),
    Rule("(?: many | year ) clock_zone", _clock),
    Rule("clock", _bare_clock),
    Rule("midday", _midday),
    Rule("(?: last | next | this )? holiday u_week? (?: comma? year )?", _holiday),
    Rule("now", _now),
    Rule("current", _current),
    Rule("these units", lambda found: _now(found) if found.words("units") == ["days"] else None),
    Rule("the thing", _moment),
    Rule("the last", _past),
    Rule("more? recently", _recently),
    Rule("recent", _recent),
    Rule("soon", _soon),
    Rule("other soon other other", lambda found: _soon(found) if _AS_POSSIBLE.fullmatch(found.text) else None),
)
