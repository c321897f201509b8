"""A learning curve for each head: its score by the share of the data that it learnt from.

    python -m training.curve --shared DIR --encoder DIR --work DIR --hold-out N --out FILE.json
        --course all|acts|statements

The first `LAYERS` layers of the encoder, with all heads, learn from growing shares of the texts of
the corpora of a course, each share a part of the next, and always in as many steps: of a smaller
share each text is seen more often. Scores are those of `training.heads` on texts that none learnt
from; every fifth sentence with marked parties is one. Trees of news are the shipped model's.

These networks are smaller than the reader's, have no teachers and learn for less long. What counts
is how much a head gains when its data double, not where it stands; a head that needs longer to
learn than a share is seen falls off there. So the real reports with acts, and the articles with
statements, have courses of their own, in which they are seen more often, in shorter windows and
without their trees. A run that is cut goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

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
from training.stages import Places

LAYERS = 3
PLAN = Plan("curve", {}, encoder_rate=3e-4, head_rate=1.5e-3, warm_up=100)
TREES_OF_NEWS = ("ends", "upos", "xpos", "heads", "rels")


@dataclass(frozen=True)
class Course:
    """How often the whole of each corpus would be read, and of which shares a network learns.

    It is scored on the kinds of texts `scored`. Texts are cut into windows of `size`, as in
    `stages.SIZES`.
    """

    epochs: Mapping[str, float]
    shares: Sequence[float]
    scored: Sequence[str]
    size: tuple[int, int] = stages.SIZES[0]
    most_pieces: int = PLAN.most_pieces
    with_trees: bool = True


COURSES = {
    "all": Course(
        {
            "gold": 0.7,
            "written": 0.7,
            "trees": 0.7,
            "names": 0.4,
            "statements": 0.7,
            "factuality": 0.4,
            "pairs": 4,
        },
        shares=(1 / 16, 1 / 8, 1 / 4, 1 / 2),
        scored=("reports", "trees", "statements", "pairs"),
    ),
    "acts": Course(
        {"gold": 2},
        shares=(1, 1 / 2),
        scored=("reports",),
        size=(160, 32),
        most_pieces=2400,
        with_trees=False,
    ),
    "statements": Course(
        {"statements": 3},
        shares=(1, 1 / 2, 1 / 4),
        scored=("statements",),
        size=(160, 32),
        most_pieces=2400,
        with_trees=False,
    ),
}

Corpora = Mapping[str, Sequence[Text]]
Scores = dict[str, dict[str, float]]


def part(texts: Sequence[Text], share: float) -> list[Text]:
    """Return a share of `texts`, at least one; a smaller share is a part of a greater one."""
    order = list(texts)
    random.Random(1).shuffle(order)
    return order[: max(1, round(share * len(order)))]


def texts(places: Places, hold_out: int) -> tuple[Corpora, Corpora]:
    """Return the corpora to learn from and those to score on, kept in the work folder."""
    path = places.work / "curve.texts"
    if not path.exists():
        keep(_texts(places, hold_out), path)
    found: tuple[Corpora, Corpora] = torch.load(path, weights_only=False)
    return found


def _texts(places: Places, hold_out: int) -> tuple[Corpora, Corpora]:
    knowledge, parser = Knowledge.load(), encoder.Encoder.load()
    known = stages.all_texts(places, parser, hold_out)
    pairs = known["pairs"]
    known["pairs"] = [text for row, text in enumerate(pairs) if row % folds.FOLDS]
    unseen = heads.unseen_texts(places, knowledge, parser, hold_out)
    return known, unseen | {"pairs": pairs[:: folds.FOLDS]}


def plan(name: str, share: float) -> Plan:
    """Return how a network learns from a share in a course: as many steps as from all of it."""
    course = COURSES[name]
    epochs = {corpus: times / share for corpus, times in course.epochs.items()}
    called = f"curve-{name}-{share:.4f}"
    return replace(PLAN, name=called, epochs=epochs, most_pieces=course.most_pieces)


def network(places: Places) -> Network:
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
    pairs = unseen.get("pairs")
    if pairs is None:
        return found
    gold = [L.RELATED[each.labels.related or 0] for each in pairs]
    right = sum(map(str.__eq__, folds.answers(trained, list(pairs)), gold))
    return found | {"pairs": {"related": round(100 * right / len(pairs), 1)}}


def windows(course: Course, texts: Sequence[Text], to: Places) -> list[Example]:
    """Return the windows of `texts` as a course cuts them."""
    found = stages.windows(texts, to.pieces(), (course.size,))
    for window in found if not course.with_trees else ():
        for layer in TREES_OF_NEWS:
            setattr(window.labels, layer, None)
    return found


def learnt(
    name: str, share: float, known: Corpora, unseen: Mapping[str, Sequence[Example]], to: Places
) -> dict[str, Any]:
    """Return the words of each corpus that a network learns from in a course, and its scores."""
    course = COURSES[name]
    some = {corpus: part(known[corpus], share) for corpus in course.epochs}
    data = {corpus: grouped(windows(course, each, to)) for corpus, each in some.items()}
    trained = stages.stage(network(to), data, plan(name, share), to.work)
    words = {corpus: sum(len(text.words) for text in each) for corpus, each in some.items()}
    return {"words": words, **scores(trained, unseen)}


def main() -> None:
    """Train and score a network for each share of a course that is not done yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("shared", "encoder", "work", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--hold-out", type=int, required=True)
    parser.add_argument("--course", choices=COURSES, required=True)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    places = Places(options.shared, options.encoder, Path(), options.work)
    known, held = texts(places, options.hold_out)
    course = COURSES[options.course]
    unseen = {kind: windows(course, held[kind], places) for kind in course.scored}
    done = json.loads(options.out.read_text()) if options.out.exists() else {}
    found = done.setdefault(options.course, {})
    for share in course.shares:
        if f"{share:.4f}" not in found:
            found[f"{share:.4f}"] = learnt(options.course, share, known, unseen, places)
            options.out.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
