"""Who may change the record, and what changes are made of."""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import Depends, Request
from pydantic import Field
from starlette.exceptions import HTTPException

from demarche.desk.api.asking import NO_NUL, Day, Words
from demarche.desk.api.forms.parts import Form
from demarche.model import EventType, Status
from demarche.model.judgements import Verdict
from demarche.model.ledger import Outcome
from demarche.service.record import Record
from demarche.service.users import Role

# Of a report, in signs: the reader takes time and memory with each.
LONGEST = 60_000


def _editing(request: Request) -> Record:
    """Return the record that is to be changed; a reader is refused."""
    if request.state.user.role is not Role.EDITOR:
        raise HTTPException(HTTPStatus.FORBIDDEN, "corrections are made by editors")
    record: Record = request.state.record
    return record


Editing = Annotated[Record, Depends(_editing)]


class Reason(Form):
    """Why a change is made."""

    because: Words | None = Field(None, description="Why: it is kept in the history")


class DaysGiven(Form):
    """The first and last of some days."""

    start: Day
    end: Day

    @property
    def words(self) -> str:
        """The days as a person writes them."""
        return f"{self.start}..{self.end}"


class EntryGiven(Reason):
    """What was read elsewhere, with the words that it was read from."""

    event_type: EventType
    status: Status = Status.HAPPENED
    actors: list[Words] = Field(min_length=1, max_length=50, description="Codes or names")
    recipients: list[Words] = Field([], max_length=50, description="Codes or names")
    occurred: DaysGiven | None = None
    quote: Words = Field(description="The sentence that says so")
    words: Words | None = Field(None, description="The words of it that name the act")
    source: Words = Field(description="Who printed or said it")
    url: str | None = Field(
        None, max_length=2000, pattern=r"^https?://[^\s\x00]+$", description="Where it stands"
    )
    printed: Day


class Correctable(StrEnum):
    """A field of an event that can be set by hand."""

    TYPE = "type"
    STATUS = "status"
    DAYS = "days"
    ACTORS = "actors"
    RECIPIENTS = "recipients"
    PLACE = "place"
    NOTE = "note"


class FieldGiven(Reason):
    """What a field of an event is to be."""

    field: Correctable
    value: Words = Field(description="As a person writes it, such as 2021-03-17..2021-03-18")


class SplitGiven(Reason):
    """The mentions of an event that tell of another."""

    mentions: list[Words] = Field(min_length=1, max_length=500)


class MergerGiven(Reason):
    """The events that are one."""

    events: list[Words] = Field(min_length=2, max_length=100)


class RulingGiven(Reason):
    """Whether two mentions tell of one event."""

    one: Words = Field(description="A mention's id")
    other: Words = Field(description="Another's")
    verdict: Literal[Verdict.SAME, Verdict.DIFFERENT]


class OutcomeGiven(Reason):
    """What became of an expectation."""

    outcome: Outcome
    day: Day | None = Field(None, description="The day of it; today unless another is given")


class NameGiven(Reason):
    """What an affair is to be called."""

    name: Words


class GradeGiven(Reason):
    """What a source is to be graded."""

    grade: str = Field(
        pattern="^[A-Fa-f][1-6]?$", description="Its reliability A to F, its word 1 to 6, as in B2"
    )


class TextGiven(Form):
    """A report that is to be read."""

    text: str = Field(min_length=1, max_length=LONGEST, pattern=NO_NUL)
    published: Day | None = Field(None, description="The day on which it was printed")
    title: Words | None = None
