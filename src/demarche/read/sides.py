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
    return {act.row: _own(act, found, looked) for act in acts}


def _sides(act: Act, looked: Looked, lists: Sequence[Sequence[Candidate]]) -> Sides:
    home = looked.candidate(looked.sentences[act.sentence].span)
    actors = linked(looked.heard, Link.ACTOR, act.row, looked.parties, lists=lists, home=home)
    taken = {one.candidate for one in actors}
    others = [candidate for candidate in looked.parties if candidate not in taken]
    recipients = linked(looked.heard, Link.RECIPIENT, act.row, others, lists=lists, home=home)
    return Sides(actors, recipients)


def _own(act: Act, found: dict[int, Sides], looked: Looked) -> Sides:
    """Return an act's sides without the recipients that hang on another act of which they are too.

    In "is visiting Korea after a trip to Japan", Korea is visited and Japan is where the trip went.
    """
    sentence = looked.sentences[act.sentence]
    home = looked.candidate(sentence.span)
    sides = found[act.row]
    if home is None or len(sides.recipients) < 2:
        return sides
    kept = tuple(
        one
        for one in sides.recipients
        if _owner(one.candidate, found, sentence, home.first) in (None, act.row)
    )
    return replace(sides, recipients=kept or sides.recipients)


def _owner(party: Candidate, found: dict[int, Sides], sentence: Sentence, first: int) -> int | None:
    """Return the nearest act on which `party` hangs and of which it is a recipient."""
    inside = range(party.first - first, party.last - first)
    if not 0 <= inside.start < len(sentence.tokens):
        return None
    node = inside.start
    while node >= 0:
        sides = None if node in inside else found.get(node + first)
        if sides and any(one.candidate == party for one in sides.recipients):
            return node + first
        node = sentence.tokens[node].head
    return None
