"""Who acts and towards whom: the parties that are linked to each act of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from demarche.model import Sentence
from demarche.read import silence
from demarche.read.acts import Act
from demarche.read.labels import Link
from demarche.read.links import Candidate, Linked, linked, linking
from demarche.read.looked import Looked

_COUNTERPART = frozenset({"counterpart", "counterparts"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of one act."""

    actors: tuple[Linked, ...]
    recipients: tuple[Linked, ...]


def read(acts: Sequence[Act], looked: Looked) -> dict[int, Sides]:
    """Return the sides of each act, by the act's `row`."""
    lists = looked.rows()
    found = {act.row: _sides(act, looked, lists) for act in acts}
    return {act.row: _outer(act, _own(act, found, looked), looked) for act in acts}


def _sides(act: Act, looked: Looked, lists: Sequence[Sequence[Candidate]]) -> Sides:
    home = looked.candidate(looked.sentences[act.sentence].span)
    actors = linked(looked.heard, Link.ACTOR, act.row, looked.parties, lists=lists, home=home)
    taken = {one.candidate for one in actors}
    others = [candidate for candidate in looked.parties if candidate not in taken]
    recipients = linked(looked.heard, Link.RECIPIENT, act.row, others, lists=lists, home=home)
    return _unanswered(act, looked, home) or _across(Sides(actors, recipients), looked)


def _across(sides: Sides, looked: Looked) -> Sides:
    """Return the sides, counterparts of those who act among the recipients."""
    across = tuple(
        one
        for one in sides.actors
        if _COUNTERPART & set(looked.span(one.candidate).of(looked.article.text).split())
    )
    if not across or len(across) == len(sides.actors):
        return sides
    return Sides(
        tuple(one for one in sides.actors if one not in across),
        tuple(sorted((*across, *sides.recipients), key=lambda one: one.candidate)),
    )


def _unanswered(act: Act, looked: Looked, home: Candidate | None) -> Sides | None:
    """Return the sides of a silence that the sentence names both; None of another act."""
    sentence = looked.sentences[act.sentence]
    told = silence.told_at(act.row - home.first, sentence) if home is not None else None
    if home is None or told is None:
        return None
    silent, unheard = silence.sides(told, sentence)
    actors = [_on(index + home.first, Link.ACTOR, act, looked) for index in silent]
    recipients = [_on(index + home.first, Link.RECIPIENT, act, looked) for index in unheard]
    found = Sides(tuple(filter(None, actors)), tuple(filter(None, recipients)))
    return found if found.actors and found.recipients else None


def _on(index: int, role: Link, act: Act, looked: Looked) -> Linked | None:
    """Return the widest phrase for a party that the word `index` ends, as linked to `act`."""
    around = [c for c in looked.parties if c.first <= index < c.last and c.last <= index + 2]
    widest = min(around, key=lambda c: (c.last != index + 1, c.first), default=None)
    return None if widest is None else linking(looked.heard, role, act.row, widest)


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


def _outer(act: Act, sides: Sides, looked: Looked) -> Sides:
    """Return the sides without parties that are named only to say who another of them is.

    In "reached out to Cuba's mission to the UN", the UN says which mission is meant.
    """
    return Sides(
        *(
            tuple(one for one in side if not _says_who(one.candidate, side, act, looked))
            for side in (sides.actors, sides.recipients)
        )
    )


def _says_who(party: Candidate, side: Sequence[Linked], act: Act, looked: Looked) -> bool:
    sentence = looked.sentences[act.sentence]
    home = looked.candidate(sentence.span)
    if home is None or not home.shared(party):
        return False
    inside = range(party.first - home.first, party.last - home.first)
    for index in inside:
        token = sentence.tokens[index]
        if token.head in inside or token.deprel != "nmod":
            continue
        above = token.head + home.first
        for other in side:
            holds = other.candidate.first <= above < other.candidate.last
            if holds and looked.cast.party(looked.span(other.candidate)).code:
                return True
    return False
