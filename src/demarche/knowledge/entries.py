"""What the tables hold: entries that a name may stand for, and roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from demarche.model import Sector


class EntryKind(StrEnum):
    """What sort of thing a name names."""

    COUNTRY = "country"
    PEOPLE = "people"
    CAPITAL = "capital"
    CITY = "city"
    REGION = "region"
    ORGAN = "organ"
    BODY = "body"
    GROUP = "group"
    OUTLET = "outlet"
    PERSON = "person"


class Form(StrEnum):
    """How a word for a people is used.

    An adjective may also stand for one person ("an Iraqi"); a person ("a Turk") and a plural
    ("Turks") are never adjectives.
    """

    ADJECTIVE = "adjective"
    PERSON = "person"
    PLURAL = "plural"


@dataclass(frozen=True, slots=True, order=True)
class Validity:
    """The days in which a thing exists: both inclusive; `last` is None where it still does."""

    first: date
    last: date | None

    def __post_init__(self) -> None:
        """Refuse days that run backwards."""
        if self.last is not None and self.last < self.first:
            raise ValueError(f"not a validity: {self.first} to {self.last}")

    def covers(self, day: date) -> bool:
        """Whether the thing exists on `day`."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a name may stand for.

    `entity` is a stable readable id such as "country:USA", "organ:USA:state-department" or
    "group:ISIS". `code` is the ISO 3166-1 alpha-3 code of the country acted for, or the body's
    abbreviation; None where neither is known. `sector` is None where the name alone does not
    give one. `parent` is the id of the country or the larger whole. `weight` says how likely the
    entry is meant among others of the same name: higher is likelier. `validity` is None where the
    days that it exists in do not matter.
    """

    entity: str
    name: str
    kind: EntryKind
    code: str | None
    sector: Sector | None
    parent: str | None = None
    form: Form | None = None
    weight: int = 0
    validity: Validity | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The words [start, end) of a sequence, and what they may stand for, likeliest first.

    `is_partial` is true where the name is only a part of its words ("U.S.-led" as one word).
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    is_partial: bool = False


class RoleKind(StrEnum):
    """Whether a role noun names one person, many, or an institution."""

    PERSON = "person"
    GROUP = "group"
    ORGAN = "organ"


@dataclass(frozen=True, slots=True)
class Role:
    """What a common noun says of the one who acts: "foreign minister", "troops", "parliament".

    `needs_country` is true where the noun means a party only beside a country, place or people
    ("government", "army"), and false where it stands by itself ("protesters", "militants").
    """

    name: str
    sector: Sector | None
    kind: RoleKind
    needs_country: bool = False

    @property
    def is_group(self) -> bool:
        """Whether it names more than one person, or an institution."""
        return self.kind is not RoleKind.PERSON


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """The words [start, end) of a sequence that name a role; `is_plural` as printed."""

    start: int
    end: int
    role: Role
    is_plural: bool
