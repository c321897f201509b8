"""What affairs are called by, and the words that tell of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from demarche.knowledge.rows import entries

# Characters between an act and what it is about.
_NEAR = 90


@dataclass(frozen=True, slots=True)
class Topic:
    """A row of the table, with sentences that it must catch and sentences to leave alone."""

    id: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """Return the topics, in the order of the table."""
    return tuple(Topic(**row) for row in entries("topics", "topic"))


def topic_of(text: str, at: int) -> str | None:
    """Return the topic whose words stand nearest to the place `at` of `text`; None without.

    >>> topic_of("They lifted tariffs after the talks.", 5)
    'trade'
    """
    found = [
        (min(abs(match.start() - at), abs(match.end() - at)), _ranks()[match[0].lower()])
        for match in _words().finditer(text)
    ]
    distance, rank = min(found, default=(_NEAR + 1, 0))
    return topics()[rank].id if distance <= _NEAR else None


@cache
def _ranks() -> dict[str, int]:
    return {
        word: rank for rank, topic in reversed(list(enumerate(topics()))) for word in topic.words
    }


@cache
def _words() -> re.Pattern[str]:
    longest_first = sorted(_ranks(), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
