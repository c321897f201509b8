"""Wishes to hear somebody: meetings to come of which the verb alone tells too little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from demarche.knowledge.cues import Cue, intentions, wishes
from demarche.model import Sentence
from demarche.read.dependents import cases
from demarche.read.status import has_negation

_LEADING_TO = frozenset({"xcomp", "advcl", "acl", "ccomp"})
_OWNING = "nmod:poss"


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish as a sentence tells it: the row of the table, the words that tell the intention and
    what is wished, and those that stand for whom the actor wishes to hear."""

    cue: Cue
    intention: int
    verb: int
    heard: tuple[int, ...]

    @property
    def rule(self) -> str:
        """The row of the table, by name."""
        return f"wish:{self.cue.id}"


def told_at(row: int, sentence: Sentence) -> Wish | None:
    """Return the wish of which the word at `row` tells the intention, or what is wished."""
    if sentence.tokens[row].lemma not in _lemmas():
        return None
    for verb in _verbs(row, sentence):
        intention = sentence.tokens[verb].head
        if not _is_meant(intention, sentence):
            continue
        for cue in wishes():
            if sentence.tokens[verb].lemma not in cue.lemmas:
                continue
            heard = tuple(_heard(cue, verb, sentence))
            if heard:
                return Wish(cue, intention, verb, heard)
    return None


@cache
def _lemmas() -> frozenset[str]:
    return frozenset().union(*(cue.lemmas for cue in (*wishes(), *intentions())))


def sides(wish: Wish, sentence: Sentence) -> tuple[list[int], list[int]]:
    """Return the words that stand for who wishes, and for whom they wish to hear."""
    tokens = sentence.tokens
    wishing = [
        index
        for index, token in enumerate(tokens)
        if token.head == wish.intention and token.deprel.split(":")[0] == "nsubj"
    ]
    joined = [i for i, t in enumerate(tokens) if t.deprel == "conj" and t.head in wish.heard]
    return wishing, [*wish.heard, *joined]


def _verbs(row: int, sentence: Sentence) -> Iterator[int]:
    """Yield the verbs that may tell what is wished: the word at `row`, or one that hangs on it."""
    for index, token in enumerate(sentence.tokens):
        if row not in (index, token.head) or token.head < 0:
            continue
        if token.deprel.split(":")[0] in _LEADING_TO and _is_infinitive(index, sentence):
            yield index


def _is_infinitive(verb: int, sentence: Sentence) -> bool:
    return any(t.head == verb and t.text.lower() == "to" for t in sentence.tokens)


def _is_meant(intention: int, sentence: Sentence) -> bool:
    lemma = sentence.tokens[intention].lemma
    told = any(lemma in cue.lemmas for cue in intentions())
    return told and not has_negation(intention, sentence)


def _heard(cue: Cue, verb: int, sentence: Sentence) -> Iterator[int]:
    """Yield the proper names for those whom the verb, or its object, says are to be heard."""
    tokens = sentence.tokens
    objects = [i for i, t in enumerate(tokens) if t.head == verb and t.deprel == "obj"]
    if cue.objects:
        objects = [index for index in objects if tokens[index].lemma in cue.objects]
        if not objects:
            return
    for index, token in enumerate(tokens):
        if token.upos != "PROPN":
            continue
        led = not cases(index, sentence).isdisjoint(cue.leads)
        relation = token.deprel.split(":")[0]
        is_object = index in objects and not cue.objects
        is_led = led and token.head in (verb, *objects) and relation in ("obl", "nmod")
        if is_object or is_led or (token.head in objects and token.deprel == _OWNING):
            yield index
