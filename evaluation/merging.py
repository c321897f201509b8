"""How well mentions are merged into events, against reports whose mentions annotators grouped.

    python -m evaluation.merging --shared ../shared

Pairwise precision, recall and F1 count the pairs of mentions that are put together, of all and of
those in two reports; B-cubed (Bagga and Baldwin 1998) counts for each mention how much of its event
is right. `second` is a second, independent reading of one stretch: how well annotators agree.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from training.corpora import lines
from training.merging import told
from training.same import Grouped, grouped, pages

from demarche.model import Page
from demarche.model.judgements import Judgement, Verdict
from demarche.record.groups import groups
from demarche.record.traces import trace
from demarche.record.weighing import LEAST, chances
from demarche.service import Reader

HERE = Path(__file__).parent / "merging"
EXAMPLES = Path(__file__).parent.parent / "examples"
Scores = dict[str, Any]
Labels = NDArray[np.int64]


def scores(shared: Path) -> Scores:
    """Return the scores on the held-out reports, on ours, on the examples, and of annotators."""
    files = {
        "syria": sorted(HERE.glob("b*.jsonl")),
        "own": sorted(HERE.glob("own-*.jsonl")),
        "examples": [HERE / "examples.jsonl"],
    }
    found = {name: read(shared, paths) for name, paths in files.items()}
    out: Scores = {
        name: measured([(events(g), np.array(g.events), reports(g)) for g in stretches])
        for name, stretches in found.items()
    }
    out["events in two reports or more"] = sum(
        told_twice(path) for paths in files.values() for path in paths
    )
    out["annotators"] = measured([agreed(HERE / "b3.jsonl", HERE / "second" / "b3.jsonl")])
    return out


def read(shared: Path, files: Sequence[Path]) -> list[Grouped]:
    """Return the judged mentions of each file as the reader finds them."""
    reader = Reader()
    if files[0].stem == "examples":
        of = {page.name: page for page in example_pages()}
    else:
        of = pages(shared / "corpora", files)
    tellings = {name: told(reader, page) for name, page in of.items()}
    return [in_print(grouped(path, tellings)) for path in files]


def example_pages() -> Iterable[Page]:
    from demarche import gather

    for page in gather.pages([str(EXAMPLES)]):
        if isinstance(page, Page):
            yield _renamed(page)


def _renamed(page: Page) -> Page:
    from dataclasses import replace

    return replace(page, name=Path(page.name).name)


def in_print(stretch: Grouped) -> Grouped:
    """Return a stretch in the order of print."""
    order = sorted(
        range(len(stretch.events)),
        key=lambda at: (stretch.tellings[at].printed.day, stretch.tellings[at].mention.id),
    )
    return Grouped(
        tuple(stretch.tellings[at] for at in order), tuple(stretch.events[at] for at in order)
    )


def events(stretch: Grouped) -> Labels:
    """Return the event of each mention, as the record groups them."""
    traces = [trace(telling) for telling in stretch.tellings]
    table = chances(traces, traces)
    ids = [one.id for one in traces]
    judged = [
        Judgement(ids[i], ids[j], Verdict.SAME, float(table[i, j]))
        for i, j in zip(*np.nonzero(np.triu(table, 1) >= LEAST), strict=True)
    ]
    number = {one: at for at, group in enumerate(groups(ids, judged)) for one in group}
    return np.array([number[one] for one in ids])


def reports(stretch: Grouped) -> Labels:
    """Return the report of each mention, by number."""
    names = [telling.printed.page for telling in stretch.tellings]
    return np.unique(names, return_inverse=True)[1]


def agreed(one: Path, other: Path) -> tuple[Labels, Labels, Labels]:
    """Return the events of two readings of one stretch, and the report of each mention."""
    head, *_ = lines(one)
    places = [(report["doc"], *span) for report in head["docs"] for span in report["judged"]]
    labels = [_labels(list(lines(path))[1:], places) for path in (one, other)]
    docs = np.unique([place[0] for place in places], return_inverse=True)[1]
    return labels[0], labels[1], docs


def _labels(rows: Sequence[Mapping[str, Any]], places: Sequence[tuple[Any, ...]]) -> Labels:
    number = {tuple(place): at for at, row in enumerate(rows) for place in row["told"]}
    return np.array([number.get(place, len(rows) + at) for at, place in enumerate(places)])


def told_twice(path: Path) -> int:
    """Return how many events of a file two or more reports tell."""
    _, *rows = lines(path)
    return sum(len({doc for doc, *_ in row["told"]}) > 1 for row in rows)


def measured(stretches: Sequence[tuple[Labels, Labels, Labels]]) -> Scores:
    """Return pairwise scores, those over two reports, and B-cubed, of found and right labels."""
    counts = np.zeros((2, 3))
    cubed = np.zeros(3)
    for found, right, report in stretches:
        together, one = np.equal.outer(found, found), np.equal.outer(right, right)
        upper = np.triu(np.ones_like(one), 1)
        across = upper & np.not_equal.outer(report, report)
        for row, taken in enumerate((upper, across)):
            counts[row] += [(part & taken).sum() for part in (together & one, together, one)]
        both = (together & one).sum(1)
        cubed += [(both / together.sum(1)).sum(), (both / one.sum(1)).sum(), len(found)]
    return {
        "pairs": _rates(*counts[0]),
        "pairs over two reports": _rates(*counts[1]),
        "b-cubed": _f1(cubed[0] / cubed[2], cubed[1] / cubed[2]),
    }


def _rates(right: float, found: float, wanted: float) -> dict[str, float]:
    return _f1(right / max(found, 1), right / max(wanted, 1))


def _f1(precision: float, recall: float) -> dict[str, float]:
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(100 * f1, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    print(json.dumps(scores(parser.parse_args().shared), indent=1))


if __name__ == "__main__":
    main()
