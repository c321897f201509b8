"""The days that a time expression in a written report may cover, by the rules of annotation."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

Window = tuple[date, date]

WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTHS["sept"] = 9
NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: number for number, word in enumerate(NUMBER_WORDS.split())}
NUMBERS |= {"a": 1, "an": 1}
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
WEEKDAY = r"(?P<weekday>" + "|".join(WEEKDAYS) + r")"
COUNT = r"(?P<count>\d+|" + "|".join(NUMBERS) + r")"
PART = r"(?: (?:morning|afternoon|evening|night))?"


def expected_days(words: str, published: date) -> set[Window]:
    """The windows that `words`, printed on `published`, may stand for; empty where no rule says."""
    if words.lower().startswith(("by ", "until ", "before ")):
        return set()
    text = re.sub(r"^(?:late|early) on ", "on ", words.lower().strip(" ,."))
    text = re.sub(r"^(?:on|in|at|during|over|from) ", "", text)
    text = re.sub(r"^(?:the )?(?:late|early) (?=\w+day\b)", "", text)
    if text.startswith("since "):
        begun = expected_days(text.removeprefix("since "), published)
        return {(first, published) for first, _ in begun if first <= published}
    if text in FIXED:
        return FIXED[text](published)
    for pattern, rule in RULES:
        found = re.fullmatch(pattern, text)
        if found:
            return rule(found, published)
    return set()


def week_of(day: date) -> Window:
    """Monday to Sunday of the week of `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_of(year: int, month: int) -> Window:
    """The first and last day of a month; months beyond the year run on."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_of(year: int) -> Window:
    """The first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def _months_on(day: date, months: int) -> date:
    first, last = month_of(day.year, day.month + months)
    return first.replace(day=min(day.day, last.day))


def _shifted_week(weeks: int) -> Callable[[date], set[Window]]:
    return lambda day: {week_of(day + timedelta(weeks=weeks))}


def _shifted_month(months: int) -> Callable[[date], set[Window]]:
    return lambda day: {month_of(day.year, day.month + months)}


def _shifted_year(years: int) -> Callable[[date], set[Window]]:
    return lambda day: {year_of(day.year + years)}


def _days_from(first: int, last: int) -> Callable[[date], set[Window]]:
    return lambda day: {(day + timedelta(days=first), day + timedelta(days=last))}


def _rest_of(part: Callable[[date], Window]) -> Callable[[date], set[Window]]:
    return lambda day: {(day + timedelta(days=1), part(day)[1])}


def _so_far(part: Callable[[date], Window]) -> Callable[[date], set[Window]]:
    def rule(day: date) -> set[Window]:
        first = part(day)[0]
        return {(first, last) for last in (day, day - timedelta(days=1)) if last >= first}

    return rule


def _this_month(day: date) -> Window:
    return month_of(day.year, day.month)


def _this_year(day: date) -> Window:
    return year_of(day.year)


def _weekend(day: date) -> set[Window]:
    saturday = week_of(day)[1] - timedelta(days=1)
    weeks = (timedelta(weeks=-1), timedelta(), timedelta(weeks=1))
    return {(saturday + week, saturday + week + timedelta(days=1)) for week in weeks}


FIXED: dict[str, Callable[[date], set[Window]]] = {
    **dict.fromkeys(("today", "tonight", "now", "this morning"), _days_from(0, 0)),
    **dict.fromkeys(
        ("this evening", "this afternoon", "later today", "earlier today"), _days_from(0, 0)
    ),
    **dict.fromkeys(("yesterday", "last night", "yesterday evening"), _days_from(-1, -1)),
    **dict.fromkeys(("tomorrow", "tomorrow morning"), _days_from(1, 1)),
    "overnight": lambda day: _days_from(-1, 0)(day) | _days_from(0, 1)(day),
    "this week": _shifted_week(0),
    "last week": _shifted_week(-1),
    "next week": _shifted_week(1),
    "this month": _shifted_month(0),
    "last month": _shifted_month(-1),
    "next month": _shifted_month(1),
    "this year": _shifted_year(0),
    "last year": _shifted_year(-1),
    "next year": _shifted_year(1),
    "earlier this week": _so_far(week_of),
    "earlier this month": _so_far(_this_month),
    "earlier this year": _so_far(_this_year),
    "later this week": _rest_of(week_of),
    "later this month": _rest_of(_this_month),
    "later this year": _rest_of(_this_year),
    **dict.fromkeys(("the coming weeks", "coming weeks"), _days_from(1, 42)),
    **dict.fromkeys(("the weeks ahead", "the next few weeks"), _days_from(1, 42)),
    **dict.fromkeys(("the coming days", "coming days", "the next few days"), _days_from(1, 7)),
    "the coming months": lambda day: {(day + timedelta(days=1), _months_on(day, 6))},
    **dict.fromkeys(("recent weeks", "the past few weeks"), _days_from(-42, 0)),
    **dict.fromkeys(("recent days", "the past few days"), _days_from(-7, 0)),
    "recent months": lambda day: {(_months_on(day, -6), day)},
    **dict.fromkeys(("the weekend", "this weekend", "last weekend", "next weekend"), _weekend),
}


def _weekday(found: re.Match[str], published: date) -> set[Window]:
    past = published - timedelta(days=(published.weekday() - WEEKDAYS[found["weekday"]]) % 7)
    coming = past + timedelta(days=7)
    return {(past, past), (coming, coming), (past - timedelta(days=7), past - timedelta(days=7))}


def _years_near(published: date) -> tuple[int, ...]:
    return published.year, published.year - 1, published.year + 1


def _month_day(found: re.Match[str], published: date) -> set[Window]:
    groups = found.groupdict()
    years = (int(groups["year"]),) if groups.get("year") else _years_near(published)
    month, first, last = MONTHS[groups["month"]], int(groups["day"]), groups.get("last")
    out = set()
    for year in years:
        days = month_of(year, month)
        if first <= days[1].day and int(last or first) <= days[1].day:
            out.add((days[0].replace(day=first), days[0].replace(day=int(last or first))))
    return out


def _month(found: re.Match[str], published: date) -> set[Window]:
    groups = found.groupdict()
    years = (int(groups["year"]),) if groups.get("year") else _years_near(published)
    spans = {None: (1, 31), "early": (1, 10), "mid": (11, 20), "late": (21, 31)}
    part = (groups.get("part") or "").strip(" -") or None
    out = set()
    for year in years:
        first, last = month_of(year, MONTHS[groups["month"]])
        out.add(
            (first.replace(day=spans[part][0]), last.replace(day=min(spans[part][1], last.day)))
        )
    return out


def _year(found: re.Match[str], _: date) -> set[Window]:
    return {year_of(int(found["year"]))}


def _number(text: str) -> int:
    return NUMBERS[text] if text in NUMBERS else int(text)


def _days_ago(found: re.Match[str], published: date) -> set[Window]:
    day = published - timedelta(days=_number(found["count"]))
    return {(day, day)}


def _within(found: re.Match[str], published: date) -> set[Window]:
    count = _number(found["count"])
    last = {
        "day": published + timedelta(days=count),
        "week": published + timedelta(weeks=count),
        "month": _months_on(published, count),
        "year": _months_on(published, 12 * count),
    }[found["unit"]]
    return {(published + timedelta(days=1), last)}


RULES: tuple[tuple[str, Callable[[re.Match[str], date], set[Window]]], ...] = (
    (rf"(?:last |next |this )?{WEEKDAY}{PART}(?:’s|'s)?", _weekday),
    (rf"{MONTH} (?P<day>\d\d?)(?:,? (?P<year>\d{{4}}))?", _month_day),
    (rf"(?P<day>\d\d?) {MONTH}(?: (?P<year>\d{{4}}))?", _month_day),
    (
        rf"{MONTH} (?P<day>\d\d?)(?: and | to |-|–)(?P<last>\d\d?)(?:,? (?P<year>\d{{4}}))?",
        _month_day,
    ),
    (
        rf"(?P<day>\d\d?)(?: and | to |-|–)(?P<last>\d\d?) {MONTH}(?: (?P<year>\d{{4}}))?",
        _month_day,
    ),
    (rf"(?P<part>early |mid-|late )?{MONTH}(?:,? (?P<year>\d{{4}}))?", _month),
    (r"(?P<year>(?:19|20)\d\d)", _year),
    (rf"{COUNT} days? (?:ago|earlier)", _days_ago),
    (rf"within {COUNT} (?P<unit>day|week|month|year)s?", _within),
)
