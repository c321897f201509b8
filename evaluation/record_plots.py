"""Made-up countries and persons, and what reports may tell of them.

What follows from the tellings is derived as the record itself derives it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, partial
from itertools import accumulate
from random import Random
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

from demarche.knowledge.topics import topics
from demarche.model import (
    Days,
    EventType,
    Evidence,
    Grain,
    Mention,
    Occurrence,
    Party,
    PloverType,
    Sector,
    Span,
    Status,
)
from demarche.model.events import Account, Event, Origin, Printed, Side, Telling
from demarche.record import codec, rows
from demarche.record.expectations import expectation, word
from demarche.record.origins import folded
from demarche.record.silences import silence
from demarche.record.store import schema

EPOCH = date(1000, 1, 1)  # so long ago that no day of a plot is one of the record
HOUR = time(12, tzinfo=UTC)
CODES, OUTLETS, WORDS, PERSONS, UNNAMED = 190, 200, 20_000, 60, 100_000
TELLINGS = {1: 70, 2: 18, 3: 7, 4: 2, 6: 2, 10: 1}
STATUSES = {
    Status.HAPPENED: 64,
    Status.ONGOING: 21,
    Status.PLANNED: 5,
    Status.POSSIBLE: 5,
    Status.DID_NOT_HAPPEN: 3,
    Status.WILL_NOT_HAPPEN: 2,
}
AFTERWARDS = {Status.HAPPENED: 50, Status.PLANNED: 30, Status.WILL_NOT_HAPPEN: 20}

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

T = TypeVar("T")


@dataclass(frozen=True)
class Ranked(Generic[T]):
    """Things of which the first is drawn most often, the second half as often, and so on."""

    things: Sequence[T]

    def draw(self, rng: Random, many: int = 1) -> list[T]:
        return rng.choices(self.things, cum_weights=self._sums, k=many)

    @cached_property
    def _sums(self) -> list[float]:
        return list(accumulate(1 / rank for rank in range(1, len(self.things) + 1)))


@dataclass(frozen=True)
class World:
    """Who there is, and the words there are."""

    codes: Ranked[str]
    sides: Mapping[str, Ranked[Side]]
    unnamed: Ranked[str]
    words: Ranked[str]
    outlets: Ranked[str]

    @classmethod
    def of(cls, seed: int) -> World:
        """Return the world that belongs to `seed`."""
        rng = Random(seed)
        codes = _distinct(lambda: "".join(rng.choices("ABCDEFGHIKLMNOPRSTUVZ", k=3)), CODES)
        return cls(
            Ranked(codes),
            {code: Ranked(_sides(code, rng)) for code in codes},
            Ranked([_name(rng, 2) for _ in range(UNNAMED)]),
            Ranked(_distinct(partial(_word, rng), WORDS)),
            Ranked(_distinct(lambda: f"The {_name(rng, 2)}", OUTLETS)),
        )


def _distinct(make: Callable[[], str], many: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < many:
        found[make()] = None
    return list(found)


def _word(rng: Random) -> str:
    return "".join(
        rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(2, 4))
    )


def _name(rng: Random, words: int) -> str:
    return " ".join(_word(rng).title() for _ in range(words))


def _sides(code: str, rng: Random) -> list[Side]:
    capital = _name(rng, 1)
    persons = [_name(rng, 2) for _ in range(PERSONS)]
    return [
        Side(_name(rng, 1), f"country:{code}", code, Sector.GOV),
        Side(capital, f"city:{code}:{capital.lower()}", code, Sector.GOV),
        *(Side(p, f"person:{p.lower().replace(' ', '-')}", code, Sector.GOV) for p in persons),
    ]


@dataclass(frozen=True, slots=True)
class Plot:
    """What many events have in common: their rows as JSON, with days and ids of their own.

    `turns` are the days after `EPOCH` on which pages tell of it, the first being 0; rows name their
    transactions by the place of the turn. `days` are all days that the rows name.
    """

    rows: str
    turns: tuple[int, ...]
    days: tuple[date, ...]
    tellings: int


class Plotter:
    """Makes up plots."""

    def __init__(self, world: World, rng: Random) -> None:
        self._world, self._rng = world, rng
        self._rows: list[tuple[str, dict[str, Any]]] = []

    def plot(self) -> Plot:
        """Return a plot, with all that follows from its tellings."""
        self._rows = []
        days = self._told_on()
        told = self._told(days)
        turns = sorted(set(days))
        apart = self._apart(told, days)
        for at, turn in enumerate(turns):
            known = [one for one, day in zip(told, days, strict=True) if day <= turn]
            last = at == len(turns) - 1
            joined = [one for one in known if last or one not in apart]
            self._derived(joined, at, None if last else at + 1)
        for one, day in zip(told, days, strict=True):
            since = turns.index(day)
            self._mention(one, since)
            if one in apart:
                self._derived([one], since, len(turns) - 1)
                self._member(one, one, since, len(turns) - 1)
                since = len(turns) - 1
            self._member(one, told[0], since, None)
        rows = json.dumps(self._rows, default=str)
        named = tuple(map(date.fromisoformat, sorted(set(_DAY.findall(rows)))))
        return Plot(rows, tuple(turns), named, len(told))

    def words(self, many: int) -> str:
        """Return words, drawn each for itself."""
        return " ".join(self._world.words.draw(self._rng, many))

    def _told_on(self) -> list[int]:
        """Return the days on which pages tell of an event: the first, and some soon after."""
        many = self._rng.choices(list(TELLINGS), TELLINGS.values())[0]
        later = (
            (self._rng.random() < 0.5) * (1 + int(self._rng.expovariate(1 / 3)))
            for _ in range(many - 1)
        )
        return sorted([0, *later])

    def _apart(self, told: Sequence[Telling], days: Sequence[int]) -> list[Telling]:
        """Return the telling that is held for another event until the last page tells of it."""
        is_apart = self._rng.random() < 0.3
        return [told[at] for at in range(1, len(told)) if is_apart and days[at] < days[-1]][:1]

    def _told(self, days: Sequence[int]) -> list[Telling]:
        rng = self._rng
        sides = (
            self._parties(rng.choices((1, 2), (4, 1))[0]),
            self._parties(rng.choices((0, 1, 2), (3, 6, 1))[0]),
        )
        kind = rng.choice(list(EventType))
        status = rng.choices(list(STATUSES), STATUSES.values())[0]
        is_silence = status is Status.ONGOING and rng.random() < 0.05
        is_ahead = status in (Status.PLANNED, Status.POSSIBLE)
        out = []
        for at, day in enumerate(days):
            if at and is_ahead:
                status = rng.choices(list(AFTERWARDS), AFTERWARDS.values())[0]
            outlet = self._world.outlets.draw(rng)[0]
            where = printed(f"@page{day}@", f"page {day}", EPOCH + timedelta(days=day), outlet)
            mention = self._made_up(kind, status, *sides, where.day)
            why = {"rule": "silence:made" if is_silence else "made", "trigger": "met"}
            names = " and ".join(party.text for side in sides for party in side)
            quote = f"{names} {self.words(14)}"
            out.append(Telling(replace(mention, id=f"@id{at}@", why=why), where, quote))
        return out

    def _made_up(
        self,
        kind: EventType,
        status: Status,
        actors: tuple[Party, ...],
        recipients: tuple[Party, ...],
        day: date,
    ) -> Mention:
        return Mention(
            id="",
            event_type=kind,
            plover_type=None if kind is EventType.POLICY else PloverType(kind.value),
            mode=None,
            contexts=("diplomatic",),
            status=status,
            actors=actors,
            recipients=recipients,
            place=None,
            occurred=self._occurred(day, status),
            attributions=(),
            evidence=Evidence(Span(0, 120), Span(0, 4)),
            confidence=0.9,
        )

    def _parties(self, many: int) -> tuple[Party, ...]:
        """Return parties: persons and countries, and some that have no name, or no country."""
        out = []
        for code in self._world.codes.draw(self._rng, many):
            side = self._world.sides[code].draw(self._rng)[0]
            if self._rng.random() < 0.4:
                side = Side("the @name@", None, code if self._rng.random() < 0.75 else None)
            span = Span(0, len(side.name))
            out.append(Party(span, side.name, side.name, side.entity, side.code, side.sector))
        return tuple(out)

    def _occurred(self, day: date, status: Status) -> Occurrence | None:
        """Return days ahead or gone by, mostly near, for half of the acts."""
        rng = self._rng
        if rng.random() < 0.5:
            return None
        if status in (Status.PLANNED, Status.POSSIBLE):
            last = day + timedelta(days=1 + int(rng.expovariate(1 / 40)))
            return Occurrence(Days(day, last, Grain.WINDOW, "soon"), "soon", None)
        ago = rng.randint(0, 4) if rng.random() < 0.95 else rng.randint(5, 4_000)
        return Occurrence(Days.on(day - timedelta(days=ago), "then"), "then", None)

    def _mention(self, one: Telling, since: int) -> None:
        row = {
            "id": one.mention.id,
            "page": one.printed.page,
            "printed": one.printed.day,
            "told": {"mention": codec.kept(one.mention), "deadline": None},
            "quote": one.quote,
        }
        self._put(schema.mentions, since, None, row)

    def _member(self, one: Telling, of: Telling, since: int, until: int | None) -> None:
        row = {"mention": one.mention.id, "event": of.mention.id}
        self._put(schema.members, since, until, row)

    def _derived(self, told: Sequence[Telling], since: int, until: int | None) -> None:
        """Put all that follows from the tellings of one event."""
        found = self._event(told)
        awaited, quiet = expectation(found), silence(found)
        if quiet and self._rng.random() < 0.3:
            quiet = replace(quiet, broken=word(told[-1]))
        self._put(schema.events, since, until, rows.event_row(found))
        self._put(schema.sides, since, until, *rows.side_rows([found]))
        outcomes = {found.id: awaited.outcome.value} if awaited else {}
        self._put(schema.dyads, since, until, *rows.dyad_rows([found], outcomes))
        if awaited:
            self._put(schema.expectations, since, until, rows.expectation_row(awaited))
        if quiet:
            self._put(schema.silences, since, until, rows.silence_row(quiet))

    def _event(self, told: Sequence[Telling]) -> Event:
        first = told[0].mention
        codes = list(dict.fromkeys(p.code for p in (*first.actors, *first.recipients) if p.code))
        topic = self._rng.choice([one.id for one in topics()])
        days = [one.mention.occurred.days for one in told if one.mention.occurred]
        return Event(
            id=first.id,
            event_type=first.event_type,
            plover_type=first.plover_type,
            mode=None,
            contexts=first.contexts,
            status=told[-1].mention.status,
            actors=_as_sides(first.actors),
            recipients=_as_sides(first.recipients),
            place=None,
            days=days[-1] if days else None,
            accounts=_accounts(told),
            contradictions=(),
            story=f"{'-'.join(sorted(codes[:2]))}:{topic}" if codes else None,
        )

    def _put(self, table: Table, since: int, until: int | None, *rows: Mapping[str, Any]) -> None:
        """Keep rows that hold from one turn of the event until another."""
        for row in rows:
            plain = {n: json.dumps(v) if isinstance(v, dict) else v for n, v in row.items()}
            self._rows.append((table.name, {**plain, "since": since, "until": until}))


def printed(page: str, name: str, day: date, outlet: str) -> Printed:
    """Return a place of print."""
    accessed = datetime.combine(day, HOUR)
    return Printed(page, name, outlet, name, None, Days.on(day), accessed, page, outlet)


def _as_sides(parties: Sequence[Party]) -> tuple[Side, ...]:
    return tuple(Side(p.text, p.entity, p.code, p.sector) for p in parties)


def _accounts(told: Sequence[Telling]) -> tuple[Account, ...]:
    """Return one account for each outlet."""
    groups: dict[str, list[Telling]] = {}
    for one in told:
        groups.setdefault(str(one.printed.publisher), []).append(one)
    return tuple(
        Account(
            Origin(f"outlet:{folded(outlet)}", outlet, is_named=True, code=None),
            group[-1].mention.status,
            None,
            tuple(group),
        )
        for outlet, group in groups.items()
    )
