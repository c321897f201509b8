"""All rules of time, in the order in which they are tried."""

from __future__ import annotations

from functools import cache

from demarche.read.times import (
    dates,
    feasts,
    hours,
    lengths,
    periods,
    quarters,
    repeats,
    vague,
    weekdays,
    windows,
    years,
)
from demarche.read.times.rule import Grammar

_ROOMS = (
    dates,
    years,
    weekdays,
    hours,
    feasts,
    vague,
    periods,
    quarters,
    windows,
    lengths,
    repeats,
)


@cache
def grammar() -> Grammar:
    """Return the grammar of time in news English."""
    return Grammar.of([rule for room in _ROOMS for rule in room.RULES])
