"""Who a party is on a day, as the tables know: a country, a body, or a person with offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demarche.knowledge.people import People


@dataclass(frozen=True, slots=True)
class Held:
    """An office that somebody holds or held: its title, whose it is, and from when to when.

    `last` is None while no end is known; the days are sure to the day, a month or a year.
    """

    title: str
    code: str
    first: date
    last: date | None
    sure: str
    is_former: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A party: what the record knows it by, its name where the tables have one, and on a day the
    code that it acts for and the offices that it holds or held."""

    key: str
    name: str | None
    kind: str
    code: str | None = None
    offices: tuple[Held, ...] = ()


def known(key: str, day: date) -> Known:
    """Return what is known of a party on a day, by its code or entity; nothing is made up."""
    kind, _, number = key.partition(":")
    if kind == "person":
        return _person(key, day)
    if kind == "country" or key in _countries():
        code = number or key
        return Known(key, _countries().get(code), "country", code)
    name = _bodies().get(key)
    return Known(key, name, "body" if name else "party", None if number else key)


def name_of(key: str) -> str | None:
    """Return the usual name of a country, body or person; None where the tables have none."""
    kind, _, number = key.partition(":")
    if kind == "person":
        found = _people().people.get(key) or _people().people.get(number)
        return found.name if found else None
    return _countries().get(number or key) or _bodies().get(key)


def _person(key: str, day: date) -> Known:
    people = _people()
    found = people.people.get(key) or people.people.get(key.partition(":")[2])
    if found is None:
        return Known(key, None, "person")
    offices = tuple(
        Held(
            holding.office.titles[0],
            holding.office.code,
            holding.term.first,
            holding.term.last,
            holding.term.sure.value,
            holding.former,
        )
        for holding in people.offices_of(found, day)
    )
    return Known(key, found.name, "person", people.standing(found, day).code, offices)


@cache
def _people() -> People:
    from demarche.knowledge.people import People

    return People.load()


@cache
def _countries() -> Mapping[str, str]:
    from demarche.knowledge.places import countries

    return {code: country.name for code, country in countries().items()}


@cache
def _bodies() -> Mapping[str, str]:
    from demarche.knowledge.institutions import names_of_bodies, names_of_groups

    found: dict[str, str] = {}
    for _, entry in (*names_of_bodies(), *names_of_groups()):
        found[entry.entity] = entry.name
        # A code is that of many bodies; the one that it is the name of has it in its id.
        if entry.entity.partition(":")[2] == entry.code:
            found[entry.code] = entry.name
    return found
