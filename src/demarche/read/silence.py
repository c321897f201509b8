"""Approaches that were not answered: refusals that no single word names."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.knowledge.cues import Cue, silences
from demarche.model import Sentence, Status
from demarche.read.dependents import above, cases
from demarche.read.status import has_negation

_PERFECT = frozenset({"has", "have", "'s", "’s", "'ve", "’ve"})
_FROM = frozenset({"from"})
_OF_WHOM = frozenset({"from", "by"})
# What makes of a silence one that may come, or that is feared.
_UNREAL = frozenset(
    {"will", "would", "wo", "may", "might", "can", "could", "ca", "should", "must", "shall"}
)
_IF = frozenset({"if", "unless", "whether"})
# The relations of nominals and participles: by others a clause of its own begins.
_WITHIN = frozenset({"nsubj", "obj", "obl", "obl:agent", "nmod", "acl", "xcomp"})


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence as a sentence tells it: the row of the table, and where in it the verb stands."""

    cue: Cue
    verb: int

    @property
    def rule(self) -> str:
        """The row of the table, by name."""
        return f"silence:{self.cue.id}"


def told_at(row: int, sentence: Sentence) -> Silence | None:
    """Return the silence of which the verb, or its object ("no reply"), is the word at `row`."""
    for verb in (row, sentence.tokens[row].head):
        if verb < 0 or sentence.tokens[verb].upos not in ("VERB", "AUX"):
            continue
        for one in silences():
            if sentence.tokens[verb].lemma not in one.lemmas or _is_unreal(verb, sentence):
                continue
            objects = _objects(one, verb, sentence)
            named = verb == row or row in objects
            if named and _is_negated(one, verb, objects, sentence):
                return Silence(one, verb)
    return None


def _objects(cue: Cue, verb: int, sentence: Sentence) -> list[int]:
    """Return the objects of `verb` that the row of the table names."""
    return [
        index
        for index, token in enumerate(sentence.tokens)
        if token.head == verb and token.deprel == "obj" and token.lemma in cue.objects
    ]


def _is_negated(cue: Cue, verb: int, objects: list[int], sentence: Sentence) -> bool:
    """Whether the verb, or its object where the row of the table demands one, is negated."""
    if cue.objects and not objects:
        return False
    only = any(t.head == verb and t.text.lower() == "only" for t in sentence.tokens)
    return not only and any(has_negation(index, sentence) for index in (verb, *objects))


def _is_unreal(verb: int, sentence: Sentence) -> bool:
    """Whether the verb tells what will, may or would be, or a condition."""
    below = {t.text.lower() for t in sentence.tokens if t.head == verb}
    return not below.isdisjoint(_UNREAL | _IF)


def status(told: Silence, sentence: Sentence) -> Status:
    """Return whether the silence lasts ("has not responded") or is over ("did not respond")."""
    held = {t.text.lower() for t in sentence.tokens if t.head == told.verb and t.deprel == "aux"}
    return Status.ONGOING if held & _PERFECT else Status.HAPPENED


def sides(told: Silence, sentence: Sentence) -> tuple[list[int], list[int]]:
    """Return the words that stand for who was silent, and for whom it was that got no answer.

    Of "Oslo has not responded to a letter from Bonn" these are "Oslo" and "Bonn"; who hears
    nothing ("we have had no reply from Oslo") is the subject, and who is silent comes after "from".
    """
    subject = [
        index
        for index, token in enumerate(sentence.tokens[: told.verb])
        if token.head == told.verb and token.deprel == "nsubj" and not cases(index, sentence)
    ]
    if not told.cue.objects:
        asking = _after(told.verb, _OF_WHOM, sentence)
        return _beside(subject, sentence), _beside(asking[:1], sentence)
    near = {told.verb, *_objects(told.cue, told.verb, sentence)}
    asked = [i for i in _after(told.verb, _FROM, sentence) if sentence.tokens[i].head in near]
    return _beside(asked[:1], sentence), _beside(subject, sentence)


def _after(verb: int, leads: frozenset[str], sentence: Sentence) -> list[int]:
    """Return the nouns after `verb`, in its clause, that one of the prepositions leads."""
    return [
        index
        for index in range(verb, len(sentence.tokens))
        if cases(index, sentence) & leads
        and (index == verb or verb in above(index, sentence, _WITHIN.__contains__))
    ]


def _beside(words: list[int], sentence: Sentence) -> list[int]:
    """Return the words, and those joined to them ("Bonn and Paris")."""
    joined = [
        index
        for index, token in enumerate(sentence.tokens)
        if token.deprel == "conj" and token.head in words
    ]
    return [*words, *joined]
