"""Rows of the tables that lie in the package."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from typing import Any

from demarche.knowledge.entries import Validity
from demarche.knowledge.spelling import unaccented
from demarche.model import Sector, TableError

_NOT_OF_A_SLUG = re.compile(r"[^a-z0-9]+")


def rows(table: str, *columns: str) -> Iterator[list[str]]:
    """Yield the rows of `tables/TABLE.csv` below its header, each as many cells as `columns`.

    Raises TableError where the header is not `columns` or a row has another number of cells.
    """
    path = files("demarche.knowledge") / "tables" / f"{table}.csv"
    with path.open(encoding="utf-8") as lines:
        reader = csv.reader(lines)
        header = next(reader, [])
        if header != list(columns):
            raise TableError(table, f"columns are {header}, not {list(columns)}")
        for row in reader:
            if len(row) != len(columns):
                raise TableError(table, f"line {reader.line_num} has {len(row)} cells")
            yield row


def tree(table: str) -> dict[str, Any]:
    """Return what `tables/TABLE.toml` holds."""
    path = files("demarche.knowledge") / "tables" / f"{table}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def entries(table: str, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the tables named `kind` of `tables/TABLE.toml`, the lists in them as tuples."""
    for row in tree(table)[kind]:
        yield {key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}


def several(cell: str) -> list[str]:
    """Return the parts of a cell that holds any number of them, parted by ";"."""
    return cell.split(";") if cell else []


def spoken(spellings: Iterable[str]) -> Iterator[str]:
    """Yield the spellings that a name is found by.

    A spelling marked "~" is left out: it is right, but in print it mostly means something else
    ("Victoria" for the capital of the Seychelles).
    """
    return (spelling for spelling in spellings if not spelling.startswith("~"))


def slug(name: str) -> str:
    """Return `name` as a part of an id: small letters, digits and hyphens."""
    return _NOT_OF_A_SLUG.sub("-", unaccented(name).lower()).strip("-")


def sector(cell: str) -> Sector | None:
    """Return the sector that a cell names; None where it is empty."""
    return Sector(cell) if cell else None


def validity(first: str, last: str) -> Validity | None:
    """Return the days that two ISO dates bound; None where both are empty."""
    if not first and not last:
        return None
    return Validity(
        date.fromisoformat(first) if first else date.min,
        date.fromisoformat(last) if last else None,
    )
