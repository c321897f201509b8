"""What is wrong with the tables of names and roles, a line for each fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from demarche.knowledge.entries import Entry, EntryKind
from demarche.knowledge.places import Country, Named
from demarche.knowledge.rows import rows, several
from demarche.knowledge.spelling import name_parts

_WITHOUT_CODE = frozenset({EntryKind.REGION, EntryKind.PEOPLE, EntryKind.GROUP, EntryKind.OUTLET})


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, those that make a row's id, and those that no row may leave empty."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    required: tuple[str, ...]


_PLACE = ("code", "name", "aliases", "weight")
_OF_PEOPLE = ("adjectives", "persons", "plurals")
TABLES = (
    Table(
        "countries",
        ("code", "name", "aliases", *_OF_PEOPLE, "capitals", "seats", "weight"),
        ("code",),
        ("code", "name", "adjectives", "capitals"),
    ),
    Table(
        "former_countries",
        ("id", "code", "name", "aliases", *_OF_PEOPLE, "capitals", "first", "last"),
        ("id",),
        ("id", "code", "name", "adjectives", "first", "last"),
    ),
    Table(
        "peoples",
        ("id", "code", "sector", "name", *_OF_PEOPLE, "weight"),
        ("id",),
        ("id", "name"),
    ),
    Table("cities", _PLACE, ("code", "name"), ("code", "name", "weight")),
    Table("regions", _PLACE, ("code", "name"), ("code", "name", "weight")),
    Table("world_regions", ("id", "name", "aliases"), ("id",), ("id", "name")),
    Table(
        "organs",
        ("code", "sector", "name", "aliases", "weight"),
        ("code", "name"),
        ("code", "sector", "name"),
    ),
    Table(
        "bodies",
        ("id", "code", "sector", "name", "aliases", "weight"),
        ("id",),
        ("id", "code", "sector", "name"),
    ),
    Table(
        "groups",
        ("id", "code", "sector", "name", "aliases", "first", "last", "weight"),
        ("id",),
        ("id", "name"),
    ),
    Table("outlets", ("code", "name", "aliases"), ("name",), ("name",)),
    Table(
        "roles",
        ("name", "sector", "kind", "needs_country", "plurals", "aliases"),
        ("name",),
        ("name", "kind", "needs_country"),
    ),
    Table("ambiguous", ("kind", "name"), ("kind", "name"), ("kind", "name")),
    Table("shared_names", ("name",), ("name",), ("name",)),
)


def faults_of_rows() -> Iterator[str]:
    """Yield the rows that lack a cell, name a thing twice, or have the id of another row."""
    for table in TABLES:
        seen: set[tuple[str, ...]] = set()
        for cells in rows(table.name, *table.columns):
            row = dict(zip(table.columns, cells, strict=True))
            key = tuple(row[column] for column in table.key)
            where = f"{table.name}: {', '.join(key)}"
            if key in seen:
                yield f"{where}: stands there twice"
            seen.add(key)
            for column in table.required:
                if not row[column]:
                    yield f"{where}: has no {column}"
            spellings = [row["name"], *several(row.get("aliases", ""))]
            if len(set(spellings)) < len(spellings):
                yield f"{where}: has one spelling twice"


def faults_of_codes(named: Iterable[Named], known: Mapping[str, Country]) -> Iterator[str]:
    """Yield the entries whose code is neither a country's, a former state's nor a body's."""
    entries = {entry.entity: entry for _, entry in named}
    listed = {code for code, *_ in rows_of("former_countries", "code")}
    listed |= {code for code, *_ in rows_of("bodies", "code")}
    listed |= {code for code, *_ in rows_of("groups", "id")}
    for entry in entries.values():
        if entry.code is None:
            if entry.kind not in _WITHOUT_CODE:
                yield f"{entry.entity}: has no code"
        elif entry.code not in known and entry.code not in listed:
            yield f"{entry.entity}: {entry.code} is no known code"
        if entry.sector is None and entry.kind in (EntryKind.ORGAN, EntryKind.BODY):
            yield f"{entry.entity}: has no sector"


def rows_of(table: str, *columns: str) -> Iterator[tuple[str, ...]]:
    """Yield the cells of these columns of a table, row by row."""
    all_columns = next(known.columns for known in TABLES if known.name == table)
    places = [all_columns.index(column) for column in columns]
    for cells in rows(table, *all_columns):
        yield tuple(cells[place] for place in places)


def faults_of_ambiguity(named: Iterable[Named]) -> Iterator[str]:
    """Yield the names that two entries of one kind share, unless they are listed as ambiguous."""
    claims: dict[tuple[EntryKind, tuple[str, ...]], dict[str, Entry]] = {}
    printed: dict[tuple[EntryKind, tuple[str, ...]], str] = {}
    for name, entry in named:
        key = (entry.kind, name_parts(name))
        claims.setdefault(key, {})[entry.entity] = entry
        printed[key] = name
    listed = {
        (EntryKind(kind), name_parts(name)) for kind, name in rows("ambiguous", "kind", "name")
    }
    for key, entries in claims.items():
        if len(entries) > 1 and key not in listed:
            yield f"{key[0]}: {printed[key]} is {' and '.join(sorted(entries))}"
    for kind, parts in listed:
        if len(claims.get((kind, parts), ())) < 2:
            yield f"ambiguous: {kind} {' '.join(parts)} stands for one thing only"
