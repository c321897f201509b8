"""The weights by which two mentions are judged to tell of one event.

    python -m training.merging --shared DIR

fits a logistic regression (iteratively reweighted least squares) on the pairs of mentions in
`training/data/merging/` and writes `src/demarche/record/merging.json`. What is printed is measured
by leaving out each stretch of reports in turn; `evaluation/merging/` has no part in it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demarche.model import Page
from demarche.model.events import Printed, Telling
from demarche.record.tellings import tellings
from demarche.record.traces import trace
from demarche.record.weighing import FEATURES, features, may_be_one
from demarche.service import Reader
from training.same import Grouped, grouped, pages

HERE = Path(__file__).parent / "data" / "merging"
OUT = Path("src/demarche/record/merging.json")
RIDGE = 1.0

Floats = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    files = sorted(HERE.glob("*.jsonl"))
    told = read(pages(parser.parse_args().shared / "corpora", files))
    stretches = [pairs(grouped(path, told)) for path in files]
    scores = []
    for left in range(len(stretches)):
        rest = [one for at, one in enumerate(stretches) if at != left]
        weights = fit(*_joined(rest))
        scores.append((_chances(stretches[left][0], weights), stretches[left][1]))
    chance, is_same = (np.concatenate(part) for part in zip(*scores, strict=True))
    print(f"{len(is_same)} pairs, {int(is_same.sum())} of them of one event")
    print(f"average precision, each stretch left out: {average_precision(chance, is_same):.3f}")
    for least in (0.1, 0.2, 0.3, 0.5, 0.7):
        taken = chance >= least
        right = int((taken & is_same).sum())
        print(
            f"  at {least}: precision {right / max(1, taken.sum()):.3f}, "
            f"recall {right / is_same.sum():.3f}"
        )
    weights = fit(*_joined(stretches))
    kept = {name: round(float(w), 4) for name, w in zip(FEATURES, weights[1:], strict=True)}
    whole = {"bias": round(float(weights[0]), 4), "weights": kept}
    OUT.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def read(found: Mapping[str, Page]) -> dict[str, tuple[Telling, ...]]:
    """Return what the reader finds in each page, by name."""
    reader = Reader()
    return {name: told(reader, page) for name, page in found.items()}


def told(reader: Reader, page: Page) -> tuple[Telling, ...]:
    reading = reader.read(page)
    published = reading.article.published
    printed = Printed(
        page=page.name,
        document=page.name,
        publisher=None,
        title=None,
        url=None,
        published=published and published.days,
        accessed=datetime(2026, 1, 1, tzinfo=UTC),
        original=page.name,
        first_publisher=None,
    )
    return tellings(reading, printed)


def pairs(stretch: Grouped) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the features of all pairs of a stretch that may be one, and whether they are."""
    traces = [trace(telling) for telling in stretch.tellings]
    events = np.array(stretch.events)
    taken = np.triu(may_be_one(traces, traces), 1)
    rows = np.stack([column[taken] for column in features(traces, traces)], axis=1)
    return rows, np.equal.outer(events, events)[taken]


def fit(rows: Floats, same: NDArray[np.bool_]) -> Floats:
    """Return the bias and weights of the logistic regression of `same` on `rows`."""
    design = np.column_stack([np.ones(len(rows)), rows])
    weights = np.zeros(design.shape[1])
    penalty = np.eye(len(weights)) * RIDGE
    penalty[0, 0] = 0
    for _ in range(30):
        chance = _chances(rows, weights)
        slope = design.T @ (same - chance) - penalty @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def average_precision(chance: Floats, same: NDArray[np.bool_]) -> float:
    order = np.argsort(-chance, kind="stable")
    right = same[order].cumsum()
    ranks = np.arange(1, len(order) + 1)
    return float((right / ranks)[same[order]].mean())


def _joined(
    stretches: Sequence[tuple[Floats, NDArray[np.bool_]]],
) -> tuple[Floats, NDArray[np.bool_]]:
    return np.concatenate([rows for rows, _ in stretches]), np.concatenate(
        [same for _, same in stretches]
    )


def _chances(rows: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(rows @ weights[1:] + weights[0]))))


if __name__ == "__main__":
    main()
