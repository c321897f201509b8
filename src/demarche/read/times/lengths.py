"""How long: durations, shifts from a day, windows such as "the coming weeks", and what repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from demarche.knowledge.timewords import time_words
from demarche.model import Days, TimexType
from demarche.read.times import calendar
from demarche.read.times.periods import UNIT_KINDS, in_week, stepped
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    Tense,
    in_decade,
    in_month,
    in_quarter,
    in_year,
    lasting,
    number_of,
    on_day,
    reference,
    repeated,
)

_LETTERS = {
    "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE",
    "century": "CE", "hour": "TH", "minute": "TM", "second": "TS", "weekend": "WE",
}  # fmt: skip
_FINER = {"Y": "6M", "TH": "30M", "TM": "30S"}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "hour": 0, "minute": 0, "second": 0, "weekend": 7}
_PER_AFTER = frozenset("for in within of over after during by at from to about the than with and "
                       "only just nearly almost every last next is was or until once".split())
_NOT_BEFORE_UNITS = frozenset("these those his her their our my its olden early school dark final "
                              "later golden salad office teenage".split())
_FEW = 1


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
        return half if found.line.word(found.first) in ("half", "½") or not found.has("and") else 1.5
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


def _bound(found: Found) -> str | None:
    """The TIMEX3 `mod` of "more than", "nearly" and their like."""
    if found.has("nearly"):
        return "EQUAL_OR_LESS"
    if found.has("least"):
        return "EQUAL_OR_MORE"
    if found.has("than"):
        return "LESS_THAN" if found.has("less") else "MORE_THAN"
    if found.has("over"):
        return "MORE_THAN" if found.words("over")[0] == "over" else "LESS_THAN"
    return "EQUAL_OR_LESS" if found.has("at") else None


def _is_age(found: Found) -> bool:
    following = [found.after(1), found.after(2)]
    if following[0] == "-" and found.line.adjoins(found.last - 1):
        return following[1] in ("old", "earlier", "ago", "end")
    return following[0] == "old"


def _duration(found: Found) -> Sense | None:
    """"Three days", "nearly forty years", "16-hour", "two to three weeks"."""
    unit, amount = unit_of(found), amount_of(found)
    if _is_age(found) or (unit == "quarter" and _is_share(found)):
        return None
    value = period_value(amount, unit)
    if found.line.word(found.first) in ("a", "an", "one") and not found.has("half", "some"):
        return _one(found, unit, value)
    return lasting(value, _counted_on(found, amount, unit), _bound(found))


def _is_share(found: Found) -> bool:
    """Whether "a quarter", "three-quarters" are a part of something."""
    return found.after() == "of" or found.has("dash") or found.line.word(found.first) in ("a", "one")


def _one(found: Found, unit: str, value: str) -> Sense | None:
    """"A year": a rate after a sum, else a duration."""
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
    return any(w[:1].isdigit() or w in ("million", "billion", "thousand", "hundreds", "thousands",
                                        "dozens", "times", "cents", "percent", "once", "twice",
                                        "half", "many") for w in near)


def _counted_on(found: Found, amount: float | None, unit: str) -> Days | None:
    """The day that "three days later" falls on, counted from the day last named."""
    sign = {"later": 1, "afterwards": 1, "earlier": -1}.get(found.after())
    if sign is None or amount is None or found.setting.named is None:
        return None
    day = moved(found.looks_back_to, sign * amount, unit)
    whole = _whole(day, unit) if unit != "week" else on_day(day)
    return whole.days


def _whole(day: date, unit: str) -> Sense:
    """The day, week, month or year about a day: as fine as the unit it was counted in."""
    if unit == "week":
        return in_week(day)
    if unit == "month":
        return in_month(day.year, day.month)
    if unit == "quarter":
        return in_quarter(day.year, (day.month + 2) // 3)
    if unit in ("year", "decade", "century"):
        return in_year(day.year)
    return on_day(day)


def _ago(found: Found) -> Sense | None:
    """"Two years ago", "a week ago", "years ago"."""
    unit, amount = unit_of(found), amount_of(found)
    if amount is None or unit in ("hour", "minute", "second"):
        if amount is not None:
            day = calendar.shifted(found.anchor, -int(amount // 24) if unit == "hour" else 0)
            return on_day(day)
        return reference("PAST_REF")
    day = moved(found.anchor, -amount, unit)
    sense = _whole(day, unit)
    if amount == _FEW and unit in ("week", "year"):
        exact = on_day(day) if unit == "week" else in_month(day.year, day.month)
        return Sense(sense.type, sense.value, exact.days, _bound(found), names=unit == "week")
    if unit == "decade":
        return Sense(sense.type, sense.value, in_decade(day.year // 10).days, _bound(found))
    return Sense(sense.type, sense.value, sense.days, _bound(found))


def _year_earlier(found: Found) -> Sense | None:
    """"A year ago", "a year earlier": beside figures of a quarter, that quarter a year before."""
    spoken = found.setting.quarter
    if spoken and found.text[0].islower():
        return replace(in_quarter(spoken[0] - 1, spoken[1]), names=False)
    if found.has("ago"):
        return _ago(found)
    named = found.setting.named
    return replace(in_year((named.first if named else found.anchor).year - 1), names=False)


def _window(found: Found) -> Sense | None:
    """"The past two weeks", "the coming weeks", "the next few days"."""
    unit, amount = unit_of(found), amount_of(found)
    back = found.has("last", "previous")
    if found.has("some"):
        amount = None
    elif not found.has("count", "small", "many", "couple", "half", "big_count"):
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


def _units(found: Found) -> Sense | None:
    """"Weeks", "decades-long": an unnamed number of units."""
    word = found.before()
    if _is_age(found) or word in _NOT_BEFORE_UNITS or word in ("-", "–"):
        return None
    if found.words("units") == ["quarters"]:
        return None
    return lasting(period_value(None, unit_of(found)))


def _first_units(found: Found) -> Sense | None:
    """"The first nine months", "the nine months"."""
    if _is_age(found):
        return None
    unit = unit_of(found)
    if unit == "month":
        found.setting.quarter = None
    return lasting(period_value(amount_of(found), unit))


def _in_future(found: Found) -> Sense:
    """"Two weeks from now"."""
    unit, amount = unit_of(found), amount_of(found)
    if amount is None:
        return reference("FUTURE_REF")
    return _whole(moved(found.anchor, amount, unit), unit)


def _every(found: Found) -> Sense | None:
    """"Every year", "each Monday", "every two weeks", "every other day"."""
    if found.has("weekday"):
        return repeated(f"XXXX-WXX-{found.number('weekday')}")
    if found.has("month"):
        return repeated(f"XXXX-{found.number('month'):02}")
    if found.has("season"):
        return repeated(f"XXXX-{calendar.SEASONS[found.number('season') - 1]}")
    if found.has("day_part"):
        return repeated(f"XXXX-XX-XXT{found.words('day_part')[0][:2].upper()}")
    amount = amount_of(found)
    other = 2.0 if "other" in found.text.split() else 1.0
    return repeated(period_value(amount * other if amount else None, unit_of(found)))


def _often(found: Found) -> Sense | None:
    word = found.words("often")[0]
    units = {"daily": "day", "nightly": "day", "weekly": "week", "monthly": "month",
             "hourly": "hour", "biweekly": "week"}  # fmt: skip
    amount = 2 if word == "biweekly" else 1
    if found.has("dash"):
        return None
    return repeated(period_value(amount, units.get(word, "year")))


def _weekdays(found: Found) -> Sense:
    return repeated(f"XXXX-WXX-{found.number('weekdays')}")


def _nth_day(found: Found) -> Sense | None:
    """"The second day of a visit": the day of publication, as print tells it."""
    if found.after() != "of" or found.tense is Tense.FUTURE:
        return None
    if found.before() in ("its", "his", "her", "their"):
        return None
    return Sense(TimexType.DATE, found.anchor.isoformat(), Days.on(found.anchor), names=False)


def _lasting_word(found: Found) -> Sense:
    unit = ("", "day", "week", "month", "year")[found.number("lasting")]
    return lasting(period_value(1, unit))


_POINTED = "(?: the | a )? (?: last | next | previous | following )"

RULES = (
    Rule("bound? amount dash? (?: more | sort )? any_unit (?: more | dash? long )?", _duration),
    Rule("bound? amount (?: to | dash | and ) amount dash? (?: more | sort )? any_unit", _duration),
    Rule("bound? more amount? any_unit", _duration),
    Rule("bound? (?: a | count | small ) any_unit and a half", _duration),
    Rule("(?: bound | about )? amount any_unit ago", _ago),
    Rule("(?: a | count ) any_unit and a half ago", _ago),
    Rule("(?: units | clock_units ) ago", _ago),
    Rule("a u_year (?: ago | earlier )", _year_earlier),
    Rule(f"{_POINTED} amount? more? units (?: and units )?", _window),
    Rule(f"{_POINTED} amount? more? clock_units", _window),
    Rule(f"{_POINTED} counted (?: to | dash | and ) counted more? units", _window),
    Rule("the? recent units (?: and units )?", _recent),
    Rule("the units (?: ahead | to come )", _ahead),
    Rule("units (?: dash? long )?", _units),
    Rule("clock_units", lambda found: _units(found) if found.before() in ("for", "within", "in", "after", "than") else None),
    Rule("the? (?: ordinal | last )? (?: counted | some ) units", _first_units),
    Rule("amount any_unit from now", _in_future),
    Rule("every (?: other | ordinal )? (?: counted )? any_unit", _every),
    Rule("every (?: weekday | month | season | day_part )", _every),
    Rule("often dash?", _often),
    Rule("weekdays", _weekdays),
    Rule("the? (?: ordinal | ordinal_day ) more? u_day", _nth_day),
    Rule("lasting", _lasting_word),
    Rule("u_day dash long", lambda _: lasting("P1D")),
    Rule("(?: u_week | u_month | u_year | u_decade | u_clock ) dash long", _duration),
)
