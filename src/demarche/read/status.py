"""Whether an act took place: what the head says, held against the days; and what is negated."""

from __future__ import annotations

from demarche.model import Days, Sentence, Status

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
_LIGHT = frozenset({"make", "take", "hold", "give", "have", "issue", "carry", "launch", "conduct"})


def by_days(status: Status, days: Days | None, published: Days | None) -> Status:
    """Return `status`, or planned where an act told as done or under way lies in days to come."""
    if days is None or published is None or days.first <= published.last:
        return status
    return Status.PLANNED if status in (Status.ONGOING, Status.HAPPENED) else status


def governing_verb(row: int, sentence: Sentence) -> int:
    """Return the verb that carries the act's tense: the word itself, or its light verb."""
    token = sentence.tokens[row]
    if token.deprel.split(":")[0] == "obj" and token.head >= 0:
        verb = sentence.tokens[token.head]
        if verb.lemma in _LIGHT:
            return token.head
    return row


def has_negation(row: int, sentence: Sentence) -> bool:
    """Whether the act at word `row`, or the light verb that carries it, is negated."""
    verbs = {row, governing_verb(row, sentence)}
    return any(t.head in verbs and t.text.lower() in _NEGATIONS for t in sentence.tokens)
