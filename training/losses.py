"""What the network is told of its mistakes, head by head."""

from __future__ import annotations

from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from demarche.read.labels import Link
from training.batch import Batch, Links, Taught
from training.examples import IGNORE
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
    "statuses": 3.0,
    "factual": 0.3,
    "cores": 0.5,
    "related": 1.0,
}
LINK_WEIGHTS = {
    Link.ACTOR: 0.35,
    Link.RECIPIENT: 0.35,
    Link.TIME: 0.35,
    Link.WORD_OF: 0.35,
    Link.CUE_SOURCE: 0.25,
    Link.CUE_CONTENT: 0.05,
    Link.SAME: 0.5,
}
TAGGED = ("ends", "upos", "xpos", "names", "nominals", "cues", "statuses")

# What a teacher tells of every word, beside acts.
TOLD = ("names", "cues")
OF_ACTS = (Link.ACTOR, Link.RECIPIENT, Link.TIME, Link.WORD_OF)
OF_CUES = (Link.CUE_SOURCE, Link.CUE_CONTENT)
ROLES = (*OF_ACTS, *OF_CUES)


def loss(network: Network, batch: Batch) -> tuple[Tensor, dict[str, Tensor]]:
    """Return the weighted sum of a batch's losses, and each by name."""
    out = {name: scores.float() for name, scores in network(**batch.inputs).items()}
    parts = {name: _mean(out[name], batch.layers[name]) for name in TAGGED if name in batch.layers}
    if "triggers" in batch.layers:
        parts["triggers"] = _mean(out["triggers"], batch.layers["triggers"], batch.weights)
    if "cores" in batch.layers:
        parts["cores"] = _cores(out["cores"], batch.layers["cores"])
    if "factual" in batch.layers:
        parts["factual"] = _factual(out["statuses"], batch.layers["factual"])
    if "heads" in batch.layers:
        parts |= _trees(network, out, batch)
    for role, links in batch.links.items():
        parts[role.name.lower()] = _links(out["pairs"][:, role], role, links)
    if batch.related is not None:
        parts["related"] = F.cross_entropy(
            out["related"], batch.related, label_smoothing=0.05, ignore_index=-1
        )
    if batch.taught is not None:
        parts |= _taught(out, batch.real, batch.taught)
    return _sum(out, parts), {name: part.detach() for name, part in parts.items()}


def _sum(out: Mapping[str, Tensor], parts: Mapping[str, Tensor]) -> Tensor:
    weights = WEIGHTS | {role.name.lower(): weight for role, weight in LINK_WEIGHTS.items()}
    return sum(
        (part * weights[name.removeprefix("taught_")] for name, part in parts.items()),
        out["ends"].sum() * 0,
    )


def _mean(scores: Tensor, gold: Tensor, weights: Tensor | None = None) -> Tensor:
    losses = F.cross_entropy(
        scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORE, reduction="none"
    )
    if weights is not None:
        losses = losses * weights.flatten()
    return losses.sum() / (gold != IGNORE).sum().clamp(min=1)


def _cores(scores: Tensor, gold: Tensor) -> Tensor:
    known = (gold != IGNORE).float()
    losses = F.binary_cross_entropy_with_logits(scores, gold.clamp(min=0).float(), reduction="none")
    return (losses * known).sum() / known.sum().clamp(min=1)


def _factual(scores: Tensor, allowed: Tensor) -> Tensor:
    """Return the loss of giving a word none of the statuses that it may have."""
    known = allowed > 0
    bits = 1 << torch.arange(scores.size(-1), device=scores.device)
    may = (allowed.clamp(min=0).unsqueeze(-1) & bits) > 0
    chances = scores.log_softmax(-1).masked_fill(~may, FAR).logsumexp(-1)
    return -(chances * known).sum() / known.sum().clamp(min=1)


def _trees(network: Network, out: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    heads = batch.layers["heads"]
    gold = torch.where(heads == IGNORE, heads, heads + 1)
    scores = out["arcs"]
    if batch.sentences is not None:
        scores = scores + apart(batch.sentences)
    found = {"arcs": _mean(scores, gold)}
    named = network.rel_scores(out, gold.clamp(min=0)).float()
    return found | {"rels": _mean(named, batch.layers["rels"])}


def apart(sentences: Tensor) -> Tensor:
    """Return what keeps an arc within its sentence: very low where words lie apart."""
    other = (sentences[:, :, None] != sentences[:, None, :]).float() * FAR
    return F.pad(other, (1, 0))


def _links(scores: Tensor, role: Link, links: Links) -> Tensor:
    chosen = _rows(scores, links.at)
    real = links.gold != IGNORE
    if role is Link.SAME:
        return _nearest(chosen, links.gold == 1, real)
    losses = F.binary_cross_entropy_with_logits(chosen, links.gold.float(), reduction="none")
    return (losses * real).sum() / real.any(-1).sum().clamp(min=1)


def _rows(scores: Tensor, at: Tensor) -> Tensor:
    """Return the rows `at` of scores of shape (windows, words, words)."""
    return scores.gather(1, at.unsqueeze(-1).expand(-1, -1, scores.size(-1)))


def _nearest(scores: Tensor, gold: Tensor, real: Tensor) -> Tensor:
    """Return the loss of finding any earlier mention, or none (Lee et al. 2017)."""
    none = torch.zeros_like(scores[..., :1])
    every = torch.cat([none, scores.masked_fill(~real, FAR)], -1)
    first = ~gold.any(-1, keepdim=True)
    right = torch.cat([none.masked_fill(~first, FAR), scores.masked_fill(~gold, FAR)], -1)
    losses = every.logsumexp(-1) - right.logsumexp(-1)
    return losses.sum() / real.any(-1).sum().clamp(min=1)


def _taught(out: Mapping[str, Tensor], real: Tensor, taught: Taught) -> dict[str, Tensor]:
    """Return how far the network is from its teacher, head by head (Hinton et al. 2015).

    A word's status and links count as much as the teacher is sure that it names an act, or a cue.
    """
    words = {name: scores.float() for name, scores in taught.words.items()}
    acting = real * (1 - words["triggers"].softmax(-1)[..., 0])
    citing = real * words["cues"].softmax(-1)[..., 1]
    parts = {f"taught_{name}": _divergence(out[name], words[name], real) for name in TOLD}
    parts["taught_triggers"] = _divergence(out["triggers"], words["triggers"], real)
    parts["taught_statuses"] = _divergence(out["statuses"], words["statuses"], acting)
    parts["taught_cores"] = _weighed(_crossed(out["cores"], words["cores"].squeeze(-1)), acting)
    shown = real.unsqueeze(1)
    for roles, sure in ((OF_ACTS, acting), (OF_CUES, citing)):
        weights = sure.gather(1, taught.at)
        for role in roles:
            ours = _rows(out["pairs"][:, role], taught.at)
            losses = _crossed(ours, taught.links[:, :, ROLES.index(role)].float()) * shown
            parts[f"taught_{role.name.lower()}"] = _weighed(losses.sum(-1), weights)
    return parts


def _divergence(ours: Tensor, theirs: Tensor, weights: Tensor) -> Tensor:
    """Return the mean divergence (Kullback-Leibler) of our answer from theirs."""
    losses = (theirs.softmax(-1) * (theirs.log_softmax(-1) - ours.log_softmax(-1))).sum(-1)
    return _weighed(losses, weights)


def _crossed(ours: Tensor, theirs: Tensor) -> Tensor:
    return F.binary_cross_entropy_with_logits(ours, theirs.sigmoid(), reduction="none")


def _weighed(losses: Tensor, weights: Tensor) -> Tensor:
    return (losses * weights).sum() / weights.sum().clamp(min=1)
