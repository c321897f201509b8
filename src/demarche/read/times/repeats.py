"""What happens again and again."""

from __future__ import annotations

from demarche.read.times import calendar
from demarche.read.times.measures import amount_of, period_value, unit_of
from demarche.read.times.rule import Rule
from demarche.read.times.sense import (
    Found,
    Sense,
    repeated,
)


def _every(found: Found) -> Sense | None:
    """Read "every year", "each Monday", "every two weeks", "every other day"."""
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


def _so_often(found: Found) -> Sense:
    """Read "twice a week", "three times a year"."""
    return repeated(period_value(1, unit_of(found)))


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


RULES = (
    Rule("every (?: other | ordinal )? (?: counted )? any_unit", _every),
    Rule("every (?: weekday | month | season | day_part )", _every),
    Rule("(?: counted )? times (?: a | every ) (?: unit | u_clock )", _so_often),
    Rule("often dash?", _often),
    Rule("weekdays", _weekdays),
)
