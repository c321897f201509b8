"""How rare each term is among news reports: the table that merging compares wordings by.

    python -m training.rarities --shared DIR

writes `src/demarche/record/rarities.tsv`: a term and the logarithm of the number of reports over
that of those with the term (inverse document frequency), over the reports of the corpora.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from pathlib import Path

from demarche.record.words import terms
from training.annotated import texts

OUT = Path("src/demarche/record/rarities.tsv")
LEAST_REPORTS = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    folder = parser.parse_args().shared / "corpora"
    counts: Counter[str] = Counter()
    reports = texts(folder)
    for text, _, _ in reports.values():
        counts.update(set(terms(text)))
    rows = [("", math.log(len(reports) / LEAST_REPORTS))]
    rows += [
        (term, math.log(len(reports) / count))
        for term, count in sorted(counts.items())
        if count >= LEAST_REPORTS
    ]
    OUT.write_text("".join(f"{term}\t{value:.2f}\n" for term, value in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
