"""One stage of training: batches from several corpora, checkpoints, a log.

A stage that is cut goes on from its last checkpoint with the same batches in the same order.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.examples import Example, batches
from training.losses import loss
from training.network import Network


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


def fast_bfloat16() -> bool:
    """Whether this machine multiplies matrices of bfloat16 faster than of float32."""
    return bool(torch.cpu.get_capabilities().get("amx_bf16"))


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
    report: Callable[[Network], dict[str, float]] | None = None,
) -> None:
    """Train `network` in place by `plan`; checkpoints and the log lie in `folder`."""
    random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    folder.mkdir(parents=True, exist_ok=True)
    network.round_as_int8(rounding=plan.rounding)
    steps = schedule(data, plan)
    learner = _Learner(network, plan, len(steps))
    checkpoint = folder / f"{plan.name}.checkpoint"
    done = learner.resume(checkpoint)
    log = (folder / f"{plan.name}.log").open("a", encoding="utf-8")
    started, seen, recent = time.time(), 0, {}
    for number in range(done, len(steps)):
        batch = steps[number]
        parts = learner.step(batch, number)
        seen += sum(len(e.encoded.ids) for e in batch)
        for name, value in parts.items():
            recent[name] = 0.95 * recent.get(name, value) + 0.05 * value
        if (number + 1) % 50 == 0 or number + 1 == len(steps):
            speed = seen / (time.time() - started)
            shown = " ".join(f"{k} {v:.3f}" for k, v in sorted(recent.items()))
            print(f"{number + 1}/{len(steps)} {speed:.0f} pieces/s {shown}", file=log, flush=True)
        if (number + 1) % 300 == 0:
            learner.save(checkpoint, number + 1)
    network.eval()
    if report is not None:
        print(json.dumps(report(network)), file=log, flush=True)
    torch.save(network.state_dict(), folder / f"{plan.name}.pt")
    checkpoint.unlink(missing_ok=True)


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

    def step(self, batch: list[Example], number: int) -> dict[str, float]:
        self.network.train()
        share = min(1.0, (number + 1) / self.plan.warm_up) * (1 - number / self.total)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        with torch.autocast("cpu", torch.bfloat16, enabled=fast_bfloat16()):
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
        state = torch.load(path)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        return int(state["done"])
