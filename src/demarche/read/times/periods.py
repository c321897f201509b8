"""Weeks, months, quarters, seasons, years as counted from the day of publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from demarche.knowledge.timewords import time_words
from demarche.model import Days, Grain, TimexType
from demarche.read.times import calendar, nearby
from demarche.read.times.parts import decade_number, edge, part
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    Tense,
    in_century,
    in_decade,
    in_half,
    in_month,
    in_quarter,
    in_season,
    in_week,
    in_year,
    lasting,
)

_SUNDAY = 7
_JANUARY = 1


def _week(anchor: date, steps: int, tense: Tense) -> Sense:
    """Return the week so many steps from this one.

    On a Sunday, print looks back on the week that ends as the last one (or as this one), and ahead
    to the week that begins on the morrow as this one.
    """
    if anchor.isoweekday() == _SUNDAY:
        ahead = steps == 0 and tense is Tense.FUTURE
        return in_week(calendar.shifted(anchor, 7 if ahead else 7 * (steps + (steps < 0))))
    return in_week(calendar.shifted(anchor, 7 * steps))


def stepped(kind: str, anchor: date, steps: int, tense: Tense = Tense.NONE) -> Sense:
    """Return the whole unit, such as `u_month`, so many steps from the one of the anchor."""
    if kind == "u_day":
        day = calendar.shifted(anchor, steps)
        return Sense(TimexType.DATE, day.isoformat(), Days.on(day))
    if kind == "u_week":
        return _week(anchor, steps, tense)
    if kind == "u_month":
        moved = calendar.months_on(anchor.replace(day=1), steps)
        return in_month(moved.year, moved.month)
    if kind == "u_quarter":
        moved = calendar.months_on(anchor.replace(day=1), 3 * steps)
        return in_quarter(moved.year, (moved.month + 2) // 3)
    if kind == "u_decade":
        return in_decade(anchor.year // 10 + steps)
    if kind == "u_century":
        return in_century(anchor.year // 100 + steps)
    return in_year(anchor.year + steps)


UNIT_KINDS = ("u_day", "u_week", "u_month", "u_quarter", "u_year", "u_decade", "u_century")


def unit_kind(found: Found) -> str:
    """Return the kind of unit among the words; a ValueError where there is none."""
    for kind in UNIT_KINDS:
        if found.has(kind):
            return kind
    raise ValueError(f"no unit in {found.text!r}")


def _relative(found: Found) -> Sense | None:
    """"This week", "last month", "the following year", "later that day"."""
    kind = unit_kind(found)
    named = found.setting.named
    if found.has("that", "same", "following", "previous"):
        if kind == "u_day" and not (named and named.grain is Grain.DAY):
            return None
        base = named.first if named else found.anchor
        step = 1 if found.has("following") else -1 if found.has("previous") else 0
        return _within(found, stepped(kind, base, step))
    if kind == "u_day":
        return None
    step = -1 if found.has("last") else 1 if found.has("next") else 0
    if found.has("latest"):
        return stepped(kind, found.anchor, -1)
    sense = stepped(kind, found.anchor, step, found.tense)
    if found.has("the") and found.has("last", "next") and edge(found) is None:
        return _rolling(found, kind, sense)
    return _within(found, sense)


def _rolling(found: Found, kind: str, sense: Sense) -> Sense:
    """"The past week", "in the coming month": as long as the unit, up to or from publication."""
    months = {"u_month": 1, "u_quarter": 3, "u_year": 12, "u_decade": 120, "u_century": 1200}
    sign = -1 if found.has("last") else 1
    if kind == "u_week":
        far = calendar.shifted(found.anchor, 7 * sign)
    else:
        far = calendar.months_on(found.anchor, months[kind] * sign)
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


def _spoken_quarter(found: Found) -> Sense:
    """"The quarter": the one last spoken of, else the last that is over."""
    spoken = found.setting.quarter
    if spoken:
        return in_quarter(*spoken)
    over = calendar.months_on(found.anchor.replace(day=1), -3)
    return in_quarter(over.year, (over.month + 2) // 3)


def _bare(found: Found) -> Sense | None:
    """"The week", "the quarter", "the year"."""
    kind = unit_kind(found)
    if found.after() == "-" and found.line.adjoins(found.last - 1):
        return None
    if found.after() in ("ended", "ending") and kind == "u_year":
        return lasting("P1Y")
    if kind == "u_quarter":
        return _spoken_quarter(found)
    if kind == "u_day":
        if found.before() not in ("in", "of", "that", "for") or not edge(found):
            return None
    named = found.setting.named
    base = named.first if named and kind != "u_week" and named.first < found.anchor else None
    return _within(found, stepped(kind, base or found.anchor, 0))


def _beside(found: Found) -> Sense | None:
    """"The year before", "the week after": beside the one last named."""
    named, following = found.setting.named, found.printed_after()
    if named is None or following[:1].isalnum():
        return None
    step = -1 if found.has("before") else 1
    kind = unit_kind(found)
    if kind == "u_day" and named.grain is not Grain.DAY:
        return None
    return replace(stepped(kind, named.first, step), names=False)


def _part_of_day(found: Found) -> Sense:
    """"Late in the day", "later in the week"."""
    kind = unit_kind(found)
    if kind != "u_day":
        return _within(found, stepped(kind, found.anchor, 0, found.tense))
    named = found.setting.named
    base = named.first if named and named.grain is Grain.DAY else found.anchor
    return _within(found, stepped(kind, base, 0))


def _unit_end(found: Found) -> Sense:
    """"Year-end", "the year's end", "month's end"."""
    kind = unit_kind(found)
    back = kind == "u_year" and found.anchor.month <= _JANUARY and found.tense is Tense.PAST
    return part(found, stepped(kind, found.anchor, -1 if back else 0))


def _week_end(found: Found) -> Sense | None:
    """"The weekend": the last one, or with "next" or a future tense the one to come."""
    anchor = found.anchor
    saturday = calendar.shifted(anchor, 5 - anchor.weekday())
    ahead = found.has("next") or (found.tense is Tense.FUTURE and not found.has("last"))
    if found.has("next") and not found.has("this") and anchor.isoweekday() < 4:
        saturday = calendar.shifted(saturday, 7)
    elif not ahead and not found.has("this") and anchor < saturday:
        saturday = calendar.shifted(saturday, -7)
    elif found.has("last") and not found.has("this") and anchor.isoweekday() >= 6:
        saturday = calendar.shifted(saturday, -7)
    days = calendar.window(saturday, calendar.shifted(saturday, 1))
    return Sense(TimexType.DATE, calendar.week_value(saturday) + "-WE", days)


def _year_said(found: Found) -> int | None:
    """The year that stands with a quarter, half or season."""
    if found.has("year"):
        return found.number("year")
    if not found.has("u_year"):
        return None
    if found.has("that", "same") and found.setting.named:
        return found.setting.named.first.year
    step = -1 if found.has("last", "previous", "ago", "earlier") else 0
    return found.anchor.year + (1 if found.has("next") else step)


def _quarter(found: Found) -> Sense:
    """"The third quarter", "third-quarter", "the 1988 third quarter"."""
    number = found.number("ordinal")
    if not 1 <= number <= 4:
        raise ValueError(f"no quarter {number}")
    year = _year_said(found)
    if year is None or (found.has("ago", "earlier") and found.setting.quarter):
        back = 1 if found.has("ago", "earlier") else 0
        days = nearby.period(found.anchor, lambda y: calendar.quarter(y, number), found.tense)
        spoken = found.setting.quarter
        near = spoken[0] if back and spoken else days.first.year
        year = near - back
    found.setting.quarter = (year, number)
    return in_quarter(year, number)


def _quarter_of_year(found: Found) -> Sense:
    """"Last year's quarter", "the year-ago period", "the 1988 quarter"."""
    year = _year_said(found)
    spoken = found.setting.quarter
    if spoken is None:
        return in_year(year if year is not None else found.anchor.year - 1)
    if found.has("ago", "earlier"):
        return in_quarter(spoken[0] - 1, spoken[1])
    return in_quarter(year if year is not None else spoken[0] - 1, spoken[1])


def _half(found: Found) -> Sense:
    """"The first half of 1989", "the second half of the year"."""
    number = 2 if found.has("last") and not found.has("u_year") else 0
    number = number or (found.number("ordinal") if found.has("ordinal") else 2)
    if number not in (1, 2):
        raise ValueError(f"no half {number}")
    if found.has("decade"):
        return in_decade(decade_number(found.words("decade")[0], found.anchor))
    year = _year_said(found)
    if year is None:
        days = nearby.period(found.anchor, lambda y: calendar.half(y, number), found.tense)
        year = days.first.year
    return in_half(year, number)


def _season(found: Found) -> Sense | None:
    """A season, where something but the word itself says that it is one."""
    number = found.number("season")
    if found.before() in time_words().traps["before_season"]:
        return None
    led = found.before() in ("in", "by", "since", "until", "during", "over", "through", "throughout")
    marked = found.has("last", "this", "next", "year", "u_year", "early", "late", "mid", "that")
    if not marked and not (led and found.has("the")):
        return None
    year = _year_said(found)
    if year is not None:
        return part(found, in_season(year, number))
    tense = Tense.FUTURE if found.has("next") else found.tense
    anchor = found.anchor
    if found.has("last"):
        tense = Tense.PAST
        here = nearby.period(anchor, lambda y: calendar.season(y, number), tense)
        if here.last >= anchor:
            anchor = here.first - timedelta(1)
    elif found.has("this"):
        return part(found, in_season(anchor.year, number))
    elif found.before() == "by":
        tense = Tense.FUTURE
    days = nearby.period(anchor, lambda y: calendar.season(y, number), tense)
    return part(found, in_season(days.first.year, number))


def _fiscal_year(found: Found) -> Sense | None:
    if found.has("last", "latest", "previous"):
        return in_year(found.anchor.year - 1)
    if found.after() in ("ended", "ending"):
        return lasting("P1Y")
    return in_year(found.anchor.year + (1 if found.has("next") else 0))


_UNIT = "(?: u_week | u_month | u_year | u_quarter | u_decade | u_century )"
_POINTER = "(?: this | last | next | current | latest | (?: that | the? same | the? following"
_POINTER += " | the? previous ) )"

RULES = (
    Rule(f"edge? (?: earlier | later )? the? {_POINTER} {_UNIT}", _relative),
    Rule("(?: earlier | later | early | late )? (?: that | the? same | the following | the next"
         " | the previous ) u_day", _relative),
    Rule(f"edge? the {_UNIT}", _bare),
    Rule("the unit (?: before | after )", _beside),
    Rule("(?: late | later | early | earlier ) in the (?: unit )", _part_of_day),
    Rule("(?: the | this | last ) u_year poss? dash? end", _unit_end),
    Rule("(?: u_year | u_month | u_quarter | u_decade ) (?: poss | dash )? end", _unit_end),
    Rule("(?: the | this | a )? (?: last | next )? u_weekend", _week_end),
    Rule("the? fiscal? dash? ordinal fiscal? u_quarter (?: (?: of | comma )? which_year )?", _quarter),
    Rule("ordinal dash u_quarter", _quarter),
    Rule("the? year ordinal dash? u_quarter", _quarter),
    Rule("the? (?: this | last | next ) u_year poss ordinal dash? u_quarter", _quarter),
    Rule("the? other? u_year dash? (?: ago | earlier ) ordinal dash? u_quarter", _quarter),
    Rule("(?: this | last ) u_year poss u_quarter", _quarter_of_year),
    Rule("the? year u_quarter", _quarter_of_year),
    Rule("the? other? u_year dash (?: ago | earlier ) (?: u_quarter | period )", _quarter_of_year),
    Rule("the u_quarter a u_year (?: ago | earlier )", _quarter_of_year),
    Rule("the (?: other | same ) period (?: a u_year (?: ago | earlier ) | last u_year )", _quarter_of_year),
    Rule("the (?: latest | current ) period", lambda found: _spoken_quarter(found)),
    Rule("u_year dash (?: ago | earlier )", _quarter_of_year),
    Rule("the? (?: ordinal | last ) half (?: of? (?: the u_year | the? decade | which_year ) )?",
         _half),
    Rule("(?: the? edge )? (?: the | that )? (?: last | this | next )? season which_year?",
         _season),
    Rule("edge? the? (?: last | next | current | latest | previous )? fiscal u_year", _fiscal_year),
    Rule("the? year season", _season),
)
