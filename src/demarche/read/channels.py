"""Through what an approach was made: missions, hotlines, channels."""

from __future__ import annotations

from demarche.model import EventType, Sentence

APPROACHES = frozenset({EventType.CONSULT, EventType.REQUEST})
_CHANNELS = frozenset(
    {
        "channel",
        "backchannel",
        "hotline",
        "intermediary",
        "mediator",
        "mission",
        "embassy",
        "consulate",
        "letter",
        "telephone",
    }
)
_BEFORE = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "case"})


def channels(row: int, sentence: Sentence) -> list[str]:
    """Return the phrases for channels that hang on the approach at word `row`, in order.

    Of "reached out through its embassy and several other channels" these are "its embassy" and
    "several other channels".
    """
    tokens = sentence.tokens
    return [
        " ".join(tokens[i].text for i in range(_opens(index, sentence), index + 1))
        for index, token in enumerate(tokens)
        if token.lemma in _CHANNELS and _hangs_on(index, row, sentence)
    ]


def _hangs_on(index: int, row: int, sentence: Sentence) -> bool:
    token = sentence.tokens[index]
    while token.deprel == "conj" and token.head >= 0:
        token = sentence.tokens[token.head]
    return token.head == row and token.deprel.split(":")[0] in ("obl", "obj", "nmod")


def _opens(index: int, sentence: Sentence) -> int:
    """Return the first word of the phrase that the noun at `index` ends, prepositions left out."""
    tokens = sentence.tokens
    inside = {index}
    first = index
    while first > 0:
        token = tokens[first - 1]
        if token.head not in inside or token.deprel not in _BEFORE:
            break
        if token.deprel == "case" and token.head == index:
            break
        first -= 1
        inside.add(first)
    return first
