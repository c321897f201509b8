"""Who acts and towards whom: the parties that are linked to each act of an article."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from demarche.model import EventType, Sentence
from demarche.read import sanctions, silence, wishes
from demarche.read.acts import Act
from demarche.read.dependents import above, cases
from demarche.read.labels import Link
from demarche.read.links import Candidate, Linked, chance_of, linked, touching
from demarche.read.looked import Looked
from demarche.read.sanctions import Measure
from demarche.read.silence import Silence
from demarche.read.wishes import Wish

# An actor that is no likelier is linked for want of a better one.
DOUBTFUL = 0.35
_COUNTERPART = "counterpart"
_OF = frozenset({"of", "to", "in", "at"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of one act."""

    actors: tuple[Linked, ...]
    recipients: tuple[Linked, ...]


def read(acts: Sequence[Act], looked: Looked) -> dict[int, Sides]:
    """Return the sides of each act, by the act's `row`."""
    lists = looked.rows()
    found = {act.row: _sides(act, looked, lists) for act in acts}
    together = itertools.groupby(acts, key=lambda act: act.sentence)
    for beside in (list(group) for _, group in together):
        for act in beside:
            found[act.row] = _unheard(act, found, beside, looked)
    return {act.row: _outer(act, _own(act, found, looked), looked) for act in acts}


def _sides(act: Act, looked: Looked, lists: Sequence[Sequence[Candidate]]) -> Sides:
    home = looked.candidate(looked.sentences[act.sentence].span)
    actors = linked(looked.heard, Link.ACTOR, act.row, looked.parties, lists=lists, home=home)
    actors = _speaker(act, actors, looked) or actors
    recipients = linked(
        looked.heard,
        Link.RECIPIENT,
        act.row,
        looked.parties,
        lists=lists,
        home=home,
        but={one.candidate for one in actors},
    )
    found = _across(act, Sides(actors, recipients), looked)
    return _unanswered(act, looked) or _by_table(act, found, looked)


def _speaker(act: Act, actors: Sequence[Linked], looked: Looked) -> tuple[Linked, ...]:
    """Return the speaker, where a statement tells an act of which nobody surely is the actor.

    Of "Wang told reporters that the review would be finished in May", that is Wang; nothing where
    an actor is likely, or another is twice as likely as the speaker.
    """
    best = max((one.chance for one in actors), default=0.0)
    if best >= DOUBTFUL:
        return ()
    telling = [
        said for said in looked.told[act.sentence] if act.row in said.content and said.source
    ]
    for said in telling:
        near = touching(Candidate(said.source[0], said.source[-1] + 1), looked.parties)
        likely = [chance_of(looked.heard, Link.ACTOR, act.row, one) for one in near]
        found = max(filter(None, likely), key=lambda one: one.chance, default=None)
        if found and found.chance * 2 >= best:
            return (found,)
    return ()


def _across(act: Act, sides: Sides, looked: Looked) -> Sides:
    """Return the sides of a meeting, counterparts of those who act among the recipients."""
    across = tuple(
        one
        for one in sides.actors
        if any(word.rstrip("s") == _COUNTERPART for word in looked.words(one.candidate))
    )
    if act.event_type is not EventType.CONSULT or not across or len(across) == len(sides.actors):
        return sides
    return Sides(
        tuple(one for one in sides.actors if one not in across),
        tuple(sorted((*across, *sides.recipients), key=lambda one: one.candidate)),
    )


def _unanswered(act: Act, looked: Looked) -> Sides | None:
    """Return the sides of a silence whose sentence names both; None of another act."""
    if not isinstance(act.told, Silence):
        return None
    found = _named(silence.sides(act.told, looked.sentences[act.sentence]), act, looked)
    return found if found.actors and found.recipients else None


def _by_table(act: Act, sides: Sides, looked: Looked) -> Sides:
    """Return the sides that the sentence of a wish or a measure in force names, else `sides`."""
    sentence = looked.sentences[act.sentence]
    if isinstance(act.told, Wish):
        told = _named(wishes.sides(act.told, sentence), act, looked)
    elif isinstance(act.told, Measure):
        told = _named(sanctions.sides(act.told, sentence), act, looked)
        hit = {one.candidate for one in told.recipients}
        sides = replace(sides, actors=tuple(a for a in sides.actors if a.candidate not in hit))
    else:
        return sides
    return Sides(told.actors or sides.actors, told.recipients or sides.recipients)


def _named(words: tuple[list[int], list[int]], act: Act, looked: Looked) -> Sides:
    """Return the parties on each side, of which the words are given."""
    actors = (_on(index, Link.ACTOR, act, looked) for index in words[0])
    recipients = (_on(index, Link.RECIPIENT, act, looked) for index in words[1])
    return Sides(tuple(filter(None, actors)), tuple(filter(None, recipients)))


def _unheard(act: Act, found: dict[int, Sides], beside: Sequence[Act], looked: Looked) -> Sides:
    """Return an act's sides without, among the actors, who is silent on it in the same sentence.

    In "Oslo has not answered overtures by Bonn, which wrote in May", Bonn alone wrote.
    """
    sides, sentence = found[act.row], looked.sentences[act.sentence]
    around = set(above(looked.row(act.row, sentence), sentence, _is_told_of))
    for other in beside:
        if other.row == act.row:
            continue
        if not isinstance(other.told, Silence) or other.told.verb not in around:
            continue
        silent = {one.candidate for one in found[other.row].actors}
        kept = tuple(one for one in sides.actors if one.candidate not in silent)
        sides = replace(sides, actors=kept or sides.actors)
    return sides


def _is_told_of(relation: str) -> bool:
    return relation.split(":")[0] in ("obj", "obl", "nmod", "acl")


def _on(index: int, role: Link, act: Act, looked: Looked) -> Linked | None:
    """Return the widest phrase for a party whose head is the word `index` of the act's sentence."""
    sentence = looked.sentences[act.sentence]
    headed = [c for c in looked.parties_in(sentence) if _head(c, sentence, looked) == index]
    widest = max(headed, key=lambda c: c.last - c.first, default=None)
    return None if widest is None else chance_of(looked.heard, role, act.row, widest)


def _head(party: Candidate, sentence: Sentence, looked: Looked) -> int | None:
    """Return the one word of `sentence` in `party` that hangs on none of the others there."""
    first, last = (looked.row(word, sentence) for word in (party.first, party.last))
    if first < 0 or last > len(sentence.tokens):
        return None
    tops = [i for i in range(first, last) if not first <= sentence.tokens[i].head < last]
    return tops[0] if len(tops) == 1 else None


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
    """Whether `party` hangs on a common noun of another, by a preposition that says whose it is."""
    sentence = looked.sentences[act.sentence]
    head = _head(party, sentence, looked)
    if head is None or sentence.tokens[head].deprel != "nmod":
        return False
    above = sentence.tokens[head].head
    if (
        cases(head, sentence).isdisjoint(_OF)
        or above < 0
        or sentence.tokens[above].xpos.startswith("NNP")
    ):
        return False
    word = above + act.row - looked.row(act.row, sentence)
    return any(
        one.candidate.first <= word < one.candidate.last
        and looked.cast.party(looked.span(one.candidate)).code is not None
        for one in side
    )
