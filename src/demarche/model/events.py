"""What the record holds to have happened, and each account of it beside the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from demarche.model.days import Days
from demarche.model.mentions import Mention, Place, Status
from demarche.model.parties import Sector
from demarche.model.plover import EventType, PloverType


@dataclass(frozen=True, slots=True)
class Printed:
    """Where words were printed: the capture that an entry rests on.

    `document` is the page's address, or its name where it has none. `original` is the first page
    of the group of wire copies that this one belongs to, itself where it is nobody's copy, and
    `first_publisher` who printed that.
    """

    page: str
    document: str
    publisher: str | None
    title: str | None
    url: str | None
    published: Days | None
    accessed: datetime
    original: str
    first_publisher: str | None

    @property
    def day(self) -> date:
        """The day by which the words were in print: that of publication, else that of access."""
        return self.published.last if self.published else self.accessed.date()


@dataclass(frozen=True, slots=True)
class Telling:
    """A mention, the sentence that it was read from, and where that was printed."""

    mention: Mention
    printed: Printed
    quote: str
    deadline: Days | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """A party to an event, as most tellings have it."""

    name: str
    entity: str | None = None
    code: str | None = None
    sector: Sector | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The end of a chain of word: who is the first to say so, as far as the reports tell.

    `key` is the same for two tellings that go back to one origin.
    """

    key: str
    words: str
    is_named: bool
    code: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """What one origin says of an event, and the tellings that pass it on, the earliest first."""

    origin: Origin
    status: Status
    days: Days | None
    tellings: tuple[Telling, ...]


class Clash(StrEnum):
    """What two accounts of one event disagree on."""

    STATUS = "status"
    DAYS = "days"
    PARTIES = "parties"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two accounts, by their origins' keys, that cannot both be right."""

    over: Clash
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event, as all its tellings and the corrections by hand have it.

    `status` is `None` where accounts contradict each other on it: that is never settled here.
    `days` is `None` where no telling gives any. `corrected` names the fields set by hand.
    """

    id: str
    event_type: EventType
    plover_type: PloverType | None
    mode: str | None
    contexts: tuple[str, ...]
    status: Status | None
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    place: Place | None
    days: Days | None
    accounts: tuple[Account, ...]
    contradictions: tuple[Contradiction, ...]
    story: str | None = None
    note: str | None = None
    is_rejected: bool = False
    corrected: frozenset[str] = field(default_factory=frozenset)

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """All tellings of it, in order of print."""
        told = [telling for account in self.accounts for telling in account.tellings]
        return tuple(sorted(told, key=lambda one: (one.printed.day, one.mention.id)))

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who prints it, each once."""
        names = (one.printed.publisher or one.printed.document for one in self.tellings)
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Word:
    """One telling in short: when printed, on whose word, and the sentence."""

    mention: str
    printed: date
    quote: str
    source: str | None
    publisher: str | None
    days: Days | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An event as a list shows it, with the one telling that says best what it is."""

    plover_type: PloverType | None
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    place: str | None
    days: Days | None
    words: str
    best: Word
    printed: date
    outlets: tuple[str, ...]
    origins: tuple[Origin, ...]
    contradictions: tuple[Contradiction, ...]
    note: str | None
    corrected: tuple[str, ...]
