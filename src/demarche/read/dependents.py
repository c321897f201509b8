"""What hangs on a word of a sentence's tree, and what the word hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from demarche.model import Sentence


def cases(index: int, sentence: Sentence) -> set[str]:
    """Return the prepositions that lead the noun at `index`, in lower case."""
    return {t.text.lower() for t in sentence.tokens if t.head == index and t.deprel == "case"}


def above(
    index: int, sentence: Sentence, leads: Callable[[str], bool] = lambda _: True
) -> Iterator[int]:
    """Yield the words that the word at `index` hangs on, nearest first.

    The last is the one where a relation begins that does not satisfy `leads`, or the root.
    """
    token = sentence.tokens[index]
    while token.head >= 0 and leads(token.deprel):
        yield token.head
        token = sentence.tokens[token.head]
