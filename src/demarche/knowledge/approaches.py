"""Words by which the side that was approached speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from demarche.knowledge.rows import entries


@dataclass(frozen=True, slots=True)
class Approach:
    """A row of the table: words that speak of an approach unless others stand with them, with
    sentences that it must catch and sentences to leave alone."""

    id: str
    words: tuple[str, ...]
    unless: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def approaches() -> tuple[Approach, ...]:
    """Return the rows, in the order of the table."""
    return tuple(Approach(**row) for row in entries("approaches", "cue"))
