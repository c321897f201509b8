"""Whether a threshold for each type of act finds more than one for all, on reports held out.

    python -m training.by_type --shared DIR --hold-out N

The reader reads the reports once with a threshold so low that nothing is lost, and its mentions are
then taken at others. A type's threshold is the one that gives the best F1 when all others stay as
they are, on the reports of all folds but one; the figures printed are of the folds so left out. The
last line has what all folds together would choose, and how many lines each type has.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarche.model import EventType, Page
from demarche.read import acts
from demarche.service import Reader
from evaluation import matching, readings
from training import thresholds

FOLDS = 5
LOWEST = 0.1
TRIED = tuple(step / 20 for step in range(3, 13))
FEWEST = 15

Table = Mapping[str, float]
Row = dict[str, Any]


@dataclass(frozen=True)
class Report:
    """A held-out report: gold's lines and all mentions, as the scorer has them, and their worth."""

    lines: Sequence[Row]
    mentions: Sequence[Row]
    worth: Sequence[float]

    def counts(self, scorer: matching.Scorer, least: Table) -> Counter[str]:
        """Return how many mentions, core lines, and lines found there are at these thresholds."""
        kept = [
            mention
            for mention, worth in zip(self.mentions, self.worth, strict=True)
            if worth >= least[mention["type"]]
        ]
        pairs = scorer["pair"](self.lines, kept)
        return Counter(
            mentions=len(kept),
            core=sum(line["core"] for line in self.lines),
            found=len(pairs),
            found_core=sum(line["core"] for line, _ in pairs),
            whole=sum(scorer["same_parties"](*pair) for pair in pairs),
            whole_core=sum(scorer["same_parties"](*pair) and pair[0]["core"] for pair in pairs),
        )


def figures(scorer: matching.Scorer, reports: Iterable[Report], least: Table) -> Counter[str]:
    """Return the counts of all `reports` at these thresholds."""
    return sum((report.counts(scorer, least) for report in reports), Counter[str]())


def f1(counts: Mapping[str, int], found: str = "found") -> float:
    """Return the harmonic mean of precision and core recall in percent."""
    precision = counts[found] / max(1, counts["mentions"])
    recall = counts[f"{found}_core"] / max(1, counts["core"])
    return 200 * precision * recall / max(1e-9, precision + recall)


def one_for_all(value: float) -> dict[str, float]:
    """Return the same threshold for each type."""
    return {kind.value: value for kind in EventType}


def chosen(scorer: matching.Scorer, reports: Sequence[Report], start: float) -> dict[str, float]:
    """Return the best threshold of each type that has lines enough, the others at `start`."""
    out = one_for_all(start)
    lines = Counter(line["type"] for report in reports for line in report.lines)
    for kind in out:
        if lines[kind] >= FEWEST:
            tried = {
                value: f1(figures(scorer, reports, one_for_all(start) | {kind: value}))
                for value in TRIED
            }
            out[kind] = max(tried, key=lambda value: (tried[value], -abs(value - start)))
    return out


def heard(shared: Path, hold_out: int) -> tuple[matching.Scorer, list[Report]]:
    """Return the scorer's functions, and the held-out reports with all that the reader hears."""
    kept = thresholds.reports(shared, hold_out)
    pages = [(Page(name, text.encode()), day) for name, (text, _, day) in kept.items()]
    before, acts.LEAST = acts.LEAST, LOWEST
    try:
        with tempfile.TemporaryDirectory() as folder:
            gold, path = Path(folder), Path(folder) / "readings.jsonl"
            thresholds.write_gold(kept, gold)
            readings.write(Reader(), pages, path)
            scorer, _ = matching.scored(shared, gold, path)
            texts = {name: text for name, (text, _, _) in kept.items()}
            lines = scorer["load_gold"](gold / "gold.jsonl", texts)
            mentions = scorer["load_readings"](path, texts)
            worth = {
                scorer["doc_name"](reading["article"]["name"]): [
                    _worth(mention["why"]) for mention in reading["mentions"]
                ]
                for reading in readings.lines(path)
            }
    finally:
        acts.LEAST = before
    return scorer, [Report(lines[name], mentions[name], worth[name]) for name in kept]


def _worth(why: Mapping[str, Any]) -> float:
    """Return what `acts` compares with its threshold; an act of a rule is taken in any case."""
    if "rule" in why:
        return 1.0
    return float(why["act"] * (acts.ASIDE + (1 - acts.ASIDE) * why["core"]))


def main() -> None:
    """Print the figures of both ways, on reports that the thresholds were not chosen on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder of corpora and gold")
    parser.add_argument("--hold-out", type=int, required=True, help="as in training")
    options = parser.parse_args()
    scorer, reports = heard(options.shared.resolve(), options.hold_out)
    ways: dict[str, Counter[str]] = {"as it stands": Counter(), "one": Counter(), "each": Counter()}
    for fold in range(FOLDS):
        seen = [report for row, report in enumerate(reports) if row % FOLDS != fold]
        left = reports[fold::FOLDS]
        tried = {value: f1(figures(scorer, seen, one_for_all(value))) for value in TRIED}
        best = max(tried, key=tried.__getitem__)
        ways["as it stands"] += figures(scorer, left, one_for_all(acts.LEAST))
        ways["one"] += figures(scorer, left, one_for_all(best))
        ways["each"] += figures(scorer, left, chosen(scorer, seen, acts.LEAST))
    for name, counts in ways.items():
        shown = {"f1": f1(counts), "f1_whole": f1(counts, "whole"), **counts}
        print(name, json.dumps(shown), flush=True)
    lines = Counter(line["type"] for report in reports for line in report.lines)
    print(json.dumps({"lines": lines, "chosen": chosen(scorer, reports, acts.LEAST)}))


if __name__ == "__main__":
    main()
