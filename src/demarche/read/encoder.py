"""One pass of the encoder over an article: what each head says of each word.

The model is a MiniLM with many heads (see `training/`), quantised to int8 and run by onnxruntime on
one thread; it is handed one window of words at a time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demarche.read import windows
from demarche.read.labels import Link
from demarche.read.lemmas import Lemmatizer
from demarche.read.linking import Floats as Floats
from demarche.read.linking import Linking
from demarche.read.windows import Encoded, Window
from demarche.read.wordpiece import WordPiece

WEIGHTS = Path(__file__).parent / "weights"
# Few enough rows for BLAS to stay on one thread: more threads cost more than these products.
_TOGETHER = 64
# Its kernel on CPUs takes several times as long as an addition and a norm.
_SLOWER_FUSED = ["SkipLayerNormFusion"]

PER_WORD = (
    "ends", "upos", "xpos", "names", "nominals", "cues", "triggers", "statuses", "cores", "words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tags:
    """The treebanks' tags, in the order of the heads' outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    rels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the heads say of one article's words.

    `scores[head]` has shape (words, labels), raw; `scores["words"]` is the last layer itself.
    `arcs` and `linkings` are kept by window, since a word has no link to what its window does not
    show.
    """

    scores: Mapping[str, Floats]
    windows: tuple[Window, ...]
    arcs: tuple[Floats, ...]
    rel_own: Floats
    rel_head: tuple[Floats, ...]
    linkings: tuple[Linking, ...]
    window_of: NDArray[np.int64]

    def links(self, role: Link, row: int) -> tuple[int, Floats]:
        """Return the first word of `row`'s window, and the chance of each of its words."""
        first, odds = self.link_odds(role, row)
        return first, sigmoid(odds)

    def link_odds(self, role: Link, row: int) -> tuple[int, Floats]:
        """Return the same with the logarithms of the odds instead of the chances."""
        number = int(self.window_of[row])
        first = self.windows[number].first
        return first, self.linkings[number].scores(role, row - first)


def sigmoid(scores: Floats) -> Floats:
    """Return the logistic function of `scores`."""
    return np.asarray(1 / (1 + np.exp(-np.minimum(np.maximum(scores, -30), 30))), dtype=np.float32)


def softmax(scores: Floats) -> Floats:
    """Return `scores` as chances that sum to 1 along the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)


class Encoder:
    """The shipped model."""

    def __init__(
        self,
        model: bytes | str,
        pieces: WordPiece,
        tags: Tags,
        rels: Floats,
        distances: Floats,
    ) -> None:
        self._session = _session(model)
        self._outputs = [output.name for output in self._session.get_outputs()]
        self.pieces = pieces
        self.lemmas = Lemmatizer(pieces)
        self.tags = tags
        self._rels = rels
        self._distances = distances

    @classmethod
    def load(cls, folder: Path | None = None) -> Encoder:
        """Return the model in `folder`, by default the one that the package brings."""
        place = folder or WEIGHTS
        tags = json.loads((place / "tags.json").read_text(encoding="utf-8"))
        return cls(
            str(place / "reader.onnx"),
            WordPiece.load(place / "vocab.txt"),
            Tags(*(tuple(tags[name]) for name in ("upos", "xpos", "rels"))),
            np.load(place / "rels.npy").astype(np.float32),
            np.load(place / "distances.npy"),
        )

    def hear(self, words: Sequence[str], breaks: frozenset[int], gazetteer: Sequence[int]) -> Heard:
        """Return what the heads say of `words`; `breaks` are the words that begin a paragraph."""
        sizes = [len(self.pieces.pieces(word)) for word in words]
        cuts = tuple(windows.cut(words, breaks, sizes))
        encoded = [windows.encode(words, breaks, window, self.pieces) for window in cuts]
        answers = [
            self._run(one, gazetteer[window.first : window.last])
            for one, window in zip(encoded, cuts, strict=True)
        ]
        return _joined(cuts, answers, tuple(map(self._linking, answers)))

    def related(self, words: Sequence[str], marks: Sequence[int]) -> Floats:
        """Return the scores of each type of act between the words marked 1 and those marked 2."""
        window = Window(0, 0, len(words))
        return self._run(windows.encode(words, frozenset(), window, self.pieces), marks)["related"]

    def rels(self, own: Floats, heads: Floats) -> NDArray[np.int64]:
        """Return the best relation of each word, of shape (words, size), to its head."""
        best = [
            np.einsum(
                "rwi,wi->wr",
                np.matmul(own[first : first + _TOGETHER], self._rels),
                heads[first : first + _TOGETHER],
            ).argmax(1)
            for first in range(0, len(own), _TOGETHER)
        ]
        return np.concatenate(best)

    def _linking(self, answer: Mapping[str, Floats]) -> Linking:
        return Linking(answer["link_rows"], answer["link_columns"], self._distances)

    def _run(self, encoded: Encoded, marks: Sequence[int]) -> dict[str, Floats]:
        feed = {
            "ids": encoded.ids,
            "shapes": encoded.shapes,
            "quotes": encoded.quotes,
            "gazetteer": _spread(encoded.starts, marks, len(encoded.ids)),
            "starts": encoded.starts,
        }
        arrays = {name: np.array([numbers], np.int64) for name, numbers in feed.items()}
        outputs = self._session.run(None, arrays)
        return {name: out[0] for name, out in zip(self._outputs, outputs, strict=True)}


def _session(model: bytes | str) -> Any:
    """Return a session of onnxruntime that runs `model` on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER_FUSED
    )


def _spread(starts: Sequence[int], known: Sequence[int], size: int) -> list[int]:
    """Return one number a piece from one number a word; separators have none."""
    out = [0] * size
    for start, end, number in zip(starts, [*starts[1:], size - 1], known, strict=True):
        if number:
            out[start:end] = [number] * (end - start)
    return out


def _joined(
    cuts: tuple[Window, ...],
    answers: Sequence[Mapping[str, Floats]],
    linkings: tuple[Linking, ...],
) -> Heard:
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
        linkings=linkings,
        window_of=np.repeat(np.arange(len(cuts)), [c.last - c.own for c in cuts]),
    )
