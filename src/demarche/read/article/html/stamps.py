"""Moments as metadata give them, with the zone that they are in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from demarche.read.article.html.days import folded, printed_days

_EARLIEST, _LATEST = 1980, 2100
_BASIC_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")
_LONG_FRACTION = re.compile(r"(\.\d{6})\d+")
_SECONDS = re.compile(r"\d{9,10}|\d{12,13}")
_IN_UTC = re.compile(r"(?:z|\+00:?00|gmt|utc)\s*$", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[t ]00:00(?::00)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day in metadata; `is_utc` where its moment is told in UTC, so its own zone is not known."""

    day: date
    is_utc: bool = False


def stamp_of(words: str) -> Stamp | None:
    """Return the day that a value of metadata gives; None where it gives none.

    >>> stamp_of("2022-05-18T22:42:11.000Z")
    Stamp(day=datetime.date(2022, 5, 18), is_utc=True)
    """
    words = words.strip()
    if _SECONDS.fullmatch(words):
        moment = datetime.fromtimestamp(int(words[:10]), UTC)
        return Stamp(moment.date(), True) if _EARLIEST <= moment.year <= _LATEST else None
    day = _iso(words)
    if day is None:
        days = printed_days(folded(words))
        day = days[0].day if days else None
    if day is None or not _EARLIEST <= day.year <= _LATEST:
        return None
    is_utc = bool(_IN_UTC.search(words)) and not _MIDNIGHT.search(words)
    return Stamp(day, is_utc)


def _iso(words: str) -> date | None:
    words = _LONG_FRACTION.sub(r"\1", _BASIC_ZONE.sub(r"\1:\2", words))
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        return None
