"""Values put into words for a person to read."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from demarche.model.events import Side, Telling

MONTHS = (
    "January February March April May June July August September October November December"
).split()
_WEEKDAY = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG = 320
_LINE_BREAKS = {0x09, 0x0A, 0x0D}
# What would turn a line around, or is no character of a text: shown as nothing.
_UNSEEN: dict[int, str | None] = {
    **dict.fromkeys(set(range(0x20)) - _LINE_BREAKS, "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(range(0x7F, 0xA0), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(range(0x202A, 0x202F), None),
    **dict.fromkeys(range(0x2066, 0x206A), None),
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
}
_STEERING = re.compile(f"[{re.escape(''.join(map(chr, _UNSEEN)))}]")
_SPACES = re.compile(r"\s+")


def plain(value: object) -> object:
    """Return what a template puts out: nothing for None, and text without steering characters."""
    if value is None:
        return ""
    if isinstance(value, str) and _STEERING.search(value):
        return value.translate(_UNSEEN)
    return value


def web_address(given: str | None) -> str | None:
    """Return an address that may be a link: of http or https and with a host; else None.

    >>> web_address("javascript:alert(1)") is None
    True
    """
    if not given or any(letter.isspace() or not letter.isprintable() for letter in given):
        return None
    try:
        parts = urlsplit(given)
        is_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return given if is_web else None


def host(given: str | None) -> str:
    """Return the host of an address, or nothing."""
    found = web_address(given)
    return (urlsplit(found).hostname or "") if found else ""


def day_words(day: date) -> str:
    """Return a day as a person writes it.

    >>> day_words(date(2021, 3, 14))
    'Sun 14 Mar 2021'
    """
    return f"{_WEEKDAY[day.weekday()]} {_day(day)}"


def moment_words(moment: datetime) -> str:
    """Return a moment as a person writes it, in UTC."""
    return f"{_day(moment.date())}, {moment:%H:%M} UTC"


def month_words(month: str) -> str:
    """Return a month such as 2021-03 as a person writes it."""
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def span_words(first: date, last: date) -> str:
    """Return the days from `first` to `last` as a person writes them.

    >>> span_words(date(2021, 3, 17), date(2021, 3, 18))
    '17–18 Mar 2021'
    """
    if first == last:
        return day_words(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    is_whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if (first.year, first.month) == (last.year, last.month):
        whole = f"{MONTHS[first.month - 1]} {first.year}"
        return whole if is_whole else f"{first.day}–{_day(last)}"
    if is_whole:
        year = "" if first.year == last.year else f" {first.year}"
        return f"{MONTHS[first.month - 1]}{year} – {MONTHS[last.month - 1]} {last.year}"
    if first.year == last.year:
        return f"{first.day} {_short(first)} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def spoken(value: object) -> str:
    """Return the name of a value in words: `did_not_happen` as "did not happen"."""
    return str(value).replace("_", " ")


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number of things.

    >>> count(1, "reply", "replies")
    '1 reply'
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def cut(text: str, most: int = _LONG) -> str:
    """Return a quote on one line, cut at a word where it is long."""
    line = _SPACES.sub(" ", text).strip()
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def names(sides: Iterable[Side]) -> str:
    """Return parties in words, each once, with their codes."""
    said = (
        side.name + (f" ({side.code})" if side.code and side.code != side.name else "")
        for side in sides
    )
    return ", ".join(dict.fromkeys(said)) or "not said who"


def parties(actors: Iterable[Side], recipients: Iterable[Side]) -> str:
    """Return who acts towards whom."""
    towards = list(recipients)
    return names(actors) + (f" → {names(towards)}" if towards else "")


def who(side: Side) -> str:
    """Return what the record knows a party by: its entity, its code, or its name."""
    return side.entity or side.code or side.name


def chain(telling: Telling) -> list[str]:
    """Return on whose word a telling stands, from who prints it inwards, each once."""
    printed = telling.printed
    said = [printed.publisher or printed.document]
    if printed.original != printed.page and printed.first_publisher:
        said.append(printed.first_publisher)
    said += [link.source.text for link in telling.mention.attributions if link.source]
    return [name for at, name in enumerate(said) if at == 0 or name != said[at - 1]]


def parted(telling: Telling) -> tuple[str, str, str]:
    """Return a sentence as what stands before the words for the act, these, and what follows."""
    sentence, words = telling.mention.evidence.sentence, telling.mention.evidence.trigger
    start, end = words.start - sentence.start, words.end - sentence.start
    quote = telling.quote
    if not 0 <= start < end <= len(quote):
        return quote, "", ""
    return quote[:start], quote[start:end], quote[end:]


def _day(day: date) -> str:
    return f"{day.day} {_short(day)} {day.year}"


def _short(day: date) -> str:
    return MONTHS[day.month - 1][:3]
