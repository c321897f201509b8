"""Who says what: cues, and the sources and contents that hang on them."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from demarche.model import Quoting, Span, Statement
from demarche.read.encoder import Floats, Heard, softmax
from demarche.read.labels import Link

CUE_LEAST = 0.35
LINK_LEAST = 0.4

# The gain of a word of content is the logarithm of its odds, within bounds; a first stretch must
# gain `SOME` in all, and a further one `FURTHER`.
MOST_GAIN, SOME, FURTHER = 4.0, 0.5, 10.0
_GAP = 3
_MARKS = frozenset("“”\"'‘’`.,;:!?()-–—") | {"``", "''", "--"}
_OPEN, _CLOSE = frozenset({"“", "``", '"'}), frozenset({"”", "''", '"'})


@dataclass(frozen=True, slots=True)
class Said:
    """A statement by the words of the text: which are its cue, its source, its content."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    kind: Quoting
    chance: float


def read(words: Sequence[str], heard: Heard) -> tuple[Said, ...]:
    """Return the statements of an article, in the order of their cues."""
    out = []
    for cue, chance in _cues(heard.scores["cues"]):
        linked = _source(heard, cue[0])
        content = _trimmed(_content(heard, cue, linked), words)
        if not content:
            continue
        beside = [index for index in _filled(linked) if index not in cue]
        source = _trimmed(_nearest(beside, cue[0]), words)
        out.append(Said(cue, source, content, quoting(content, words), chance))
    return tuple(out)


def statements(said: Sequence[Said], spans: Sequence[Span]) -> tuple[Statement, ...]:
    """Return `said` by places of the text instead of words."""
    return tuple(
        Statement(
            pieces(one.source, spans), pieces(one.cue, spans), pieces(one.content, spans), one.kind
        )
        for one in said
    )


def by_sentence(said: Sequence[Said], sizes: Sequence[int]) -> list[list[Said]]:
    """Return the statements that have a word in each sentence; `sizes` are the words of each."""
    ends = list(itertools.accumulate(sizes))
    out: list[list[Said]] = [[] for _ in ends]
    for one in said:
        words = (*one.cue, *one.source, *one.content)
        for number in sorted({bisect.bisect_right(ends, word) for word in words}):
            out[number].append(one)
    return out


def pieces(indices: Sequence[int], spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the places of runs of neighbouring words."""
    out: list[Span] = []
    last = -2
    for index in indices:
        if index == last + 1:
            out[-1] = Span(out[-1].start, spans[index].end)
        else:
            out.append(spans[index])
        last = index
    return tuple(out)


def _cues(scores: Floats) -> list[tuple[tuple[int, ...], float]]:
    """Return each cue's words, and the chance that it is one."""
    chances = softmax(scores)
    starts = np.flatnonzero(chances[:, 1] >= CUE_LEAST)
    out = []
    for start in starts:
        end = int(start) + 1
        while end < len(scores) and chances[end].argmax() == 2:
            end += 1
        out.append((tuple(range(int(start), end)), float(chances[start, 1])))
    return out


def _content(heard: Heard, cue: Sequence[int], source: Sequence[int]) -> list[int]:
    """Return the words of what is said: the stretches that are likeliest as a whole.

    Cue and source, which may stand in the midst of it, count neither for it nor against it and are
    left out.
    """
    first, odds = heard.link_odds(Link.CUE_CONTENT, cue[0])
    gains = odds.clip(-MOST_GAIN, MOST_GAIN)
    around = {i - first for i in (*cue, *source) if 0 <= i - first < len(gains)}
    gains[list(around)] = 0
    out: list[int] = []
    while True:
        gain, low, high = best_stretch(gains)
        if gain < (FURTHER if out else SOME):
            return sorted(out)
        out += [first + i for i in range(low, high) if i not in around]
        gains[low:high] = -MOST_GAIN


def best_stretch(gains: Floats) -> tuple[float, int, int]:
    """Return the greatest sum of neighbouring gains, and where it begins and ends (exclusive).

    Nothing, at 0, where no gain is above 0. The method is Kadane's (Bentley 1984).
    """
    best = (0.0, 0, 0)
    total, low = 0.0, 0
    for index, gain in enumerate(gains.tolist()):
        if total <= 0:
            total, low = 0.0, index
        total += gain
        if total > best[0]:
            best = (total, low, index + 1)
    return best


def _source(heard: Heard, cue: int) -> list[int]:
    """Return the words that may belong to the source of the statement whose cue begins at `cue`."""
    first, chances = heard.links(Link.CUE_SOURCE, cue)
    return [first + int(i) for i in np.flatnonzero(chances >= LINK_LEAST)]


def _filled(indices: Sequence[int]) -> list[int]:
    """Return `indices` with gaps of at most `_GAP` words filled."""
    out: list[int] = []
    for index in indices:
        if out and index - out[-1] <= _GAP + 1:
            out.extend(range(out[-1] + 1, index))
        out.append(index)
    return out


def _nearest(indices: Sequence[int], cue: int) -> list[int]:
    """Return the unbroken run of `indices` that stands nearest to the word `cue`."""
    return min(_runs(indices), key=lambda run: min(abs(i - cue) for i in run), default=[])


def _trimmed(indices: Sequence[int], words: Sequence[str]) -> tuple[int, ...]:
    """Return `indices` without the marks at either end of each unbroken run."""
    out: list[int] = []
    for run in _runs(indices):
        while run and words[run[0]] in _MARKS:
            run.pop(0)
        while run and words[run[-1]] in _MARKS:
            run.pop()
        out += run
    return tuple(out)


def _runs(indices: Sequence[int]) -> list[list[int]]:
    """Return the runs of neighbouring indices."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def quoting(content: Sequence[int], words: Sequence[str]) -> Quoting:
    """Return whether `content` is quoted as a whole, in part, or not at all."""
    before, after = content[0] - 1, content[-1] + 1
    opened = before >= 0 and words[before] in _OPEN
    closed = any(words[i] in _CLOSE for i in range(after, min(after + 2, len(words))))
    inside = any(words[i] in _OPEN | _CLOSE for i in content)
    if opened and (closed or not inside):
        return Quoting.DIRECT
    return Quoting.MIXED if inside or opened else Quoting.INDIRECT
