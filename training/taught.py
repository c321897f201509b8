"""What a teacher says of windows, for another network to learn from (Hinton et al. 2015)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch
import torch.nn.functional as F
from torch import Tensor

from training.batch import Batch
from training.examples import IGNORE, Example, Soft
from training.losses import FAR, OF_ACTS, OF_CUES, TOLD
from training.network import Network
from training.run import autocast, loader

HEADS = (*TOLD, "triggers", "statuses", "cores")
ROLES = (*OF_ACTS, *OF_CUES)
LEAST = 0.05
SURE = 0.7
MOST = 6000


def taught(network: Network, data: Sequence[Example]) -> list[Example]:
    """Return `data` with what `network` says of it; trees come as plain labels."""
    network.eval()
    parts = _groups([len(example.encoded.ids) for example in data])
    found: dict[int, Example] = {}
    with torch.inference_mode(), autocast():
        for numbers, batch in zip(
            parts, loader([[data[i] for i in part] for part in parts]), strict=True
        ):
            windows = [data[i] for i in numbers]
            found |= zip(numbers, _answered(network, windows, batch), strict=True)
    return [found[i] for i in range(len(data))]


def _groups(sizes: Sequence[int]) -> list[list[int]]:
    """Return the numbers of windows of `sizes` in groups of like size and `MOST` pieces."""
    out: list[list[int]] = []
    for number in sorted(range(len(sizes)), key=sizes.__getitem__):
        if not out or sizes[number] * (len(out[-1]) + 1) > MOST:
            out.append([])
        out[-1].append(number)
    return out


def _answered(network: Network, windows: Sequence[Example], batch: Batch) -> list[Example]:
    out = {name: scores.float() for name, scores in network(**batch.inputs).items()}
    words = {head: out[head] for head in HEADS} | {"cores": out["cores"].unsqueeze(-1)}
    named = 1 - words["triggers"].softmax(-1)[..., 0]
    cited = words["cues"].softmax(-1)[..., 1]
    at = ((torch.maximum(named, cited) * batch.real) >= LEAST).nonzero()
    links = out["pairs"][at[:, 0], :, at[:, 1]][:, list(ROLES)].half().cpu().numpy()
    told = {head: scores.half().cpu().numpy() for head, scores in words.items()}
    heads, rels = _trees(network, out, batch.real)
    rows: dict[int, dict[int, int]] = {}
    for line, (number, row) in enumerate(at.tolist()):
        rows.setdefault(number, {})[row] = line
    answered = []
    for number, window in enumerate(windows):
        size, mine = len(window.words), rows.get(number, {})
        soft = Soft(
            {head: scores[number, :size].copy() for head, scores in told.items()},
            list(mine),
            links[list(mine.values()), :, :size].copy(),
        )
        labels = window.labels
        if labels.heads is None:
            own, not_own = slice(window.own, size), [IGNORE] * window.own
            labels = replace(
                labels, heads=not_own + heads[number][own], rels=not_own + rels[number][own]
            )
        answered.append(replace(window, soft=soft, labels=labels))
    return answered


def _trees(
    network: Network, out: dict[str, Tensor], real: Tensor
) -> tuple[list[list[int]], list[list[int]]]:
    """Return each word's head as a word or -1, a root, and its relation, window by window.

    `IGNORE` stands where the network is not sure of the head.
    """
    filling = F.pad(real == 0, (1, 0))[:, None, :]
    chances, heads = out["arcs"].masked_fill(filling, FAR).softmax(-1).max(-1)
    rels = network.rel_scores(out, heads).argmax(-1)
    unsure = chances < SURE
    return (
        (heads - 1).masked_fill(unsure, IGNORE).tolist(),
        rels.masked_fill(unsure, IGNORE).tolist(),
    )
