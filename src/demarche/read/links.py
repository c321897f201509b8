"""Which parties and times of an article belong to an act, by the pair head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.read.encoder import Heard
from demarche.read.labels import Link

SURE = 0.5
LEAST = {Link.ACTOR: 0.2, Link.RECIPIENT: 0.35, Link.TIME: 0.4, Link.WORD_OF: 0.4}


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """The words [first, last) of an article that may be linked to."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Linked:
    """A candidate, and the chance that it is linked to the act."""

    candidate: Candidate
    chance: float


def linked(
    heard: Heard, role: Link, row: int, candidates: Sequence[Candidate], *, only_one: bool = False
) -> tuple[Linked, ...]:
    """Return the candidates that hang on the word `row` by `role`, in the text's order.

    All that are more likely than not are taken, or else the likeliest if it is likely enough; of
    two that overlap the likelier. A candidate's chance is that of its likeliest word.
    """
    first, chances = heard.links(role, row)
    shown = [
        (one.first - first, one.last - first, one)
        for one in candidates
        if one.first >= first and one.last <= first + len(chances)
    ]
    scored = [
        Linked(one, float(chances[low:high].max()))
        for low, high, one in shown
        if (chances[low:high] >= LEAST[role]).any()
    ]
    scored.sort(key=lambda one: (-one.chance, one.candidate.last - one.candidate.first))
    kept: list[Linked] = []
    for one in scored:
        is_enough = one.chance >= SURE or not kept
        if is_enough and not any(_overlap(one.candidate, k.candidate) for k in kept):
            kept.append(one)
        if only_one and kept:
            break
    return tuple(sorted(kept, key=lambda one: one.candidate))


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.first < other.last and other.first < one.last
