"""A trained network into the files that the package ships: int8 ONNX, tags, vocabulary."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.corpora import Tags
from training.network import Network

OUTPUTS = (
    "ends",
    "upos",
    "xpos",
    "arcs",
    "rel_own",
    "rel_head",
    "names",
    "nominals",
    "cues",
    "triggers",
    "statuses",
    "cores",
    "pairs",
    "related",
)
PIECES = ("ids", "shapes", "quotes", "gazetteer")


class _Flat(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shapes: Tensor, quotes: Tensor, gazetteer: Tensor, starts: Tensor
    ) -> tuple[Tensor, ...]:
        out = self.network(ids, shapes, quotes, gazetteer, starts)
        return tuple(out[name] for name in OUTPUTS)


def export(network: Network, tags: Tags, vocabulary: Path, folder: Path) -> None:
    """Write the model's files to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    full = folder / "full.onnx"
    network.eval()
    ids = torch.tensor([[101, 2000, 2001, 102, 0], [101, 2000, 2001, 2002, 102]])
    zeros = torch.zeros_like(ids)
    starts = torch.tensor([[1, 2, 0], [1, 2, 3]])
    axes: dict[str, dict[int, str]] = {name: {0: "batch", 1: "pieces"} for name in PIECES}
    axes["starts"] = {0: "batch", 1: "words"}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    axes |= {
        "arcs": {0: "batch", 1: "words", 2: "heads"},
        "rel_head": {0: "batch", 1: "heads"},
        "pairs": {0: "batch", 2: "words", 3: "others"},
        "related": {0: "batch"},
    }
    with torch.inference_mode():
        torch.onnx.export(
            _Flat(network),
            (ids, zeros, zeros, zeros, starts),
            str(full),
            input_names=[*PIECES, "starts"],
            output_names=list(OUTPUTS),
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
    (folder / "tags.json").write_text(json.dumps(asdict(tags)) + "\n", encoding="utf-8")
    shutil.copy(vocabulary, folder / "vocab.txt")
