"""Who says what: cues, and the sources and contents that hang on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from demarche.model import Quoting, Span, Statement
from demarche.read.encoder import Floats, Heard, softmax
from demarche.read.labels import Link

CUE_LEAST = 0.5
LINK_LEAST = 0.5
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
        content = _trimmed(_filled(_linked(heard, Link.CUE_CONTENT, cue[0])), words)
        if not content:
            continue
        source = _trimmed(_nearest(_filled(_linked(heard, Link.CUE_SOURCE, cue[0])), cue[0]), words)
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


def _linked(heard: Heard, role: Link, row: int) -> list[int]:
    first, chances = heard.links(role, row)
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
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return min(runs, key=lambda run: min(abs(i - cue) for i in run), default=[])


def _trimmed(indices: Sequence[int], words: Sequence[str]) -> tuple[int, ...]:
    kept = list(indices)
    while kept and words[kept[0]] in _MARKS:
        kept.pop(0)
    while kept and words[kept[-1]] in _MARKS:
        kept.pop()
    return tuple(kept)


def quoting(content: Sequence[int], words: Sequence[str]) -> Quoting:
    """Return whether `content` is quoted as a whole, in part, or not at all."""
    before, after = content[0] - 1, content[-1] + 1
    opened = before >= 0 and words[before] in _OPEN
    closed = any(words[i] in _CLOSE for i in range(after, min(after + 2, len(words))))
    inside = any(words[i] in _OPEN | _CLOSE for i in content)
    if opened and (closed or not inside):
        return Quoting.DIRECT
    return Quoting.MIXED if inside or opened else Quoting.INDIRECT
