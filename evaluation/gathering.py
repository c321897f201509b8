"""How fast pages are gathered: those of an archive read, and added to a record; and feeds read.

    python -m evaluation.gathering [--pages 2000] [--write]

The archive is made up by `evaluation.gathering_made`, the same each time.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import demarche
from demarche import gather
from demarche.gather.feeds import feed_of
from demarche.model import Failure, Page
from demarche.service.record import Added, Kept
from evaluation.gathering_made import ITEMS, Made, captures, feed, write

HERE = Path(__file__).resolve().parent
FEEDS = 40


def read(archive: Path) -> dict[str, float]:
    """Return how fast the pages of `archive` are read, and do no more with them."""
    started, sizes = time.process_time(), []
    for page in gather.pages([str(archive)]):
        if not isinstance(page, Page):
            raise AssertionError(f"{page.name}: {page.reason}")
        sizes.append(len(page.data))
    took = time.process_time() - started
    return {
        "pages read a second": round(len(sizes) / took),
        "MB read a second": round(sum(sizes) / took / 1e6, 1),
    }


def add(archive: Path, record: Path) -> dict[str, Any]:
    """Return how fast the pages of `archive` are added to a new record, and what became of them."""
    demarche.Reader().read_text("Oslo thanked Quito.", published="2021-03-14")
    became: Counter[str] = Counter()
    begun, clock = time.perf_counter(), [time.process_time()]
    to = demarche.open(record)
    for added in to.add(archive):
        clock.append(time.process_time())
        became[_what_became(added)] += 1
    to.close()
    last = clock[-max(2, len(clock) // 10) :]
    return {
        "became": dict(became),
        "seconds to add": round(time.perf_counter() - begun),
        "pages added a second": round((len(clock) - 1) / (clock[-1] - clock[0]), 1),
        "pages added a second, last tenth": round((len(last) - 1) / (last[-1] - last[0]), 1),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _what_became(added: Added | Failure) -> str:
    if not isinstance(added, Added):
        return Made.NONE.value
    is_copy = added.receipt.kept is Kept.NEW and added.receipt.copies
    return Made.COPY.value if is_copy else added.receipt.kept.value


def parse() -> dict[str, float]:
    """Return how fast feeds are read."""
    data, started = feed(), time.process_time()
    for _ in range(FEEDS):
        if len(feed_of("https://news.example/rss", data).items) != ITEMS:
            raise AssertionError("each item of a feed is found")
    return {"feeds read a second": round(FEEDS / (time.process_time() - started), 1)}


def main() -> None:
    """Print how fast pages and feeds are read, and pages added."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--write", action="store_true", help="keep the figures for the README")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "news.warc.gz"
        made = write(archive, captures(given.pages))
        found = {"pages": given.pages, "made": dict(made)} | read(archive)
        found |= add(archive, Path(folder) / "record.sqlite") | parse()
    print(json.dumps(found, indent=1))
    if given.write:
        (HERE / "gathering.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
