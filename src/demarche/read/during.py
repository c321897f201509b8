"""Days that an act takes from another: "during the visit" is when the article dates the visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.model import Occurrence, Sentence, Span
from demarche.read.status import governing_verb

# Nouns and verbs by which an article may tell one and the same occasion.
_TRAVEL = frozenset({"visit", "trip", "tour", "journey", "stop", "swing", "travel"})
_TALKS = frozenset({"talk", "meeting", "meet", "summit", "conference", "negotiation", "gathering"})
_NOMINAL = frozenset({"nmod", "obl", "obj"})


@dataclass(frozen=True, slots=True)
class Dated:
    """An act that the article dates: where its words begin, their lemmas, and its days."""

    start: int
    lemmas: frozenset[str]
    occurred: Occurrence


def occasion(row: int, sentence: Sentence) -> tuple[Span, str] | None:
    """Return where the occasion of the act at word `row` is named, and the lemma of its noun.

    "On the trip" says when, as "during the talks" does; "on the talks" says about what.
    """
    verbs = {row, governing_verb(row, sentence)}
    for index, token in enumerate(sentence.tokens):
        if token.lemma not in _TRAVEL | _TALKS:
            continue
        below = [t for t in sentence.tokens if t.head == index]
        is_known = any(t.text.lower() in ("the", "this") for t in below)
        for lead in below if is_known else ():
            during = lead.text.lower() == "during" and not verbs.isdisjoint(_above(index, sentence))
            on = lead.text.lower() == "on" and token.lemma in _TRAVEL and token.head in verbs
            if during or on:
                return Span(lead.span.start, token.span.end), token.lemma
    return None


def _above(index: int, sentence: Sentence) -> set[int]:
    """Return the words that the nominal at `index` hangs on, up to its verb."""
    found: set[int] = set()
    token = sentence.tokens[index]
    while token.deprel.split(":")[0] in _NOMINAL and token.head >= 0 and token.head not in found:
        found.add(token.head)
        token = sentence.tokens[token.head]
    return found


def days_of(named: tuple[Span, str], dated: Sequence[Dated], text: str) -> Occurrence | None:
    """Return the days of the occasion that is `named`; None where the article dates none.

    The last telling of it before that has days counts, else the first one after.
    """
    span, lemma = named
    same = _TRAVEL if lemma in _TRAVEL else _TALKS
    tellings = [one for one in dated if not same.isdisjoint(one.lemmas)]
    before = [one for one in tellings if one.start < span.start]
    chosen = before[-1:] or tellings[:1]
    return Occurrence(chosen[0].occurred.days, span.of(text), span) if chosen else None
