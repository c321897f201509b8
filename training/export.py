"""A trained network into the files that the package ships: int8 ONNX, tags, vocabulary.

The graph reads one window at a time, without padding. It gives the same as the network but in
cheaper form: attention is one operator of onnxruntime, the last layer is worked out for the first
pieces of words alone, and links are left as vectors, of which the reader takes the rows it needs.
"""

from __future__ import annotations

import json
import math
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.corpora import Tags
from training.network import PAIR, Encoder, Layer, Network, Pairs, buckets

PIECES = ("ids", "shapes", "quotes", "gazetteer")
MOST_WORDS = 512


class _Attention(torch.autograd.Function):
    """Attention without a mask, exported as the one operator that onnxruntime has for it."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        q, k, v = (
            part.view(*part.shape[:2], heads, -1).transpose(1, 2) for part in (query, key, value)
        )
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(query.shape)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        made = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return made.setType(query.type())


class Flat(nn.Module):
    """The network as a function of one window, of shape (1, pieces) and (1, words)."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shapes: Tensor, quotes: Tensor, gazetteer: Tensor, starts: Tensor
    ) -> dict[str, Tensor]:
        """Return the scores of each head, by name; `link_*` stand for the network's `pairs`."""
        network = self.network
        words = self._words(ids, shapes, quotes, gazetteer, starts)
        rooted = torch.cat([network.root.expand(1, 1, -1), words], 1)
        arc_head, arc_own = F.gelu(network.arc_head(rooted)), F.gelu(network.arc_own(words))
        act = network.act(words)
        return {
            "ends": network.ends(words),
            "upos": network.upos(words),
            "xpos": network.xpos(words),
            "arcs": _with_one(arc_own) @ network.arcs.t() @ arc_head.transpose(1, 2),
            "rel_own": _with_one(F.gelu(network.rel_own(words))),
            "rel_head": _with_one(F.gelu(network.rel_head(rooted))),
            "names": network.names(words),
            "nominals": network.nominals(words),
            "cues": network.cues(words),
            "triggers": network.triggers(act),
            "statuses": network.statuses(act),
            "cores": network.cores(act).squeeze(-1),
            "words": words,
            "related": network.related(_marked(words, gazetteer.gather(1, starts))),
            **_links(network.pairs, words),
        }

    def _words(
        self, ids: Tensor, shapes: Tensor, quotes: Tensor, gazetteer: Tensor, starts: Tensor
    ) -> Tensor:
        """Return the vector of each word's first piece."""
        encoder = self.network.encoder
        assert isinstance(encoder, Encoder)
        x = encoder.words(ids) + encoder.places.weight[: ids.shape[1]] + encoder.kind
        x = x + encoder.shapes(shapes) + encoder.quotes(quotes) + encoder.gazetteer(gazetteer)
        x = encoder.norm(x)
        *layers, last = encoder.layers
        for layer in layers:
            x = _layer(layer, x, x)
        at = starts.unsqueeze(-1).expand(-1, -1, x.size(-1))
        return _layer(last, x.gather(1, at), x)


def _layer(layer: Layer, own: Tensor, seen: Tensor) -> Tensor:
    """Return the layer's output for `own`, which looks at all of `seen`."""
    mixed = _Attention.apply(layer.query(own), layer.key(seen), layer.value(seen), layer.heads)
    own = layer.norm1(own + layer.out(mixed))
    return layer.norm2(own + layer.down(F.gelu(layer.up(own))))


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], -1)


def _marked(words: Tensor, marks: Tensor) -> Tensor:
    """Return the mean of all words, and what stands at the two marked parties."""
    chosen = torch.stack([torch.ones_like(marks), marks == 1, marks == 2], 1).to(words.dtype)
    return (chosen @ words / chosen.sum(-1, keepdim=True).clamp(min=1)).flatten(1)


def _links(pairs: Pairs, words: Tensor) -> dict[str, Tensor]:
    """Return the vectors of rows and columns, of shape (1, words, roles, size).

    Their products score links, but for the bias by distance.
    """
    columns = pairs.column(words)
    shape = (1, words.size(1), pairs.roles, PAIR)
    row = pairs.query(pairs.row(words)).view(shape) / math.sqrt(PAIR)
    column = pairs.key(columns).view(shape)
    return {
        "link_rows": _with_one(row),
        "link_columns": torch.cat([column, pairs.alone(columns).unsqueeze(-1)], -1),
    }


def _distances(pairs: Pairs) -> Tensor:
    """Return the bias of each role for columns `MOST_WORDS` before the row to as many behind it."""
    return pairs.distance[:, buckets(torch.arange(-MOST_WORDS, MOST_WORDS + 1))]


def export(network: Network, tags: Tags, vocabulary: Path, folder: Path) -> None:
    """Write the model's files to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    full = folder / "full.onnx"
    flat = Flat(network).eval()
    ids = torch.tensor([[101, 2000, 2001, 2002, 102]])
    zeros, starts = torch.zeros_like(ids), torch.tensor([[1, 2, 3]])
    axes = {name: {1: "pieces"} for name in PIECES} | {"starts": {1: "words"}}
    with torch.inference_mode():
        outputs = list(flat(ids, zeros, zeros, zeros, starts))
        axes |= {name: {1: "words"} for name in outputs if name != "related"}
        axes |= {"arcs": {1: "words", 2: "heads"}, "rel_head": {1: "heads"}}
        torch.onnx.export(
            flat,
            (ids, zeros, zeros, zeros, starts),
            str(full),
            input_names=[*PIECES, "starts"],
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
    quantize_dynamic(
        str(full),
        str(folder / "reader.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    full.unlink()
    np.save(folder / "rels.npy", network.rels.detach().numpy().astype(np.float16))
    np.save(folder / "distances.npy", _distances(network.pairs).detach().numpy())
    (folder / "tags.json").write_text(json.dumps(asdict(tags)) + "\n", encoding="utf-8")
    shutil.copy(vocabulary, folder / "vocab.txt")
