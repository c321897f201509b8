"""Values put into words for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from demarche.model.events import Side, Telling
from demarche.service.who import name_of
from demarche.service.wording import CONTROLS, MONTHS, TURNS_OF_DIRECTION, plain_day

_LONG = 320
_LINE_BREAKS = {0x09, 0x0A, 0x0D}
# What would turn a line around, or is no character of a text: shown as nothing.
_UNSEEN: dict[int, str | None] = {
    **dict.fromkeys(set(CONTROLS) - _LINE_BREAKS, "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(TURNS_OF_DIRECTION, None),
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
}
_STEERING = re.compile(f"[{re.escape(''.join(map(chr, _UNSEEN)))}]")
_SPACES = re.compile(r"\s+")
_STORY = re.compile(r"([A-Z0-9_-]+):([a-z_-]+)(@\d{4}-\d\d)?")


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


def moment_words(moment: datetime) -> str:
    """Return a moment as a person writes it, in UTC."""
    return f"{plain_day(moment.date())}, {moment:%H:%M} UTC"


def month_words(month: str) -> str:
    """Return a month such as 2021-03 as a person writes it."""
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def spoken(value: object) -> str:
    """Return the name of a value in words: `did_not_happen` as "did not happen"."""
    return str(value).replace("_", " ")


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


def codes_of(story: str) -> list[str]:
    """Return the codes of the parties to an affair, by its id."""
    return story.partition(":")[0].split("-")


def story_words(name: str) -> str:
    """Return what an affair is called: the name that it was given, or its parties and its topic.

    >>> story_words("KOR-USA:talks@2021-01")
    'South Korea and United States: talks'
    """
    found = _STORY.fullmatch(name)
    if not found:
        return name
    parties = [name_of(code) or code for code in codes_of(name)]
    return f"{' and '.join(parties)}: {found[2].replace('_', ' ')}"


def is_unnamed(name: str) -> bool:
    """Whether an affair is called by its id alone."""
    return _STORY.fullmatch(name) is not None
