"""Days as pages print them, in the words and figures of many countries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from demarche.read.article.html.months import ROMAN, bare, months

_EARLIEST, _LATEST = 1980, 2100
_LONGEST = 20_000
_BUDDHIST = 543
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民国": 1911, "民國": 1911}
_DIGIT = re.compile(r"[^\D0-9]")
_DAY = r"(?<![\d.,:/])(?P<day>[0-3]?\d)"
_YEAR = r"(?P<year>(?:19|20|25)\d\d)(?!\d)"
# All is in the form that `bare` gives: no marks on letters, no capitals.
_ORDINAL = r"(?:st|nd|rd|th|er|re|\u00ba|\u00aa|\u00b0|\.|-?го|-?e|-?a)?"
_OF = r"[\s.\-/]{0,3}(?:(?:of|the|de|del|di|do|da)\s|d['’]|ב-?)?"
_THEN = r"\.?[\s,.\-/]{1,3}(?:(?:of|de|del|di|do|da)\s)?"
_NUMBERED = (
    re.compile(
        r"(?<![\d./-])(?P<year>(?:19|20)\d\d)(?:\s?[-/]\s?|"
        r"\.\s?)(?P<month>[01]?\d)(?:\s?[-/]\s?|\.\s?)"
        r"(?P<day>[0-3]?\d)(?!\d)"
    ),
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?=t\d|"
        r"\d{6}\b|\b)"
    ),
    re.compile(
        r"(?P<era>令和|平成|昭和|民国|民國)?\s?(?P<year>\d{1,4}|元)\s?[年년]\s?"
        r"(?P<month>[01]?\d)\s?[月월]\s?(?P<day>[0-3]?\d)\s?[日일号號]?"
    ),
    re.compile(rf"{_DAY}\s(?:thang)\s(?P<month>[01]?\d)(?:,?\s(?:nam)\s|,\s){_YEAR}"),
    re.compile(
        rf"{_DAY}(?:\s?([-/.])\s?)(?P<month>[0-3]?\d)(?:\s?\2\s?)"
        r"(?P<year>(?:19|20|25)\d\d|\d\d)(?!\d|[./-]\d)"
    ),
)
_MAY_SWAP = _NUMBERED[-1]
_DIGITS_AND_MONTH = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Printed:
    """A day that stands in a text, at the characters [start, end) of the text as folded.

    `is_either` says that its day and month may be read the other way round.
    """

    day: date
    start: int
    end: int
    is_either: bool = False


def folded(text: str) -> str:
    """Return `text` as days are looked for in it: bare letters, and the digits of one script.

    >>> folded("١٢ Août ٢٠١٩")
    '12 aout 2019'
    """
    return _DIGIT.sub(lambda found: str(unicodedata.digit(found[0], 0)), bare(text))


def printed_days(text: str, *, month_first: bool = False) -> list[Printed]:
    """Return the days that `text`, which is folded, gives with their years, in order.

    `month_first` says how 03/04/2021 is to be read.
    """
    if len(text) > _LONGEST or not _DIGITS_AND_MONTH.search(text):
        return []
    taken: list[Printed] = []
    for found in _found(text):
        day, is_either = _day(found, month_first=month_first)
        is_new = all(found.end() <= one.start or found.start() >= one.end for one in taken)
        if day and is_new:
            taken.append(Printed(day, found.start(), found.end(), is_either))
    return sorted(taken, key=lambda one: one.start)


def _found(text: str) -> Iterator[re.Match[str]]:
    for form in (*_NUMBERED[:-1], *_named(), _MAY_SWAP):
        yield from form.finditer(text)


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    """Return the forms that name their month, made ready once."""
    names = sorted(months(), key=lambda name: (-len(name), name))
    month = rf"(?<![^\W\d_])(?P<month>{'|'.join(map(re.escape, names))})(?![^\W\d_])"
    hebrew = month.replace(r"(?<![^\W\d_])", r"(?:(?<![^\W\d_])|(?<=\bב))")
    roman = "|".join(sorted(map(str.lower, ROMAN), key=len, reverse=True))
    short = r"['’]?(?P<year>\d\d)(?![\d:.h])"
    return (
        re.compile(rf"{_DAY}{_ORDINAL}{_OF}{hebrew}{_THEN}{_YEAR}"),
        re.compile(rf"{month}\.?[\s\-]{{0,2}}(?P<day>[0-3]?\d){_ORDINAL}(?:,\s?|\s){_YEAR}"),
        re.compile(
            rf"(?<!\d){_YEAR}(?:\.|"
            rf"\s?m\.)?[\s,\-]{{1,3}}{month}[\s\-]{{1,2}}(?P<day>[0-3]?\d)(?!\d)"
        ),
        re.compile(rf"{_DAY}[\s.\-/]{{0,3}}(?P<month>{roman})[\s.\-/]{{1,3}}{_YEAR}"),
        re.compile(rf"{_DAY}{_ORDINAL}[\s.\-]{{0,2}}{month}\.?[\s\-]{{1,2}}{short}"),
    )


def _day(found: re.Match[str], *, month_first: bool) -> tuple[date | None, bool]:
    """Return the day that a match gives, and whether it may be read in two ways."""
    parts = found.groupdict()
    day, month = int(parts["day"]), _month(parts["month"])
    may_swap = found.re is _MAY_SWAP and day != month
    is_either = may_swap and day <= 12 and month <= 12
    if may_swap and (month > 12 or (is_either and month_first)):
        day, month = month, day
    year = _year(parts["year"], parts.get("era"))
    try:
        value = date(year, month, day)
    except ValueError:
        return None, False
    return (value if _EARLIEST <= year <= _LATEST else None), is_either


def _month(words: str) -> int:
    if words.isdecimal():
        return int(words)
    if words in months():
        return months()[words]
    return ROMAN.index(words.upper()) + 1


def _year(words: str, era: str | None) -> int:
    year = 1 if words == "元" else int(words)
    if era:
        return _ERAS[era] + year
    if len(words) == 2:
        return year + (1900 if year + 1900 >= _EARLIEST else 2000)
    return year - _BUDDHIST if year > _LATEST else year
