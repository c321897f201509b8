"""Answers to what the record is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from demarche.model.article import Article
from demarche.model.days import TimeExpression
from demarche.model.events import Event, Line, Printed, Telling
from demarche.model.judgements import Correction, Judgement
from demarche.model.ledger import Expectation, Silence, Standing
from demarche.model.mentions import Status
from demarche.model.parties import Statement
from demarche.model.plover import EventType


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as a list shows it.

    `shown` is the day under which it stands: the first of its days, or where none are told the day
    by which it was in print. `status` is `None` where accounts contradict each other on it.
    """

    id: str
    event_type: EventType
    status: Status | None
    shown: date
    story: str | None
    tellings: int
    outlets: int
    origins: int
    is_contradicted: bool
    is_rejected: bool
    line: Line


@dataclass(frozen=True, slots=True)
class Due:
    """An expectation, how it stands on the day asked for, and the event that is awaited."""

    expectation: Expectation
    standing: Standing
    entry: Entry


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A silence, for how many days it had lasted on the day asked for, and its event."""

    silence: Silence
    days: int | None
    entry: Entry


@dataclass(frozen=True, slots=True)
class Month:
    """What passed between two parties in a month: events, and the sums of PLOVER's intensities.

    `cooperation` is 0 or more, `conflict` 0 or less; acts that PLOVER does not score are counted
    in `events` alone.
    """

    month: str
    events: int
    cooperation: float
    conflict: float

    @property
    def balance(self) -> float:
        """Cooperation less conflict."""
        return self.cooperation + self.conflict


@dataclass(frozen=True, slots=True)
class Pair:
    """What passed between two parties, both ways, and what is open between them."""

    one: str
    other: str
    months: tuple[Month, ...]
    entries: tuple[Entry, ...]
    due: tuple[Due, ...]
    silences: tuple[Unanswered, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage in which all the words that were searched for stand.

    `event` is the event that the passage tells of, where it is the sentence of a mention.
    """

    text: str
    page: str
    title: str | None
    publisher: str | None
    url: str | None
    printed: date
    event: str | None
    rank: float


@dataclass(frozen=True, slots=True)
class Told:
    """All that the record has on one event; `grades` are those of its outlets and origins."""

    event: Event
    expectation: Expectation | None
    silence: Silence | None
    history: tuple[Correction, ...]
    grades: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """An article as it was captured, and what was read in it.

    `tellings` are its mentions in the order of their words, `events` the event of each by its id.
    A capture that a later one of the same page has replaced has none. `is_whole` is False where
    statements and times were not kept when it was read: `demarche rebuild` reads them.
    """

    article: Article
    printed: Printed
    tellings: tuple[Telling, ...]
    events: Mapping[str, str]
    statements: tuple[Statement, ...]
    times: tuple[TimeExpression, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at: a doubtful reading, or a merge that was a near thing.

    It has one telling, or the two that `judgement` is of; `events` are theirs, in the same order.
    """

    tellings: tuple[Telling, ...]
    events: tuple[str, ...]
    judgement: Judgement | None

    @property
    def is_merge(self) -> bool:
        """Whether the question is if two tellings are of one event."""
        return self.judgement is not None


@dataclass(frozen=True, slots=True)
class Change:
    """An event that changed, and how it stood before."""

    entry: Entry
    before: Entry


@dataclass(frozen=True, slots=True)
class Brief:
    """What changed in the record between two moments."""

    since: datetime
    until: datetime
    new: tuple[Entry, ...]
    changed: tuple[Change, ...]
    closed: tuple[Due, ...]
    slipped: tuple[Due, ...]
    overdue: tuple[Due, ...]
    broken: tuple[Unanswered, ...]
    contradicted: tuple[Entry, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An affair: its id, its name, and how many events of which days belong to it."""

    id: str
    name: str
    events: int
    first: date
    last: date
