"""The small header that may stand before a plain text: `Title: …`, `Published: …`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demarche.model import PageError, Span
from demarche.read.article.lines import Line
from demarche.read.article.stated import Stated, printed_day

_KEYS = {
    "title": "title",
    "headline": "title",
    "outlet": "publisher",
    "publisher": "publisher",
    "source": "publisher",
    "published": "published",
    "date": "published",
    "url": "url",
    "byline": "byline",
    "author": "byline",
}
_FEWEST_KEYS = 2


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its place, how many lines it takes, and what it says."""

    span: Span
    lines: int
    stated: Stated


def header_of(name: str, lines: list[Line], *, published: date | None = None) -> Header | None:
    """Return the header that opens `lines`; None where they open with anything else.

    A header is a block of lines `Key: value` up to a blank line, with two keys or more; the keys
    are Title, Outlet, Published, Url, Byline, and some other words for the same. Raises PageError,
    with `name`, for a day of publication that no calendar has, unless `published` is given.
    """
    found: dict[str, str] = {}
    count = 0
    for line in lines:
        if count and line.follows_blank:
            break
        key, colon, value = line.text.partition(":")
        field = _KEYS.get(key.strip().lower())
        if not colon or field is None or field in found:
            return None
        found[field] = value.strip()
        count += 1
    if count < _FEWEST_KEYS:
        return None
    return Header(
        span=Span(lines[0].start, lines[count - 1].end),
        lines=count,
        stated=_stated(name, found, published),
    )


def _stated(name: str, found: dict[str, str], published: date | None) -> Stated:
    printed = found.pop("published", "")
    try:
        day = published or printed_day(printed)
    except ValueError as error:
        raise PageError(name, f'there is no such day: "{printed}"') from error
    return Stated(**{field: value or None for field, value in found.items()}, published=day)
