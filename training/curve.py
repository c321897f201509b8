"""A learning curve for each head: its score by the share of the data that it learnt from.

    python -m training.curve --shared DIR --encoder DIR --work DIR --hold-out N --out FILE.json

The first `LAYERS` layers of the encoder, with all heads, learn from a sixteenth, an eighth and so
on of the texts of every corpus, each share a part of the next, and always in as many steps: of a
smaller share each text is seen more often. Scores are those of `training.heads` on texts that none
learnt from; every fifth sentence with marked parties is one. Trees of news are the shipped model's.

These networks are smaller than the reader's, have no teachers and learn for less long. What counts
is how much a head gains when its data double, not where it stands; and since a half of the texts is
seen no more than twice `PLAN.epochs`, a head that needs longer to learn falls off there. A run that
is cut goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from demarche.knowledge import Knowledge
from demarche.read import encoder
from demarche.read import labels as L
from training import folds, heads, stages
from training.batch import grouped
from training.corpora import Text
from training.examples import Example
from training.network import Encoder, Network
from training.run import Plan, keep

SHARES = (1 / 16, 1 / 8, 1 / 4, 1 / 2)
LAYERS = 3
PLAN = Plan(
    "curve",
    {
        "gold": 0.7,
        "written": 0.7,
        "trees": 0.7,
        "names": 0.4,
        "statements": 0.7,
        "factuality": 0.4,
        "pairs": 4,
    },
    encoder_rate=3e-4,
    head_rate=1.5e-3,
    warm_up=100,
)

Corpora = Mapping[str, Sequence[Text]]
Scores = dict[str, dict[str, float]]


def part(texts: Sequence[Text], share: float) -> list[Text]:
    """Return a share of `texts`, at least one; a smaller share is a part of a greater one."""
    order = list(texts)
    random.Random(1).shuffle(order)
    return order[: max(1, round(share * len(order)))]


def texts(places: stages.Places, hold_out: int) -> tuple[Corpora, Corpora]:
    """Return the corpora to learn from and those to score on, kept in the work folder."""
    path = places.work / "curve.texts"
    if not path.exists():
        keep(_texts(places, hold_out), path)
    found: tuple[Corpora, Corpora] = torch.load(path, weights_only=False)
    return found


def _texts(places: stages.Places, hold_out: int) -> tuple[Corpora, Corpora]:
    knowledge, parser = Knowledge.load(), encoder.Encoder.load()
    known = stages.all_texts(places, parser, hold_out)
    pairs = known["pairs"]
    known["pairs"] = [text for row, text in enumerate(pairs) if row % folds.FOLDS]
    unseen = heads.unseen_texts(places, knowledge, parser, hold_out)
    return known, unseen | {"pairs": pairs[:: folds.FOLDS]}


def plan(share: float) -> Plan:
    """Return how a network learns from a share: as many steps as from all of it."""
    epochs = {name: times / share for name, times in PLAN.epochs.items()}
    return replace(PLAN, name=f"curve-{share:.4f}", epochs=epochs)


def network(places: stages.Places) -> Network:
    """Return a network with the first layers of the pretrained encoder, and fresh heads."""
    torch.manual_seed(PLAN.seed)
    made = Encoder.pretrained(places.encoder)
    made.layers = made.layers[:LAYERS]
    return Network(made, stages.sizes(stages.known_tags(places)))


def scores(trained: Network, unseen: Mapping[str, Sequence[Example]]) -> Scores:
    """Return each head's score in percent on each kind of texts; of pairs, how many are right."""
    found = {
        kind: heads.scores(trained, examples)
        for kind, examples in unseen.items()
        if kind != "pairs"
    }
    pairs = unseen["pairs"]
    gold = [L.RELATED[each.labels.related or 0] for each in pairs]
    right = sum(map(str.__eq__, folds.answers(trained, list(pairs)), gold))
    return found | {"pairs": {"related": round(100 * right / len(pairs), 1)}}


def main() -> None:
    """Train and score a network for each share that is not done yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("shared", "encoder", "work", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--hold-out", type=int, required=True)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    places = stages.Places(options.shared, options.encoder, Path(), options.work)
    pieces = places.pieces()
    known, held = texts(places, options.hold_out)
    unseen = {kind: stages.windows(each, pieces) for kind, each in held.items()}
    done = json.loads(options.out.read_text()) if options.out.exists() else {}
    for share in SHARES:
        if f"{share:.4f}" in done:
            continue
        some = {name: part(each, share) for name, each in known.items()}
        data = {name: grouped(stages.windows(each, pieces)) for name, each in some.items()}
        trained = stages.stage(network(places), data, plan(share), places.work)
        words = {name: sum(len(text.words) for text in each) for name, each in some.items()}
        done[f"{share:.4f}"] = {"words": words, **scores(trained, unseen)}
        options.out.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
