"""Acts with their parties, days, place and word: the mentions of one article."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from demarche.model import (
    Evidence,
    Mention,
    Occurrence,
    Party,
    Place,
    Sentence,
    Span,
    TimeExpression,
)
from demarche.read import plover, sides, status, times, word
from demarche.read.acts import Act
from demarche.read.labels import Link
from demarche.read.links import Candidate, Linked, linked
from demarche.read.looked import Looked
from demarche.read.sides import Sides


def read(acts: tuple[Act, ...], looked: Looked) -> tuple[Mention, ...]:
    """Return a mention for each act that does not stand in furniture."""
    found = sides.read(acts, looked)
    dated = _dated(looked)
    silent = looked.silent()
    return tuple(
        _mention(act, found[act.row], dated, looked)
        for act in acts
        if not any(looked.spans[act.row].overlaps(span) for span in silent)
    )


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
    lemmas = [t.lemma for t in sentence.tokens if trigger.contains(t.span)]
    return Mention(
        id=_identity(looked.article.id, act, trigger),
        event_type=act.event_type,
        plover_type=plover.fold(act.event_type, settled),
        mode=plover.mode(act.event_type, lemmas, words),
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
        },
    )


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
    row = [token.span for token in sentence.tokens].index(looked.spans[act.row])
    for index, token in enumerate(sentence.tokens):
        if token.head != row or token.deprel.split(":")[0] not in ("obl", "nmod"):
            continue
        cases = [t.text.lower() for t in sentence.tokens if t.head == index and t.deprel == "case"]
        place = looked.cast.place(token.span)
        if place.code is not None and any(case in _WHERE for case in cases):
            return place
    return None
