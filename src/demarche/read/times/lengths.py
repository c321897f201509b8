"""How long: durations, and days counted from them."""

from __future__ import annotations

from demarche.model import Days, TimexType
from demarche.read.times.measures import (
    amount_of,
    bound,
    is_age,
    moved,
    period_value,
    unit_of,
)
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    Tense,
    lasting,
    on_day,
    repeated,
    whole,
)

_PER_AFTER = frozenset(
    "for in within of over after during by at from to about the than with and "
    "only just nearly almost every last next is was or until once".split()
)
_NOT_BEFORE_UNITS = frozenset(
    "these those his her their our my its olden early school dark final "
    "later golden salad office teenage".split()
)


def _duration(found: Found) -> Sense | None:
    """Read "three days", "nearly forty years", "16-hour", "two to three weeks"."""
    unit, amount = unit_of(found), amount_of(found)
    if is_age(found) or (unit == "quarter" and _is_share(found)):
        return None
    value = period_value(amount, unit)
    if found.line.word(found.first) in ("a", "an", "one") and not found.has("half", "some"):
        return _one(found, unit, value)
    return lasting(value, _counted_on(found, amount, unit), bound(found))


def _is_share(found: Found) -> bool:
    """Whether "a quarter", "three-quarters" are a part of something."""
    return (
        found.after() == "of" or found.has("dash") or found.line.word(found.first) in ("a", "one")
    )


def _one(found: Found, unit: str, value: str) -> Sense | None:
    """Read "a year": a rate after a sum, else a duration."""
    if found.has("a") and found.last - found.first == 2 and _is_rate(found):
        return repeated(value)
    return lasting(value, _counted_on(found, 1, unit))


def _is_rate(found: Found) -> bool:
    """Whether "a year" or "a day" says how often: after a sum or the thing counted."""
    if found.before() in _PER_AFTER or not found.before().isalnum():
        return False
    if found.after() in ("ago", "earlier", "later", "before", "after", "and"):
        return False
    near = [found.before(step) for step in range(1, 6)]
    return any(
        w[:1].isdigit()
        or w
        in (
            "million",
            "billion",
            "thousand",
            "hundreds",
            "thousands",
            "dozens",
            "times",
            "cents",
            "percent",
            "once",
            "twice",
            "half",
            "many",
        )
        for w in near
    )


def _counted_on(found: Found, amount: float | None, unit: str) -> Days | None:
    """The day that "three days later" falls on, counted from the day last named."""
    sign = {"later": 1, "afterwards": 1, "earlier": -1}.get(found.after())
    if sign is None or amount is None or found.setting.named is None:
        return None
    day = moved(found.looks_back_to, sign * amount, unit)
    return (on_day(day) if unit == "week" else whole(day, unit)).days


def _units(found: Found) -> Sense | None:
    """Read "weeks", "decades-long": an unnamed number of units."""
    word = found.before()
    if is_age(found) or word in _NOT_BEFORE_UNITS or word in ("-", "–"):
        return None
    if found.words("units") == ["quarters"]:
        return None
    return lasting(period_value(None, unit_of(found)))


def _first_units(found: Found) -> Sense | None:
    """Read "the first nine months", "the nine months"."""
    if is_age(found):
        return None
    unit = unit_of(found)
    if unit == "month":
        found.setting.quarter = None
    return lasting(period_value(amount_of(found), unit))


def _nth_day(found: Found) -> Sense | None:
    """Read "the second day of a visit": the day of publication, as print tells it."""
    if found.after() != "of" or found.tense is Tense.FUTURE:
        return None
    if found.before() in ("its", "his", "her", "their"):
        return None
    return Sense(TimexType.DATE, found.anchor.isoformat(), Days.on(found.anchor), names=False)


def _lasting_word(found: Found) -> Sense:
    unit = ("", "day", "week", "month", "year")[found.number("lasting")]
    return lasting(period_value(1, unit))


RULES = (
    Rule("bound? amount dash? (?: more | sort )? any_unit (?: more | dash? long )?", _duration),
    Rule("bound? amount (?: to | dash | and ) amount dash? (?: more | sort )? any_unit", _duration),
    Rule("bound? more amount? any_unit", _duration),
    Rule("bound? (?: a | count | small ) any_unit and a half", _duration),
    Rule("units (?: dash? long )?", _units),
    Rule(
        "clock_units",
        lambda found: (
            _units(found) if found.before() in ("for", "within", "in", "after", "than") else None
        ),
    ),
    Rule("the? (?: ordinal | last )? (?: counted | some ) units", _first_units),
    Rule("the? (?: ordinal | ordinal_day ) more? u_day", _nth_day),
    Rule("lasting", _lasting_word),
    Rule("u_day dash long", lambda _: lasting("P1D")),
    Rule("(?: u_week | u_month | u_year | u_decade | u_clock ) dash long", _duration),
)
