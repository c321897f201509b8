"""Words into sentences with tags and trees, from what the heads say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from demarche.model import Sentence, Span, Token
from demarche.read.encoder import Encoder, Floats, Heard
from demarche.read.trees import Scores, tree

_MOST_WORDS = 150


def read(
    words: Sequence[str],
    spans: Sequence[Span],
    breaks: frozenset[int],
    heard: Heard,
    encoder: Encoder,
) -> tuple[Sentence, ...]:
    """Return the sentences of a text whose words lie at `spans`, in order, none left out."""
    return tuple(
        _sentence(words, spans, first, last, heard, encoder)
        for first, last in bounds(heard.scores["ends"], breaks)
    )


def bounds(ends: Floats, breaks: frozenset[int]) -> list[tuple[int, int]]:
    """Return the first and last word (exclusive) of each sentence.

    A paragraph's end is a sentence's end; so is the likeliest end in a sentence that would grow
    beyond `_MOST_WORDS`.
    """
    count = len(ends)
    surplus = ends[:, 1] - ends[:, 0]
    out: list[tuple[int, int]] = []
    first = 0
    for index in range(count):
        last = index + 1
        if surplus[index] > 0 or last == count or last in breaks:
            out.append((first, last))
            first = last
        elif last - first >= _MOST_WORDS:
            last = first + int(surplus[first + 1 : last].argmax()) + 2
            out.append((first, last))
            first = last
    return out


def _sentence(
    words: Sequence[str],
    spans: Sequence[Span],
    first: int,
    last: int,
    heard: Heard,
    encoder: Encoder,
) -> Sentence:
    heads = tree(_arcs(heard, first, last))
    rels = _relations(heard, encoder, first, last, heads)
    upos = heard.scores["upos"][first:last].argmax(1)
    xpos = heard.scores["xpos"][first:last].argmax(1)
    tags = encoder.tags
    tokens = tuple(
        Token(
            span=spans[index],
            text=words[index],
            lemma=encoder.lemmas.lemma(words[index], tags.upos[upos[index - first]]),
            upos=tags.upos[upos[index - first]],
            xpos=tags.xpos[xpos[index - first]],
            head=heads[index - first],
            deprel=tags.rels[rels[index - first]],
        )
        for index in range(first, last)
    )
    return Sentence(Span(spans[first].start, spans[last - 1].end), tokens)


def _arcs(heard: Heard, first: int, last: int) -> Scores:
    """Return the log chance of each head of each word of a sentence.

    A sentence is never cut by a window but where it is longer than a window; what a window does
    not show of it cannot be a head there.
    """
    size = last - first
    out = np.full((size, size + 1), -1e4)
    for row in range(size):
        number = int(heard.window_of[first + row])
        window, arcs = heard.windows[number], heard.arcs[number]
        scores = arcs[first + row - window.first]
        low, high = max(first, window.first), min(last, window.last)
        out[row, 0] = scores[0]
        out[row, low - first + 1 : high - first + 1] = scores[
            low - window.first + 1 : high - window.first + 1
        ]
    out -= out.max(1, keepdims=True)
    return np.asarray(out - np.log(np.exp(out).sum(1, keepdims=True)), dtype=np.float64)


def _relations(
    heard: Heard, encoder: Encoder, first: int, last: int, heads: Sequence[int]
) -> Sequence[int]:
    chosen = []
    for row, head in enumerate(heads):
        number = int(heard.window_of[first + row])
        window = heard.windows[number]
        place = first + head - window.first + 1 if head >= 0 else 0
        chosen.append(heard.rel_head[number][min(max(place, 0), len(heard.rel_head[number]) - 1)])
    found = encoder.rels(heard.rel_own[first:last], np.stack(chosen))
    return [int(rel) for rel in found]
