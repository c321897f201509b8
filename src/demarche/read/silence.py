"""Approaches that were not answered: refusals that no single word names."""

from __future__ import annotations

from demarche.knowledge.silences import Silence, silences
from demarche.model import Sentence, Status
from demarche.read.status import has_negation

_PERFECT = frozenset({"has", "have", "'s", "’s", "'ve", "’ve"})


def told_at(row: int, sentence: Sentence) -> Silence | None:
    """Return the row of the table by which the verb at word `row` tells of a silence."""
    token = sentence.tokens[row]
    if token.upos not in ("VERB", "AUX"):
        return None
    for one in silences():
        if token.lemma in one.lemmas and _fits(one, row, sentence):
            return one
    return None


def _fits(one: Silence, row: int, sentence: Sentence) -> bool:
    objects = [
        index
        for index, token in enumerate(sentence.tokens)
        if token.head == row and token.deprel.split(":")[0] == "obj" and token.lemma in one.objects
    ]
    if one.objects and not objects:
        return False
    return any(has_negation(index, sentence) for index in (row, *objects))


def status(row: int, sentence: Sentence) -> Status:
    """Return whether the silence lasts ("has not responded") or is over ("did not respond")."""
    held = {t.text.lower() for t in sentence.tokens if t.head == row and t.deprel == "aux"}
    return Status.ONGOING if held & _PERFECT else Status.HAPPENED
