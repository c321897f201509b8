"""Verbs that, negated, say that an approach was not answered."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Silence:
    """A row of the table, with sentences that it must catch and sentences to leave alone."""

    id: str
    lemmas: frozenset[str]
    objects: frozenset[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def silences() -> tuple[Silence, ...]:
    """Return the rows of the table."""
    path = resources.files("demarche.knowledge") / "tables" / "silences.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["silence"]
    return tuple(
        Silence(
            id=row["id"],
            lemmas=frozenset(row["lemmas"]),
            objects=frozenset(row.get("objects", ())),
            examples=tuple(row["examples"]),
            counter_examples=tuple(row["counter_examples"]),
        )
        for row in rows
    )
