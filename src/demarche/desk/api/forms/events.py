"""Events, as lists have them and with all that the record has on them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from demarche.desk.api.forms.parts import Contradiction, Days, Form, Origin, Place, Side, Word
from demarche.model import EventType, PloverType, Status
from demarche.model.judgements import Deed, Verdict
from demarche.model.ledger import Awaited, Outcome, Quiet


class Entry(Form):
    """An event as lists have it, with the one telling that says best what it is."""

    id: str
    event_type: EventType
    plover_type: PloverType | None
    mode: str | None
    contexts: list[str]
    status: Status | None = Field(description="Null where accounts contradict each other on it")
    actors: list[Side]
    recipients: list[Side]
    place: str | None
    occurred: Days | None = Field(description="Null where no report tells any day")
    printed: date = Field(description="The day by which it was first in print")
    words: str = Field(description="The words that name the act")
    story: str | None
    evidence: Word
    tellings: int
    outlets: list[str]
    origins: list[Origin]
    contradictions: list[Contradiction]
    note: str | None
    corrected: list[str] = Field(description="The fields that were set by hand")


class Telling(Form):
    """What one article says, where it stands there, and where that was printed."""

    mention: str
    status: Status
    occurred: Days | None
    quote: str
    chain: list[str] = Field(description="On whose word, the outermost first")
    publisher: str | None
    title: str | None
    url: str | None
    page: str
    printed: date
    accessed: datetime
    is_copy: bool = Field(description="Whether the article is a copy of an earlier one")
    sentence: list[int] = Field(min_length=2, max_length=2)
    trigger: list[int] = Field(min_length=2, max_length=2)
    confidence: float


class Account(Form):
    """What one origin says of an event, and who passes it on."""

    origin: Origin
    status: Status
    occurred: Days | None
    tellings: list[Telling]
    is_contradicted: bool


class Expectation(Form):
    """Something planned, promised, demanded or possible, and what became of it."""

    kind: Awaited
    owners: list[Side]
    windows: list[Word] = Field(description="The words that first gave each window")
    slips: int
    first_due: date | None
    due: date | None
    outcome: Outcome
    closed: date | None
    is_late: bool
    closing: Word | None = Field(description="The word that closed it")


class Silence(Form):
    """An approach that was not answered, or something that is said not to be coming."""

    kind: Quiet
    silent: list[Side]
    asking: list[Side]
    channels: list[str]
    began: Days | None
    told: list[Word]
    broken: Word | None = Field(description="The silent side's own answer")


class Correction(Form):
    """A change by hand."""

    id: str
    deed: Deed
    target: str
    field: str | None
    before: Any
    after: Any
    who: str
    recorded: datetime
    because: str | None
    undoes: str | None
    is_undone: bool


class Event(Form):
    """All that the record has on one event: each account beside the others."""

    id: str
    event_type: EventType
    plover_type: PloverType | None
    mode: str | None
    contexts: list[str]
    status: Status | None = Field(description="Null where accounts contradict each other on it")
    actors: list[Side]
    recipients: list[Side]
    place: Place | None
    occurred: Days | None
    story: str | None
    note: str | None
    is_rejected: bool
    corrected: list[str]
    outlets: list[str]
    accounts: list[Account]
    contradictions: list[Contradiction]
    expectation: Expectation | None
    silence: Silence | None
    history: list[Correction]
    grades: dict[str, str]


class Judgement(Form):
    """Whether two mentions tell of one event, as the program or a person has it."""

    one: str
    other: str
    verdict: Verdict
    score: float | None = Field(description="The program's; a person's judgement has none")
    by: str


class Doubt(Form):
    """Something that a person should look at: a near merge of two mentions, or a reading."""

    kind: Literal["merge", "reading"]
    events: list[str]
    tellings: list[Telling]
    judgement: Judgement | None
