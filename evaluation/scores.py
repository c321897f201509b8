"""Read everything that there is gold for, score it, and write `evaluation/scores.json`.

    python -m evaluation.scores --shared ../shared [--only events,times,…]

Nothing measured here was trained or tuned on; see `training/README.md` for what was.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from demarche.read.encoder import Encoder
from demarche.service import Reader
from evaluation import merging, readings, trees

HERE = Path(__file__).resolve().parent
FOLDS = HERE / "pairs-folds.jsonl"
OTHERS = HERE / "others"
Scores = dict[str, Any]


def scorer(shared: Path, name: str, *arguments: object) -> Scores:
    """Return what one of the scorers prints."""
    command = [sys.executable, f"{name}.py", *(str(a) for a in arguments)]
    done = subprocess.run(command, cwd=shared / "bench", capture_output=True, text=True, check=True)
    found: Scores = json.loads(done.stdout)
    return found


def events(shared: Path, work: Path) -> Scores:
    """Return the event scores on gold/dev."""
    gold, out = shared / "gold" / "dev", work / "dev.jsonl"
    readings.write(Reader(), readings.from_folder(gold), out)
    return scorer(shared, "score_events", gold / "gold.jsonl", gold, out, "--json")


def statements(shared: Path, work: Path) -> Scores:
    """Return the statement scores on polnear-dev."""
    corpus, out = shared / "corpora" / "polnear-dev.jsonl.gz", work / "polnear.jsonl"
    readings.write(Reader(), readings.from_corpus(corpus), out)
    return scorer(shared, "score_attribution", corpus, out)


def times(shared: Path, work: Path) -> Scores:
    """Return the scores of time expressions on TimeBank and AQUAINT.

    The grammar was written with the sentences of one half of the articles in view; `held` is the
    other half, and `all` is both.
    """
    corpus, out = shared / "corpora" / "timebank-aquaint.jsonl.gz", work / "times.jsonl"
    readings.write(Reader(), readings.from_corpus(corpus), out)
    held = work / "held.jsonl"
    unseen = [row for row in readings.lines(corpus) if not was_studied(row["doc"])]
    held.write_text("".join(json.dumps(row) + "\n" for row in unseen), encoding="utf-8")
    return {
        "all": scorer(shared, "score_times", corpus, out),
        "held": scorer(shared, "score_times", held, out),
    }


def was_studied(name: str) -> bool:
    """Whether the time grammar was written with the article `name` in view."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0


def tree_scores(shared: Path, work: Path) -> Scores:
    """Return tags, trees and names on the treebanks' test files."""
    del work
    encoder, corpora = Encoder.load(), shared / "corpora"
    out: Scores = {
        name: trees.score(encoder, corpora / "ud" / f"{name}.conllu.gz")
        for name in ("ewt_test", "gum_test", "pud")
    }
    for which in ("ewt_test", "pud"):
        out[which] |= trees.score_names(encoder, corpora / "ner.jsonl.gz", which)
    return out


def others(shared: Path, work: Path) -> Scores:
    """Return how many mentions are found in a thousand words of texts that are no such news.

    The texts lie in `evaluation/others`, by kind; some news in them may be told on the way.
    """
    del shared
    reader, found, words = Reader(), Counter[str](), Counter[str]()
    out = work / "others.jsonl"
    for page, day in readings.from_folder(OTHERS):
        kind = page.name.split("-")[0]
        words[kind] += readings.write(reader, [(page, day)], out)
        found[kind] += len(next(readings.lines(out))["mentions"])
    every = {"all": 1000 * found.total() / words.total()}
    by_kind = {kind: 1000 * found[kind] / words[kind] for kind in sorted(words)}
    return {kind: round(rate, 2) for kind, rate in (every | by_kind).items()}


def pairs(shared: Path, work: Path) -> Scores:
    """Return the scores of acts between marked parties, each row coded by a model blind to it.

    The answers are made by `training.folds`, since only training can leave rows out.
    """
    del work
    return scorer(shared, "score_dyads", shared / "corpora" / "plv-train.tsv", FOLDS)


def merged(shared: Path, work: Path) -> Scores:
    """Return how well mentions are merged into events."""
    del work
    return merging.scores(shared)


PARTS: dict[str, Callable[[Path, Path], Scores]] = {
    "events": events,
    "statements": statements,
    "times": times,
    "trees": tree_scores,
    "pairs": pairs,
    "others": others,
    "merging": merged,
}


def main() -> None:
    """Score the parts asked for and write them down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", default=",".join(PARTS), help="parts, separated by commas")
    options = parser.parse_args()
    path = HERE / "scores.json"
    known: Scores = json.loads(path.read_text()) if path.exists() else {}
    with tempfile.TemporaryDirectory() as work:
        for name in options.only.split(","):
            print(f"scoring {name} …", file=sys.stderr)
            known[name] = PARTS[name](options.shared.resolve(), Path(work))
            print(f"{name}: {json.dumps(known[name])}")
            path.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
