"""Words by which the side that was approached speaks of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


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
    path = resources.files("demarche.knowledge") / "tables" / "approaches.toml"
    return tuple(
        Approach(
            row["id"],
            tuple(row["words"]),
            tuple(row["unless"]),
            tuple(row["examples"]),
            tuple(row["counter_examples"]),
        )
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["cue"]
    )
