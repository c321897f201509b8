"""Nouns that say through what an approach is made, or on which occasion an act takes place."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Nouns:
    """A row of a table, with sentences that it must catch and sentences to leave alone.

    `leads` are the prepositions by which one of the nouns hangs on the act.
    """

    id: str
    lemmas: frozenset[str]
    leads: frozenset[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def channels() -> tuple[Nouns, ...]:
    """Return the rows of the table of channels."""
    return _rows("channels.toml")


@cache
def occasions() -> tuple[Nouns, ...]:
    """Return the rows of the table of occasions."""
    return _rows("occasions.toml")


def _rows(name: str) -> tuple[Nouns, ...]:
    path = resources.files("demarche.knowledge") / "tables" / name
    return tuple(
        Nouns(
            id=row["id"],
            lemmas=frozenset(row["lemmas"]),
            leads=frozenset(row["leads"]),
            examples=tuple(row["examples"]),
            counter_examples=tuple(row["counter_examples"]),
        )
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["row"]
    )
