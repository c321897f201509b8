"""Times of the day at the head of pieces of text, as live blogs have them."""

from __future__ import annotations

import re

from demarche.read.article.html.blocks import Block, text_of
from demarche.read.article.html.days import folded, printed_days

_CLOCK = re.compile(
    r"(?:(?:updated|posted|à|um|at|a las|às|ore|"
    r"kl\.?)\s+)?(?:[012]?\d\s?[:.h]\s?[0-5]\d(?::[0-5]\d)?(?![.\d/-]\d)(?:\s?(?:[ap]\.?\s?m\b\.?|"
    r"uhr|hrs?|h)\b\.?)?|[012]?\d\s?(?:[ap]\.?\s?m\b\.?|uhr\b|時|시|"
    r"点)(?:\s?[0-5]?\d\s?[分분])?)(?:\s?(?-i:[A-Z]{2,5}|GMT[+-]\d+)\b)?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\d+\s?(?:m|min|mins|minutes?|h|hrs?|hours?|std|minuten|heures?|минут\w*|час\w*)\s+(?:ago|"
    r"назад)\b|(?:il y a|hace|há|vor)\s+\d+\s?\w+",
    re.IGNORECASE,
)
_MARKS = " |·•–—-:.,[]()"
_PARTS = re.compile(r"\s*[:–—|·•-]\s|\n")
_INLINE = {"time", "b", "strong", "span", "em", "i", "font", "a", "small"}
_LONGEST_STAMP = 48


def time_at_the_head(block: Block) -> int | None:
    """Return where the time at the head of a block ends; None where none is.

    It stands alone, with a day or without, or is set off from the text after it.
    """
    line = block.line
    found = _CLOCK.match(line) or _AGO.match(line)
    if found is None:
        return len(line) if _is_day_and_time(line) else None
    rest = line[found.end() :]
    is_alone = not rest.strip(_MARKS) or (len(line) <= _LONGEST_STAMP and _is_day_and_time(line))
    is_marked = block.element.tag in _INLINE and text_of(block.element).strip(_MARKS) == found[
        0
    ].strip(_MARKS)
    is_parted = _PARTS.match(rest) is not None
    return found.end() if is_alone or is_marked or is_parted else None


def _is_day_and_time(line: str) -> bool:
    """Whether a line is a day with a time of it, and no more."""
    if len(line) > _LONGEST_STAMP:
        return False
    words = folded(line)
    days = printed_days(words)
    if not days:
        return False
    rest = words[: days[0].start] + words[days[0].end :]
    found = _CLOCK.search(rest)
    return found is not None and len(rest) - len(found[0]) <= _LONGEST_STAMP / 4
