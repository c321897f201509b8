"""What a teacher says of windows, for another network to learn from (Hinton et al. 2015)."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from training.batch import Batch
from training.examples import Example, Soft
from training.losses import OF_ACTS, OF_CUES, TOLD
from training.network import Network
from training.run import autocast, loader

HEADS = (*TOLD, "triggers", "statuses", "cores")
ROLES = (*OF_ACTS, *OF_CUES)
LEAST = 0.05
MOST = 6000


def taught(network: Network, data: Sequence[Example], path: Path) -> list[Example]:
    """Return `data` with what `network` says of it, kept at `path` once it is known."""
    if path.exists():
        with path.open("rb") as file:
            known = pickle.load(file)
    else:
        known = _answers(network, data)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            pickle.dump(known, file)
    return [replace(example, soft=soft) for example, soft in zip(data, known, strict=True)]


def _answers(network: Network, data: Sequence[Example]) -> list[Soft]:
    network.eval()
    parts = _groups([len(example.encoded.ids) for example in data])
    found: dict[int, Soft] = {}
    with torch.inference_mode(), autocast():
        batches = loader([[data[i] for i in part] for part in parts])
        for numbers, batch in zip(parts, batches, strict=True):
            sizes = [len(data[i].words) for i in numbers]
            found |= zip(numbers, _answered(network, sizes, batch), strict=True)
    return [found[i] for i in range(len(data))]


def _groups(sizes: Sequence[int]) -> list[list[int]]:
    """Return the numbers of windows of `sizes` in groups of like size and `MOST` pieces."""
    out: list[list[int]] = []
    for number in sorted(range(len(sizes)), key=sizes.__getitem__):
        if not out or sizes[number] * (len(out[-1]) + 1) > MOST:
            out.append([])
        out[-1].append(number)
    return out


def _answered(network: Network, sizes: Sequence[int], batch: Batch) -> list[Soft]:
    out = {name: scores.float() for name, scores in network(**batch.inputs).items()}
    words = {head: out[head] for head in HEADS} | {"cores": out["cores"].unsqueeze(-1)}
    named = 1 - words["triggers"].softmax(-1)[..., 0]
    cited = words["cues"].softmax(-1)[..., 1]
    at = ((torch.maximum(named, cited) * batch.real) >= LEAST).nonzero()
    links = out["pairs"][at[:, 0], :, at[:, 1]][:, list(ROLES)].half().cpu().numpy()
    told = {head: scores.half().cpu().numpy() for head, scores in words.items()}
    rows: dict[int, dict[int, int]] = {}
    for line, (number, row) in enumerate(at.tolist()):
        rows.setdefault(number, {})[row] = line
    answered = []
    for number, size in enumerate(sizes):
        mine = rows.get(number, {})
        answered.append(
            Soft(
                {head: scores[number, :size].copy() for head, scores in told.items()},
                list(mine),
                links[list(mine.values()), :, :size].copy(),
            )
        )
    return answered
