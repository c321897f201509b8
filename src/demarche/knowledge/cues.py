"""Words that say more of an act than the heads do: that it is a silence, its channel, its occasion.

PLOVER's own cues are in `plover_cues`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from demarche.knowledge.rows import entries


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
def wishes() -> tuple[Cue, ...]:
    """Return the verbs for hearing somebody, with what they are heard on."""
    return _cues("wishes")


@cache
def intentions() -> tuple[Cue, ...]:
    """Return the words by which an actor is said to mean to do something."""
    return _cues("intentions")


@cache
def sanctions() -> tuple[Cue, ...]:
    """Return the nouns for measures in force, with what says against whom they are."""
    return _cues("sanctions")


@cache
def channels() -> tuple[Cue, ...]:
    """Return the nouns for what an approach goes through."""
    return _cues("channels")


@cache
def occasions() -> tuple[Cue, ...]:
    """Return the nouns and verbs for the occasions on which an act may take place."""
    return _cues("occasions")


def _cues(table: str) -> tuple[Cue, ...]:
    return tuple(
        Cue(
            id=row["id"],
            lemmas=frozenset(row["lemmas"]),
            objects=frozenset(row.get("objects", ())),
            leads=frozenset(row.get("leads", ())),
            examples=row["examples"],
            counter_examples=row["counter_examples"],
        )
        for row in entries(table, "cue")
    )
