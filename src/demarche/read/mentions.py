"""Acts with their parties, days, place and word: the mentions of one article."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from demarche.model import (
    EventType,
    Evidence,
    Mention,
    Occurrence,
    Party,
    Place,
    Sentence,
    Span,
    Status,
)
from demarche.read import occurrences, plover, sides, status, word
from demarche.read.acts import Act
from demarche.read.channels import APPROACHES, channels
from demarche.read.confidence import calibrated
from demarche.read.dependents import above, cases
from demarche.read.likeness import likeness
from demarche.read.links import Candidate, Linked
from demarche.read.looked import Looked
from demarche.read.sides import Sides


def read(acts: tuple[Act, ...], looked: Looked) -> tuple[Mention, ...]:
    """Return a mention for each act that does not stand in furniture."""
    found = sides.read(acts, looked)
    silent = looked.silent()
    heard = [a for a in acts if not any(looked.spans[a.row].overlaps(span) for span in silent)]
    when = occurrences.read(heard, looked)
    told = [_mention(act, found[act.row], when[act.row], looked) for act in heard]
    return tuple(_as_long_as_told(mention, told) for mention in told)


def _mention(act: Act, parties: Sides, occurred: Occurrence | None, looked: Looked) -> Mention:
    sentence = looked.sentences[act.sentence]
    row = looked.row(act.row, sentence)
    named = Candidate(*act.words)
    trigger = looked.span(named)
    text = looked.article.text
    words = [token.text.lower() for token in sentence.tokens]
    published = looked.article.published
    settled = status.by_days(
        act.status,
        occurred.days if occurred else None,
        published.days if published else None,
    )
    lemmas = looked.lemmas(named, sentence)
    kind = _kind(act, parties, row, sentence)
    return Mention(
        id=_identity(looked.article.id, act, trigger),
        event_type=kind,
        plover_type=plover.fold(kind, settled),
        mode=plover.mode(kind, lemmas, words),
        contexts=plover.contexts(words),
        status=settled,
        actors=_parties(parties.actors, looked),
        recipients=_parties(parties.recipients, looked),
        place=_place(act, sentence, looked),
        occurred=occurred,
        attributions=word.chain(act, looked),
        evidence=Evidence(sentence.span, trigger),
        confidence=round(calibrated(act.type_chance), 3),
        why={
            "trigger": trigger.of(text),
            "act": round(act.chance, 3),
            "type": round(act.type_chance, 3),
            "status": round(act.status_chance, 3),
            "core": round(act.core, 3),
            "actors": [round(one.chance, 3) for one in parties.actors],
            "recipients": [round(one.chance, 3) for one in parties.recipients],
            **({"rule": act.told.rule} if act.told else {}),
            **_through(act.event_type, row, sentence),
        },
        likeness=likeness(looked.heard, act.words),
    )


_VOWS = frozenset({"vow", "pledge", "promise", "swear"})
_CONTINUING = frozenset({"continue", "keep", "remain", "stay"})
_GOING = frozenset({"carry", "go", "press", "push"})


def _kind(act: Act, parties: Sides, row: int, sentence: Sentence) -> EventType:
    """Return the act's type: a vow to go on with what one does, to nobody, agrees to nothing."""
    if act.event_type is not EventType.AGREE or sentence.tokens[row].lemma not in _VOWS:
        return act.event_type
    is_alone = len(parties.actors) == 1 and not parties.recipients
    return EventType.POLICY if is_alone and _goes_on(row, sentence) else EventType.AGREE


def _goes_on(row: int, sentence: Sentence) -> bool:
    """Whether what is vowed is to continue, or to carry on or the like."""
    for index, token in enumerate(sentence.tokens):
        if token.head == row and token.deprel == "xcomp":
            after = sentence.tokens[index + 1 : index + 2]
            is_on = any(t.text.lower() == "on" for t in after)
            return token.lemma in _CONTINUING or (is_on and token.lemma in _GOING)
    return False


def _through(event_type: EventType, row: int, sentence: Sentence) -> dict[str, object]:
    """Return the channels of an approach, if it names any."""
    found = channels(row, sentence) if event_type in APPROACHES else []
    return {"channels": found} if found else {}


def _identity(article: str, act: Act, trigger: Span) -> str:
    named = f"{article}:{trigger.start}:{trigger.end}:{act.event_type.value}"
    return hashlib.sha256(named.encode()).hexdigest()[:32]


def _parties(found: tuple[Linked, ...], looked: Looked) -> tuple[Party, ...]:
    parties: list[Party] = []
    for candidate in looked.distinct([one.candidate for one in found]):
        for party in looked.cast.parties(looked.span(candidate)):
            if party.entity is None or all(party.entity != other.entity for other in parties):
                parties.append(party)
    return tuple(parties)


def _as_long_as_told(mention: Mention, told: Sequence[Mention]) -> Mention:
    """Return `mention`, if a refusal that lasts, with the days of another telling of it."""
    lasting = mention.status is Status.ONGOING and mention.event_type is EventType.REJECT
    if mention.occurred is not None or not lasting:
        return mention
    days = {other.occurred for other in told if other.occurred and _is_same(mention, other)}
    return replace(mention, occurred=days.pop()) if len(days) == 1 else mention


def _is_same(one: Mention, other: Mention) -> bool:
    """Whether both tell of one type of act, with one status, of the same parties to the same."""
    ours, theirs = (
        [{party.code for party in side} for side in (mention.actors, mention.recipients)]
        for mention in (one, other)
    )
    are_known = all(side and None not in side for side in ours)
    kinds = (one.event_type, one.status), (other.event_type, other.status)
    return are_known and ours == theirs and kinds[0] == kinds[1]


_COUNTERPART = "counterpart"
_WHERE = frozenset({"in", "at", "near", "inside", "outside"})


def _place(act: Act, sentence: Sentence, looked: Looked) -> Place | None:
    """Return the place that hangs on the act's word, or its light verb, by "in" or the like.

    A tree may hang it on those who are met: "hold talks with his counterpart in Oslo".
    """
    row = looked.row(act.row, sentence)
    rows = {row, status.governing_verb(row, sentence), *_held(row, sentence)}
    met = {i for i, t in enumerate(sentence.tokens) if t.head in rows and t.lemma == _COUNTERPART}
    for index, token in enumerate(sentence.tokens):
        if token.head not in rows | met or token.deprel.split(":")[0] not in ("obl", "nmod"):
            continue
        place = looked.cast.place(_name_around(index, sentence))
        if place.code is not None and not _WHERE.isdisjoint(cases(index, sentence)):
            return place
    return None


_OF_NAMES = frozenset({"compound", "flat", "amod"})


def _name_around(index: int, sentence: Sentence) -> Span:
    """Return where the name of which the word at `index` is the head stands ("New York")."""
    tokens, first, last = sentence.tokens, index, index
    if tokens[index].upos != "PROPN":
        return tokens[index].span
    while first > 0 and _is_part(first - 1, index, sentence):
        first -= 1
    while last + 1 < len(tokens) and _is_part(last + 1, index, sentence):
        last += 1
    return Span(tokens[first].span.start, tokens[last].span.end)


def _is_part(word: int, index: int, sentence: Sentence) -> bool:
    return index in above(word, sentence, _OF_NAMES.__contains__)


_HOLDING = frozenset({"take", "hold", "schedule", "set", "convene", "stage", "plan"})


def _held(row: int, sentence: Sentence) -> list[int]:
    """Return the verbs that say of the noun at `row` that it is held: "talks to take place"."""
    return [
        index
        for index, token in enumerate(sentence.tokens)
        if token.head == row and token.deprel.split(":")[0] == "acl" and token.lemma in _HOLDING
    ]
