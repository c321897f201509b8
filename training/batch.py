"""Windows as tensors: what the network takes, and what it is to answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from demarche.read.labels import Link
from training.examples import IGNORE, LAYERS, Example

INPUTS = ("ids", "shapes", "quotes", "gazetteer")


@dataclass(frozen=True)
class Links:
    """Rows to learn the links of one role from.

    `at` holds each row's window and word, `gold` a line for each row: 1 for a column that is
    linked, 0 for one that is not, `IGNORE` for one that may be or that there is none of.
    """

    at: Tensor
    gold: Tensor


@dataclass(frozen=True)
class Taught:
    """What a teacher says of every window of a batch.

    `words` holds scores of shape (windows, words, labels) by head, `at` the window and word of each
    row whose links it was asked for, and `links` their scores, of shape (rows, roles, words).
    """

    words: dict[str, Tensor]
    at: Tensor
    links: Tensor


@dataclass(frozen=True)
class Batch:
    """Windows, padded to one length: of pieces for the encoder, of words for the heads.

    `real` is 1 where there is a word. `layers` holds labels word by word, `IGNORE` where there is
    none; a layer that no window has is missing. `sentences` numbers sentences.
    """

    inputs: dict[str, Tensor]
    real: Tensor
    layers: dict[str, Tensor] = field(default_factory=dict)
    weights: Tensor | None = None
    sentences: Tensor | None = None
    links: dict[Link, Links] = field(default_factory=dict)
    related: Tensor | None = None
    taught: Taught | None = None

    @property
    def pieces(self) -> int:
        """How many pieces the encoder reads, those that fill up among them."""
        return self.inputs["ids"].numel()

    def to(self, device: torch.device) -> Batch:
        """Return the batch on `device`."""
        return _each(self, lambda tensor: tensor.to(device, non_blocking=True))

    def pin_memory(self) -> Batch:
        """Return the batch in memory from which it is copied to a device soonest."""
        return _each(self, Tensor.pin_memory)


def _each(part: Any, change: Callable[[Tensor], Tensor]) -> Any:
    """Return `part` with every tensor in it changed."""
    if isinstance(part, Tensor):
        return change(part)
    if isinstance(part, dict):
        return {name: _each(value, change) for name, value in part.items()}
    if isinstance(part, Batch | Links | Taught):
        return type(part)(**{name: _each(value, change) for name, value in vars(part).items()})
    return part


def batch_of(windows: Sequence[Example]) -> Batch:
    """Return `windows` as one batch with all labels that they have."""
    size = max(len(window.words) for window in windows)
    inputs, real = _inputs(windows, size)
    layers = {name: _layer(windows, name, size) for name in LAYERS}
    links = {role: _links(windows, role, size) for role in Link}
    return Batch(
        inputs,
        real,
        {name: layer for name, layer in layers.items() if layer is not None},
        _weights(windows, size),
        _sentences(windows, size),
        {role: found for role, found in links.items() if found is not None},
        _related(windows),
        _taught(windows, size),
    )


def _inputs(windows: Sequence[Example], size: int) -> tuple[dict[str, Tensor], Tensor]:
    width = max(len(window.encoded.ids) for window in windows)
    arrays = {name: np.zeros((len(windows), width), np.int64) for name in INPUTS}
    starts = np.zeros((len(windows), size), np.int64)
    real = np.zeros((len(windows), size), np.float32)
    for row, window in enumerate(windows):
        encoded = window.encoded
        pieces, words = len(encoded.ids), len(encoded.starts)
        for name in ("ids", "shapes", "quotes"):
            arrays[name][row, :pieces] = getattr(encoded, name)
        bounds = pairwise([*encoded.starts, pieces - 1])
        for known, (start, end) in zip(window.gazetteer, bounds, strict=True):
            arrays["gazetteer"][row, start:end] = known
        starts[row, :words] = encoded.starts
        real[row, :words] = 1
    inputs = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return inputs | {"starts": torch.from_numpy(starts)}, torch.from_numpy(real)


def _layer(windows: Sequence[Example], name: str, size: int) -> Tensor | None:
    out = np.full((len(windows), size), IGNORE, np.int64)
    for row, window in enumerate(windows):
        values = getattr(window.labels, name)
        if values is not None:
            out[row, : len(values)] = values
    return torch.from_numpy(out) if (out != IGNORE).any() else None


def _weights(windows: Sequence[Example], size: int) -> Tensor | None:
    if all(window.labels.weights is None for window in windows):
        return None
    out = torch.ones(len(windows), size)
    for row, window in enumerate(windows):
        if window.labels.weights is not None:
            out[row, : len(window.labels.weights)] = torch.tensor(window.labels.weights)
    return out


def _sentences(windows: Sequence[Example], size: int) -> Tensor | None:
    if all(window.sentences is None for window in windows):
        return None
    out = torch.zeros(len(windows), size, dtype=torch.long)
    for row, window in enumerate(windows):
        if window.sentences is not None:
            out[row, : len(window.sentences)] = torch.tensor(window.sentences)
    return out


def _links(windows: Sequence[Example], role: Link, size: int) -> Links | None:
    at = []
    lines = []
    for number, window in enumerate(windows):
        unsure = window.labels.unsure.get(role, {})
        for row, columns in window.labels.links.get(role, {}).items():
            line = np.full(size, IGNORE, np.int64)
            line[: row if role is Link.SAME else len(window.words)] = 0
            line[list(unsure.get(row, ()))] = IGNORE
            line[list(columns)] = 1
            at.append((number, row))
            lines.append(line)
    return Links(torch.tensor(at), torch.from_numpy(np.stack(lines))) if at else None


def _related(windows: Sequence[Example]) -> Tensor | None:
    known = [-1 if w.labels.related is None else w.labels.related for w in windows]
    return torch.tensor(known) if max(known) >= 0 else None


def _taught(windows: Sequence[Example], size: int) -> Taught | None:
    softs = [window.soft for window in windows]
    if any(soft is None for soft in softs):
        return None
    known = [soft for soft in softs if soft is not None]
    words = {
        name: _filled([soft.words[name] for soft in known], (len(known), size))
        for name in known[0].words
    }
    at = [(number, row) for number, soft in enumerate(known) for row in soft.rows]
    links = [line for soft in known for line in soft.links]
    roles = known[0].links.shape[1]
    return Taught(
        words,
        torch.tensor(at, dtype=torch.long).reshape(-1, 2),
        _filled([line.T for line in links], (len(links), size), roles).transpose(1, 2),
    )


def _filled(
    arrays: Sequence[NDArray[np.float16]], shape: tuple[int, int], last: int | None = None
) -> Tensor:
    """Return arrays of shape (words, labels) as one tensor, filled up with 0."""
    out = np.zeros((*shape, arrays[0].shape[1] if last is None else last), np.float16)
    for row, one in enumerate(arrays):
        out[row, : len(one)] = one
    return torch.from_numpy(out)
