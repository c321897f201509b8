"""Figures of the reader at other thresholds, on reports kept from training.

    python -m training.thresholds --shared DIR --hold-out 5

prints a line of JSON for each value of each threshold, the others as they stand. Nothing is chosen
here: the figures are of a few reports, and a gain of a point is none.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from demarche.model import Page
from demarche.read import acts, links
from demarche.read.labels import Link
from demarche.service import Reader
from evaluation import readings
from training import annotated
from training.held import annotated_reports

TRIED: dict[tuple[ModuleType, str | Link], tuple[float, ...]] = {
    (acts, "LEAST"): (0.3, 0.36, 0.42, 0.48),
    (acts, "ASIDE"): (0.3, 0.4, 0.5, 0.6, 0.75),
    (links, "SURE"): (0.3, 0.4, 0.5),
    (links, "MAYBE"): (0.1, 0.2, 0.3),
    (links, Link.RECIPIENT): (0.1, 0.2, 0.3),
    (links, Link.TIME): (0.3, 0.4, 0.5),
    (links, Link.WORD_OF): (0.3, 0.4, 0.5),
}
SHOWN = ("f1", "precision", "core_recall", "whole", "status", "when", "word")


Kept = dict[str, tuple[str, list[dict[str, Any]], date]]


def reports(shared: Path, hold_out: int) -> Kept:
    """Return the reports kept from training: text, lines and day, by name."""
    days = {name: day for name, (_, _, day) in annotated.texts(shared / "corpora").items()}
    kept = annotated_reports(shared, hold_out, held=True)
    return {
        name: (text, rows, date.fromisoformat(days.get(name) or readings.DAY.findall(name)[0]))
        for name, (text, rows) in kept.items()
    }


def write_gold(kept: Kept, folder: Path) -> None:
    """Write the reports' texts and lines to `folder`, as the scorer takes them."""
    for name, (text, _, _) in kept.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    lines = [{**line, "doc": name} for name, (_, rows, _) in kept.items() for line in rows]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "gold.jsonl").write_text(text, encoding="utf-8")


def figures(shared: Path, pages: list[tuple[Page, date]], work: Path) -> dict[str, float]:
    """Return what the scorer says of the reader as it stands."""
    out = work / "readings.jsonl"
    readings.write(Reader(), pages, out)
    command = [sys.executable, "score_events.py", work / "gold.jsonl", work, out, "--json"]
    done = subprocess.run(command, cwd=shared / "bench", capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return {name: found[name] for name in SHOWN}


def main() -> None:
    """Try each value of each threshold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder of corpora and gold")
    parser.add_argument("--hold-out", type=int, required=True, help="as in training")
    options = parser.parse_args()
    shared = options.shared.resolve()
    kept = reports(shared, options.hold_out)
    pages = [(Page(name, text.encode()), day) for name, (text, _, day) in kept.items()]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_gold(kept, work)
        for place, name, value in settings():
            shown = f"{place.__name__.rpartition('.')[2]}.{name} {value}"
            print(shown, json.dumps(figures(shared, pages, work)), flush=True)


def settings() -> Iterator[tuple[ModuleType, str | Link, float]]:
    """Set each threshold to each of its values in turn, and back to what it was."""
    for (place, name), values in TRIED.items():
        table = place.LEAST if isinstance(name, Link) else vars(place)
        before = table[name]
        for value in values:
            table[name] = value
            yield place, name, value
        table[name] = before


if __name__ == "__main__":
    main()
