"""Stretches up to the day of publication and from it: "two years ago", "the coming weeks"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from demarche.knowledge.timewords import time_words
from demarche.model import Days
from demarche.read.times import calendar
from demarche.read.times.measures import amount_of, bound, moved, period_value, unit_of
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    lasting,
    on_day,
    reference,
    whole,
)

_HOURS = 24
_VALUED = {"decade": "year", "century": "year"}
_POINTED = "(?: the | a )? (?: last | next | previous | following )"


def ago(found: Found) -> Sense | None:
    """Read "two years ago", "a week ago", "years ago"."""
    unit, amount = unit_of(found), amount_of(found)
    if amount is None:
        return reference("PAST_REF")
    if unit == "hour":
        return on_day(calendar.shifted(found.anchor, -int(amount // _HOURS)))
    day = moved(found.anchor, -amount, unit)
    sense = replace(whole(day, _VALUED.get(unit, unit)), mod=bound(found))
    if amount == 1 and unit == "week":
        return replace(sense, days=Days.on(day))
    if amount == 1 and unit == "year":
        return replace(sense, days=calendar.month(day.year, day.month), names=False)
    return replace(sense, days=whole(day, unit).days)


def _window(found: Found) -> Sense | None:
    """Read "the past two weeks", "the coming weeks", "the next few days"."""
    unit, amount = unit_of(found), amount_of(found)
    back = found.has("last", "previous")
    if found.has("some") or not found.has("count", "small", "many", "couple", "half", "big_count"):
        amount = None
    vague_past = back and amount is None and not found.has("the", "some")
    days = _stretch(found.anchor, amount, unit, back=back)
    if vague_past:
        return reference("PAST_REF", days)
    return lasting(period_value(amount, unit), days)


def _stretch(anchor: date, amount: float | None, unit: str, *, back: bool) -> Days:
    """The days up to the anchor, or from the day after it, that a window of this size covers."""
    sign = -1 if back else 1
    if amount is None:
        size = time_words().windows.get(unit + "s" if unit != "quarter" else "months", 1)
        far = calendar.shifted(anchor, sign * size)
    elif unit == "hour":
        far = calendar.shifted(anchor, sign * max(int(amount + 23) // 24, 1))
    else:
        far = moved(anchor, sign * amount, unit)
    near = anchor if back else calendar.shifted(anchor, 1)
    return calendar.window(min(far, near), max(far, near))


def _recent(found: Found) -> Sense | None:
    unit = unit_of(found)
    return reference("PAST_REF", _stretch(found.anchor, None, unit, back=True))


def _ahead(found: Found) -> Sense:
    unit = unit_of(found)
    return lasting(period_value(None, unit), _stretch(found.anchor, None, unit, back=False))


def _in_future(found: Found) -> Sense:
    """Read "two weeks from now"."""
    unit, amount = unit_of(found), amount_of(found)
    if amount is None:
        return reference("FUTURE_REF")
    return whole(moved(found.anchor, amount, unit), _VALUED.get(unit, unit))


RULES = (
    Rule("(?: bound | about )? amount any_unit ago", ago),
    Rule("(?: a | count ) any_unit and a half ago", ago),
    Rule("(?: units | clock_units ) ago", ago),
    Rule(f"{_POINTED} amount? more? units (?: and units )?", _window),
    Rule(f"{_POINTED} amount? more? clock_units", _window),
    Rule(f"{_POINTED} counted (?: to | dash | and ) counted more? units", _window),
    Rule("the? recent units (?: and units )?", _recent),
    Rule("the units (?: ahead | to come )", _ahead),
    Rule("amount any_unit from now", _in_future),
)
