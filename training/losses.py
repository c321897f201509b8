"""What the network is told of its mistakes, head by head."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from demarche.read.labels import Link
from training.examples import IGNORE, Example
from training.network import Network

FAR = -1e4
WEIGHTS = {
    "arcs": 1.0,
    "rels": 1.0,
    "upos": 0.3,
    "xpos": 0.5,
    "ends": 0.5,
    "names": 1.0,
    "nominals": 0.5,
    "cues": 6.0,
    "triggers": 20.0,
    "statuses": 1.0,
    "factual": 0.3,
    "cores": 0.5,
    "related": 1.0,
}
LINK_WEIGHTS = {
    Link.ACTOR: 0.25,
    Link.RECIPIENT: 0.25,
    Link.TIME: 0.25,
    Link.WORD_OF: 0.25,
    Link.CUE_SOURCE: 0.25,
    Link.CUE_CONTENT: 0.05,
    Link.SAME: 0.5,
}


def tensors(batch: Sequence[Example]) -> dict[str, Tensor]:
    """Return the encoder's inputs of a batch, padded with 0."""
    width = max(len(e.encoded.ids) for e in batch)
    longest = max(len(e.words) for e in batch)
    arrays = {
        k: np.zeros((len(batch), width), np.int64) for k in ("ids", "shapes", "quotes", "gazetteer")
    }
    arrays["starts"] = np.zeros((len(batch), longest), np.int64)
    for r, example in enumerate(batch):
        encoded = example.encoded
        n = len(encoded.ids)
        arrays["ids"][r, :n] = encoded.ids
        arrays["shapes"][r, :n] = encoded.shapes
        arrays["quotes"][r, :n] = encoded.quotes
        arrays["starts"][r, : len(encoded.starts)] = encoded.starts
        for known, start, end in zip(
            example.gazetteer, encoded.starts, [*encoded.starts[1:], n - 1], strict=True
        ):
            arrays["gazetteer"][r, start:end] = known
    return {k: torch.from_numpy(v) for k, v in arrays.items()}


def layer(batch: Sequence[Example], name: str, size: int) -> Tensor | None:
    """Return one layer of labels, padded with `IGNORE`, or None where no example has it."""
    if all(getattr(e.labels, name) is None for e in batch):
        return None
    out = np.full((len(batch), size), IGNORE, np.int64)
    for r, example in enumerate(batch):
        values = getattr(example.labels, name)
        if values is not None:
            out[r, : len(values)] = values
    return torch.from_numpy(out)


def _mean(scores: Tensor, gold: Tensor, weights: Tensor | None = None) -> Tensor:
    losses = F.cross_entropy(
        scores.reshape(-1, scores.size(-1)), gold.reshape(-1), ignore_index=IGNORE, reduction="none"
    )
    if weights is not None:
        losses = losses * weights.reshape(-1)
    return losses.sum() / (gold != IGNORE).sum().clamp(min=1)


def loss(network: Network, batch: Sequence[Example]) -> tuple[Tensor, dict[str, float]]:
    """Return the weighted sum of a batch's losses, and each by name."""
    out = {name: scores.float() for name, scores in network(**tensors(batch)).items()}
    size = out["ends"].size(1)
    parts: dict[str, Tensor] = {}
    for name in ("ends", "upos", "xpos", "names", "nominals", "cues", "statuses"):
        gold = layer(batch, name, size)
        if gold is not None:
            parts[name] = _mean(out[name], gold)
    _triggers(out, batch, size, parts)
    _factual(out, batch, size, parts)
    _trees(network, out, batch, size, parts)
    for role in Link:
        found = _links(out["pairs"][:, role], batch, role)
        if found is not None:
            parts[role.name.lower()] = found * LINK_WEIGHTS[role]
    _related(out, batch, parts)
    if batch[0].soft is not None:
        _taught(out, batch, parts)
    total = sum(
        (part * WEIGHTS.get(name.removeprefix("taught_"), 1.0) for name, part in parts.items()),
        out["ends"].sum() * 0,
    )
    return total, {name: part.item() for name, part in parts.items()}


def _triggers(
    out: dict[str, Tensor], batch: Sequence[Example], size: int, parts: dict[str, Tensor]
) -> None:
    gold = layer(batch, "triggers", size)
    if gold is None:
        return
    weights = torch.ones(gold.shape)
    for r, example in enumerate(batch):
        if example.labels.weights is not None:
            weights[r, : len(example.labels.weights)] = torch.tensor(example.labels.weights)
    parts["triggers"] = _mean(out["triggers"], gold, weights)
    core = layer(batch, "cores", size)
    assert core is not None
    known = core != IGNORE
    if known.any():
        parts["cores"] = F.binary_cross_entropy_with_logits(
            out["cores"][known], core[known].float()
        )


def _factual(
    out: dict[str, Tensor], batch: Sequence[Example], size: int, parts: dict[str, Tensor]
) -> None:
    """Add the loss of giving a word none of the statuses that it may have."""
    allowed = layer(batch, "factual", size)
    if allowed is None or not (allowed > 0).any():
        return
    known = allowed > 0
    bits = 1 << torch.arange(out["statuses"].size(-1))
    may = (allowed[known].unsqueeze(-1) & bits) > 0
    chances = out["statuses"][known].log_softmax(-1)
    parts["factual"] = -chances.masked_fill(~may, FAR).logsumexp(-1).mean()


def _trees(
    network: Network,
    out: dict[str, Tensor],
    batch: Sequence[Example],
    size: int,
    parts: dict[str, Tensor],
) -> None:
    heads = layer(batch, "heads", size)
    if heads is None:
        return
    gold = torch.where(heads == IGNORE, heads, heads + 1)
    parts["arcs"] = _mean(out["arcs"] + apart(batch, size), gold)
    rels = layer(batch, "rels", size)
    assert rels is not None
    parts["rels"] = _mean(network.rel_scores(out, gold.clamp(min=0)).float(), rels)


def apart(batch: Sequence[Example], size: int) -> Tensor:
    """Return what keeps an arc within its sentence: very low where words lie apart."""
    bias = torch.full((len(batch), size, size + 1), FAR)
    bias[:, :, 0] = 0
    for r, example in enumerate(batch):
        if example.sentences is None:
            continue
        numbers = torch.tensor(example.sentences)
        n = len(numbers)
        bias[r, :n, 1 : n + 1] = (numbers[:, None] != numbers[None, :]).float() * FAR
    return bias


def _links(scores: Tensor, batch: Sequence[Example], role: Link) -> Tensor | None:
    rows = [
        (r, row, columns)
        for r, example in enumerate(batch)
        for row, columns in example.labels.links.get(role, {}).items()
    ]
    if not rows:
        return None
    at = torch.tensor([(r, row) for r, row, _ in rows])
    chosen = scores[at[:, 0], at[:, 1]]
    real = torch.zeros_like(chosen)
    gold = torch.zeros_like(chosen)
    for n, (r, row, columns) in enumerate(rows):
        real[n, : len(batch[r].words)] = 1
        if role is Link.SAME:
            real[n, row:] = 0
        for column in columns:
            gold[n, column] = 1
    if role is Link.SAME:
        return _nearest(chosen, gold, real)
    losses = F.binary_cross_entropy_with_logits(chosen, gold, reduction="none") * real
    return losses.sum() / len(rows)


def _nearest(scores: Tensor, gold: Tensor, real: Tensor) -> Tensor:
    """Return the loss of finding any earlier mention, or none (Lee et al. 2017)."""
    none = torch.zeros(len(scores), 1)
    every = torch.cat([none, scores.masked_fill(real == 0, FAR)], 1)
    first = gold.sum(1, keepdim=True) == 0
    right = torch.cat([none.masked_fill(~first, FAR), scores.masked_fill(gold == 0, FAR)], 1)
    return (every.logsumexp(1) - right.logsumexp(1)).mean()


def _taught(out: dict[str, Tensor], batch: Sequence[Example], parts: dict[str, Tensor]) -> None:
    """Add how far the network is from its teacher, head by head (Hinton et al. 2015).

    A word's status counts as much as the teacher is sure that it names an act.
    """
    softs = [e.soft for e in batch if e.soft is not None]
    real = torch.zeros(out["ends"].shape[:2])
    for r, example in enumerate(batch):
        real[r, : len(example.words)] = 1
    kinds = _padded([s["triggers"] for s in softs], out["triggers"])
    acting = real * (1 - kinds.softmax(-1)[..., 0])
    parts["taught_triggers"] = _divergence(out["triggers"], kinds, real)
    statuses = _padded([s["statuses"] for s in softs], out["statuses"])
    parts["taught_statuses"] = _divergence(out["statuses"], statuses, acting)
    cores = _padded([s["cores"] for s in softs], out["cores"]).sigmoid()
    losses = F.binary_cross_entropy_with_logits(out["cores"], cores, reduction="none")
    parts["taught_cores"] = (losses * acting).sum() / acting.sum().clamp(min=1)


def _padded(arrays: Sequence[NDArray[np.float16]], like: Tensor) -> Tensor:
    """Return arrays of like rank as one tensor of the shape of `like`, filled up with 0."""
    out = np.zeros(like.shape, np.float32)
    for r, one in enumerate(arrays):
        out[r, : len(one)] = one
    return torch.from_numpy(out)


def _divergence(ours: Tensor, theirs: Tensor, weights: Tensor) -> Tensor:
    """Return the mean divergence (Kullback-Leibler) of our answer from theirs."""
    losses = (theirs.softmax(-1) * (theirs.log_softmax(-1) - ours.log_softmax(-1))).sum(-1)
    return (losses * weights).sum() / weights.sum().clamp(min=1)


def _related(out: dict[str, Tensor], batch: Sequence[Example], parts: dict[str, Tensor]) -> None:
    known = [(r, e.labels.related) for r, e in enumerate(batch) if e.labels.related is not None]
    if known:
        rows = torch.tensor([r for r, _ in known])
        gold = torch.tensor([label for _, label in known])
        parts["related"] = F.cross_entropy(out["related"][rows], gold, label_smoothing=0.05)
