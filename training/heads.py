"""How well each head does on windows that nothing was learnt from.

    python -m training.heads --shared DIR --encoder DIR --work DIR --hold-out N MODEL.pt

prints one line of JSON: on the annotated reports and the articles with statements that were held
out, and on the treebanks' development files. Tags and trees of the first two are the parser's,
which no person has marked: figures there say how far the network follows it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from torch import Tensor

from demarche.knowledge import Knowledge
from demarche.read.encoder import Encoder as Reader
from training import corpora, stages
from training.batch import batch_of
from training.corpora import Text
from training.examples import IGNORE, Example
from training.losses import OF_ACTS, OF_CUES, apart
from training.network import Network
from training.run import autocast, device

TAGS = ("upos", "xpos", "nominals", "statuses")
FOUND = ("ends", "names", "cues", "triggers")
LINKS = (*OF_ACTS, *OF_CUES)
ALIKE = 0.5


def scores(network: Network, data: Iterable[Example]) -> dict[str, float]:
    """Return each head's score in percent, for the heads that `data` has labels for.

    Tags: share of words that are right. Ends, names, cues and triggers: F1 of marked words, each
    with its right mark. Arcs and rels: UAS and LAS. Links: share of rows whose set of words is
    gold's, or more than half of it (Jaccard).
    """
    network.eval()
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    with torch.inference_mode(), autocast():
        for example in data:
            inputs = batch_of([example]).wide().to(device()).inputs
            out = {name: scores.float() for name, scores in network(**inputs).items()}
            _words(example, out, right, all_)
            _trees(network, example, out, right, all_)
            _links(example, out["pairs"][0], right, all_)
    return {name: round(100 * right[name] / all_[name], 1) for name in sorted(all_) if all_[name]}


def _words(
    example: Example, out: dict[str, Tensor], right: Counter[str], all_: Counter[str]
) -> None:
    for head in (*TAGS, *FOUND):
        gold = getattr(example.labels, head)
        if gold is None:
            continue
        best = out[head][0].argmax(-1).tolist()
        pairs = [(g, b) for g, b in zip(gold, best, strict=True) if g != IGNORE]
        if head in TAGS:
            right[head] += sum(g == b for g, b in pairs)
            all_[head] += len(pairs)
        else:
            right[head] += 2 * sum(g == b > 0 for g, b in pairs)
            all_[head] += sum((g > 0) + (b > 0) for g, b in pairs)


def _trees(
    network: Network,
    example: Example,
    out: dict[str, Tensor],
    right: Counter[str],
    all_: Counter[str],
) -> None:
    heads, rels = example.labels.heads, example.labels.rels
    if heads is None or rels is None:
        return
    scores = out["arcs"]
    if example.sentences is not None:
        scores = scores + apart(torch.tensor([example.sentences], device=scores.device))
    best = scores.argmax(-1)
    named = network.rel_scores(out, best).argmax(-1)[0].tolist()
    for gold, rel, arc, name in zip(heads, rels, best[0].tolist(), named, strict=True):
        if gold != IGNORE:
            all_["arcs"] += 1
            all_["rels"] += 1
            right["arcs"] += gold == arc - 1
            right["rels"] += gold == arc - 1 and rel == name


def _links(example: Example, scored: Tensor, right: Counter[str], all_: Counter[str]) -> None:
    for role in LINKS:
        for row, gold in example.labels.links.get(role, {}).items():
            found = set(torch.nonzero(scored[role, row] > 0).flatten().tolist())
            found -= example.labels.unsure.get(role, {}).get(row, set())
            name = role.name.lower()
            all_[name] += 1
            right[name] += len(gold & found) >= ALIKE * len(gold | found)


def unseen_texts(
    places: stages.Places, knowledge: Knowledge, parser: Reader, share: int
) -> dict[str, list[Text]]:
    """Return the reports held out, the articles held out, and the treebanks' development files."""
    known = stages.known_tags(places)
    return {
        "reports": stages.gold_texts(places, knowledge, parser, share, held=True)["gold"],
        "trees": [
            text
            for name in ("ewt_dev", "gum_dev")
            for text in corpora.trees(places.corpora / "ud" / f"{name}.conllu.gz", known, {})
        ],
        "statements": stages.statement_texts(places, knowledge, parser, share, held=True),
    }


def unseen(places: stages.Places, share: int) -> dict[str, Sequence[Example]]:
    """Return windows of all that nothing was learnt from."""
    parser = places.parser or places.work / f"hold-out-{share}" / "parser"
    found = unseen_texts(places, Knowledge.load(), Reader.load(parser), share)
    return {kind: stages.windows(texts, places.pieces()) for kind, texts in found.items()}


def main() -> None:
    """Print the scores of one model's heads."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("shared", "encoder", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--hold-out", type=int, required=True)
    parser.add_argument("--parser", type=Path, help="as in training")
    parser.add_argument("model", type=Path)
    options = parser.parse_args()
    places = stages.Places(options.shared, options.encoder, Path(), options.work, options.parser)
    network = stages.new_network(places, stages.known_tags(places))
    network.load_state_dict(torch.load(options.model, map_location="cpu"))
    network.to(device())
    data = unseen(places, options.hold_out)
    print(json.dumps({name: scores(network, windows) for name, windows in data.items()}))


if __name__ == "__main__":
    main()
