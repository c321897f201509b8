"""Days that an act takes from another: "during the visit" is when the article dates the visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.knowledge.cues import Cue, occasions
from demarche.model import Occurrence, Sentence, Span
from demarche.read.dependents import above, cases
from demarche.read.status import governing_verb

_NOMINAL = frozenset({"nmod", "obl", "obj"})


@dataclass(frozen=True, slots=True)
class Dated:
    """An act that the article dates: where its words begin, their lemmas, and its days."""

    start: int
    lemmas: frozenset[str]
    occurred: Occurrence


def occasion(row: int, sentence: Sentence) -> tuple[Span, Cue] | None:
    """Return where the occasion of the act at word `row` is named, and its row of the table.

    "On the trip" says when, as "during the talks" does; "on the talks" says about what.
    """
    verbs = {row, governing_verb(row, sentence)}
    for index, token in enumerate(sentence.tokens):
        kind = next((one for one in occasions() if token.lemma in one.lemmas), None)
        if kind is None or token.head < 0:
            continue
        below = [t for t in sentence.tokens if t.head == index]
        lead = next((t for t in below if t.text.lower() in kind.leads), None)
        if lead is None or not any(t.text.lower() in ("the", "this") for t in below):
            continue
        # A tree may hang "during" on the noun before it; it tells of the act all the same.
        is_far = lead.text.lower() == "during"
        if not verbs.isdisjoint(above(index, sentence, _is_nominal) if is_far else (token.head,)):
            return Span(lead.span.start, token.span.end), kind
    return None


def is_at_called(index: int, row: int, sentence: Sentence) -> bool:
    """Whether the word at `index` is part of what an occasion is called, as "January" is in "the
    January party congress", and the act at word `row` took place there."""
    for noun in above(index, sentence, _is_of_name):
        token = sentence.tokens[noun]
        kind = next((one for one in occasions() if token.lemma in one.lemmas), None)
        if kind and not cases(noun, sentence).isdisjoint(kind.leads):
            return row in set(above(noun, sentence, _is_below))
    return False


def _is_of_name(relation: str) -> bool:
    return relation in ("compound", "amod", "nummod", "nmod:poss")


def _is_below(relation: str) -> bool:
    return relation.split(":")[0] in ("obl", "nmod", "obj", "xcomp")


def _is_nominal(relation: str) -> bool:
    return relation.split(":")[0] in _NOMINAL


def days_of(named: tuple[Span, Cue], dated: Sequence[Dated], text: str) -> Occurrence | None:
    """Return the days of the occasion that is `named`; None where the article dates none.

    The last telling of it before that has days counts, else the first one after.
    """
    span, kind = named
    tellings = [one for one in dated if not kind.lemmas.isdisjoint(one.lemmas)]
    before = [one for one in tellings if one.start < span.start]
    chosen = before[-1:] or tellings[:1]
    return Occurrence(chosen[0].occurred.days, span.of(text), span) if chosen else None
