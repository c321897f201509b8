"""Words by which an act is told as one that may have been done, and not as one that may come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from demarche.knowledge.rows import entries


@dataclass(frozen=True, slots=True)
class Hindsight:
    """A row of the table: `words` look back on an act with at most `reach` words between; the act
    stands between asterisks in the sentences that it must catch, and in those to leave alone."""

    id: str
    words: tuple[str, ...]
    reach: int
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def rows() -> tuple[Hindsight, ...]:
    """Return the rows, in the order of the table."""
    return tuple(Hindsight(**row) for row in entries("hindsight", "cue"))


def looks_back(text: str, at: int) -> bool:
    """Whether the words of `text` before the act at `at` say that it may have been done already.

    >>> looks_back("They allegedly used gas.", 15)
    True
    """
    return any(pattern.search(text[:at]) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(
            rf"\b(?:{'|'.join(map(re.escape, row.words))})\s+(?:[^\s,;:]+\s+){{0,{row.reach}}}$",
            re.IGNORECASE,
        )
        for row in rows()
    )
