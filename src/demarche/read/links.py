"""Which parties and times of an article belong to an act, by the pair head."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from demarche.read.encoder import Heard
from demarche.read.labels import Link

SURE, MAYBE = 0.45, 0.2
BESIDE = 0.05
LEAST = {Link.ACTOR: 0.02, Link.RECIPIENT: 0.2, Link.TIME: 0.4, Link.WORD_OF: 0.4}


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
    but: Collection[Candidate] = (),
    only_one: bool = False,
) -> tuple[Linked, ...]:
    """Return those of `candidates` that hang on the word `row` by `role`, `but` some.

    Candidates are given and returned in the text's order.

    Of each stretch of words that may be linked, and of which one most likely is, the candidate that
    covers it best is taken; where there is no such stretch, the likeliest candidate if it is likely
    enough. Where one lies in `home`, the words of the act's sentence, those elsewhere are left out.
    Of `lists`, which join candidates by "and", the members beside a linked one follow it where they
    may be linked at all.
    """
    shown = _Shown.of(heard, role, row)
    if max(shown.chances) < min(SURE, LEAST[role]):
        return ()
    able = [c for c in shown.among(candidates) if c not in but]
    found: list[Linked] = []
    for stretch in shown.stretches():
        near = touching(stretch, able)
        if near:
            found.append(shown.linked(max(near, key=lambda c: (c.likeness(stretch), -c.first))))
    if not found and able:
        best = max(map(shown.linked, able), key=_likeliest)
        if best.chance >= LEAST[role]:
            found.append(best)
    if home is not None:
        found = [one for one in found if one.candidate.shared(home)] or found
    for members in shown.some(lists):
        beside = [shown.linked(c) for c in _beside(found, members, able)]
        found += [one for one in beside if one.chance >= BESIDE]
    return _apart(found, only_one=only_one)


def chance_of(heard: Heard, role: Link, row: int, candidate: Candidate) -> Linked | None:
    """Return `candidate` with the chance that it hangs on `row`; None where that is not shown."""
    shown = _Shown.of(heard, role, row)
    return shown.linked(candidate) if shown.holds(candidate) else None


def beginning_in(candidates: Sequence[Candidate], first: int, last: int) -> Sequence[Candidate]:
    """Return those of `candidates`, in the text's order, of which the first word is in a range."""
    low = bisect_left(candidates, first, key=lambda c: c.first)
    high = bisect_left(candidates, last, key=lambda c: c.first)
    return candidates[low:high]


def touching(words: Candidate, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that share a word with `words`."""
    return [c for c in candidates if c.first < words.last and words.first < c.last]


@dataclass(frozen=True, slots=True)
class _Shown:
    """The words that an act's window shows, from `first` on, and the chance of each."""

    first: int
    chances: list[float]

    @classmethod
    def of(cls, heard: Heard, role: Link, row: int) -> _Shown:
        """Return what the window of the word `row` shows."""
        first, chances = heard.links(role, row)
        return cls(first, chances.tolist())

    def holds(self, candidate: Candidate) -> bool:
        """Whether all words of `candidate` are shown."""
        return self.first <= candidate.first and candidate.last <= self.first + len(self.chances)

    def among(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return those of which all words are shown; `candidates` are in the text's order."""
        begun = beginning_in(candidates, self.first, self.first + len(self.chances))
        return [c for c in begun if self.holds(c)]

    def some(self, lists: Iterable[Sequence[Candidate]]) -> Iterator[Sequence[Candidate]]:
        """Yield those of `lists`, each in the text's order, of which some words are shown."""
        last = self.first + len(self.chances)
        return (one for one in lists if one and one[0].first < last and one[-1].last > self.first)

    def linked(self, candidate: Candidate) -> Linked:
        """Return `candidate` with the chance of its likeliest word."""
        chances = self.chances[candidate.first - self.first : candidate.last - self.first]
        return Linked(candidate, max(chances))

    def stretches(self) -> list[Candidate]:
        """Return the runs of words that may be linked, of which one at least is likely to be."""
        out: list[Candidate] = []
        for index, chance in enumerate(self.chances, start=self.first):
            if chance < MAYBE:
                continue
            if out and out[-1].last == index:
                out[-1] = Candidate(out[-1].first, index + 1)
            else:
                out.append(Candidate(index, index + 1))
        return [run for run in out if self.linked(run).chance >= SURE]


def _likeliest(one: Linked) -> tuple[float, int]:
    return one.chance, one.candidate.first - one.candidate.last


def _beside(
    found: Sequence[Linked], members: Sequence[Candidate], able: Sequence[Candidate]
) -> list[Candidate]:
    """Return the members of a list, of which one is found, that are not."""
    taken = {m for one in found for m in touching(one.candidate, members)}
    return [m for m in members if m not in taken and m in able] if taken else []


def _apart(found: Sequence[Linked], *, only_one: bool) -> tuple[Linked, ...]:
    """Return the likeliest of those that overlap, or of all, in the text's order."""
    kept: list[Linked] = []
    for one in sorted(found, key=lambda one: -one.chance):
        if only_one and kept:
            break
        if not any(one.candidate.shared(other.candidate) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.candidate))
