"""What a person should look at: doubtful readings, and merges that were a near thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, zip_longest
from typing import Any

from sqlalchemy import Connection, exists, func, select, tuple_

from demarche.model.entries import Doubt
from demarche.model.judgements import Judgement, Verdict
from demarche.record import on_record
from demarche.record.store import Then, View, schema
from demarche.record.weighing import SURE

_E, _M, _J, _R = schema.events, schema.mentions, schema.judgements, schema.rulings
# How far from the threshold a judgement may lie and be a near thing, and how sure a reading may be
# and be doubtful.
_NEAR = 0.1
_DOUBTFUL = 0.8


@dataclass(frozen=True, slots=True)
class Questions:
    """What a person should look at, by the ids of mentions alone, the most doubtful first: pairs
    that were a near thing, and readings."""

    merges: tuple[tuple[str, str], ...]
    readings: tuple[str, ...]

    def in_turn(self) -> tuple[tuple[str, ...], ...]:
        """Return the mentions of each question, pairs and readings in turn."""
        mixed = chain.from_iterable(zip_longest(self.merges, ((one,) for one in self.readings)))
        return tuple(one for one in mixed if one)


def questions(
    connection: Connection, view: View, most: int, among: Questions | None = None
) -> Questions:
    """Return at most so many questions of each kind; those `among` some are soon told.

    What a person has corrected, rejected or ruled on is doubtful no longer.
    """
    merges = _merges(connection, view, most, among.merges if among else None)
    readings = _readings(connection, view, most, among.readings if among else None)
    return Questions(tuple((one.one, one.other) for one in merges), tuple(readings))


def doubts(
    connection: Connection, view: View, most: int, among: Questions | None = None
) -> tuple[Doubt, ...]:
    """Return at most so many doubts, near merges and doubtful readings in turn, each kind with the
    most doubtful first; only those `among` some questions, where these are given."""
    merges = _merges(connection, view, most, among.merges if among else None)
    readings = _readings(connection, view, most, among.readings if among else None)
    wanted = [one.one for one in merges] + [one.other for one in merges] + readings
    told = on_record.tellings(connection, wanted, view)
    events = _events_of(connection, view, wanted)
    pairs = [
        Doubt((told[one.one], told[one.other]), (events[one.one], events[one.other]), one)
        for one in merges
        if {one.one, one.other} <= told.keys() & events.keys()
    ]
    single = [Doubt((told[one],), (events[one],), None) for one in readings if one in events]
    mixed = chain.from_iterable(zip_longest(pairs, single))
    return tuple(one for one in mixed if one)[:most]


def _merges(
    connection: Connection, view: View, most: int, among: Sequence[tuple[str, str]] | None
) -> list[Judgement]:
    """Return the judgements nearest to the threshold on which nobody has ruled."""
    ruled = exists().where(_R.c.one == _J.c.one, _R.c.other == _J.c.other, view.holds(_R))
    away = func.abs(_J.c.score - SURE)
    query = select(_J).where(view.holds(_J), _J.c.score.between(SURE - _NEAR, SURE + _NEAR), ~ruled)
    if among is not None:
        query = query.where(tuple_(_J.c.one, _J.c.other).in_(among))
    query = query.order_by(away, _J.c.one, _J.c.other).limit(most)
    return [
        Judgement(row["one"], row["other"], Verdict(row["verdict"]), row["score"])
        for row in connection.execute(query).mappings()
    ]


def _readings(
    connection: Connection, view: View, most: int, among: Sequence[str] | None
) -> list[str]:
    """Return the least sure mentions on which alone an event rests that nobody has corrected."""
    sure = _M.c.told["mention"]["confidence"].as_float()
    query = (
        select(_M.c.id)
        .join(_E, _E.c.id == _M.c.id)
        .where(
            view.holds(_M),
            view.holds(_E),
            _E.c.tellings == 1,
            _E.c.is_corrected.is_(False),
            _E.c.is_rejected.is_(False),
            sure < _DOUBTFUL,
        )
    )
    if among is not None:
        query = query.where(_M.c.id.in_(among))
    query = query.order_by(sure, _M.c.id).limit(most)
    return [str(one) for one in connection.execute(query).scalars()]


def _events_of(connection: Connection, view: View, mentions: Sequence[str]) -> dict[str, str]:
    members = schema.members
    query = select(members.c.mention, members.c.event).where(
        members.c.mention.in_(mentions), view.holds(members)
    )
    return {row.mention: row.event for row in connection.execute(query)}


def last_added(connection: Connection, view: View) -> datetime | None:
    """Return the moment under which a report was last added; None where none was."""
    log, pages = schema.transactions, schema.pages
    last = select(func.max(pages.c.transaction))
    if isinstance(view, Then):
        last = last.where(pages.c.transaction <= view.transaction)
    query = select(log.c.recorded).where(log.c.id == last.scalar_subquery())
    found: datetime | None = connection.execute(query).scalar()
    return found


def prominent(connection: Connection, view: View, most: int) -> tuple[tuple[str, str, int], ...]:
    """Return the parties to most events: (code or entity, name, events), people among them."""
    sides = schema.sides
    out: list[tuple[str, str, int]] = []
    people = sides.c.entity.startswith("person:", autoescape=True)
    for column, conditions in (
        (sides.c.code, [sides.c.is_first.is_(True)]),
        (sides.c.entity, [people]),
    ):
        many: Any = func.count()
        query = (
            select(column, func.min(sides.c.name), many)
            .where(column.is_not(None), view.holds(sides), *conditions)
            .group_by(column)
            .order_by(many.desc(), column)
            .limit(most)
        )
        out += [
            (str(key), str(name), int(events)) for key, name, events in connection.execute(query)
        ]
    return tuple(sorted(out, key=lambda one: (-one[2], one[0])))
