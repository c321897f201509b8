"""Cross-validation of the head for marked parties, since its only corpus is learnt from.

    python -m training.folds --shared DIR --encoder DIR --student FILE --work DIR --out FILE

Each fold's model starts from the student, which never saw the corpus, learns from four fifths of
it, and codes the last fifth. The answers are written in the order of the file.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from demarche.read import labels as L
from training import stages
from training.batch import batch_of, grouped
from training.examples import Example
from training.network import Network
from training.run import Plan, device, train

FOLDS = 5
PLAN = Plan("pairs", {"pairs": 5}, encoder_rate=2e-4, head_rate=1e-3, most_pieces=600, warm_up=30)


def fold_of(row: int, count: int, seed: int = 1) -> int:
    """Return the fold in which `row` of `count` rows is coded."""
    order = np.random.default_rng(seed).permutation(count)
    return int(np.flatnonzero(order == row)[0]) % FOLDS


def answers(network: Network, data: list[Example]) -> list[str]:
    """Return the type that the network gives to each example."""
    network.eval()
    out = []
    with torch.inference_mode():
        for example in data:
            scores = network(**batch_of([example]).wide().to(device()).inputs)["related"]
            out.append(L.RELATED[int(scores.argmax())])
    return out


def main() -> None:
    """Code every row by a model that did not learn from it."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("shared", "encoder", "student", "work", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(2)
    places = stages.Places(options.shared, options.encoder, Path(), options.work)
    tags, pieces = stages.known_tags(places), places.pieces()
    texts = stages.pair_texts(places)
    folds = [fold_of(row, len(texts)) for row in range(len(texts))]
    coded = [""] * len(texts)
    for fold in range(FOLDS):
        network = stages.new_network(places, tags)
        network.load_state_dict(torch.load(options.student, map_location="cpu"))
        seen = [t for t, f in zip(texts, folds, strict=True) if f != fold]
        work = places.work / f"pairs-{fold}"
        train(network, {"pairs": grouped(stages.windows(seen, pieces))}, PLAN, work)
        rows = [row for row, f in enumerate(folds) if f == fold]
        unseen = [stages.windows([texts[row]], pieces)[0] for row in rows]
        for row, kind in zip(rows, answers(network, unseen), strict=True):
            coded[row] = kind
    options.out.write_text(
        "".join(json.dumps({"plover_type": kind}) + "\n" for kind in coded), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
