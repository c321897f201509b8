"""Quarters, halves, seasons and business years."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from demarche.knowledge.timewords import time_words
from demarche.read.times import calendar, nearby
from demarche.read.times.parts import decade_number, part
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    Tense,
    in_decade,
    in_half,
    in_quarter,
    in_season,
    in_year,
    lasting,
)
from demarche.read.times.windows import ago


def spoken_quarter(found: Found) -> Sense:
    """Read "the quarter": the one last spoken of, else the last that is over."""
    spoken = found.setting.quarter
    if spoken:
        return in_quarter(*spoken)
    over = calendar.months_on(found.anchor.replace(day=1), -3)
    return in_quarter(over.year, (over.month + 2) // 3)


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
    """Read "the third quarter", "third-quarter", "the 1988 third quarter"."""
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
    """Read "last year's quarter", "the year-ago period", "the 1988 quarter"."""
    year = _year_said(found)
    spoken = found.setting.quarter
    if spoken is None:
        return in_year(year if year is not None else found.anchor.year - 1)
    if found.has("ago", "earlier"):
        return in_quarter(spoken[0] - 1, spoken[1])
    return in_quarter(year if year is not None else spoken[0] - 1, spoken[1])


def _half(found: Found) -> Sense:
    """Read "the first half of 1989", "the second half of the year"."""
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
    led = found.before() in (
        "in",
        "by",
        "since",
        "until",
        "during",
        "over",
        "through",
        "throughout",
    )
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


def _year_earlier(found: Found) -> Sense | None:
    """Read "a year ago", "a year earlier": after talk of a quarter, that one."""
    spoken = found.setting.quarter
    if spoken and found.text[0].islower():
        return replace(in_quarter(spoken[0] - 1, spoken[1]), names=False)
    if found.has("ago"):
        return ago(found)
    named = found.setting.named
    return replace(in_year((named.first if named else found.anchor).year - 1), names=False)


RULES = (
    Rule(
        "the? fiscal? dash? ordinal fiscal? u_quarter (?: (?: of | comma )? which_year )?", _quarter
    ),
    Rule("ordinal dash u_quarter", _quarter),
    Rule("the? year ordinal dash? u_quarter", _quarter),
    Rule("the? (?: this | last | next ) u_year poss ordinal dash? u_quarter", _quarter),
    Rule("the? other? u_year dash? (?: ago | earlier ) ordinal dash? u_quarter", _quarter),
    Rule("(?: this | last ) u_year poss u_quarter", _quarter_of_year),
    Rule("the? year u_quarter", _quarter_of_year),
    Rule("the? other? u_year dash (?: ago | earlier ) (?: u_quarter | period )", _quarter_of_year),
    Rule("the u_quarter a u_year (?: ago | earlier )", _quarter_of_year),
    Rule(
        "the (?: other | same ) period (?: a u_year (?: ago | earlier ) | last u_year )",
        _quarter_of_year,
    ),
    Rule("the (?: latest | current ) period", lambda found: spoken_quarter(found)),
    Rule("u_year dash (?: ago | earlier )", _quarter_of_year),
    Rule(
        "the? (?: ordinal | last ) half (?: of? (?: the u_year | the? decade | which_year ) )?",
        _half,
    ),
    Rule(
        "(?: the? edge )? (?: the | that )? (?: last | this | next )? season which_year?", _season
    ),
    Rule("edge? the? (?: last | next | current | latest | previous )? fiscal u_year", _fiscal_year),
    Rule("the? year season", _season),
    Rule("a u_year (?: ago | earlier )", _year_earlier),
)
