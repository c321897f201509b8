"""Pages from the lines of JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from demarche.model import Page, PageError
from demarche.read.article.stated import iso_day

_NAMES = ("name", "doc", "id")
_MEDIA_TYPES = {"text": "text/plain", "html": "text/html; charset=utf-8"}


def page_of(place: str, line: bytes) -> Page:
    """Return the page that `line` holds: a JSON object with "text" or "html".

    It may name itself ("name", "doc" or "id"; else it is called by its `place`), and say its
    "title", "url", "publisher" and day, "published". Raises PageError, with `place`, where it is no
    such object.
    """
    record = _object(place, line)
    field = next((field for field in _MEDIA_TYPES if record.get(field) is not None), None)
    if field is None:
        raise PageError(place, 'has neither "text" nor "html"')
    return Page(
        name=_name(record) or place,
        data=_bytes(place, field, _string(place, record, field) or ""),
        media_type=_MEDIA_TYPES[field],
        url=_string(place, record, "url"),
        publisher=_string(place, record, "publisher"),
        title=_string(place, record, "title"),
        published=_day(place, record),
    )


def _object(place: str, line: bytes) -> Mapping[str, object]:
    try:
        record = json.loads(line.decode("utf-8").rstrip())
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 (byte {error.start:,} of the line is {line[error.start]:#04x})"
        raise PageError(place, reason) from error
    except json.JSONDecodeError as error:
        raise PageError(place, f"not JSON: {error.msg} (character {error.pos + 1:,})") from error
    except RecursionError as error:
        raise PageError(place, "not JSON that can be read: nested too deeply") from error
    if not isinstance(record, dict):
        raise PageError(place, "not a JSON object")
    return record


def _name(record: Mapping[str, object]) -> str | None:
    names = (record.get(field) for field in _NAMES)
    return next((str(name) for name in names if name and isinstance(name, str | int)), None)


def _string(place: str, record: Mapping[str, object], field: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise PageError(place, f'"{field}" is not a string')
    if value and "\0" in value:
        raise PageError(place, f'"{field}" holds a NUL')
    return value or None


def _bytes(place: str, field: str, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise PageError(place, f'"{field}" holds half a surrogate pair') from error


def _day(place: str, record: Mapping[str, object]) -> date | None:
    printed = _string(place, record, "published")
    if printed is None:
        return None
    day = iso_day(printed)
    if day is None:
        raise PageError(place, f'"published" is no day of the calendar: "{printed}"')
    return day
