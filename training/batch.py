"""Windows as tensors: what the network takes, and what it is to answer.

Every tensor's first dimension is the windows, so that a whole corpus is one `Batch`, and what is
learnt from at once is some of its windows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from demarche.read.labels import Link
from training.examples import IGNORE, LAYERS, Example

INPUTS = ("ids", "shapes", "quotes", "gazetteer")
LENGTHS = (32, 64, 128, 224, 320, 384)
FEW = 16


class _Tensors:
    """A record of tensors, and of dictionaries and records of them."""

    def each(self, change: Callable[[Tensor], Tensor]) -> Self:
        """Return the same with every tensor changed."""
        return type(self)(**{name: _changed(value, change) for name, value in vars(self).items()})


def _changed(part: Any, change: Callable[[Tensor], Tensor]) -> Any:
    if isinstance(part, Tensor):
        return change(part)
    if isinstance(part, dict):
        return {name: _changed(value, change) for name, value in part.items()}
    return part.each(change) if isinstance(part, _Tensors) else part


@dataclass(frozen=True)
class Links(_Tensors):
    """Rows to learn the links of one role from.

    `at` holds each row's word, of shape (windows, rows); `gold`, of shape (windows, rows, words),
    is 1 for a column that is linked, 0 for one that is not, and `IGNORE` for one that may be, that
    there is none of, or in a row that only fills up.
    """

    at: Tensor
    gold: Tensor


@dataclass(frozen=True)
class Taught(_Tensors):
    """What a teacher says of every window of a batch.

    `words` holds scores of shape (windows, words, labels) by head, `at` the words whose links it
    was asked for, of shape (windows, rows), and `links` the scores of those, of shape (windows,
    rows, roles, words).
    """

    words: dict[str, Tensor]
    at: Tensor
    links: Tensor


@dataclass(frozen=True)
class Batch(_Tensors):
    """Windows, padded to one length: of pieces for the encoder, of words for the heads.

    `layers` holds labels word by word, `IGNORE` where there is none; a layer that no window has is
    missing. `sentences` numbers sentences.
    """

    inputs: dict[str, Tensor]
    layers: dict[str, Tensor] = field(default_factory=dict)
    weights: Tensor | None = None
    sentences: Tensor | None = None
    links: dict[Link, Links] = field(default_factory=dict)
    related: Tensor | None = None
    taught: Taught | None = None

    def __len__(self) -> int:
        return len(self.inputs["ids"])

    @property
    def width(self) -> int:
        """How many pieces a window has, those that fill up among them."""
        return self.inputs["ids"].shape[1]

    @property
    def real(self) -> Tensor:
        """1 where there is a word, 0 where a window is filled up; (windows, words)."""
        return (self.inputs["starts"] > 0).float()

    def pick(self, index: Tensor) -> Batch:
        """Return the windows of `index`, with numbers as wide as tables are looked up with."""
        return self.each(lambda tensor: _wide(tensor.index_select(0, index)))

    def to(self, device: torch.device) -> Batch:
        """Return the batch on `device`."""
        return self.each(lambda tensor: tensor.to(device))

    def wide(self) -> Batch:
        """Return all windows, with numbers as wide as tables are looked up with."""
        return self.each(_wide)


def _wide(tensor: Tensor) -> Tensor:
    return tensor.long() if tensor.dtype == torch.int16 else tensor


def grouped(windows: Sequence[Example]) -> list[Batch]:
    """Return `windows` as batches of like length; the few of a length go with the next."""
    out = []
    mine: list[Example] = []
    for shortest, length in pairwise((0, *LENGTHS)):
        mine += [w for w in windows if shortest < len(w.encoded.ids) <= length]
        if len(mine) >= FEW or (mine and length == LENGTHS[-1]):
            out.append(batch_of(mine, length))
            mine = []
    return out


def batch_of(windows: Sequence[Example], width: int = 0) -> Batch:
    """Return `windows` as one batch with all labels that they have, `width` pieces at least."""
    width = max(width, *(len(window.encoded.ids) for window in windows))
    size = max(len(window.words) for window in windows)
    layers = {name: _layer(windows, name, size) for name in LAYERS}
    links = {role: _links(windows, role, size) for role in Link}
    return Batch(
        _inputs(windows, width, size),
        {name: layer for name, layer in layers.items() if layer is not None},
        _weights(windows, size),
        _sentences(windows, size),
        {role: found for role, found in links.items() if found is not None},
        _related(windows),
    )


def _inputs(windows: Sequence[Example], width: int, size: int) -> dict[str, Tensor]:
    arrays = {name: np.zeros((len(windows), width), np.int16) for name in INPUTS}
    starts = np.zeros((len(windows), size), np.int16)
    for row, window in enumerate(windows):
        encoded = window.encoded
        pieces, words = len(encoded.ids), len(encoded.starts)
        for name in ("ids", "shapes", "quotes"):
            arrays[name][row, :pieces] = getattr(encoded, name)
        bounds = pairwise([*encoded.starts, pieces - 1])
        for known, (start, end) in zip(window.gazetteer, bounds, strict=True):
            arrays["gazetteer"][row, start:end] = known
        starts[row, :words] = encoded.starts
    inputs = {name: torch.from_numpy(array) for name, array in arrays.items()}
    return inputs | {"starts": torch.from_numpy(starts)}


def _layer(windows: Sequence[Example], name: str, size: int) -> Tensor | None:
    rows = [getattr(window.labels, name) for window in windows]
    out = _filled([row or [] for row in rows], size, IGNORE, np.int16)
    return torch.from_numpy(out) if (out != IGNORE).any() else None


def _weights(windows: Sequence[Example], size: int) -> Tensor | None:
    rows = [window.labels.weights for window in windows]
    if not any(rows):
        return None
    return torch.from_numpy(_filled([row or [] for row in rows], size, 1, np.float32))


def _sentences(windows: Sequence[Example], size: int) -> Tensor | None:
    rows = [window.sentences for window in windows]
    if not any(rows):
        return None
    return torch.from_numpy(_filled([row or [] for row in rows], size, -1, np.int16))


def _filled(
    rows: Sequence[Sequence[float]], size: int, value: float, kind: type[np.generic]
) -> NDArray[Any]:
    """Return `rows` as one array of `size` columns, filled up with `value`."""
    out = np.full((len(rows), size), value, kind)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return out


def _links(windows: Sequence[Example], role: Link, size: int) -> Links | None:
    most = max(len(window.labels.links.get(role, {})) for window in windows)
    if not most:
        return None
    at = np.zeros((len(windows), most), np.int16)
    gold = np.full((len(windows), most, size), IGNORE, np.int8)
    for number, window in enumerate(windows):
        unsure = window.labels.unsure.get(role, {})
        rows = window.labels.links.get(role, {})
        for place, (row, columns) in enumerate(rows.items()):
            at[number, place] = row
            line = gold[number, place]
            line[: row if role is Link.SAME else len(window.words)] = 0
            line[list(unsure.get(row, ()))] = IGNORE
            line[list(columns)] = 1
    return Links(torch.from_numpy(at), torch.from_numpy(gold))


def _related(windows: Sequence[Example]) -> Tensor | None:
    known = [-1 if w.labels.related is None else w.labels.related for w in windows]
    return torch.tensor(known) if max(known) >= 0 else None
