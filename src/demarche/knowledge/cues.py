"""Words that say more of an act than the heads do: that it is a silence, its channel, its occasion.

PLOVER's own cues are in `plover_cues`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of a table, with sentences that it must catch and sentences to leave alone.

    A verb of `lemmas` must have one of `objects`, where there are any; a noun of `lemmas` hangs on
    its act by one of the prepositions `leads`.
    """

    id: str
    lemmas: frozenset[str]
    objects: frozenset[str]
    leads: frozenset[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def silences() -> tuple[Cue, ...]:
    """Return the verbs that, negated, say that an approach was not answered."""
    return _cues("silences")


@cache
def channels() -> tuple[Cue, ...]:
    """Return the nouns for what an approach goes through."""
    return _cues("channels")


@cache
def occasions() -> tuple[Cue, ...]:
    """Return the nouns and verbs for the occasions on which an act may take place."""
    return _cues("occasions")


def _cues(table: str) -> tuple[Cue, ...]:
    path = resources.files("demarche.knowledge") / "tables" / f"{table}.toml"
    return tuple(
        Cue(
            id=row["id"],
            lemmas=frozenset(row["lemmas"]),
            objects=frozenset(row.get("objects", ())),
            leads=frozenset(row.get("leads", ())),
            examples=tuple(row["examples"]),
            counter_examples=tuple(row["counter_examples"]),
        )
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["cue"]
    )
