"""Countries, their peoples, capitals, cities and regions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from demarche.knowledge.entries import Entry, EntryKind, Form, Validity
from demarche.knowledge.rows import rows, sector, several, slug, spoken, validity
from demarche.model import Sector

Named = tuple[str, Entry]
"""A name as printed, and one entry that it may stand for."""

_OF_PEOPLE = ("adjectives", "persons", "plurals")
_NO_CAPITAL = "-"


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its code, its news name, and the words for it.

    `adjectives`, `persons` and `plurals` are the words for its people ("Turkish", "Turk",
    "Turks"); `capitals` holds the capital's spellings, and is empty where there is no capital;
    `seats` holds other cities that stand for the government. `weight` grows with how much of the
    news it fills.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    persons: tuple[str, ...]
    plurals: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    weight: int

    @property
    def capital(self) -> str | None:
        """The capital's usual name."""
        return self.capitals[0].removeprefix("~") if self.capitals else None


def countries() -> dict[str, Country]:
    """Return the countries by ISO 3166-1 alpha-3 code, with XKX for Kosovo."""
    found = {}
    columns = ("code", "name", "aliases", *_OF_PEOPLE, "capitals", "seats", "weight")
    for code, name, *cells, weight in rows("countries", *columns):
        aliases, adjectives, persons, plurals, capitals, seats = (
            () if cell == _NO_CAPITAL else tuple(several(cell)) for cell in cells
        )
        found[code] = Country(
            code, name, aliases, adjectives, persons, plurals, capitals, seats, int(weight or 0)
        )
    return found


def names_of_countries(known: Iterable[Country]) -> Iterator[Named]:
    """Yield the names of countries, their peoples and their seats of government."""
    for country in known:
        code, parent = country.code, f"country:{country.code}"
        weight = 50 + country.weight
        entry = Entry(parent, country.name, EntryKind.COUNTRY, code, Sector.GOV, weight=weight)
        yield country.name, entry
        for alias in country.aliases:
            yield alias, entry
        words = (country.adjectives, country.persons, country.plurals)
        yield from _people(f"people:{code}", code, parent, words, weight)
        if country.capital:
            for spelling in spoken(country.capitals):
                seat = _seat(EntryKind.CAPITAL, country.capital, code, parent, weight - 10)
                yield spelling, seat
        for spelling in country.seats:
            yield spelling, _seat(EntryKind.CITY, spelling, code, parent, weight - 10)


def _seat(kind: EntryKind, name: str, code: str, parent: str, weight: int) -> Entry:
    return Entry(f"city:{code}:{slug(name)}", name, kind, code, None, parent, weight=weight)


def _people(
    entity: str,
    code: str | None,
    parent: str | None,
    words: tuple[Iterable[str], ...],
    weight: int,
    existed: Validity | None = None,
    acts_as: Sector | None = None,
) -> Iterator[Named]:
    for form, spellings in zip(Form, words, strict=True):
        for spelling in spoken(spellings):
            kind = EntryKind.PEOPLE
            yield (
                spelling,
                Entry(entity, spelling, kind, code, acts_as, parent, form, weight, existed),
            )


def names_of_former_countries() -> Iterator[Named]:
    """Yield the names of states that are no more, coded as the state that came after them."""
    columns = ("id", "code", "name", "aliases", *_OF_PEOPLE, "capitals", "first", "last")
    for id_, code, name, *cells, first, last in rows("former_countries", *columns):
        aliases, adjectives, persons, plurals, capitals = (several(cell) for cell in cells)
        parent, existed = f"country:{id_}", validity(first, last)
        entry = Entry(
            parent, name, EntryKind.COUNTRY, code, Sector.GOV, weight=40, validity=existed
        )
        yield name, entry
        for alias in aliases:
            yield alias, entry
        words = (adjectives, persons, plurals)
        yield from _people(f"people:{id_}", code, parent, words, 40, existed)
        for capital in capitals:
            yield capital, _seat(EntryKind.CAPITAL, capital, code, parent, 30)


def names_of_peoples() -> Iterator[Named]:
    """Yield the names of peoples who have no state of their own, or live in several.

    Most act as civilians in print; those with an armed cause or a government have its sector.
    """
    columns = ("id", "code", "sector", "name", *_OF_PEOPLE, "weight")
    for id_, code, acts_as, _, adjectives, persons, plurals, weight in rows("peoples", *columns):
        parent = f"country:{code}" if code else None
        words = (several(adjectives), several(persons), several(plurals))
        kind = sector(acts_as) or (Sector.CVL if code else None)
        people = f"people:{id_}", code or None, parent, words, int(weight or 0)
        yield from _people(*people, acts_as=kind)


def names_of_places() -> Iterator[Named]:
    """Yield the names of cities and regions, and of parts of the world, which have no code."""
    for table, kind in (("cities", EntryKind.CITY), ("regions", EntryKind.REGION)):
        for code, name, aliases, weight in rows(table, "code", "name", "aliases", "weight"):
            entry = Entry(
                f"{kind}:{code}:{slug(name)}",
                name,
                kind,
                code,
                None,
                f"country:{code}",
                weight=int(weight or 0),
            )
            yield name, entry
            for alias in several(aliases):
                yield alias, entry
    for id_, name, aliases in rows("world_regions", "id", "name", "aliases"):
        entry = Entry(f"region:{id_}", name, EntryKind.REGION, None, None)
        yield name, entry
        for alias in several(aliases):
            yield alias, entry
