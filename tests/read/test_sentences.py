"""Where the sentences of a text end."""

from __future__ import annotations

import numpy as np

from demarche.read import sentences
from demarche.read.encoder import Floats


def _ends(words: list[str], **surplus: float) -> Floats:
    out = np.zeros((len(words), 2), np.float32)
    out[:, 0] = 9
    for name, value in surplus.items():
        out[words.index(name), 1] = 9 + value
    return out


WORDS = "The envoy is visiting Korea . She leaves today".split()


def test_a_sentence_ends_at_a_mark_where_the_head_says_so() -> None:
    ends = _ends(WORDS)
    ends[5, 1] = 10
    assert sentences.bounds(WORDS, ends, frozenset({0})) == [(0, 6), (6, 9)]


def test_where_no_mark_stands_the_head_must_be_surer() -> None:
    doubtful, sure = _ends(WORDS, visiting=1), _ends(WORDS, visiting=sentences.UNMARKED + 1)
    assert sentences.bounds(WORDS, doubtful, frozenset({0})) == [(0, 9)]
    assert sentences.bounds(WORDS, sure, frozenset({0})) == [(0, 4), (4, 9)]


def test_a_paragraph_ends_a_sentence() -> None:
    assert sentences.bounds(WORDS, _ends(WORDS), frozenset({0, 6})) == [(0, 6), (6, 9)]
