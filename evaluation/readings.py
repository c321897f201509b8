"""Readings of whole folders and corpora, written down for the scorers."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from demarche.model import Page
from demarche.service import Reader, as_json

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file, plain or gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def from_folder(folder: Path, days: dict[str, str] | None = None) -> Iterator[tuple[Page, date]]:
    """Yield the texts of a folder of gold with the day in their name, or the day in `days`."""
    for path in sorted(folder.glob("*.txt")):
        found = (days or {}).get(path.stem) or DAY.findall(path.stem)[0]
        yield Page(path.stem, path.read_bytes()), date.fromisoformat(found)


def from_corpus(path: Path) -> Iterator[tuple[Page, date]]:
    """Yield the texts of a corpus with their days."""
    for row in lines(path):
        day = date.fromisoformat(DAY.findall(row["published"])[0])
        yield Page(row["doc"], row["text"].encode()), day


def write(reader: Reader, pages: Iterable[tuple[Page, date]], path: Path) -> int:
    """Write the reading of each page to `path`, and return how many words they hold."""
    words = 0
    with path.open("wb") as file:
        for page, day in pages:
            words += len(page.data.split())
            file.write(as_json.line(as_json.reading(reader.read(page, published=day))))
    return words
