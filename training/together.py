"""Several processes that learn as one (local SGD; Stich 2019).

Each learns from its own share, and now and then their weights are averaged: one process cannot
keep a GPU busy with networks as small as these. Started with `torchrun --nproc-per-node N`; a
process that was started by itself is alone, and nothing here does anything.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

import torch
import torch.distributed as dist
from torch import Tensor, nn

T = TypeVar("T")


def meet() -> None:
    """Wait for the other processes that were started with this one."""
    if "WORLD_SIZE" in os.environ and not dist.is_initialized():
        dist.init_process_group("gloo")


def count() -> int:
    """Return how many processes learn together."""
    return dist.get_world_size() if dist.is_initialized() else 1


def number() -> int:
    """Return this process's number, from 0 on."""
    return dist.get_rank() if dist.is_initialized() else 0


def share(data: Sequence[T]) -> list[T]:
    """Return this process's part of `data`."""
    return list(data[number() :: count()])


def least(value: int) -> int:
    """Return the least of the processes' values."""
    return -int(_greatest(-value))


def greatest(value: float) -> float:
    """Return the greatest of the processes' values."""
    return _greatest(value)


def _greatest(value: float) -> float:
    if count() == 1:
        return value
    found = torch.tensor([value], dtype=torch.float64)
    dist.all_reduce(found, dist.ReduceOp.MAX)
    return float(found)


def average(network: nn.Module) -> None:
    """Give every process the mean of the networks' weights."""
    if count() == 1:
        return
    learnt = [p.data for p in network.parameters() if p.requires_grad]
    flat: Tensor = torch.cat([weights.flatten() for weights in learnt]).cpu()
    dist.all_reduce(flat)
    flat = (flat / count()).to(learnt[0].device)
    for weights, mean in zip(learnt, flat.split([w.numel() for w in learnt]), strict=True):
        weights.copy_(mean.view_as(weights))
