"""One stage of training: batches from several corpora, checkpoints, a log.

On a CPU a stage that is cut goes on from its last checkpoint with the same batches in the same
order; on a GPU, where it takes minutes, it begins anew. There a step is recorded once for each
shape of batch and then replayed (CUDA graphs): launched one by one, its thousands of small
operations take five times as long as they run.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.batch import Batch
from training.losses import loss
from training.network import Network

SAVED = 100
HEARD = 10
LOGGED = 50

Parts = dict[str, Tensor]


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


@dataclass(frozen=True)
class Step:
    """Which windows of a corpus are learnt from at once."""

    windows: Batch
    index: Tensor


@cache
def device() -> torch.device:
    """Return where networks learn: on a GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def autocast() -> torch.autocast:
    """Return what lets matrices be multiplied in bfloat16 where that is faster than float32."""
    where = device().type
    able = torch.cpu.get_capabilities()
    fast = where == "cuda" or able.get("amx_bf16")
    return torch.autocast(where, torch.bfloat16, enabled=bool(fast))


def schedule(data: Mapping[str, Sequence[Batch]], plan: Plan) -> list[Step]:
    """Return every step of the stage in the order in which it is learnt from."""
    rng = np.random.default_rng(plan.seed)
    out = [
        Step(windows, torch.from_numpy(index))
        for name, epochs in plan.epochs.items()
        for windows in data[name]
        for index in _turns(len(windows), epochs, plan.most_pieces // windows.width, rng)
    ]
    rng.shuffle(out)  # type: ignore[arg-type]
    return out


def _turns(
    count: int, epochs: float, size: int, rng: np.random.Generator
) -> Iterator[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Yield numbers below `count`, `size` at a time, each `epochs` times on average."""
    size = max(1, min(size, count))
    turns = -(-round(epochs * count) // size)
    order = np.concatenate([rng.permutation(count) for _ in range(1 + turns * size // count)])
    for turn in range(turns):
        yield order[turn * size : (turn + 1) * size]


def train(
    network: Network,
    data: Mapping[str, Sequence[Batch]],
    plan: Plan,
    folder: Path,
) -> Network:
    """Return `network`, trained in place by `plan`; checkpoints and the log lie in `folder`."""
    torch.manual_seed(plan.seed)
    folder.mkdir(parents=True, exist_ok=True)
    network.to(device()).round_as_int8(rounding=plan.rounding)
    near = {name: [windows.to(device()) for windows in data[name]] for name in plan.epochs}
    steps = schedule(near, plan)
    learner = _Learner(network, plan, len(steps))
    checkpoint = folder / f"{plan.name}.checkpoint"
    done = learner.resume(checkpoint) if device().type == "cpu" else 0
    log = _Log(folder / f"{plan.name}.log", len(steps))
    with _stream():
        for number, step in enumerate(steps[done:], start=done):
            log.add(number, step, learner.learn(step, number))
            if (number + 1) % SAVED == 0 and device().type == "cpu":
                learner.save(checkpoint, number + 1)
    if device().type == "cuda":
        torch.cuda.synchronize()
    network.zero_grad()
    keep(network.state_dict(), folder / f"{plan.name}.pt")
    checkpoint.unlink(missing_ok=True)
    return network.eval()


def keep(value: object, path: Path) -> None:
    """Save `value` at `path`, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    torch.save(value, part)
    part.replace(path)


def _stream() -> contextlib.AbstractContextManager[object]:
    """Return what runs a GPU's work where it can be recorded."""
    if device().type == "cpu":
        return contextlib.nullcontext()
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    return torch.cuda.stream(stream)


class _Log:
    """A stage's log: a line every so many steps, with the losses of late."""

    def __init__(self, path: Path, total: int) -> None:
        self.total, self.seen, self.started = total, 0, time.time()
        self.recent: Parts = {}
        self.file = path.open("a", encoding="utf-8")

    def add(self, number: int, step: Step, parts: Parts) -> None:
        self.seen += len(step.index) * step.windows.width
        if number % HEARD == 0:
            for name, value in parts.items():
                self.recent.setdefault(name, value.clone()).lerp_(value, 0.3)
        if (number + 1) % LOGGED == 0 or number + 1 == self.total:
            shown = " ".join(f"{k} {v:.3f}" for k, v in sorted(self.recent.items()))
            speed = self.seen / (time.time() - self.started)
            line = f"{number + 1}/{self.total} {speed:.0f} pieces/s {shown}"
            print(line, file=self.file, flush=True)


class _Learner:
    """A network with its optimizer (AdamW, Loshchilov and Hutter 2019)."""

    def __init__(self, network: Network, plan: Plan, total: int) -> None:
        self.network, self.plan, self.total = network, plan, total
        encoder = [p for p in network.encoder.parameters() if p.requires_grad]
        held = {id(p) for p in network.encoder.parameters()}
        heads = [p for p in network.parameters() if id(p) not in held]
        self.rates = [plan.encoder_rate, plan.head_rate]
        where = device()
        self.optimizer = torch.optim.AdamW(
            [
                {"params": params, "lr": torch.tensor(0.0, device=where)}
                for params in (encoder, heads)
            ],
            weight_decay=0.01,
            fused=True,
            capturable=where.type == "cuda",
        )
        self.seen: set[tuple[int, int]] = set()
        self.recorded: dict[tuple[int, int], _Recorded] = {}
        self.memory = torch.cuda.graph_pool_handle() if where.type == "cuda" else None

    def learn(self, step: Step, number: int) -> Parts:
        """Learn from the step `number`, and return its losses."""
        self.network.train()
        share = min(1.0, (number + 1) / self.plan.warm_up) * (1 - number / self.total)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"].fill_(rate * share)
        index = step.index.to(device())
        shape = id(step.windows), len(index)
        if device().type == "cpu" or shape not in self.seen:
            self.seen.add(shape)
            return self._update(step.windows.pick(index))
        if shape not in self.recorded:
            recorded = _Recorded(self._update, step.windows, len(index), self.memory)
            self.recorded[shape] = recorded
        return self.recorded[shape](index)

    def _update(self, batch: Batch) -> Parts:
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
        keep(state, path)

    def resume(self, path: Path) -> int:
        if not path.exists():
            return 0
        state = torch.load(path, map_location=device())
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"].cpu())
        return int(state["done"])


class _Recorded:
    """A step on a GPU, recorded for one corpus' windows of one length.

    All steps recorded in one `memory` share it: no two of them run at once.
    """

    def __init__(
        self, update: Callable[[Batch], Parts], windows: Batch, size: int, memory: Any
    ) -> None:
        self.index = torch.zeros(size, dtype=torch.long, device=device())
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph, pool=memory, stream=torch.cuda.current_stream()):
            self.parts = update(windows.pick(self.index))

    def __call__(self, index: Tensor) -> Parts:
        self.index.copy_(index)
        self.graph.replay()
        return self.parts
