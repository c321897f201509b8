"""Who acts and towards whom: the parties that are linked to each act of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from demarche.model import Sentence
from demarche.read.acts import Act
from demarche.read.labels import Link
from demarche.read.links import Candidate, Linked, linked
from demarche.read.looked import Looked


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of one act."""

    actors: tuple[Linked, ...]
    recipients: tuple[Linked, ...]


def read(acts: Sequence[Act], looked: Looked) -> dict[int, Sides]:
    """Return the sides of each act, by the act's `row`."""
    lists = looked.rows()
    found = {act.row: _sides(act, looked, lists) for act in acts}
    return {act.row: _without_nested(act, acts, found, looked) for act in acts}


def _sides(act: Act, looked: Looked, lists: Sequence[Sequence[Candidate]]) -> Sides:
    home = looked.candidate(looked.sentences[act.sentence].span)
    actors = linked(looked.heard, Link.ACTOR, act.row, looked.parties, lists=lists, home=home)
    taken = {one.candidate for one in actors}
    others = [candidate for candidate in looked.parties if candidate not in taken]
    recipients = linked(looked.heard, Link.RECIPIENT, act.row, others, lists=lists, home=home)
    return Sides(actors, recipients)


def _without_nested(
    act: Act, acts: Sequence[Act], found: dict[int, Sides], looked: Looked
) -> Sides:
    """Return an act's sides without recipients that belong to an act told within its phrase.

    Of "is visiting Korea after a trip to Japan", Japan is where the trip goes.
    """
    sentence = looked.sentences[act.sentence]
    home = looked.candidate(sentence.span)
    sides = found[act.row]
    if home is None or len(sides.recipients) < 2:
        return sides
    nested = {
        other.row: [one.candidate for one in found[other.row].recipients]
        for other in acts
        if other.sentence == act.sentence and other.row != act.row
    }
    kept = tuple(
        one
        for one in sides.recipients
        if not any(
            one.candidate in nested.get(row, ())
            for row in _above(one.candidate, act.row, sentence, home.first)
        )
    )
    return replace(sides, recipients=kept or sides.recipients)


def _above(candidate: Candidate, until: int, sentence: Sentence, first: int) -> list[int]:
    """Return the words that `candidate` hangs on, up to the word `until`; none if it does not."""
    inside = range(candidate.first - first, candidate.last - first)
    if not 0 <= inside.start < len(sentence.tokens):
        return []
    node = inside.start
    out: list[int] = []
    while node >= 0 and node + first != until:
        if node not in inside:
            out.append(node + first)
        node = sentence.tokens[node].head
    return out if node >= 0 else []
