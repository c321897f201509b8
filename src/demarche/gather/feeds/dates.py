"""Moments and pauses as feeds print them."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, timezone

# Three numbers or words, or eight figures: less than that is a month or a year, and no day.
_A_DAY = re.compile(r"(?<!\d)\d{8}(?!\d)|\w+\W+\w+\W+\w+")
# Zones that feedparser takes for UTC; what a name means in two parts of the world is left out.
_ZONES = {
    "BST": 1, "CET": 1, "CEST": 2, "WEST": 1, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "SAST": 2,
    "EAT": 3, "PKT": 5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_OFFSET = re.compile(r"([+-])(\d{2}):?([0-5]\d)\s*$")
_FURTHEST = 14
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_LONGEST_DATE = 200
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_SMALL = re.compile(r"[0-9]{1,6}")
_LONGEST_PAUSE = timedelta(days=366)


def parsed_moment(words: str | None, parsed: time.struct_time | None) -> datetime | None:
    """Return the moment that feedparser took `words` for, in the zone that they name; None where
    that cannot be."""
    if not words or not parsed or not _is_a_day(words):
        return None
    try:
        moment = datetime(*parsed[:6]).replace(tzinfo=UTC)
    except ValueError:
        return None
    hours = _ZONES.get(words.split()[-1].upper())
    if hours is not None:
        zone = timezone(timedelta(hours=hours))
        return _likely(moment.replace(tzinfo=zone))
    return _likely(moment.astimezone(_offset(words)))


def _offset(words: str) -> timezone:
    """Return the zone that a moment ends with, as in "+0900" or "-04:00"; else UTC."""
    found = _OFFSET.search(words)
    if found is None or int(found[2]) > _FURTHEST:
        return UTC
    away = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-away if found[1] == "-" else away)


def iso_moment(words: str | None) -> datetime | None:
    """Return the moment that `words` of ISO 8601 name, in their zone; None where they name no day.

    >>> iso_moment("2021-03-14T10:00+01:00").isoformat()
    '2021-03-14T10:00:00+01:00'
    """
    if not words or not _is_a_day(words):
        return None
    try:
        moment = datetime.fromisoformat(words.strip())
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        zoned.astimezone(UTC)
        return _likely(zoned)
    except (ValueError, OverflowError):
        return None


def pause(minutes: str | None, period: str | None, frequency: str | None) -> timedelta | None:
    """Return how long a feed asks to be left alone, by its ttl or by its times a period.

    >>> pause(None, "daily", "4")
    datetime.timedelta(seconds=21600)
    """
    hours = _PERIODS.get((period or ("daily" if frequency else "")).strip().lower())
    if minutes and _SMALL.fullmatch(minutes.strip()):
        asked = timedelta(minutes=int(minutes))
    elif hours and _SMALL.fullmatch((frequency or "1").strip()):
        asked = timedelta(hours=hours) / (int(frequency or 1) or 1)
    else:
        return None
    return asked if timedelta() < asked <= _LONGEST_PAUSE else None


def _is_a_day(words: str) -> bool:
    return len(words) <= _LONGEST_DATE and _A_DAY.search(words) is not None


def _likely(moment: datetime) -> datetime | None:
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
