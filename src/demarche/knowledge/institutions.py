"""Organs of state, international bodies, armed groups, parties and outlets."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.knowledge.entries import Entry, EntryKind
from demarche.knowledge.places import Named
from demarche.knowledge.rows import rows, sector, several, slug, validity
from demarche.model import Sector


def names_of_organs() -> Iterator[Named]:
    """Yield the names of the organs of single states ("Knesset", "the Pentagon")."""
    columns = ("code", "sector", "name", "aliases", "weight")
    for code, acts_as, name, aliases, weight in rows("organs", *columns):
        entry = Entry(
            f"organ:{code}:{slug(name)}",
            name,
            EntryKind.ORGAN,
            code,
            sector(acts_as),
            f"country:{code}",
            weight=int(weight or 10),
        )
        yield from _spellings(entry, aliases)


def names_of_bodies() -> Iterator[Named]:
    """Yield the names of international bodies and of organizations that act across borders."""
    columns = ("id", "code", "sector", "name", "aliases", "weight")
    for id_, code, acts_as, name, aliases, weight in rows("bodies", *columns):
        entry = Entry(
            f"body:{id_}",
            name,
            EntryKind.BODY,
            code or None,
            sector(acts_as),
            f"body:{code}" if code and code != id_ else None,
            weight=int(weight or 20),
        )
        yield from _spellings(entry, aliases)


def names_of_groups() -> Iterator[Named]:
    """Yield the names of armed groups and of political parties and movements."""
    columns = ("id", "code", "sector", "name", "aliases", "first", "last", "weight")
    for id_, code, acts_as, name, aliases, first, last, weight in rows("groups", *columns):
        entry = Entry(
            f"group:{id_}",
            name,
            EntryKind.GROUP,
            code or None,
            sector(acts_as),
            weight=int(weight or 10),
            validity=validity(first, last),
        )
        yield from _spellings(entry, aliases)


def names_of_outlets() -> Iterator[Named]:
    """Yield the names of news agencies, newspapers and broadcasters."""
    for code, name, aliases in rows("outlets", "code", "name", "aliases"):
        entry = Entry(
            f"outlet:{slug(name)}",
            name,
            EntryKind.OUTLET,
            code or None,
            Sector.MED,
            f"country:{code}" if code else None,
            weight=5,
        )
        yield from _spellings(entry, aliases)


def _spellings(entry: Entry, aliases: str) -> Iterator[Named]:
    yield entry.name, entry
    for alias in several(aliases):
        yield alias, entry
