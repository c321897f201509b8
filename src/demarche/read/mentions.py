"""Acts with their parties, days, place and word: the mentions of one article."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
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
    TimeExpression,
)
from demarche.read import during, plover, sides, status, times, word
from demarche.read.acts import Act
from demarche.read.channels import APPROACHES, channels
from demarche.read.labels import Link
from demarche.read.links import Candidate, Linked, linked
from demarche.read.looked import Looked
from demarche.read.sides import Sides


def read(acts: tuple[Act, ...], looked: Looked) -> tuple[Mention, ...]:
    """Return a mention for each act that does not stand in furniture."""
    found = sides.read(acts, looked)
    dated = _dated(looked)
    silent = looked.silent()
    heard = [a for a in acts if not any(looked.spans[a.row].overlaps(span) for span in silent)]
    told = [_mention(act, found[act.row], dated, looked) for act in heard]
    named = [
        (m, _lemmas(m, looked.sentences[a.sentence])) for a, m in zip(heard, told, strict=True)
    ]
    told = [_on_its_occasion(m, a, named, looked) for a, m in zip(heard, told, strict=True)]
    return tuple(_as_long_as_told(mention, told) for mention in told)


def _mention(
    act: Act, parties: Sides, dated: Mapping[Candidate, TimeExpression], looked: Looked
) -> Mention:
    sentence = looked.sentences[act.sentence]
    trigger = looked.span(Candidate(*act.words))
    text = looked.article.text
    words = [token.text.lower() for token in sentence.tokens]
    occurred = _occurred(act, dated, looked)
    published = looked.article.published
    settled = status.by_days(
        act.status,
        occurred.days if occurred else None,
        published.days if published else None,
    )
    row = looked.row(act.row, sentence)
    lemmas = [t.lemma for t in sentence.tokens if trigger.contains(t.span)]
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
        confidence=round(act.chance, 3),
        why={
            "trigger": trigger.of(text),
            "type": round(act.type_chance, 3),
            "status": round(act.status_chance, 3),
            "core": round(act.core, 3),
            "actors": [round(one.chance, 3) for one in parties.actors],
            "recipients": [round(one.chance, 3) for one in parties.recipients],
            **_through(act.event_type, row, sentence),
        },
    )


_VOWS = frozenset({"vow", "pledge", "promise", "swear"})
_GOING_ON = frozenset({"continue", "carry", "go", "keep", "press", "remain", "stay"})


def _kind(act: Act, parties: Sides, row: int, sentence: Sentence) -> EventType:
    """Return the act's type: a vow to go on with what one does, to nobody, agrees to nothing."""
    tokens = sentence.tokens
    goes_on = any(t.head == row and t.deprel == "xcomp" and t.lemma in _GOING_ON for t in tokens)
    if act.event_type is not EventType.AGREE or tokens[row].lemma not in _VOWS or not goes_on:
        return act.event_type
    return EventType.AGREE if parties.recipients else EventType.POLICY


def _through(event_type: EventType, row: int, sentence: Sentence) -> dict[str, object]:
    """Return the channels of an approach, if it names any."""
    found = channels(row, sentence) if event_type in APPROACHES else []
    return {"channels": found} if found else {}


def _lemmas(mention: Mention, sentence: Sentence) -> list[str]:
    return [t.lemma for t in sentence.tokens if mention.evidence.trigger.contains(t.span)]


def _as_long_as_told(mention: Mention, told: Sequence[Mention]) -> Mention:
    """Return `mention`, if a refusal that lasts, with the days of another telling of it."""
    lasting = mention.status is Status.ONGOING and mention.event_type is EventType.REJECT
    if mention.occurred is not None or not lasting:
        return mention
    days = {other.occurred for other in told if other.occurred and _is_same(mention, other)}
    return replace(mention, occurred=days.pop()) if len(days) == 1 else mention


def _is_same(one: Mention, other: Mention) -> bool:
    """Whether both tell of one type of act, with one status, between the same two countries."""
    return (one.event_type, one.status) == (other.event_type, other.status) and all(
        {p.code for p in ours} == {p.code for p in theirs} != {None}
        for ours, theirs in (
            (one.actors, other.actors),
            (one.recipients, other.recipients),
        )
    )


def _on_its_occasion(
    mention: Mention, act: Act, told: Sequence[tuple[Mention, Sequence[str]]], looked: Looked
) -> Mention:
    """Return `mention`, if it has no days, with those of the occasion that its sentence names."""
    sentence = looked.sentences[act.sentence]
    named = during.occasion(looked.row(act.row, sentence), sentence)
    if mention.occurred is not None or named is None:
        return mention
    return replace(mention, occurred=during.days_of(named, told, looked.article.text))


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


def _dated(looked: Looked) -> dict[Candidate, TimeExpression]:
    """Return the expressions of time by their words."""
    placed = [(looked.candidate(expression.span), expression) for expression in looked.times]
    return {words: expression for words, expression in placed if words is not None}


def _occurred(
    act: Act, dated: Mapping[Candidate, TimeExpression], looked: Looked
) -> Occurrence | None:
    """Return the days of the time expression that is linked to the act, if it names any."""
    found = linked(looked.heard, Link.TIME, act.row, list(dated), only_one=True)
    if not found:
        return None
    expression = dated[found[0].candidate]
    published = looked.article.published.days if looked.article.published else None
    days = times.as_occurrence(
        expression,
        looked.article.text,
        looked.sentences,
        published=published,
        times=looked.times,
        act=looked.spans[act.row],
    )
    if days is None:
        return None
    return Occurrence(days, expression.span.of(looked.article.text), expression.span)


_WHERE = frozenset({"in", "at", "near", "inside", "outside"})


def _place(act: Act, sentence: Sentence, looked: Looked) -> Place | None:
    """Return the place that hangs on the act's word by "in", "at" or the like."""
    row = looked.row(act.row, sentence)
    rows = {row, *_held(row, sentence)}
    for index, token in enumerate(sentence.tokens):
        if token.head not in rows or token.deprel.split(":")[0] not in ("obl", "nmod"):
            continue
        cases = [t.text.lower() for t in sentence.tokens if t.head == index and t.deprel == "case"]
        place = looked.cast.place(token.span)
        if place.code is not None and any(case in _WHERE for case in cases):
            return place
    return None


_HOLDING = frozenset({"take", "hold", "schedule", "set", "convene", "stage", "plan"})


def _held(row: int, sentence: Sentence) -> list[int]:
    """Return the verbs that say of the noun at `row` that it is held: "talks to take place"."""
    return [
        index
        for index, token in enumerate(sentence.tokens)
        if token.head == row and token.deprel.split(":")[0] == "acl" and token.lemma in _HOLDING
    ]
