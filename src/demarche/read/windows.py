"""An article's words into the stretches that the encoder reads at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.read.wordpiece import SEPARATOR, START, WordPiece

MOST_PIECES = 320
CONTEXT_PIECES = 80
_ENDS = frozenset({".", "?", "!", "...", "”", '"', "''", "’"})
_OPENING, _CLOSING = frozenset({"“", "``"}), frozenset({"”", "''"})


@dataclass(frozen=True, slots=True)
class Window:
    """The words [first, last) of an article, of which those before `own` are there for context."""

    first: int
    own: int
    last: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """A window as the encoder takes it.

    `ids`, `shapes` and `quotes` have one number a piece; `starts` says at which piece each word of
    the window begins.
    """

    ids: list[int]
    shapes: list[int]
    quotes: list[int]
    starts: list[int]


def cut(
    words: Sequence[str],
    breaks: frozenset[int],
    sizes: Sequence[int],
    most: int = MOST_PIECES,
    context: int = CONTEXT_PIECES,
) -> Iterator[Window]:
    """Yield windows that cover `words`, each of at most `most` pieces.

    `breaks` holds the index of each word that begins a paragraph, `sizes` the pieces of each word;
    up to `context` pieces before a window's own words are shown with them. Windows end with a
    paragraph where they can, else with a sentence.
    """
    own = 0
    while own < len(words):
        first = _back(own, sizes, context)
        room = most - sum(sizes[first:own]) - 2
        last = own
        while last < len(words) and room >= sizes[last] + (last in breaks):
            room -= sizes[last] + (last in breaks)
            last += 1
        last = max(last, own + 1)
        if last < len(words):
            last = _good_end(words, breaks, own, last)
        yield Window(first, own, last)
        own = last


def _back(own: int, sizes: Sequence[int], most: int) -> int:
    first, used = own, 0
    while first > 0 and used + sizes[first - 1] + 1 <= most:
        first -= 1
        used += sizes[first] + 1
    return first


def _good_end(words: Sequence[str], breaks: frozenset[int], own: int, last: int) -> int:
    half = own + (last - own) // 2
    for end in range(last, half, -1):
        if end in breaks:
            return end
    for end in range(last, half, -1):
        if words[end - 1] in _ENDS and words[end][:1].isupper():
            return end
    return last


def encode(
    words: Sequence[str], breaks: frozenset[int], window: Window, pieces: WordPiece
) -> Encoded:
    """Return `window` in the encoder's numbers; paragraphs are parted by a separator."""
    ids, shapes, quotes, starts = [START], [0], [0], []
    quoted = False
    for index in range(window.first, window.last):
        if index in breaks and index > window.first:
            ids.append(SEPARATOR)
            shapes.append(0)
            quotes.append(0)
            quoted = False
        word = words[index]
        quoted = _quoted_after(word, quoted)
        numbers = pieces.pieces(word)
        starts.append(len(ids))
        ids += numbers
        shapes += [shape(word)] * len(numbers)
        quotes += [int(quoted)] * len(numbers)
    return Encoded([*ids, SEPARATOR], [*shapes, 0], [*quotes, 0], starts)


def _quoted_after(word: str, quoted: bool) -> bool:
    if word in _OPENING:
        return True
    if word in _CLOSING:
        return False
    return not quoted if word == '"' else quoted


SHAPES = 8


def shape(word: str) -> int:
    """Return which of `SHAPES` shapes `word` has: the uncased encoder's only sight of case."""
    if not word[0].isalnum():
        return 1
    if word[0].isdigit():
        return 2
    if word.islower():
        return 3
    if len(word) == 1:
        return 4
    if word.isupper() or ("." in word and word.replace(".", "").isupper()):
        return 5
    if word[0].isupper() and word[1:].islower():
        return 6
    return 7
