"""The encoder and its heads.

MiniLM (Wang et al. 2020) with biaffine trees (Dozat and Manning 2017) and, for every link between
words, a bilinear score over pairs of words.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from demarche.read import labels as L
from demarche.read.windows import SHAPES

ARC, REL, PAIR = 256, 96, 64
GAZETTEER = 32
BUCKETS = 25


@dataclass(frozen=True)
class Sizes:
    """How many tags each treebank head tells apart."""

    upos: int
    xpos: int
    rels: int


class Linear(nn.Linear):
    """A linear map that can be trained to bear int8: while `rounding`, what it takes is rounded.

    Inputs are rounded by one scale, weights by one for each output, and gradients pass the rounding
    by (Jacob et al. 2018).
    """

    rounding = False

    def forward(self, x: Tensor) -> Tensor:
        """Return the map of `x`, rounded only in training."""
        if not (self.rounding and self.training):
            return super().forward(x)
        return F.linear(_rounded(x), _rounded_by_row(self.weight), self.bias)


def _rounded(x: Tensor) -> Tensor:
    low, high = x.detach().float().aminmax()
    low, high = low.clamp(max=0), high.clamp(min=0)
    scale = ((high - low) / 255).clamp(min=1e-8)
    zero = (-low / scale).round()
    whole = ((x.detach() / scale).round() + zero).clamp(0, 255) - zero
    return x + (whole * scale - x).detach()


def _rounded_by_row(weight: Tensor) -> Tensor:
    scales = (weight.detach().abs().amax(1, keepdim=True) / 63).clamp(min=1e-8)
    return weight + ((weight / scales).round().clamp(-64, 63) * scales - weight).detach()


class Layer(nn.Module):
    """One transformer layer, normed after (Vaswani et al. 2017)."""

    def __init__(
        self, width: int, heads: int, inner: int, dropout: float, epsilon: float = 1e-12
    ) -> None:
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.query, self.key, self.value, self.out = (Linear(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)
        self.up, self.down = Linear(width, inner), Linear(inner, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the layer's output; `bias` is 0 where a piece may be looked at, else very low."""
        b, n, _ = x.shape
        q, k, v = (
            part(x).view(b, n, self.heads, self.size).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, bias.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(b, n, -1)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Seeing(nn.Module):
    """An encoder that also sees case, quotation and what the tables know of a word."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.width = width
        self.shapes = nn.Embedding(SHAPES, width)
        self.quotes = nn.Embedding(2, width)
        self.gazetteer = nn.Embedding(GAZETTEER, width)
        for table in (self.shapes, self.quotes, self.gazetteer):
            nn.init.zeros_(table.weight)


class Encoder(Seeing):
    """MiniLM, which also sees case, quotation and what the tables know of a word."""

    def __init__(self, vocabulary: int, width: int, layers: int, heads: int, inner: int) -> None:
        super().__init__(width)
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(512, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.norm = nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(width, heads, inner, 0.1) for _ in range(layers))

    def forward(self, ids: Tensor, shapes: Tensor, quotes: Tensor, gazetteer: Tensor) -> Tensor:
        """Return a vector for each piece."""
        places = self.places.weight[: ids.shape[1]]
        x = self.words(ids) + places + self.kind
        x = x + self.shapes(shapes) + self.quotes(quotes) + self.gazetteer(gazetteer)
        x = self.dropout(self.norm(x))
        bias = (ids == 0)[:, None, None, :].to(x.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    @classmethod
    def pretrained(cls, folder: Path) -> Encoder:
        """Return the encoder with the weights of a Hugging Face BERT in `folder`."""
        config = json.loads((folder / "config.json").read_text())
        width = config["hidden_size"]
        made = cls(
            config["vocab_size"],
            width,
            config["num_hidden_layers"],
            config["num_attention_heads"],
            config["intermediate_size"],
        )
        made._take(load_file(folder / "model.safetensors"))
        return made

    def _take(self, state: dict[str, Tensor]) -> None:
        state = {name.removeprefix("bert."): value for name, value in state.items()}
        with torch.no_grad():
            self.words.weight.copy_(state["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(state["embeddings.position_embeddings.weight"])
            self.kind.copy_(state["embeddings.token_type_embeddings.weight"][0])
        copy(self.norm, state, "embeddings.LayerNorm")
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        copy_layers(self.layers, state, parts)


def copy_layers(
    layers: Iterable[nn.Module], state: dict[str, Tensor], parts: Mapping[str, str]
) -> None:
    """Copy each layer's parts, ours named by theirs, from the state of a Hugging Face model."""
    for number, layer in enumerate(layers):
        for ours, theirs in parts.items():
            copy(getattr(layer, ours), state, f"encoder.layer.{number}.{theirs}")


def copy(module: nn.Module, state: dict[str, Tensor], name: str) -> None:
    with torch.no_grad():
        for part in ("weight", "bias"):
            getattr(module, part).copy_(state[f"{name}.{part}"])


class Pairs(nn.Module):
    """Scores of every link between every two words, with a bias by the distance between them."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.roles = len(L.Link)
        self.row = nn.Sequential(Linear(width, 256), nn.GELU(), nn.Dropout(0.1))
        self.column = nn.Sequential(Linear(width, 256), nn.GELU(), nn.Dropout(0.1))
        self.query = Linear(256, self.roles * PAIR)
        self.key = Linear(256, self.roles * PAIR)
        self.alone = Linear(256, self.roles)
        self.distance = nn.Parameter(torch.zeros(self.roles, BUCKETS))
        nn.init.constant_(self.alone.bias, -3.0)

    def forward(self, words: Tensor) -> Tensor:
        """Return scores of shape (batch, role, row, column)."""
        b, n, _ = words.shape
        columns = self.column(words)
        q = self.query(self.row(words)).view(b, n, self.roles, PAIR).transpose(1, 2)
        k = self.key(columns).view(b, n, self.roles, PAIR).transpose(1, 2)
        scores = q @ k.transpose(2, 3) / math.sqrt(PAIR)
        place = torch.arange(n, device=words.device)
        bias = self.distance[:, buckets(place[None, :] - place[:, None])]
        return scores + bias[None] + self.alone(columns).transpose(1, 2)[:, :, None, :]


def buckets(distance: Tensor) -> Tensor:
    """Return the bucket, 0 to `BUCKETS` - 1, of a signed distance: fine near 0, coarse far off."""
    near = torch.log2(distance.abs().float() + 1) * 2
    return (near.clamp(max=12).round().long() * torch.sign(distance)) + 12


class Network(nn.Module):
    """The encoder with all heads; see `forward` for what comes out."""

    def __init__(self, encoder: Seeing, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.width
        self.dropout = nn.Dropout(0.2)
        self.ends = Linear(width, 2)
        self.upos, self.xpos = Linear(width, sizes.upos), Linear(width, sizes.xpos)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_head, self.arc_own = Linear(width, ARC), Linear(width, ARC)
        self.rel_head, self.rel_own = Linear(width, REL), Linear(width, REL)
        self.arcs = nn.Parameter(torch.randn(ARC, ARC + 1) * 0.03)
        self.rels = nn.Parameter(torch.randn(sizes.rels, REL + 1, REL + 1) * 0.03)
        self.names = Linear(width, len(L.NAMES))
        self.nominals = Linear(width, len(L.NOMINALS))
        self.cues = Linear(width, len(L.CUES))
        self.act = nn.Sequential(Linear(width, width), nn.GELU(), nn.Dropout(0.1))
        self.triggers = Linear(width, len(L.TRIGGERS))
        self.statuses = Linear(width, len(L.STATUSES))
        self.cores = Linear(width, 1)
        self.pairs = Pairs(width)
        self.related = nn.Sequential(
            Linear(width * 3, width),
            nn.Tanh(),
            nn.Dropout(0.1),
            Linear(width, len(L.RELATED)),
        )

    def forward(
        self, ids: Tensor, shapes: Tensor, quotes: Tensor, gazetteer: Tensor, starts: Tensor
    ) -> dict[str, Tensor]:
        """Return the scores of each head, by name; words are taken at their first piece."""
        pieces = self.encoder(ids, shapes, quotes, gazetteer)
        words = pieces.gather(1, starts.unsqueeze(-1).expand(-1, -1, pieces.size(-1)))
        words = self.dropout(words)
        rooted = torch.cat([self.root.expand(words.size(0), 1, -1), words], 1)
        arc_head, arc_own = F.gelu(self.arc_head(rooted)), F.gelu(self.arc_own(words))
        arc_own = torch.cat([arc_own, torch.ones_like(arc_own[..., :1])], -1)
        rel_head, rel_own = F.gelu(self.rel_head(rooted)), F.gelu(self.rel_own(words))
        act = self.act(words)
        return {
            "ends": self.ends(words),
            "upos": self.upos(words),
            "xpos": self.xpos(words),
            "arcs": arc_own @ self.arcs.t() @ arc_head.transpose(1, 2),
            "rel_own": torch.cat([rel_own, torch.ones_like(rel_own[..., :1])], -1),
            "rel_head": torch.cat([rel_head, torch.ones_like(rel_head[..., :1])], -1),
            "names": self.names(words),
            "nominals": self.nominals(words),
            "cues": self.cues(words),
            "triggers": self.triggers(act),
            "statuses": self.statuses(act),
            "cores": self.cores(act).squeeze(-1),
            "pairs": self.pairs(words),
            "related": self.related(self._marked(words, gazetteer, starts)),
        }

    def _marked(self, words: Tensor, gazetteer: Tensor, starts: Tensor) -> Tensor:
        """Return what stands at the two marked parties, and the mean of all words."""
        marks = gazetteer.gather(1, starts)
        real = (starts > 0).to(words.dtype).unsqueeze(-1)
        parts = [(words * real).sum(1) / real.sum(1).clamp(min=1)]
        for mark in (1, 2):
            at = (marks == mark).to(words.dtype).unsqueeze(-1)
            parts.append((words * at).sum(1) / at.sum(1).clamp(min=1))
        return torch.cat(parts, -1)

    def round_as_int8(self, *, rounding: bool) -> None:
        """Train with or without the rounding of int8."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.rounding = rounding

    def rel_scores(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Return scores of each word's relation to its head; `heads` count from 0, the root."""
        at = heads.unsqueeze(-1).expand(-1, -1, out["rel_head"].size(-1))
        chosen = out["rel_head"].gather(1, at)
        mixed = torch.einsum("bni,dij->bndj", out["rel_own"], self.rels)
        return torch.einsum("bndj,bnj->bnd", mixed, chosen)
