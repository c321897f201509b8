"""Fit the confidence of mentions on reports kept from training.

    python -m training.calibration --shared DIR --hold-out 5

prints the intercept and slope that `demarche.read.confidence` holds, and how far confidence is
from the share of mentions that are right (the expected calibration error, over ten bins, of each
fifth by the fit of the others), as it stands in the heads and fitted.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from demarche.model import Mention, Page
from demarche.read.confidence import LEAST
from demarche.service import Reader
from training.thresholds import reports

Floats = NDArray[np.float64]
FOLDS, BINS, ROUNDS = 5, 10, 50


def told(shared: Path, hold_out: int) -> tuple[Floats, Floats]:
    """Return, for each mention read in the held-out reports, its type's chance and if it is right.

    A mention is right where a line of its type stands in its sentence; those whose type a rule
    settled are left out.
    """
    reader = Reader()
    chances, right = [], []
    for name, (text, rows, day) in reports(shared, hold_out).items():
        places = [(text.find(row["sentence"]), row) for row in rows]
        for mention in reader.read(Page(name, text.encode()), published=day).mentions:
            if "rule" in mention.why:
                continue
            chances.append(float(str(mention.why["type"])))
            right.append(any(_holds(at, row, mention) for at, row in places))
    return np.array(chances), np.array(right, float)


def _holds(at: int, row: dict[str, Any], mention: Mention) -> bool:
    inside = at <= mention.evidence.trigger.start < at + len(row["sentence"])
    return at >= 0 and inside and row["type"] == mention.event_type.value


def fitted(chances: Floats, right: Floats) -> Floats:
    """Return intercept and slope of the logistic regression of `right` on the log odds."""
    found = np.zeros(2)
    rows = _rows(chances)
    for _ in range(ROUNDS):
        share = _share(rows, found)
        gradient = rows.T @ (share - right)
        hessian = (rows.T * (share * (1 - share))) @ rows
        found -= np.linalg.solve(hessian, gradient)
    return found


def _rows(chances: Floats) -> Floats:
    bounded = chances.clip(LEAST, 1 - LEAST)
    return np.stack([np.ones(len(chances)), np.log(bounded / (1 - bounded))], 1)


def _share(rows: Floats, found: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-rows @ found)))


def error(shares: Floats, right: Floats) -> float:
    """Return the expected calibration error of `shares` (Naeini et al. 2015)."""
    bins = np.minimum((shares * BINS).astype(int), BINS - 1)
    parts = [(shares[bins == i], right[bins == i]) for i in range(BINS)]
    return sum(abs(s.mean() - r.mean()) * len(s) for s, r in parts if len(s)) / len(right)


def main() -> None:
    """Print the fit and its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder of corpora and gold")
    parser.add_argument("--hold-out", type=int, required=True, help="as in training")
    options = parser.parse_args()
    chances, right = told(options.shared.resolve(), options.hold_out)
    folds = np.arange(len(right)) * FOLDS // len(right)
    crossed = np.concatenate(
        [
            _share(_rows(chances[folds == f]), fitted(chances[folds != f], right[folds != f]))
            for f in range(FOLDS)
        ]
    )
    intercept, slope = fitted(chances, right).round(2).tolist()
    figures = {
        "mentions": len(right),
        "right": round(float(right.mean()), 3),
        "intercept": intercept,
        "slope": slope,
        "error of the head": round(error(chances, right), 3),
        "error when fitted": round(error(crossed, right), 3),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
