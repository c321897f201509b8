"""One pass of the encoder over an article: what each head says of each word.

The model is a MiniLM with many heads (see `training/`), quantised to int8 and run by onnxruntime on
one thread; it is handed one window of words at a time, or several of like length together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from demarche.read import windows
from demarche.read.labels import Link
from demarche.read.lemmas import Lemmatizer
from demarche.read.windows import Encoded, Window
from demarche.read.wordpiece import WordPiece

Floats: TypeAlias = NDArray[np.float32]

PER_WORD = ("ends", "upos", "xpos", "names", "nominals", "cues", "triggers", "statuses", "cores")
_TOGETHER = 256


@dataclass(frozen=True, slots=True)
class Tags:
    """The treebanks' tags, in the order of the heads' outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    rels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the heads say of one article's words.

    `scores[head]` has shape (words, labels), raw. `arcs` and `pairs` are kept by window, since a
    word has no link to what its window does not show.
    """

    scores: Mapping[str, Floats]
    windows: tuple[Window, ...]
    arcs: tuple[Floats, ...]
    rel_own: Floats
    rel_head: tuple[Floats, ...]
    pairs: tuple[Floats, ...]
    window_of: NDArray[np.int64]

    def links(self, role: Link, row: int) -> tuple[int, Floats]:
        """Return the first word of `row`'s window, and the chance of each of its words."""
        number = int(self.window_of[row])
        first = self.windows[number].first
        return first, sigmoid(self.pairs[number][role, row - first])


def sigmoid(scores: Floats) -> Floats:
    """Return the logistic function of `scores`."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float32)


def softmax(scores: Floats) -> Floats:
    """Return `scores` as chances that sum to 1 along the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)


class Encoder:
    """The shipped model."""

    def __init__(self, model: bytes | str, pieces: WordPiece, tags: Tags, rels: Floats) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [output.name for output in self._session.get_outputs()]
        self.pieces = pieces
        self.lemmas = Lemmatizer(pieces)
        self.tags = tags
        self._rels = np.ascontiguousarray(rels.transpose(1, 0, 2).reshape(rels.shape[1], -1))

    @classmethod
    def load(cls, folder: Path | None = None) -> Encoder:
        """Return the model in `folder`, by default the one that the package brings."""
        place = folder or Path(str(resources.files("demarche.read") / "weights"))
        tags = json.loads((place / "tags.json").read_text(encoding="utf-8"))
        return cls(
            str(place / "reader.onnx"),
            WordPiece.load(place / "vocab.txt"),
            Tags(*(tuple(tags[name]) for name in ("upos", "xpos", "rels"))),
            np.load(place / "rels.npy").astype(np.float32),
        )

    def hear(self, words: Sequence[str], breaks: frozenset[int], gazetteer: Sequence[int]) -> Heard:
        """Return what the heads say of `words`; `breaks` are the words that begin a paragraph."""
        sizes = [len(self.pieces.pieces(word)) for word in words]
        cuts = tuple(windows.cut(words, breaks, sizes))
        encoded = [windows.encode(words, breaks, window, self.pieces) for window in cuts]
        answers: list[dict[str, Floats]] = [{} for _ in cuts]
        for group in _groups([len(e.ids) for e in encoded]):
            marks = [gazetteer[cuts[i].first : cuts[i].last] for i in group]
            outputs = self._run([encoded[i] for i in group], marks)
            for row, i in enumerate(group):
                count = len(encoded[i].starts)
                answers[i] = {name: _cut(name, out[row], count) for name, out in outputs.items()}
        return _joined(cuts, answers)

    def related(self, words: Sequence[str], marks: Sequence[int]) -> Floats:
        """Return the scores of each type of act between the words marked 1 and those marked 2."""
        window = Window(0, 0, len(words))
        outputs = self._run([windows.encode(words, frozenset(), window, self.pieces)], [marks])
        related: Floats = outputs["related"][0]
        return related

    def rels(self, own: Floats, heads: Floats) -> NDArray[np.int64]:
        """Return the best relation of each word, of shape (words, size), to its head."""
        mixed = (own @ self._rels).reshape(len(own), -1, heads.shape[1])
        best = (mixed * heads[:, None, :]).sum(-1).argmax(-1)
        return np.asarray(best, dtype=np.int64)

    def _run(self, encoded: Sequence[Encoded], marks: Sequence[Sequence[int]]) -> dict[str, Floats]:
        width = max(len(e.ids) for e in encoded)
        longest = max(len(e.starts) for e in encoded)
        feed = {
            name: np.zeros((len(encoded), width), np.int64)
            for name in ("ids", "shapes", "quotes", "gazetteer")
        }
        feed["starts"] = np.zeros((len(encoded), longest), np.int64)
        for row, (one, known) in enumerate(zip(encoded, marks, strict=True)):
            size = len(one.ids)
            feed["ids"][row, :size] = one.ids
            feed["shapes"][row, :size] = one.shapes
            feed["quotes"][row, :size] = one.quotes
            feed["starts"][row, : len(one.starts)] = one.starts
            feed["gazetteer"][row, :size] = _spread(one.starts, known, size)
        return dict(zip(self._outputs, self._session.run(None, feed), strict=True))


def _spread(starts: Sequence[int], known: Sequence[int], size: int) -> NDArray[np.int64]:
    """Return one number a piece from one number a word; separators have none."""
    out = np.zeros(size, np.int64)
    for start, end, number in zip(starts, [*starts[1:], size - 1], known, strict=True):
        if number:
            out[start:end] = number
    return out


def _groups(sizes: Sequence[int]) -> list[list[int]]:
    """Return the numbers of windows of like size, together at most `_TOGETHER` pieces."""
    out: list[list[int]] = []
    for i in sorted(range(len(sizes)), key=lambda i: sizes[i]):
        if out and sizes[i] * (len(out[-1]) + 1) <= _TOGETHER:
            out[-1].append(i)
        else:
            out.append([i])
    return out


def _cut(name: str, scores: Floats, count: int) -> Floats:
    """Return `scores` without the padding beyond `count` words."""
    if name == "pairs":
        return scores[:, :count, :count]
    if name == "arcs":
        return scores[:count, : count + 1]
    if name == "rel_head":
        return scores[: count + 1]
    return scores if name == "related" else scores[:count]


def _joined(cuts: tuple[Window, ...], answers: Sequence[Mapping[str, Floats]]) -> Heard:
    own = [slice(c.own - c.first, c.last - c.first) for c in cuts]
    return Heard(
        scores={
            name: np.concatenate([a[name][s] for a, s in zip(answers, own, strict=True)])
            for name in PER_WORD
        },
        windows=cuts,
        arcs=tuple(a["arcs"] for a in answers),
        rel_own=np.concatenate([a["rel_own"][s] for a, s in zip(answers, own, strict=True)]),
        rel_head=tuple(a["rel_head"] for a in answers),
        pairs=tuple(a["pairs"] for a in answers),
        window_of=np.repeat(np.arange(len(cuts)), [c.last - c.own for c in cuts]),
    )
