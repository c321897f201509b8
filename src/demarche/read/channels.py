"""Through what an approach was made: missions, hotlines, channels."""

from __future__ import annotations

from demarche.knowledge import cues
from demarche.model import EventType, Sentence
from demarche.read.dependents import above, cases

APPROACHES = frozenset({EventType.CONSULT, EventType.REQUEST})
_USING = frozenset({"contact", "approach", "use", "call"})
# The relations within "to the United Nations".
_WITHIN = frozenset({"nmod", "case", "det", "compound", "amod", "flat"})


def channels(row: int, sentence: Sentence) -> list[str]:
    """Return the phrases for channels that hang on the approach at word `row`, in order.

    Of "reached out through its embassy in Paris and several other channels" these are "its embassy
    in Paris" and "several other channels".
    """
    tokens = sentence.tokens
    return [
        " ".join(tokens[i].text for i in range(_opens(index, sentence), _ends(index, sentence)))
        for index, token in enumerate(tokens)
        if _leads(token.lemma) and _hangs_on(index, row, sentence)
    ]


def _leads(lemma: str) -> frozenset[str]:
    """Return the prepositions that lead to a channel of this name; none where it is no channel."""
    return next((one.leads for one in cues.channels() if lemma in one.lemmas), frozenset())


def _hangs_on(index: int, row: int, sentence: Sentence) -> bool:
    """Whether the noun at `index`, or one that it is joined to, is what `row` goes through."""
    tokens = sentence.tokens
    is_joined = tokens[index].deprel == "conj"
    while tokens[index].deprel == "conj" and tokens[index].head >= 0:
        index = tokens[index].head
    token = tokens[index]
    # "The mission to the UN and other channels": a tree may join the channels to the UN.
    if is_joined and token.deprel == "nmod" and _leads(tokens[token.head].lemma):
        index = token.head
        token = tokens[index]
    if token.head != row:
        return False
    if token.deprel == "obj":
        return tokens[row].lemma in _USING
    is_led = not cases(index, sentence).isdisjoint(_leads(token.lemma))
    return is_led and token.deprel.split(":")[0] in ("obl", "nmod")


def _opens(index: int, sentence: Sentence) -> int:
    """Return the first word of the phrase that the noun at `index` ends, no preposition."""
    tokens = sentence.tokens
    first = index
    while first > 0 and index in above(first - 1, sentence):
        first -= 1
    while tokens[first].head == index and tokens[first].deprel in ("case", "cc", "punct"):
        first += 1
    return first


def _ends(index: int, sentence: Sentence) -> int:
    """Return the word after the phrase of the noun at `index`, with where or to whom it is sent."""
    end = index + 1
    while end < len(sentence.tokens) and index in above(end, sentence, _WITHIN.__contains__):
        end += 1
    while sentence.tokens[end - 1].deprel == "case":
        end -= 1
    return end
