"""Let the shipped model learn on from new reports, on a CPU.

    python -m training.onward --shared DIR --encoder DIR --work DIR --hold-out N --new PREFIX ...

The model as the package ships it (`training.shipped`) learns the new reports of `data/written/` and
`data/annotated/`, told by how their names begin, among a sample of all that it knows, so that this
is not forgotten. Only its upper layers and its heads change. The finished model lies in
`WORK/onward`; whether it is the better one must be measured before it takes the other's place.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from demarche.read.encoder import WEIGHTS
from demarche.read.encoder import Encoder as Reader
from training import shipped, stages
from training.batch import grouped
from training.export import export
from training.network import Encoder, Network
from training.run import Plan, keep

FROZEN = 2
REPORTS = ("gold", "written")
PLAN = Plan(
    "onward",
    {
        "new": 5,
        "gold": 0.6,
        "written": 0.6,
        "trees": 0.4,
        "names": 0.2,
        "statements": 0.4,
        "factuality": 0.2,
        "pairs": 1.5,
    },
    encoder_rate=2e-4,
    head_rate=6e-4,
    warm_up=60,
    rounding=True,
)


def material(places: stages.Places, hold_out: int, new: tuple[str, ...]) -> stages.Material:
    """Return the windows to learn from, the new reports apart; they are kept in the work folder."""
    path = places.work / "onward.windows"
    if not path.exists():
        texts = stages.all_texts(places, Reader.load(), hold_out)
        reports = [text for kind in REPORTS for text in texts[kind]]
        texts |= {kind: [t for t in texts[kind] if not t.name.startswith(new)] for kind in REPORTS}
        texts["new"] = [text for text in reports if text.name.startswith(new)]
        pieces = places.pieces()
        cut = {name: grouped(stages.windows(each, pieces)) for name, each in texts.items()}
        keep(cut, path)
    found: stages.Material = torch.load(path, weights_only=False)
    return found


def opened(encoder: Encoder) -> None:
    """Let the upper layers of `encoder` learn, and nothing else of it."""
    encoder.requires_grad_(False)
    for layer in encoder.layers[FROZEN:]:
        layer.requires_grad_(True)


def main() -> None:
    """Train on, and write the model that comes of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("shared", "encoder", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--hold-out", type=int, required=True)
    parser.add_argument(
        "--new", nargs="+", required=True, help="how the names of new reports begin"
    )
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    places = stages.Places(options.shared, options.encoder, Path(), options.work)
    data = material(places, options.hold_out, tuple(options.new))
    tags, encoder = stages.known_tags(places), Encoder.pretrained(places.encoder)
    network = shipped.restore(Network(encoder, stages.sizes(tags)), WEIGHTS)
    opened(encoder)
    network = stages.stage(network, data, PLAN, places.work).cpu()
    export(network, tags, places.encoder / "vocab.txt", places.work / "onward")


if __name__ == "__main__":
    main()
