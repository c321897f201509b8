"""What teachers say of windows, for another network to learn from (Hinton et al. 2015)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from training.batch import Batch, Taught
from training.losses import ROLES, TOLD
from training.network import Network
from training.run import autocast, device, keep

HEADS = (*TOLD, "triggers", "statuses", "cores")
MOST_ROWS = 32
MOST_PIECES = 12000


def taught(teachers: Sequence[Network], data: Sequence[Batch], path: Path) -> list[Batch]:
    """Return `data` with what `teachers` say of it together, kept at `path` once it is known.

    Raises `ValueError` where what is kept there is about other windows.
    """
    seen = [windows.inputs["ids"].cpu() for windows in data]
    if path.exists():
        told, known = torch.load(path, weights_only=False)
        if len(known) != len(seen) or not all(map(torch.equal, known, seen)):
            raise ValueError(f"{path}: answers about other windows; remove it to ask again")
    else:
        told = [_answers(teachers, windows) for windows in data]
        keep((told, seen), path)
    return [replace(windows, taught=one) for windows, one in zip(data, told, strict=True)]


def _answers(teachers: Sequence[Network], windows: Batch) -> Taught:
    windows = windows.to(device())
    every = torch.arange(len(windows), device=device())
    with torch.inference_mode(), autocast():
        told = [
            _told(teachers, windows.pick(part))
            for part in every.split(max(1, MOST_PIECES // windows.width))
        ]
    return Taught(
        {head: torch.cat([one.words[head] for one in told]) for head in HEADS},
        torch.cat([one.at for one in told]),
        torch.cat([one.links for one in told]),
    )


def _told(teachers: Sequence[Network], batch: Batch) -> Taught:
    """Return what the teachers say of `batch`, with links of the words likeliest to have some.

    Their scores are averaged: a geometric mean of their chances.
    """
    out: dict[str, Tensor] = {}
    for teacher in teachers:
        teacher.eval()
        for name, scores in teacher(**batch.inputs).items():
            if name in (*HEADS, "pairs"):
                out[name] = out.get(name, 0) + scores.float() / len(teachers)
    acting = 1 - out["triggers"].softmax(-1)[..., 0]
    citing = out["cues"].softmax(-1)[..., 1]
    sure = torch.maximum(acting, citing) * batch.real
    at = sure.topk(min(MOST_ROWS, sure.shape[1]), dim=1).indices
    windows = torch.arange(len(at), device=at.device).unsqueeze(1)
    links = out["pairs"][windows, :, at][:, :, list(ROLES)]
    words = {head: out[head] for head in HEADS} | {"cores": out["cores"].unsqueeze(-1)}
    return Taught(words, at, links).each(_small)


def _small(tensor: Tensor) -> Tensor:
    return tensor.cpu().half() if tensor.is_floating_point() else tensor.cpu().short()
