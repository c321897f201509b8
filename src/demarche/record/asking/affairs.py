"""The affairs that events belong to, and what they are called.

An affair is known by its parties and its topic (see `record.stories`), and by its time: where
nothing is told of it for half a year, what follows is another. Of such the id ends with the month
of the first event: `PRK-USA:talks@2018-06`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import CTE, ColumnElement, Connection, Date, and_, exists, func, select

from demarche.model import RecordError
from demarche.model.entries import Story
from demarche.record.asking.which import Which
from demarche.record.store import Then, View, schema

_E = schema.events
# Days without an event after which an affair has ended.
GAP = 183
_FEW = 1000

Names: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of time in which something is told of an affair at least twice a year."""

    story: str
    first: date
    last: date
    is_only: bool

    @property
    def id(self) -> str:
        """The id of the affair."""
        return self.story if self.is_only else f"{self.story}@{self.first:%Y-%m}"

    def holds(self, given: str) -> bool:
        """Whether `given` names this affair: by its own id, or by a month of its time."""
        story, _, month = given.partition("@")
        is_then = f"{self.first:%Y-%m}" <= month <= f"{self.last:%Y-%m}"
        return story == self.story and (not month or is_then)

    def name(self, names: Names) -> str:
        """Return what a person called it last, by itself or with all of the same parties and
        topic; else its id."""
        own = [name for target, name in names.items() if "@" in target and self.holds(target)]
        return own[-1] if own else names.get(self.story, self.id)


def stories(connection: Connection, view: View, most: int) -> tuple[Story, ...]:
    """Return the affairs with most events, each with its days.

    They are those of the parties and topics with most events, `most` of which are looked at.
    """
    counts = _counts(connection, view, most)
    runs = [run for some in runs_of(connection, view, list(counts)).values() for run in some]
    names = names_of(connection, view, counts)
    events = _events(connection, view, runs, counts)
    found = [Story(run.id, run.name(names), events[run], run.first, run.last) for run in runs]
    return tuple(sorted(found, key=lambda story: (-story.events, story.id))[:most])


def story_name(connection: Connection, view: View, story: str, day: date) -> str:
    """Return what the affair is called that an event of `story` belongs to by its day."""
    names = names_of(connection, view, [story])
    for run in runs_of(connection, view, [story]).get(story, ()):
        if run.first <= day <= run.last:
            return run.name(names)
    return names.get(story, story)


def placed(connection: Connection, view: View, which: Which) -> Which:
    """Return what is asked for with the affair in its place in time.

    Raises RecordError where there is none in the month that the id names.
    """
    if which.story is None or "@" not in which.story:
        return which
    story = which.story.partition("@")[0]
    for run in runs_of(connection, view, [story]).get(story, ()):
        if run.holds(which.story):
            return replace(which, story=story, within=(run.first, run.last))
    raise RecordError(which.story, "no such story in the record")


def runs_of(
    connection: Connection, view: View, stories: Sequence[str]
) -> dict[str, tuple[Run, ...]]:
    """Return when something is told of each of `stories`, in stretches without a longer gap."""
    walk = _walk(view, stories, connection.dialect.name)
    query = select(walk.c.story, walk.c.at).order_by(walk.c.story, walk.c.at)
    rows = connection.execute(query).all() if stories else []
    out = {}
    for story, some in groupby(rows, key=lambda row: str(row.story)):
        stretches = _stretches([row.at for row in some])
        is_only = len(stretches) == 1
        out[story] = tuple(Run(story, first, last, is_only) for first, last in stretches)
    return out


def _stretches(days: Sequence[date]) -> list[tuple[date, date]]:
    """Return the stretches of `days`, which are in order, between gaps."""
    out: list[tuple[date, date]] = []
    for day in days:
        if out and (day - out[-1][1]).days <= GAP:
            out[-1] = (out[-1][0], day)
        else:
            out.append((day, day))
    return out


def _walk(view: View, stories: Sequence[str], dialect: str) -> CTE:
    """Return a query for days of each story, in steps that are as long as they may be without a
    gap: few of many, among them the first and the last of each stretch."""
    start = (
        select(_E.c.story, func.min(_E.c.shown).label("at"))
        .where(_E.c.story.in_(stories), *_holding(view))
        .group_by(_E.c.story)
        .cte("walk", recursive=True)
    )
    later = _later(start.c.at, dialect)
    same = (_E.c.story == start.c.story, *_holding(view))
    near = select(func.max(_E.c.shown)).where(*same, _E.c.shown > start.c.at, _E.c.shown <= later)
    far = select(func.min(_E.c.shown)).where(*same, _E.c.shown > later)
    step = func.coalesce(near.scalar_subquery(), far.scalar_subquery(), type_=Date)
    return start.union_all(select(start.c.story, step).where(step.is_not(None)))


def _later(day: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    """Return the last day that is no gap away from `day`; the stores reckon differently."""
    return func.date(day, f"+{GAP} days") if dialect == "sqlite" else day.op("+")(GAP)


def _holding(view: View) -> list[ColumnElement[bool]]:
    return [view.holds(_E), _E.c.is_rejected.is_(False)]


def _counts(connection: Connection, view: View, most: int) -> dict[str, int]:
    """Return how many events each of the stories with most of them has."""
    many = func.count().label("many")
    query = (
        select(_E.c.story, many)
        .where(*_holding(view), _E.c.story.is_not(None))
        .group_by(_E.c.story)
        .order_by(many.desc(), _E.c.story)
        .limit(most)
    )
    return {row.story: row.many for row in connection.execute(query)}


def _events(
    connection: Connection, view: View, runs: Sequence[Run], counts: Mapping[str, int]
) -> dict[Run, int]:
    """Return how many events belong to each run.

    Those of the only run of a story are counted already; of stories with few events the days are
    fetched at once, of others each run is counted by itself.
    """
    few = sorted({run.story for run in runs if not run.is_only and counts[run.story] <= _FEW})
    days = _days(connection, view, few)
    out = {}
    for run in runs:
        if run.is_only:
            out[run] = counts[run.story]
        elif run.story in days:
            out[run] = sum(n for day, n in days[run.story] if run.first <= day <= run.last)
        else:
            out[run] = _count(connection, view, run)
    return out


def _days(
    connection: Connection, view: View, stories: Sequence[str]
) -> dict[str, list[tuple[date, int]]]:
    """Return how many events of each of `stories` stand under each day."""
    query = (
        select(_E.c.story, _E.c.shown, func.count().label("many"))
        .where(_E.c.story.in_(stories), *_holding(view))
        .group_by(_E.c.story, _E.c.shown)
    )
    out: dict[str, list[tuple[date, int]]] = {}
    for story, day, many in connection.execute(query) if stories else ():
        out.setdefault(story, []).append((day, many))
    return out


def _count(connection: Connection, view: View, run: Run) -> int:
    within = and_(_E.c.story == run.story, _E.c.shown.between(run.first, run.last))
    query = select(func.count()).select_from(_E).where(within, *_holding(view))
    return int(connection.execute(query).scalar_one())


def names_of(connection: Connection, view: View, wanted: Iterable[str]) -> dict[str, str]:
    """Return the names that were given by hand to these stories, or to a time of theirs, by what
    they were given to; the last ones last."""
    table = schema.corrections
    undo = table.alias()
    stories = set(wanted)
    query = (
        select(table.c.target, table.c.value)
        .where(
            table.c.kind == "rename",
            ~exists().where(
                undo.c.undoes == table.c.id,
                *([undo.c.transaction <= view.transaction] if isinstance(view, Then) else []),
            ),
            *([table.c.transaction <= view.transaction] if isinstance(view, Then) else []),
        )
        .order_by(table.c.transaction, table.c.place)
    )
    out: dict[str, str] = {}
    for target, name in connection.execute(query):
        if target.partition("@")[0] in stories:
            out.pop(target, None)
            out[target] = name
    return out
