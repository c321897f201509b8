"""How long it takes to keep the reports of a corpus, and how fast their record answers.

    python -m evaluation.adding --shared ../shared [--write]

Adds the 240 reports of guardian-syria to a new record in one run, then asks each question 15 times
with other arguments and prints the median and the longest time in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

import demarche
from demarche.model.ledger import Standing
from demarche.record.asking import Which
from demarche.service.record import Record

HERE = Path(__file__).resolve().parent
CORPUS = "corpora/guardian-syria.jsonl.gz"
TIMES = 15
WORDS = ("ceasefire", "chlorine", "withdrawal of troops", "Geneva", '"chemical weapons"')

Ask = Callable[[], object]


def questions(record: Record, rng: Random) -> dict[str, Callable[[], Ask]]:
    """Return what is asked, by name; called, each gives a question with arguments of its own."""
    entries = record.timeline()
    ids = [entry.id for entry in entries]
    days = [entry.shown for entry in entries]
    codes = [side.code for entry in entries for side in entry.line.actors if side.code]
    names = [side.name for entry in entries for side in entry.line.actors]

    def picked(which: Callable[[], Which]) -> Ask:
        return partial(record.timeline, which(), most=100)

    return {
        "timeline": lambda: picked(Which),
        "timeline since a day": lambda: picked(lambda: Which(since=rng.choice(days))),
        "timeline of a party": lambda: picked(lambda: Which(parties=(rng.choice(codes),))),
        "show": lambda: partial(record.show, rng.choice(ids)),
        "due": lambda: partial(record.due, most=100),
        "due, overdue": lambda: partial(record.due, standings=[Standing.OVERDUE], most=100),
        "silences": lambda: record.silences,
        "pair": lambda: partial(record.pair, rng.choice(codes), rng.choice(codes)),
        "actor": lambda: partial(record.parties, rng.choice(names)),
        "search": lambda: partial(record.search, rng.choice(WORDS)),
        "stories": lambda: record.stories,
        "brief of a day": lambda: partial(record.brief, record.day + timedelta(days=1)),
    }


def timed(ready: Callable[[], Ask]) -> tuple[float, float]:
    """Return the median and the longest time of a question, in milliseconds."""
    took = []
    for _ in range(TIMES):
        ask = ready()
        started = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - started))
    return median(took), max(took)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help="keep the figures for the README")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = demarche.open(Path(folder) / "record.sqlite")
        started = time.perf_counter()
        added = sum(1 for _ in record.add(given.shared / CORPUS))
        took = time.perf_counter() - started
        held = record.tally()
        print(f"added {added} reports in {took:.0f} s: {held['mentions']:,} mentions, "
              f"{held['events']:,} events")  # fmt: skip
        figures = {}
        for name, ready in questions(record, Random(1)).items():
            figures[name], worst = timed(ready)
            print(f"{name:30}{figures[name]:>10.1f}{worst:>10.1f}", flush=True)
        record.close()
    if given.write:
        kept = {
            "reports": added,
            "seconds": round(took),
            "slowest median ms": round(max(figures.values()), 1),
        }
        (HERE / "adding.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
