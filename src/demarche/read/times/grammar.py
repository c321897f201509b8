"""All rules of time, in the order in which they are tried."""

from __future__ import annotations

from functools import cache

from demarche.read.times import daily, dates, lengths, periods
from demarche.read.times.rule import Grammar


@cache
def grammar() -> Grammar:
    """Return the grammar of time in news English."""
    return Grammar.of((*dates.RULES, *daily.RULES, *periods.RULES, *lengths.RULES))
