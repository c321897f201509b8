"""Words into the encoder's pieces.

WordPiece with greedy longest match (Schuster and Nakajima 2012; Devlin et al. 2019), uncased.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

PAD, UNKNOWN, START, SEPARATOR = 0, 100, 101, 102
LONGEST = 8
# A longer part is no word, and is not looked up; BERT does the same.
_MOST_SIGNS = 100
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "`": "'"})


class WordPiece:
    """The encoder's vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> WordPiece:
        """Return the vocabulary kept in `path`, one piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the pieces of `word`: at least one, at most `LONGEST`."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._cut(_plain(word))
        return found

    def rank(self, word: str) -> int | None:
        """Return the number of `word` where it is a piece by itself: lower is commoner."""
        return self._ids.get(word)

    def _cut(self, word: str) -> tuple[int, ...]:
        pieces: list[int] = []
        for part in _parts(word):
            pieces += self._cut_part(part)
        return tuple(pieces[:LONGEST]) or (UNKNOWN,)

    def _cut_part(self, part: str) -> list[int]:
        if len(part) > _MOST_SIGNS:
            return [UNKNOWN]
        pieces: list[int] = []
        start = 0
        while start < len(part) and len(pieces) < LONGEST:
            mark = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._ids.get(mark + part[start:end])
                if number is not None:
                    pieces.append(number)
                    start = end
                    break
            else:
                return [UNKNOWN]
        return pieces


def _plain(word: str) -> str:
    """Return `word` in lower case, without accents, with typewriter quotation marks."""
    lowered = unicodedata.normalize("NFD", word.translate(_PLAIN).lower())
    return "".join(c for c in lowered if unicodedata.category(c) != "Mn")


def _parts(word: str) -> list[str]:
    """Return `word` cut at punctuation, as the encoder's pre-training did: `u.s.` is four parts."""
    parts: list[str] = []
    joined = False
    for character in word:
        if not character.isalnum():
            parts.append(character)
            joined = False
        elif joined:
            parts[-1] += character
        else:
            parts.append(character)
            joined = True
    return parts
