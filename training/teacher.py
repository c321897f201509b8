"""The larger encoder that teaches the one that is shipped: MPNet (Song et al. 2020).

Its vocabulary is BERT's, four numbers further on, so that it reads the same windows.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from demarche.read.wordpiece import SEPARATOR, START
from training.network import Layer, Seeing, copy, copy_layers

_SHIFT, _FIRST_PLACE = 4, 2
_START, _PAD, _SEPARATOR = 0, 1, 2
BUCKETS, FARTHEST = 32, 128


class MPNet(Seeing):
    """MPNet, which also sees case, quotation and what the tables know of a word."""

    def __init__(self, vocabulary: int, width: int, layers: int, heads: int, inner: int) -> None:
        super().__init__(width)
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(514, width)
        self.distance = nn.Embedding(BUCKETS, heads)
        self.norm = nn.LayerNorm(width, 1e-5)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(width, heads, inner, 0.1, 1e-5) for _ in range(layers))
        for frozen in (self.words, self.distance):
            frozen.weight.requires_grad_(False)

    def forward(self, ids: Tensor, shapes: Tensor, quotes: Tensor, gazetteer: Tensor) -> Tensor:
        """Return a vector for each piece."""
        places = self.places.weight[_FIRST_PLACE : _FIRST_PLACE + ids.shape[1]]
        x = self.words(_renumbered(ids)) + places
        x = x + self.shapes(shapes) + self.quotes(quotes) + self.gazetteer(gazetteer)
        x = self.dropout(self.norm(x))
        at = torch.arange(ids.shape[1], device=ids.device)
        near = self.distance(_bucket(at[None, :] - at[:, None])).permute(2, 0, 1)
        bias = near[None] + (ids == 0)[:, None, None, :].to(near.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    @classmethod
    def pretrained(cls, folder: Path) -> MPNet:
        """Return the encoder with the weights of a Hugging Face MPNet in `folder`."""
        config = json.loads((folder / "config.json").read_text())
        made = cls(
            config["vocab_size"],
            config["hidden_size"],
            config["num_hidden_layers"],
            config["num_attention_heads"],
            config["intermediate_size"],
        )
        made._take(load_file(folder / "model.safetensors"))
        return made

    def _take(self, state: dict[str, Tensor]) -> None:
        with torch.no_grad():
            self.words.weight.copy_(state["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(state["embeddings.position_embeddings.weight"])
            self.distance.weight.copy_(state["encoder.relative_attention_bias.weight"])
        copy(self.norm, state, "embeddings.LayerNorm")
        parts = {
            "query": "attention.attn.q",
            "key": "attention.attn.k",
            "value": "attention.attn.v",
            "out": "attention.attn.o",
            "norm1": "attention.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        copy_layers(self.layers, state, parts)


def _renumbered(ids: Tensor) -> Tensor:
    """Return BERT's numbers of pieces as MPNet's."""
    out = ids + _SHIFT
    for ours, theirs in ((0, _PAD), (START, _START), (SEPARATOR, _SEPARATOR)):
        out = out.masked_fill(ids == ours, theirs)
    return out


def _bucket(distance: Tensor) -> Tensor:
    """Return the bucket of each signed distance between pieces (Raffel et al. 2020)."""
    half, exact = BUCKETS // 2, BUCKETS // 4
    after = (distance > 0).long() * half
    size = distance.abs()
    far = torch.log(size.clamp(min=1).float() / exact) / math.log(FARTHEST / exact)
    far = (exact + far * (half - exact)).long().clamp(max=half - 1)
    return after + torch.where(size < exact, size, far)
