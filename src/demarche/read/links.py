"""Which parties and times of an article belong to an act, by the pair head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from demarche.read.encoder import Floats, Heard
from demarche.read.labels import Link

SURE, MAYBE = 0.4, 0.2
LEAST = {Link.ACTOR: 0.02, Link.RECIPIENT: 0.3, Link.TIME: 0.5, Link.WORD_OF: 0.4}


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """The words [first, last) of an article that may be linked to."""

    first: int
    last: int

    def shared(self, other: Candidate) -> int:
        """Return how many words the two share."""
        return max(0, min(self.last, other.last) - max(self.first, other.first))

    def likeness(self, other: Candidate) -> float:
        """Return the share of common words in all words of the two (Jaccard)."""
        common = self.shared(other)
        return common / (self.last - self.first + other.last - other.first - common)


@dataclass(frozen=True, slots=True)
class Linked:
    """A candidate, and the chance that it is linked to the act."""

    candidate: Candidate
    chance: float


def linked(
    heard: Heard,
    role: Link,
    row: int,
    candidates: Sequence[Candidate],
    *,
    lists: Sequence[Sequence[Candidate]] = (),
    home: Candidate | None = None,
    only_one: bool = False,
) -> tuple[Linked, ...]:
    """Return the candidates that hang on the word `row` by `role`, in the text's order.

    Of each stretch of words that may be linked, and of which one most likely is, the candidate that
    covers it best is taken; where there is no such stretch, the likeliest candidate if it is likely
    enough. Where one lies in `home`, the words of the act's sentence, those elsewhere are left out.
    Of `lists`, which join candidates by "and", the members beside a linked one follow it where they
    may be linked at all.
    """
    first, chances = heard.links(role, row)
    shown = [c for c in candidates if c.first >= first and c.last <= first + len(chances)]
    found: list[Linked] = []
    for stretch in _stretches(chances, first):
        near = [c for c in shown if c.shared(stretch)]
        if near:
            best = max(near, key=lambda c: (c.likeness(stretch), -c.first))
            found.append(Linked(best, _chance(best, chances, first)))
    if not found and shown:
        best = max(shown, key=lambda c: (_chance(c, chances, first), c.first - c.last))
        if _chance(best, chances, first) >= LEAST[role]:
            found.append(Linked(best, _chance(best, chances, first)))
    if home is not None:
        found = [one for one in found if one.candidate.shared(home)] or found
    for members in lists:
        beside = [Linked(c, _chance(c, chances, first)) for c in _beside(found, members, shown)]
        found += [one for one in beside if one.chance >= MAYBE]
    return _apart(found, only_one=only_one)


def _beside(
    found: Sequence[Linked], members: Sequence[Candidate], shown: Sequence[Candidate]
) -> list[Candidate]:
    """Return the members of a list, of which one is found, that are not."""
    taken = [m for m in members if any(m.shared(one.candidate) for one in found)]
    return [m for m in members if m not in taken and m in shown] if taken else []


def _stretches(chances: Floats, first: int) -> list[Candidate]:
    """Return the runs of words that may be linked, of which one word at least is likely to be."""
    out: list[Candidate] = []
    for place in np.flatnonzero(chances >= MAYBE):
        index = first + int(place)
        if out and out[-1].last == index:
            out[-1] = Candidate(out[-1].first, index + 1)
        else:
            out.append(Candidate(index, index + 1))
    return [run for run in out if _chance(run, chances, first) >= SURE]


def _chance(candidate: Candidate, chances: Floats, first: int) -> float:
    return float(chances[candidate.first - first : candidate.last - first].max())


def _apart(found: Sequence[Linked], *, only_one: bool) -> tuple[Linked, ...]:
    """Return the likeliest of those that overlap, or of all, in the text's order."""
    kept: list[Linked] = []
    for one in sorted(found, key=lambda one: -one.chance):
        if only_one and kept:
            break
        if not any(one.candidate.shared(other.candidate) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.candidate))
