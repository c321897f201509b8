"""Who held which office when, and what that makes of a name in print on a given day."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from demarche.model.errors import TableError
from demarche.model.parties import Sector

_TABLES = Path(__file__).parent / "tables" / "people"

_GAPS = str.maketrans("", "", " -.,'\"’‘`()\u00a0")

_UNDECOMPOSED = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a"}
)


class OfficeKind(StrEnum):
    """What sort of office it is, the weightiest first."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    BODY_HEAD = "body_head"
    DEPUTY_HEAD = "deputy_head"
    FOREIGN = "foreign"
    DEFENCE = "defence"
    INTERIOR = "interior"
    MINISTER = "minister"
    SECURITY_ADVISER = "security_adviser"
    INTELLIGENCE = "intelligence"
    POLICE = "police"
    MILITARY = "military"
    UN_AMBASSADOR = "un_ambassador"
    AMBASSADOR = "ambassador"
    ENVOY = "envoy"
    OFFICIAL = "official"
    SPOKESPERSON = "spokesperson"
    CANDIDATE = "candidate"
    PARTY_LEADER = "party_leader"
    LEGISLATURE = "legislature"
    LEGISLATOR = "legislator"
    GOVERNOR = "governor"
    JUDGE = "judge"
    ARMED_GROUP = "armed_group"
    OPPOSITION = "opposition"
    ADVOCATE = "advocate"


class Sure(StrEnum):
    """How finely the days of a term are known: to the day, or give or take a month or a year.

    A first day known no better than that stands as the first of its month or year.
    """

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_SURE = {sure.value: sure for sure in Sure}

_SLACK = {Sure.DAY: timedelta(0), Sure.MONTH: timedelta(62), Sure.YEAR: timedelta(400)}

_WEIGHT = {kind: place for place, kind in enumerate(OfficeKind)}

_AFTERWARDS = {Sector.LEG: Sector.PTY, Sector.IGO: None}


@dataclass(frozen=True, slots=True)
class Office:
    """A seat: whose it is, how print calls it, and whether one person at a time holds it."""

    id: str
    code: str
    titles: tuple[str, ...]
    sector: Sector
    kind: OfficeKind
    exclusive: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom the news names, and the country or body that they act for.

    Those of whom no office is known go by their full names only.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    family: str
    code: str
    gender: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The full name as usually printed, then its other spellings."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in an office.

    `last` is `None` while it has no known end; `known_to` is then the last day on which the
    person is known to have held it, where that is stated.
    """

    person: str
    office: str
    first: date
    last: date | None
    sure: Sure
    known_to: date | None = None

    def covers(self, day: date) -> bool:
        """Whether `day` lies within the stated days."""
        return self.first <= day and (self.last is None or day <= self.last)

    def surely_covers(self, day: date) -> bool:
        """Whether `day` lies within the term however its vague ends fall."""
        slack = _SLACK[self.sure]
        end = self.last - timedelta(1) if self.last else self.known_to
        return self.first + slack <= day and (end is None or day <= end - slack)


@dataclass(frozen=True, slots=True)
class Holding:
    """An office held on a day, or held before it."""

    office: Office
    term: Term
    former: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is on a day: for whom they act, in which sector, and by which office."""

    code: str
    sector: Sector | None
    holding: Holding | None


def name_key(words: str | Sequence[str]) -> str:
    """Return what all spellings of a name share: letters only, without case, marks or gaps.

    >>> name_key("Kim Jong-un") == name_key(["Kim", "Jong", "Un"])
    True
    """
    joined = words if isinstance(words, str) else "".join(words)
    key = joined.casefold().translate(_GAPS)
    if key.isascii():
        return key
    plain = unicodedata.normalize("NFKD", key).translate(_UNDECOMPOSED)
    return "".join(filter(str.isalnum, plain))


def _title_key(title: str) -> str:
    plain = title.casefold().replace("defence", "defense").replace("’", "'")
    plain = plain.replace(".", "").replace("-", " ")
    words = [word for word in plain.split() if word not in {"the", "acting", "interim"}]
    return " ".join(words)


def _without_article(name: str) -> str:
    """The name without "al-" and "el-", as print often gives it."""
    parts = name.replace(" al ", " al-").split()
    return " ".join(part[3:] if part[:3].casefold() in {"al-", "el-"} else part for part in parts)


@dataclass(frozen=True)
class People:
    """The tables of people, offices and terms, and the ways to look them up.

    The indexes are made when they are first asked for.
    """

    offices: Mapping[str, Office]
    people: Mapping[str, Person]
    terms: tuple[Term, ...]

    @classmethod
    def load(cls, folder: Path = _TABLES) -> People:
        """Return the tables in `folder`; raise `TableError` on a row that cannot be read."""
        offices = {row[0]: _office(row) for row in _rows(folder / "offices.csv")}
        people = {row[0]: _person(row) for row in _rows(folder / "people.csv")}
        terms = tuple(map(_term, _rows(folder / "terms.csv")))
        return cls(offices, people, terms)

    @cached_property
    def _by_name(self) -> Mapping[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.people.values():
            for key in _keys(person):
                found.setdefault(key, []).append(person)
        return found

    @cached_property
    def _by_family(self) -> Mapping[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.people.values():
            if person.id not in self._of_person:
                continue
            alone = [name for name in person.aliases if " " not in name]
            for key in {name_key(name) for name in (person.family, *alone)}:
                found.setdefault(key, []).append(person)
        return found

    @cached_property
    def given_names(self) -> Counter[str]:
        """How many people have each first word of a name that is no family name."""
        first = ((person.name.split()[0], person.family) for person in self.people.values())
        return Counter(given for given, family in first if given != family)

    @cached_property
    def _by_title(self) -> Mapping[tuple[str, str], list[Office]]:
        found: dict[tuple[str, str], list[Office]] = {}
        for office in self.offices.values():
            for title in office.titles:
                found.setdefault((office.code, _title_key(title)), []).append(office)
        return found

    @cached_property
    def _of_person(self) -> Mapping[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.person, []).append(term)
        return found

    @cached_property
    def _of_office(self) -> Mapping[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.office, []).append(term)
        return found

    def named(self, words: str | Sequence[str]) -> tuple[Person, ...]:
        """Return those whose full name or one of its other spellings this is."""
        return tuple(self._by_name.get(name_key(words), ()))

    def by_family_name(self, family: str) -> tuple[Person, ...]:
        """Return those whom print calls by this name alone, the weightiest first.

        They hold or held an office.
        """
        key = name_key(family)
        keys = dict.fromkeys((key, name_key(_without_article(family)), "al" + key, "el" + key))
        found = dict.fromkeys(person for key in keys for person in self._by_family.get(key, ()))
        return tuple(sorted(found, key=self._weight))

    def terms_of(self, person: Person | str) -> tuple[Term, ...]:
        """Return all terms of a person, the earliest first."""
        return tuple(sorted(self._of_person.get(_id(person), ()), key=lambda term: term.first))

    def terms_in(self, office: Office | str) -> tuple[Term, ...]:
        """Return all terms in an office, the earliest first."""
        return tuple(sorted(self._of_office.get(_id(office), ()), key=lambda term: term.first))

    def holders(self, office: Office | str, day: date) -> tuple[Person, ...]:
        """Return those who held the office on the day, the latest to take it first."""
        terms = [term for term in self.terms_in(office) if term.covers(day)]
        return tuple(self.people[term.person] for term in reversed(terms))

    def holder(self, office: Office | str, day: date) -> Person | None:
        """Return who held the office on the day; on the day of a handover, the one who takes it."""
        return next(iter(self.holders(office, day)), None)

    def offices_titled(self, code: str, title: str) -> tuple[Office, ...]:
        """Return the offices of a country or body that print calls by this title."""
        return tuple(self._by_title.get((code, _title_key(title)), ()))

    def holder_of_title(self, code: str, title: str, day: date) -> Person | None:
        """Return who bore the title on the day, where one person at a time bears it.

        >>> People.load().holder_of_title("USA", "secretary of state", date(2021, 3, 14)).family
        'Blinken'
        """
        for office in self.offices_titled(code, title):
            if office.exclusive and (person := self.holder(office, day)):
                return person
        return None

    def offices_of(self, person: Person | str, day: date) -> tuple[Holding, ...]:
        """Return the offices held on the day, the weightiest first, then the former ones."""
        begun = [term for term in self.terms_of(person) if term.first <= day]
        now = [self._holding(term, former=False) for term in begun if term.covers(day)]
        past = [self._holding(term, former=True) for term in begun if not term.covers(day)]
        now.sort(key=lambda held: (_WEIGHT[held.office.kind], -held.term.first.toordinal()))
        past.sort(key=lambda holding: holding.term.last or day, reverse=True)
        return (*now, *past)

    def standing(self, person: Person | str, day: date) -> Standing:
        """Return for whom, and in which sector, a person acted on the day.

        One who has left office is still spoken of as what they were; only one who has left
        parliament is a party figure, and one who has left a body acts for their own country, in no
        sector that follows from it.
        """
        known = self.people[_id(person)]
        held = self.offices_of(known, day)
        if not held:
            return Standing(known.code, None, None)
        office = held[0].office
        if held[0].former:
            code = known.code if office.sector is Sector.IGO else office.code
            return Standing(code, _AFTERWARDS.get(office.sector, office.sector), held[0])
        return Standing(office.code, office.sector, held[0])

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the tables, a line each."""
        for term in self.terms:
            yield from self._faults_of(term)
        for office in self.offices.values():
            terms = self.terms_in(office)
            holders = dict.fromkeys(term.person for term in terms)
            for whose in [None] if office.exclusive else holders:
                yield from _overlaps([term for term in terms if whose in (None, term.person)])

    def _faults_of(self, term: Term) -> Iterator[str]:
        where = f"{term.person} as {term.office} from {term.first}"
        if term.person not in self.people:
            yield f"{where}: no such person"
        if term.office not in self.offices:
            yield f"{where}: no such office"
        if term.last and term.last < term.first:
            yield f"{where}: ends before it begins"
        if (term.known_to is None) != (term.last is not None):
            yield f"{where}: wants either a last day or a day to which it is known"

    def _weight(self, person: Person) -> int:
        """The place of the weightiest office that a person ever held; the least is the highest."""
        terms = self._of_person.get(person.id, ())
        return min((_WEIGHT[self.offices[term.office].kind] for term in terms), default=99)

    def _holding(self, term: Term, *, former: bool) -> Holding:
        return Holding(self.offices[term.office], term, former)


def _overlaps(terms: Sequence[Term]) -> Iterator[str]:
    """Yield the pairs of terms, in order of their first days, that share more than one day."""
    latest: Term | None = None
    for term in terms:
        if latest and (latest.last is None or term.first < latest.last):
            yield f"{term.office}: {term.person} from {term.first} overlaps {latest.person}"
        if latest is None or latest.last is None or (term.last or date.max) > latest.last:
            latest = term


def _id(thing: Person | Office | str) -> str:
    return thing if isinstance(thing, str) else thing.id


def _keys(person: Person) -> set[str]:
    """All keys that a person's names go by."""
    keys = {name_key(name) for name in person.names}
    keys.update(name_key(_without_article(name)) for name in person.names if "l-" in name)
    return keys


def _rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a table below its heading, each of six cells."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        for row in rows:
            if len(row) != 6:
                raise TableError(path.name, f"a row of {len(row)} cells, not six: {row}")
            yield row


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _office(row: Sequence[str]) -> Office:
    try:
        sector, kind = Sector(row[3]), OfficeKind(row[4])
    except ValueError as error:
        raise TableError(row[0], str(error)) from error
    return Office(row[0], row[1], _split(row[2]), sector, kind, row[5] == "yes")


def _person(row: Sequence[str]) -> Person:
    gender = None if row[5] == "-" else row[5]
    return Person(row[0], row[1], _split(row[2]), row[3], row[4], gender)


def _term(row: Sequence[str]) -> Term:
    person, office, first, last, sure, known_to = row
    try:
        return Term(
            person,
            office,
            date.fromisoformat(first),
            date.fromisoformat(last) if last else None,
            _SURE[sure],
            date.fromisoformat(known_to) if known_to else None,
        )
    except (ValueError, KeyError) as error:
        raise TableError(f"{person}, {office}", f"cannot be read: {row}") from error
