"""What the network learns from: windows of words with whatever labels their corpus has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from demarche.read import windows
from demarche.read.labels import Link
from demarche.read.wordpiece import WordPiece

IGNORE = -100


@dataclass
class Labels:
    """Labels of a text's words; a layer that the corpus lacks is None.

    `heads` are word indices of the text, -1 for a root; `links[role][row]` is the set of columns;
    a row that is a key is a row to learn from, empty or not, and `unsure[role][row]` the columns of
    which nothing is learnt. `factual` holds the statuses that a word may have, as bits.
    """

    ends: list[int] | None = None
    upos: list[int] | None = None
    xpos: list[int] | None = None
    heads: list[int] | None = None
    rels: list[int] | None = None
    names: list[int] | None = None
    nominals: list[int] | None = None
    cues: list[int] | None = None
    triggers: list[int] | None = None
    statuses: list[int] | None = None
    factual: list[int] | None = None
    cores: list[int] | None = None
    weights: list[float] | None = None
    links: dict[Link, dict[int, set[int]]] = field(default_factory=dict)
    unsure: dict[Link, dict[int, set[int]]] = field(default_factory=dict)
    related: int | None = None


@dataclass
class Example:
    """One window: the encoder's input, and the labels of its words."""

    words: list[str]
    encoded: windows.Encoded
    labels: Labels
    gazetteer: list[int]
    sentences: list[int] | None = None


LAYERS = (
    "ends",
    "upos",
    "xpos",
    "heads",
    "rels",
    "names",
    "nominals",
    "cues",
    "triggers",
    "statuses",
    "factual",
    "cores",
)
PER_WORD = (*LAYERS, "weights")


def examples(
    words: Sequence[str],
    breaks: Iterable[int],
    labels: Labels,
    pieces: WordPiece,
    gazetteer: Sequence[int] | None = None,
    sentences: Sequence[int] | None = None,
    size: tuple[int, int] = (windows.MOST_PIECES, windows.CONTEXT_PIECES),
) -> list[Example]:
    """Return the windows of one text, each with its share of the labels.

    `size` says how many pieces a window has at most, and how many of them for context.
    """
    found = frozenset(breaks)
    sizes = [len(pieces.pieces(word)) for word in words]
    gazetteer = gazetteer or [0] * len(words)
    out = []
    for window in windows.cut(words, found, sizes, *size):
        a, b = window.first, window.last
        encoded = windows.encode(words, found, window, pieces)
        out.append(
            Example(
                words=list(words[a:b]),
                encoded=encoded,
                labels=_slice(labels, a, window.own, b),
                gazetteer=list(gazetteer[a:b]),
                sentences=list(sentences[a:b]) if sentences is not None else None,
            )
        )
    return out


def _slice(labels: Labels, first: int, own: int, last: int) -> Labels:
    part = Labels(related=labels.related)
    for name in PER_WORD:
        layer = getattr(labels, name)
        if layer is None:
            continue
        cut = list(layer[first:last])
        if name == "heads":
            cut = [_shift(h, first, last) for h in cut]
        if name != "weights":
            cut[: own - first] = [IGNORE] * (own - first)
        setattr(part, name, cut)
    for ours, theirs in ((part.links, labels.links), (part.unsure, labels.unsure)):
        for role, rows in theirs.items():
            ours[role] = {
                row - first: {c - first for c in columns if first <= c < last}
                for row, columns in rows.items()
                if own <= row < last
            }
    return part


def _shift(head: int, first: int, last: int) -> int:
    if head == IGNORE or head == -1:
        return head
    return head - first if first <= head < last else IGNORE
