"""How often the country of a phrase is right, apart from what the model links.

    python -m training.naming --shared DIR [--new PREFIX ...]

asks the rules of `read/actors` about each phrase that an annotator copied for a party, and prints
how many answers are right, wrong or missing on `gold/train`, on the further annotated reports, and
on the written ones whose names begin with one of the prefixes: those that came after the model.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from demarche.model import Page, Span
from demarche.read import article
from demarche.read.actors import Cast
from demarche.read.pipeline import Pipeline
from training import annotated, gold
from training.corpora import lines

WRITTEN = Path(__file__).parent / "data" / "written"
DAY = re.compile(r"\d{4}-\d\d-\d\d")

Row = dict[str, Any]
Report = tuple[str, Sequence[Row], str]


def reports(shared: Path, new: tuple[str, ...]) -> dict[str, list[Report]]:
    """Return text, lines and day of each report, by kind."""
    days = {name: day for name, (_, _, day) in annotated.texts(shared / "corpora").items()}
    train = gold.reports(shared / "gold" / "train")
    further = annotated.reports(shared / "corpora")
    written = (row for path in sorted(WRITTEN.glob("*.jsonl")) for row in lines(path))
    return {
        "gold": [(*one, days.get(name) or DAY.findall(name)[0]) for name, one in train.items()],
        "annotated": [(*one, days[name]) for name, one in further.items()],
        "new": [
            (row["text"], row["events"], row["published"])
            for row in written
            if row["id"].startswith(new)
        ],
    }


def answers(pipeline: Pipeline, found: Iterable[Report]) -> Counter[str]:
    """Return how many phrases have the right country, a wrong one or none.

    A phrase that stands for several is right where one of them is.
    """
    counts: Counter[str] = Counter()
    for text, rows, day in found:
        page = Page("report", text.encode())
        looked = pipeline.look(article.from_page(page, published=date.fromisoformat(day)))
        if looked is not None:
            counts += Counter(
                _answer(looked.cast, span, codes) for span, codes in _phrases(text, rows)
            )
    return counts


def _answer(cast: Cast, span: Span, codes: set[str]) -> str:
    given = {party.code or "" for party in cast.parties(span)}
    if given == codes or (given & codes) - {""}:
        return "right"
    return "wrong" if given - {""} else "missing"


def _phrases(text: str, rows: Iterable[Row]) -> Iterator[tuple[Span, set[str]]]:
    """Yield each phrase for a party once, with the codes that it was given first."""
    codes: dict[tuple[int, int], set[str]] = {}
    for row in rows:
        start = text.index(row["sentence"])
        sentence = start, start + len(row["sentence"])
        anchor = text.index(row["anchor"], *sentence)
        for side in ("actors", "recipients"):
            here: dict[tuple[int, int], set[str]] = defaultdict(set)
            for party in row[side]:
                place = annotated.nearest(text, party["text"], sentence, anchor)
                here[place].add(party["code"])
            codes = here | codes
    return ((Span(*place), found) for place, found in codes.items())


def main() -> None:
    """Print a line of JSON for each kind of reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder of corpora and gold")
    parser.add_argument("--new", nargs="*", default=[], help="how names of written reports begin")
    options = parser.parse_args()
    pipeline = Pipeline.load()
    for kind, found in reports(options.shared, tuple(options.new)).items():
        counts = answers(pipeline, found)
        share = round(100 * counts["right"] / max(1, counts.total()), 1)
        print(json.dumps({"of": kind, "share right": share, **counts}), flush=True)


if __name__ == "__main__":
    main()
