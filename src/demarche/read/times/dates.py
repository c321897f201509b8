"""Days and months named by their numbers or names."""

from __future__ import annotations

from datetime import date, timedelta

from demarche.knowledge.timewords import time_words
from demarche.model import Days, Grain, TimexType
from demarche.read.times import calendar, nearby
from demarche.read.times.parts import part
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    Tense,
    in_month,
    number_of,
    on_day,
)

_LEADS_TO_MONTH = frozenset(
    "in since until till by from to through of during last next this early late mid before after "
    "for between and or throughout come around late each every".split()
)
_SURE_MONTH = frozenset("in since during last next this early late mid throughout".split())
_LEADS_TO_DAY = frozenset("on by until till from to since before after through of".split())
_NO_COUNT = frozenset(
    "in at for with after before to on and or of as when if but while by from under when where "
    "during following amid about over who which said says for".split()
)


def _year(found: Found) -> int | None:
    """The year that stands with a day or month; `None` where none does."""
    if found.has("year"):
        return found.number("year")
    if found.has("brief_year"):
        short = found.number("brief_year")
        return max(
            (century + short for century in (1800, 1900, 2000)),
            key=lambda year: -abs(year - found.anchor.year),
        )
    if not found.has("u_year"):
        return None
    if found.has("that", "same") and found.setting.named:
        return found.setting.named.first.year
    step = -1 if found.has("last", "previous") else 1 if found.has("next", "following") else 0
    return found.anchor.year + step


def _day_of(found: Found, month: int, day: int) -> date:
    year = _year(found)
    if year:
        return date(year, month, day)
    if month == 9 and day == 11 and found.after().startswith(("attack", "terror", "hijack")):
        return date(2001, 9, 11)
    if found.has("weekday"):
        wanted = found.number("weekday")
        near = [
            date(found.anchor.year + step, month, day)
            for step in (0, -1, 1, -2)
            if 1 <= found.anchor.year + step <= calendar.LAST_YEAR
        ]
        for day_named in near:
            if day_named.isoweekday() == wanted:
                return day_named
    return nearby.month_day(found.anchor, month, day, found.tense)


def _full(found: Found) -> Sense | None:
    """A month and a day, with or without weekday and year."""
    month_only = found.before() == "in" and not found.has("year", "ordinal_day", "ordinal")
    if month_only and found.has("small"):
        return None
    day = found.number("small", "ordinal_day", "ordinal")
    return on_day(_day_of(found, found.number("month", "month_brief"), day))


def _is_counted(found: Found) -> bool:
    """Whether the last number of a list counts the thing named after it: "17 and 18 people"."""
    following = found.printed_after()
    return following.isalpha() and following.islower() and following not in _NO_COUNT


def _span(first: date, last: date) -> Sense:
    if last < first:
        raise ValueError(f"{first} to {last}")
    days = Days(first, last, Grain.WINDOW)
    return Sense(TimexType.DATE, f"{first}/{last}", days)


def _days_of_month(found: Found) -> Sense | None:
    """Several days of one month: "March 17 and 18", "Jan. 5-12", "14-15 September"."""
    if _is_counted(found) and not found.has("year") and found.place("month") == found.first:
        return None
    numbers = [number_of(word) for word in found.words("small", "ordinal_day")]
    month = found.number("month", "month_brief")
    first = _day_of(found, month, numbers[0])
    last = first.replace(day=numbers[-1])
    return _span(first, last)


def _across_months(found: Found) -> Sense:
    """Read "Jan. 30-Feb. 2": days of two months."""
    days = [number_of(word) for word in found.words("small", "ordinal_day")]
    months = [number_of(word) for word in found.words("month")]
    first = _day_of(found, months[0], days[0])
    last = date(first.year + (months[1] < months[0]), months[1], days[1])
    return _span(first, last)


def _months(found: Found) -> Sense:
    """Read "January-March": whole months."""
    first, last = (number_of(word) for word in found.words("month"))
    year = _year(found) or nearby.month(found.anchor, last, found.tense)[0]
    days = Days(
        date(year - (last < first), first, 1), calendar.month(year, last).last, Grain.WINDOW
    )
    value = f"{days.first.year:04}-{first:02}/{year:04}-{last:02}"
    return Sense(TimexType.DATE, value, days)


def _day_alone(found: Found) -> Sense | None:
    """Read "on the 17th": the day of this month, or of the one last named."""
    if found.before() not in _LEADS_TO_DAY or _is_counted(found):
        return None
    named = found.setting.named
    base = named.first if named and named.grain in (Grain.DAY, Grain.MONTH) else found.anchor
    return on_day(base.replace(day=found.number("ordinal_day")))


def _iso(found: Found) -> Sense:
    day = date.fromisoformat(found.text[:10])
    return on_day(day)


def _slashed(found: Found) -> Sense | None:
    """Read "17/03/2021"; `None` where day and month cannot be told apart."""
    first, second, year = (int(part) for part in found.text.replace(".", "/").split("/"))
    if year < 100:
        year += 1900 if year > found.anchor.year % 100 + 10 else 2000
    if first > 12:
        return on_day(date(year, second, first))
    if second > 12 or first == second:
        return on_day(date(year, first, second))
    return None


def _month_year(found: Found) -> Sense:
    month = found.number("month", "month_brief")
    year = _year(found) or nearby.month(found.anchor, month, found.tense)[0]
    return part(found, in_month(year, month))


def _month(found: Found) -> Sense | None:
    """A month alone, as the tense points; no month where the word is a name or a march."""
    if not _is_month(found):
        return None
    month = found.number("month")
    if found.has("last", "next", "this"):
        return in_month(*_pointed_month(found, month))
    tense = Tense.NONE if _tells_apart(found) else found.tense
    return part(found, in_month(*nearby.month(found.anchor, month, tense)))


def _tells_apart(found: Found) -> bool:
    """Whether the month only tells one event from others: "the January congress"."""
    before = found.before() in ("the", "a", "its", "their", "his", "her", "'s", "’s")
    return before and found.printed_after().islower()


def _pointed_month(found: Found, month: int) -> tuple[int, int]:
    anchor = found.anchor.replace(day=1)
    if found.has("this"):
        if found.has("last"):
            return nearby.month(anchor, month, Tense.PAST)
        if found.has("next"):
            return nearby.month(anchor, month, Tense.FUTURE)
        return anchor.year, month
    if found.has("last"):
        return nearby.month(calendar.months_on(anchor, -1), month, Tense.PAST)
    return nearby.month(calendar.months_on(anchor, 1), month, Tense.FUTURE)


def _is_month(found: Found) -> bool:
    if found.has("early", "late", "mid", "start", "middle", "end", "last", "next", "this"):
        return True
    name, before = found.line.word(found.first), found.before()
    if before in time_words().traps["before_month"]:
        return False
    if name not in ("may", "march", "august", "april", "june"):
        return True
    if name != "may" and name != "march":
        return not found.printed_after().istitle()
    if before in _SURE_MONTH:
        return True
    if name == "may" and "Theresa May" in found.line.text:
        return False
    event_follows = before in ("the", "a", "its") and found.printed_after().islower()
    return before in _LEADS_TO_MONTH or event_follows


def _nine_eleven(_: Found) -> Sense:
    return on_day(date(2001, 9, 11))


def _week_of(found: Found) -> Sense:
    """Read "the week of March 6", "the week ended Oct. 20"."""
    day = _day_of(found, found.number("month"), found.number("small", "ordinal_day"))
    if found.has("ended"):
        first = day - timedelta(6)
        value = calendar.week_value(day)
        return Sense(TimexType.DATE, value, Days(first, day, Grain.WINDOW))
    return Sense(TimexType.DATE, calendar.week_value(day), calendar.week(day))


RULES = (
    Rule("iso", _iso),
    Rule("slashed", _slashed),
    Rule("nine_eleven", _nine_eleven),
    Rule("(?: weekday comma? )? month day_number which_year?", _full),
    Rule("(?: weekday comma? )? month ordinal which_year?", _full),
    Rule("(?: weekday comma? )? month_brief day_number which_year?", _full),
    Rule("(?: weekday comma? )? the? day_number of? (?: month | month_brief ) which_year?", _full),
    Rule("the ordinal of month which_year?", _full),
    Rule(
        "month day_number (?: comma day_number ){0,5}"
        " (?: dash | to | comma? and ) day_number which_year?",
        _days_of_month,
    ),
    Rule(
        "the? day_number (?: comma day_number ){0,5}"
        " (?: dash | to | comma? and ) (?: the )? day_number of? month which_year?",
        _days_of_month,
    ),
    Rule("month day_number dash month day_number which_year?", _across_months),
    Rule("day_number month dash day_number month which_year?", _across_months),
    Rule("month dash month which_year?", _months),
    Rule("the ordinal_day", _day_alone),
    Rule("the? u_week (?: of | ended | other ) month day_number which_year?", _week_of),
    Rule("edge? (?: month | month_brief ) which_year", _month_year),
    Rule("(?: last | next | this (?: last | next )? )? month", _month),
    Rule("edge month", _month),
)
