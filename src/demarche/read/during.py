"""Days that an act takes from another: "during the visit" is when the article dates the visit."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.model import Mention, Occurrence, Sentence, Span
from demarche.read.status import governing_verb

_WHILE = frozenset({"during", "on", "at"})
# Nouns and verbs by which an article may tell one and the same occasion.
_OCCASIONS = (
    frozenset({"visit", "trip", "tour", "journey", "stop", "swing", "travel"}),
    frozenset({"talk", "meeting", "meet", "summit", "conference", "negotiation", "gathering"}),
)


def occasion(row: int, sentence: Sentence) -> tuple[Span, str] | None:
    """Return where the occasion of the act at word `row` is named, and the lemma of its noun."""
    tokens = sentence.tokens
    verbs = {row, governing_verb(row, sentence)}
    for index, token in enumerate(tokens):
        if not any(token.lemma in group for group in _OCCASIONS):
            continue
        below = [t for t in tokens if t.head == index]
        lead = next((t for t in below if t.text.lower() in _WHILE), None)
        is_known = any(t.text.lower() in ("the", "this") for t in below)
        if lead is None or not is_known:
            continue
        if token.head in verbs or (
            lead.text.lower() == "during" and _above(index, sentence) & verbs
        ):
            return Span(lead.span.start, token.span.end), token.lemma
    return None


def _above(index: int, sentence: Sentence) -> set[int]:
    """Return the words that the nominal at `index` hangs on, up to its verb."""
    found = set()
    token = sentence.tokens[index]
    while token.deprel.split(":")[0] in ("nmod", "obl", "obj") and token.head not in found:
        found.add(token.head)
        token = sentence.tokens[token.head]
    return found


def days_of(
    named: tuple[Span, str], told: Sequence[tuple[Mention, Sequence[str]]], text: str
) -> Occurrence | None:
    """Return the days of the occasion that is `named`; None where the article dates none.

    `told` holds the article's acts, each with the lemmas of its trigger. The last one before that
    has days counts, else the first one after.
    """
    span, lemma = named
    same = next(group for group in _OCCASIONS if lemma in group)
    dated = [
        mention
        for mention, lemmas in told
        if mention.occurred is not None and not same.isdisjoint(lemmas)
    ]
    before = [m for m in dated if m.evidence.trigger.start < span.start]
    chosen = before[-1:] or dated[:1]
    if not chosen or chosen[0].occurred is None:
        return None
    return Occurrence(chosen[0].occurred.days, span.of(text), span)
