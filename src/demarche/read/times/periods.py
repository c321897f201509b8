"""Weeks, months, years as counted from the day of publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from demarche.model import Grain, TimexType
from demarche.read.times import calendar
from demarche.read.times.measures import moved, unit_of
from demarche.read.times.parts import edge, part
from demarche.read.times.quarters import spoken_quarter
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    Tense,
    in_week,
    lasting,
    whole,
)

_SUNDAY = 7
_JANUARY = 1
_UNIT = "(?: u_week | u_month | u_year | u_quarter | u_decade | u_century )"
_POINTER = "(?: this | last | next | current | latest | (?: that | the? same | the? following"
_POINTER += " | the? previous ) )"


def _week(anchor: date, steps: int, tense: Tense) -> Sense:
    """Return the week so many steps from this one.

    On a Sunday, print looks back on the week that ends as the last one (or as this one), and ahead
    to the week that begins on the morrow as this one.
    """
    if anchor.isoweekday() == _SUNDAY:
        ahead = steps == 0 and tense is Tense.FUTURE
        return in_week(calendar.shifted(anchor, 7 if ahead else 7 * (steps + (steps < 0))))
    return in_week(calendar.shifted(anchor, 7 * steps))


def stepped(unit: str, anchor: date, steps: int, tense: Tense = Tense.NONE) -> Sense:
    """Return the whole unit, such as a month, so many steps from the one of the anchor."""
    if unit == "week":
        return _week(anchor, steps, tense)
    start = anchor if unit == "day" else anchor.replace(day=1)
    return whole(moved(start, steps, unit), unit)


def _relative(found: Found) -> Sense | None:
    """Read "this week", "last month", "the following year", "later that day"."""
    unit = unit_of(found)
    named = found.setting.named
    if unit == "day" or found.has("that", "same", "following", "previous"):
        if unit == "day" and not (named and named.grain is Grain.DAY):
            return None
        base = named.first if named else found.anchor
        step = 1 if found.has("following", "next") else -1 if found.has("previous") else 0
        return _within(found, stepped(unit, base, step))
    step = -1 if found.has("last") else 1 if found.has("next") else 0
    if found.has("latest"):
        return stepped(unit, found.anchor, -1)
    sense = stepped(unit, found.anchor, step, found.tense)
    if found.has("the") and found.has("last", "next") and edge(found) is None:
        return _rolling(found, unit, sense)
    return _within(found, sense)


def _rolling(found: Found, unit: str, sense: Sense) -> Sense:
    """Read "the past week", "in the coming month": a unit up to or from publication."""
    sign = -1 if found.has("last") else 1
    far = moved(found.anchor, sign, unit)
    near = found.anchor if sign < 0 else calendar.shifted(found.anchor, 1)
    return replace(sense, days=calendar.window(min(far, near), max(far, near)))


def _within(found: Found, sense: Sense) -> Sense:
    """Return the part of a unit that "early", "later" and their like leave of it."""
    if not found.has("earlier", "later") or sense.days is None:
        return part(found, sense)
    days, anchor = sense.days, found.anchor
    inside = days.first <= anchor <= days.last
    if found.has("earlier"):
        last = max(days.first, calendar.shifted(anchor, -1)) if inside else days.last
        return replace(sense, mod="START", days=calendar.window(days.first, last))
    first = min(days.last, calendar.shifted(anchor, 1)) if inside else days.first
    if days.grain is Grain.DAY:
        return replace(sense, mod="END")
    return replace(sense, mod="END", days=calendar.window(first, days.last))


def _bare(found: Found) -> Sense | None:
    """Read "the week", "the quarter", "the year"."""
    unit = unit_of(found)
    if found.after() == "-" and found.line.adjoins(found.last - 1):
        return None
    if found.after() in ("ended", "ending") and unit == "year":
        return lasting("P1Y")
    if unit == "quarter":
        return spoken_quarter(found)
    named = found.setting.named
    base = named.first if named and unit != "week" and named.first < found.anchor else None
    return _within(found, stepped(unit, base or found.anchor, 0))


def _beside(found: Found) -> Sense | None:
    """Read "the year before", "the week after": beside the one last named."""
    named, following = found.setting.named, found.printed_after()
    if named is None or following[:1].isalnum():
        return None
    step = -1 if found.has("before") else 1
    unit = unit_of(found)
    if unit == "day" and named.grain is not Grain.DAY:
        return None
    return replace(stepped(unit, named.first, step), names=False)


def _part_of_day(found: Found) -> Sense:
    """Read "late in the day", "later in the week"."""
    unit = unit_of(found)
    if unit != "day":
        return _within(found, stepped(unit, found.anchor, 0, found.tense))
    named = found.setting.named
    base = named.first if named and named.grain is Grain.DAY else found.anchor
    return _within(found, stepped(unit, base, 0))


def _unit_end(found: Found) -> Sense:
    """Read "year-end", "the year's end", "month's end"."""
    unit = unit_of(found)
    back = unit == "year" and found.anchor.month <= _JANUARY and found.tense is Tense.PAST
    return part(found, stepped(unit, found.anchor, -1 if back else 0))


def _week_end(found: Found) -> Sense | None:
    """Read "the weekend": the last one, or with "next" or a future tense the one to come."""
    saturday = calendar.shifted(calendar.week(found.anchor).first, 5)
    if not found.has("this"):
        back = found.has("last") or (found.tense is not Tense.FUTURE and found.anchor < saturday)
        saturday = calendar.shifted(saturday, 7 if found.has("next") else -7 if back else 0)
    days = calendar.window(saturday, calendar.shifted(saturday, 1))
    return Sense(TimexType.DATE, calendar.week_value(saturday) + "-WE", days)


RULES = (
    Rule(f"edge? (?: earlier | later )? the? {_POINTER} {_UNIT}", _relative),
    Rule(
        "(?: earlier | later | early | late )? (?: that | the? same | the following | the next"
        " | the previous ) u_day",
        _relative,
    ),
    Rule(f"edge? the {_UNIT}", _bare),
    Rule("the unit (?: before | after )", _beside),
    Rule("(?: late | later | early | earlier ) in the (?: unit )", _part_of_day),
    Rule("(?: the | this | last ) u_year poss? dash? end", _unit_end),
    Rule("(?: u_year | u_month | u_quarter | u_decade ) (?: poss | dash )? end", _unit_end),
    Rule("(?: the | this | a )? (?: last | next )? u_weekend", _week_end),
)
