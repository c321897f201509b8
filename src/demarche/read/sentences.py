"""Words into sentences with tags and trees, from what the heads say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from demarche.model import Sentence, Span, Token
from demarche.read.encoder import Encoder, Floats, Heard
from demarche.read.trees import Scores, tree

_MOST_WORDS = 150

# Edited text closes its sentences with a mark; where none stands the head must be surer of an end.
_CLOSING = (*".!?…:;”’\"'»)]–—*", "--")
UNMARKED = 5.0


def read(
    words: Sequence[str],
    spans: Sequence[Span],
    breaks: frozenset[int],
    heard: Heard,
    encoder: Encoder,
) -> tuple[Sentence, ...]:
    """Return the sentences of a text whose words lie at `spans`, in order, none left out."""
    tags = encoder.tags
    upos = [tags.upos[best] for best in heard.scores["upos"].argmax(1).tolist()]
    xpos = [tags.xpos[best] for best in heard.scores["xpos"].argmax(1).tolist()]
    places = bounds(words, heard.scores["ends"], breaks)
    trees = [tree(_arcs(heard, first, last)) for first, last in places]
    rels = _relations(heard, encoder, places, trees)
    out = []
    for (first, last), heads in zip(places, trees, strict=True):
        tokens = tuple(
            Token(
                span=spans[index],
                text=words[index],
                lemma=encoder.lemmas.lemma(words[index], upos[index]),
                upos=upos[index],
                xpos=xpos[index],
                head=head,
                deprel=tags.rels[rels[index]],
            )
            for index, head in enumerate(heads, start=first)
        )
        out.append(Sentence(Span(spans[first].start, spans[last - 1].end), tokens))
    return tuple(out)


def bounds(words: Sequence[str], ends: Floats, breaks: frozenset[int]) -> list[tuple[int, int]]:
    """Return the first and last word (exclusive) of each sentence.

    A paragraph's end is a sentence's end; so is the likeliest end in a sentence that would grow
    beyond `_MOST_WORDS`.
    """
    count = len(ends)
    surplus = ends[:, 1] - ends[:, 0]
    closing = np.array([word.endswith(_CLOSING) for word in words], bool)
    ending = (surplus > np.where(closing, 0.0, UNMARKED)).tolist()
    out: list[tuple[int, int]] = []
    first = 0
    for index in range(count):
        last = index + 1
        if ending[index] or last == count or last in breaks:
            out.append((first, last))
            first = last
        elif last - first >= _MOST_WORDS:
            last = first + int(surplus[first + 1 : last].argmax()) + 2
            out.append((first, last))
            first = last
    return out


def _arcs(heard: Heard, first: int, last: int) -> Scores:
    """Return how well each word of a sentence hangs on each other, as `tree` takes it.

    A sentence is never cut by a window but where it is longer than a window; what a window does
    not show of it cannot be a head there.
    """
    size = last - first
    out = np.full((size, size + 1), -1e4)
    for number, own, end in _parts(heard, first, last):
        window = heard.windows[number]
        rows = heard.arcs[number][own - window.first : end - window.first]
        low, high = max(first, window.first), min(last, window.last)
        part = out[own - first : end - first]
        part[:, 0] = rows[:, 0]
        part[:, low - first + 1 : high - first + 1] = rows[
            :, low - window.first + 1 : high - window.first + 1
        ]
    return out


def _relations(
    heard: Heard, encoder: Encoder, places: Sequence[tuple[int, int]], trees: Sequence[list[int]]
) -> list[int]:
    """Return the number of each word's relation to its head."""
    chosen = []
    for (first, last), heads in zip(places, trees, strict=True):
        for number, own, end in _parts(heard, first, last):
            vectors = heard.rel_head[number]
            at = np.array(heads[own - first : end - first])
            columns = np.where(at < 0, 0, at + first - heard.windows[number].first + 1)
            chosen.append(vectors[columns.clip(0, len(vectors) - 1)])
    rels: list[int] = encoder.rels(heard.rel_own, np.concatenate(chosen)).tolist()
    return rels


def _parts(heard: Heard, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Yield the windows that own a sentence's words, each with the first and last of these."""
    own = first
    while own < last:
        number = int(heard.window_of[own])
        end = min(last, heard.windows[number].last)
        yield number, own, end
        own = end
