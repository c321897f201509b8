"""The model that the package ships as a network again, to learn on from where nothing else is left.

Its weights are those of the int8 graph, so they are as coarse as that: a network that learnt with
this rounding loses nothing by it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.export import MOST_WORDS
from training.network import BUCKETS, Network, buckets

Arrays = dict[str, NDArray[np.generic]]
_UNNAMED = "arcs"


def restore(network: Network, folder: Path) -> Network:
    """Return `network` with the weights of the model in `folder`.

    Raises `ValueError` where a weight is missing there or has another shape.
    """
    model = onnx.load(str(folder / "reader.onnx"))
    kept = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    found = {
        name.removeprefix("network."): torch.from_numpy(np.array(array))
        for name, array in kept.items()
        if name.startswith("network.") and array.dtype == np.float32 and array.shape
    }
    multiplied = {node.input[1] for node in model.graph.node if node.op_type == "MatMulInteger"}
    for name in kept:
        stem = name.removesuffix("_quantized")
        if stem == name:
            continue
        weight = _whole(kept, stem)
        if name in multiplied:
            found[_module(model.graph, name, kept)] = weight.t()
        else:
            found[stem.removeprefix("network.")] = weight
    found["rels"] = torch.from_numpy(np.load(folder / "rels.npy").astype(np.float32))
    found["pairs.distance"] = _distances(np.load(folder / "distances.npy"))
    return _taken(network, found)


def _whole(kept: Arrays, stem: str) -> Tensor:
    """Return the weight `stem`, which was kept as whole numbers, with a scale for each column."""
    scale, zero = kept[f"{stem}_scale"], kept[f"{stem}_zero_point"]
    whole = kept[f"{stem}_quantized"].astype(np.float32)
    return torch.from_numpy((whole - zero.astype(np.float32)) * scale)


def _module(graph: onnx.GraphProto, weight: str, kept: Arrays) -> str:
    """Return the name of the weight, which the graph tells by the bias that is added after it."""
    name = weight
    while True:
        node = next((node for node in graph.node if name in node.input), None)
        if node is None or (node.op_type == "MatMulInteger" and name != weight):
            return _UNNAMED
        bias = [each for each in node.input if each in kept and each.endswith(".bias")]
        if node.op_type == "Add" and bias:
            return bias[0].removeprefix("network.").removesuffix("bias") + "weight"
        name = node.output[0]


def _distances(by_distance: NDArray[np.float32]) -> Tensor:
    """Return the bias of each bucket from that of each distance; no distance falls into some."""
    out = torch.zeros(len(by_distance), BUCKETS)
    out[:, buckets(torch.arange(-MOST_WORDS, MOST_WORDS + 1))] = torch.from_numpy(by_distance)
    return out


def _taken(network: Network, found: dict[str, Tensor]) -> Network:
    wanted = network.state_dict()
    for name, value in wanted.items():
        if name not in found or found[name].shape != value.shape:
            raise ValueError(f"{name}: not in the model, or of another shape")
    network.load_state_dict({name: found[name].to(wanted[name].dtype) for name in wanted})
    return network
