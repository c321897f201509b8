"""Measures in force that are told in passing, by a noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.knowledge.cues import Cue, sanctions
from demarche.model import Sentence
from demarche.read.dependents import cases

_TOLD_BY_OTHERS = frozenset({"obj", "nsubj", "compound", "nmod"})
_SOUGHT = frozenset({"for", "with", "without"})
_AGAINST = frozenset({"on", "against"})
_BY = frozenset({"by"})
_OWNER = "nmod:poss"
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
# Participles that say what the words before them stand for.
_EXPLAINING = frozenset({"refer", "mean", "allude"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as a sentence tells it: the row of the table, its noun and "imposed" after it."""

    cue: Cue
    noun: int
    participle: int | None

    @property
    def rule(self) -> str:
        """The row of the table, by name."""
        return f"measure:{self.cue.id}"


def told_at(row: int, sentence: Sentence) -> Measure | None:
    """Return the measure in force of which the word at `row` is the noun, or its participle.

    As object or subject of a verb, or hung on a noun, a measure is imposed, lifted, demanded or
    feared, and they tell of it; not so one that explains ("its policy, meaning the embargo on").
    """
    tokens = sentence.tokens
    noun = tokens[row].head if tokens[row].deprel.split(":")[0] == "acl" else row
    if noun < 0 or tokens[noun].upos != "NOUN":
        return None
    cue = next((one for one in sanctions() if tokens[noun].lemma in one.lemmas), None)
    if cue is None or not (_is_passing(noun, sentence) or _explained(noun, sentence)):
        return None
    participle = next((i for i in _below(noun, sentence, "acl") if _says(cue, i, sentence)), None)
    if row not in (noun, participle):
        return None
    aimed = participle is not None or any(_led(cue.leads, noun, sentence))
    return Measure(cue, noun, participle) if aimed else None


def _is_passing(noun: int, sentence: Sentence) -> bool:
    """Whether what the noun hangs on tells of something else ("trade fell under an embargo")."""
    relation = sentence.tokens[noun].deprel.split(":")[0]
    return relation not in _TOLD_BY_OTHERS and cases(noun, sentence).isdisjoint(_SOUGHT)


def _says(cue: Cue, index: int, sentence: Sentence) -> bool:
    return sentence.tokens[index].lemma in cue.objects


def sides(measure: Measure, sentence: Sentence) -> tuple[list[int], list[int]]:
    """Return the words that stand for who took the measure, and for whom it hits.

    Of "Cuba spoke of the embargo imposed by Peru over its debts" these are "Peru" and "its"; "its
    policy, meaning the embargo on Cuba" gives "its" and "Cuba".
    """
    tokens, told = sentence.tokens, [measure.noun]
    if measure.participle is not None:
        told.append(measure.participle)
    by = [index for word in told for index in _led(_BY, word, sentence)]
    owners = list(_below(measure.noun, sentence, "nmod", "amod", "compound", own=True))
    against = [index for word in told for index in _led(_AGAINST, word, sentence)]
    causes = [
        index for word in told for index in _led(measure.cue.leads - _AGAINST, word, sentence)
    ]
    blamed = [i for cause in causes for i in _below(cause, sentence, "nmod", own=True)]
    takers = by or owners or _explained(measure.noun, sentence)
    return takers, against or [i for i in blamed if tokens[i].deprel == _OWNER]


def _explained(noun: int, sentence: Sentence) -> list[int]:
    """Return the last owner before a participle that says what it stands for, by this noun."""
    tokens = sentence.tokens
    verb = tokens[noun].head
    if verb < 0 or tokens[verb].lemma not in _EXPLAINING or tokens[verb].deprel != "advcl":
        return []
    owners = [i for i in range(verb) if tokens[i].deprel == _OWNER]
    return owners[-1:]


def _led(leads: frozenset[str], word: int, sentence: Sentence) -> Iterator[int]:
    """Yield the nouns that hang on `word` by one of the prepositions `leads`."""
    for index in _below(word, sentence, "nmod", "obl"):
        if not cases(index, sentence).isdisjoint(leads):
            yield index


def _below(word: int, sentence: Sentence, *relations: str, own: bool = False) -> Iterator[int]:
    """Yield the words that hang on `word` by a relation; with `own`, without a preposition."""
    for index, token in enumerate(sentence.tokens):
        is_below = token.head == word and token.deprel.split(":")[0] in relations
        if is_below and (not own or cases(index, sentence) <= _POSSESSIVES):
            yield index
