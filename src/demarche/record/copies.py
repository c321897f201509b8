"""Wire copies: how much of one report stands in another.

Reports are compared by their runs of five words (w-shingling, Broder 1997), by containment and not
by likeness: a copy that was cut to a third, or set in a longer report, still stands in the other.
A sample of the runs is kept, always the same of equal texts: those whose digest is divisible.
"""

from __future__ import annotations

import re
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from demarche.record.words import folded

WORDS = 5
OF = 4
LEAST_SHARE = 0.3
# Runs of the sample, a quarter of all: a quotation of some 60 words that two share makes no copy.
LEAST_MARKS = 20
DAYS_APART = 5

_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

Marks = NDArray[np.int64]


def marks(text: str) -> Marks:
    """Return the sampled runs of the words of `text` as sorted numbers, each once."""
    words = _words(text)
    runs = {" ".join(words[at : at + WORDS]) for at in range(max(0, len(words) - WORDS + 1))}
    numbers = [int.from_bytes(_digest(run), "big") >> 1 for run in runs]
    return np.array(sorted(number for number in numbers if number % OF == 0), dtype=np.int64)


def share(one: Marks, other: Marks) -> float:
    """Return which share of the shorter report's runs stands in the other, 0 to 1.

    0 where too few are shared to tell.
    """
    both = len(np.intersect1d(one, other, assume_unique=True))
    if both < min(LEAST_MARKS, max(3, len(one) // 2), max(3, len(other) // 2)):
        return 0.0
    return both / min(len(one), len(other))


def _words(text: str) -> list[str]:
    """Return the words of `text`; of scripts without spaces, the signs."""
    spaced = _CJK.sub(lambda sign: f" {sign[0]} ", folded(text))
    return _WORD.findall(spaced)


def _digest(run: str) -> bytes:
    return blake2b(run.encode("utf-8", errors="surrogatepass"), digest_size=8).digest()


def of_bytes(kept: bytes) -> Marks:
    """Return marks from the bytes that they were kept as."""
    return np.frombuffer(kept, dtype=np.int64)
