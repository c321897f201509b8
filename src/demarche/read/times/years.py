"""Years, decades and centuries."""

from __future__ import annotations

from datetime import date

from demarche.knowledge.timewords import time_words
from demarche.model import Days, Grain, TimexType
from demarche.read.times.parts import decade_number, part
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    in_century,
    in_decade,
    in_month,
    in_year,
    number_of,
)

_LEADS_TO_YEAR = frozenset(
    "in since until till by from to through of during before after for between and or throughout "
    "around".split()
)
_MAY_ADJOIN = frozenset("(-–—\"‘“'`")
_BARED = (1700, 2100)
_CENTURIES = (18, 19, 20)


def _bare_year(found: Found) -> Sense | None:
    """Read "1998", "early 2017", "fiscal 1988"; nothing where the number counts or adjoins."""
    sense = part(found, in_year(found.number("year")))
    return sense if sense.mod or not _is_sum(found) else None


def _is_sum(found: Found) -> bool:
    """Whether the number is a sum, a part of a longer mark, or no year that print would bare."""
    number, traps = found.number("year"), time_words().traps
    if found.before() in traps["before_year"] or found.after() in traps["after_year"]:
        return True
    if found.line.adjoins(found.first - 1) and found.before() not in _MAY_ADJOIN:
        return True
    if found.line.adjoins(found.last - 1) and found.after() in ("/", "$"):
        return True
    if found.before() in _LEADS_TO_YEAR or found.has("u_year", "fiscal"):
        return False
    counts = number % 100 == 0 and found.printed_after().islower()
    return counts or not _BARED[0] <= number < _BARED[1]


def _years(found: Found) -> Sense | None:
    """Read "2015-18": several years."""
    words = found.words("year", "small", "many")
    first, last = number_of(words[0]), number_of(words[1])
    if len(words[1]) == len("18"):
        last += first - first % 100
    if not 0 < last - first < 100:
        return None
    days = Days(date(first, 1, 1), date(last, 12, 31), Grain.WINDOW)
    return Sense(TimexType.DATE, f"{first}/{last}", days)


def _spelled_year(found: Found) -> Sense | None:
    """Read "Nineteen ninety-six", "the year two thousand"."""
    words = found.words("count", "big_count")
    if words == ["two", "thousand"]:
        return in_year(2000)
    year = _spelled(found)
    return in_year(year) if year else None


def _spelled(found: Found) -> int | None:
    century, tens, *ones = (number_of(word) for word in found.words("count"))
    if century not in _CENTURIES or tens < 10 or (tens < 20 and ones):
        return None
    return century * 100 + tens + sum(ones)


def _spelled_month(found: Found) -> Sense | None:
    """Read "January nineteen ninety-seven"."""
    year = _spelled(found)
    return in_month(year, found.number("month")) if year else None


def _decade(found: Found) -> Sense | None:
    """Read "the 1990s", "the early nineties"; nothing where it is an age: "in her 40s"."""
    word = found.words("decade", "decade_word")[-1]
    full = len(word.strip("'’‘`s")) == len("1990")
    if not full and found.before() in ("his", "her", "their", "my", "our"):
        return None
    if word.isalpha():
        return part(found, in_decade(number_of(word)))
    if not (full or word[0] in "'’‘`" or found.has("the", "early", "late", "mid")):
        return None
    return part(found, in_decade(decade_number(word, found.anchor)))


def _century(found: Found) -> Sense:
    """Read "the 19th century"."""
    number = found.number("ordinal", "ordinal_day")
    return part(found, in_century(number - 1))


RULES = (
    Rule("month comma? count count (?: dash? count )?", _spelled_month),
    Rule("(?: edge (?: the u_year )? | the u_year | the? fiscal u_year? )? year", _bare_year),
    Rule("year dash (?: year | small | many )", _years),
    Rule("(?: the u_year )? count (?: count (?: dash? count )? | big_count )", _spelled_year),
    Rule("the? edge? the? (?: decade | decade_word )", _decade),
    Rule("the? edge? the? (?: ordinal | ordinal_day ) dash? u_century", _century),
)
