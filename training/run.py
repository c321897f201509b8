"""One stage of training: batches from several corpora, checkpoints, a log.

A stage that is cut goes on from its last checkpoint with the same batches in the same order.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader

from training.batch import Batch, batch_of
from training.examples import Example, batches
from training.losses import loss
from training.network import Network

WORKERS = 12
SAVED = 300


@dataclass(frozen=True)
class Plan:
    """How long and how fast a stage learns; `epochs` says how often each corpus is read.

    With `rounding` the network learns to bear the rounding of int8.
    """

    name: str
    epochs: Mapping[str, float]
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    most_pieces: int = 1600
    warm_up: int = 150
    seed: int = 1
    rounding: bool = False


@cache
def device() -> torch.device:
    """Return where networks learn: on a GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def autocast() -> torch.autocast:
    """Return what lets matrices be multiplied in bfloat16 where that is faster than float32."""
    where = device().type
    able = torch.cpu.get_capabilities()
    fast = where == "cuda" or able.get("amx_bf16") or able.get("avx512_bf16")
    return torch.autocast(where, torch.bfloat16, enabled=bool(fast))


def loader(steps: Sequence[Sequence[Example]]) -> Iterator[Batch]:
    """Yield each of `steps` as a batch on the device; beside a GPU, others make them ready."""
    where = device()
    if where.type == "cpu":
        yield from map(batch_of, steps)
        return
    ready: DataLoader[Batch] = DataLoader(
        steps,  # type: ignore[arg-type]
        batch_size=None,
        collate_fn=batch_of,
        num_workers=WORKERS,
        prefetch_factor=8,
        pin_memory=True,
    )
    for batch in ready:
        yield batch.to(where)


def schedule(data: Mapping[str, Sequence[Example]], plan: Plan) -> list[list[Example]]:
    """Return every batch of the stage in the order in which they are learnt from."""
    rng = np.random.default_rng(plan.seed)
    out: list[list[Example]] = []
    for name, epochs in plan.epochs.items():
        mine: list[list[Example]] = []
        once = len(batches(data[name], plan.most_pieces, rng)) if data[name] else 0
        while len(mine) < epochs * once:
            mine += batches(data[name], plan.most_pieces, rng)
        out += mine[: round(epochs * once)]
    rng.shuffle(out)  # type: ignore[arg-type]
    return out


def train(
    network: Network,
    data: Mapping[str, Sequence[Example]],
    plan: Plan,
    folder: Path,
) -> None:
    """Train `network` in place by `plan`; checkpoints and the log lie in `folder`."""
    random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    folder.mkdir(parents=True, exist_ok=True)
    network.to(device()).round_as_int8(rounding=plan.rounding)
    steps = schedule(data, plan)
    learner = _Learner(network, plan, len(steps))
    checkpoint = folder / f"{plan.name}.checkpoint"
    done = learner.resume(checkpoint)
    log = _Log(folder / f"{plan.name}.log", len(steps))
    for number, batch in enumerate(loader(steps[done:]), start=done):
        log.add(number, batch, learner.step(batch, number))
        if (number + 1) % SAVED == 0:
            learner.save(checkpoint, number + 1)
    network.eval()
    torch.save(network.state_dict(), folder / f"{plan.name}.pt")
    checkpoint.unlink(missing_ok=True)


class _Log:
    """A stage's log: a line every so many steps, with the losses of late."""

    def __init__(self, path: Path, total: int) -> None:
        self.total, self.seen, self.started = total, 0, time.time()
        self.recent: dict[str, Tensor] = {}
        self.file = path.open("a", encoding="utf-8")

    def add(self, number: int, batch: Batch, parts: Mapping[str, Tensor]) -> None:
        self.seen += batch.pieces
        for name, value in parts.items():
            self.recent[name] = 0.95 * self.recent.get(name, value) + 0.05 * value
        if (number + 1) % 50 == 0 or number + 1 == self.total:
            speed = self.seen / (time.time() - self.started)
            shown = " ".join(f"{k} {v:.3f}" for k, v in sorted(self.recent.items()))
            line = f"{number + 1}/{self.total} {speed:.0f} pieces/s {shown}"
            print(line, file=self.file, flush=True)


class _Learner:
    def __init__(self, network: Network, plan: Plan, total: int) -> None:
        self.network, self.plan, self.total = network, plan, total
        encoder = [p for p in network.encoder.parameters() if p.requires_grad]
        held = {id(p) for p in network.encoder.parameters()}
        heads = [p for p in network.parameters() if id(p) not in held]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": encoder, "lr": plan.encoder_rate},
                {"params": heads, "lr": plan.head_rate},
            ],
            weight_decay=0.01,
            fused=True,
        )
        self.rates = [plan.encoder_rate, plan.head_rate]

    def step(self, batch: Batch, number: int) -> dict[str, Tensor]:
        """Learn from the batch `number`, and return its losses."""
        self.network.train()
        share = min(1.0, (number + 1) / self.plan.warm_up) * (1 - number / self.total)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        with autocast():
            total, parts = loss(self.network, batch)
        self.optimizer.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        return parts

    def save(self, path: Path, done: int) -> None:
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "done": done,
            "random": torch.get_rng_state(),
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def resume(self, path: Path) -> int:
        if not path.exists():
            return 0
        state = torch.load(path, map_location=device())
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"].cpu())
        return int(state["done"])
