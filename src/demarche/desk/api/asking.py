"""What can be asked for, as the words behind `?` have it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import Path, Request
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic import WithJsonSchema as Described

from demarche.model import EventType, Refused, Status, UsageError
from demarche.model.ledger import Standing
from demarche.record.words import terms
from demarche.service.asked import Which, which_of
from demarche.service.days import parse_day
from demarche.service.record import Record

# The record reckons some time to either side of a day, and there are no days before the year 1.
_FIRST, _LAST = date(1000, 1, 1), date(2999, 12, 31)
_MOST_TERMS = 50
# PostgreSQL keeps no NUL.
NO_NUL = r"^[^\x00]*$"


def day_of(word: object) -> date | None:
    """Return the day that is written as YYYY-MM-DD; raises ValueError where it is none."""
    if word is None:
        return None
    if not isinstance(word, str):
        raise ValueError("not a day written as YYYY-MM-DD")
    try:
        day = parse_day(word)
    except UsageError as error:
        raise ValueError(error.reason) from error
    if not _FIRST <= day <= _LAST:
        raise ValueError(f"no day between {_FIRST} and {_LAST}")
    return day


Day = Annotated[date, BeforeValidator(day_of), Described({"type": "string", "format": "date"})]
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=NO_NUL)
]


def _few(words: str) -> str:
    """Return words that are searched for; each costs a look through the index of every other."""
    if len(terms(words)) > _MOST_TERMS:
        raise ValueError(f"more than {_MOST_TERMS} words")
    return words


Sought = Annotated[Words, AfterValidator(_few)]


def _in_path(description: str) -> Any:
    return Path(min_length=1, max_length=500, pattern=NO_NUL, description=description)


Named = Annotated[str, _in_path("The beginning of its id")]
Who = Annotated[str, _in_path("A code such as KOR, an entity, or a name")]
Code = Annotated[str, _in_path("A code such as KOR")]
Affair = Annotated[str, _in_path("The id of an affair")]
Publisher = Annotated[str, _in_path("A source as articles name it")]


class Asked(BaseModel):
    """A question, of the record as it stood on a day or as it stands."""

    model_config = ConfigDict(extra="forbid")

    as_of: Day | None = Field(None, description="Ask the record as it stood at the end of that day")

    def seen(self, request: Request) -> Record:
        """Return the record that is asked."""
        record: Record = request.state.record
        return record.as_of(self.as_of)


class Listing(Asked):
    """A question that has many answers."""

    limit: int = Field(50, ge=1, le=200, description="How many to give at most")
    cursor: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        pattern=NO_NUL,
        description="Go on from there; of the record as it stood at the first part",
    )


class _OfEvents(BaseModel):
    """Which events are asked for."""

    types: list[EventType] = Field([], alias="type", description="Of these types")
    statuses: list[Status] = Field([], alias="status", description="Of these statuses")
    story: Words | None = Field(None, description="Of this affair, by its id")


class _InDays(_OfEvents):
    """Which events are asked for, of which days."""

    since: Day | None = Field(None, description="From that day on")
    until: Day | None = Field(None, description="Up to that day")

    def which(self) -> Which:
        """Return which events are asked for."""
        return which_of(self.since, self.until, self.types, self.statuses, self.story)


class _WithParties(_InDays):
    """Which events are asked for, of which parties and days."""

    parties: list[Words] = Field(
        [],
        alias="party",
        max_length=20,
        description="To which that is a party: a code such as KOR, or an entity; each of several",
    )

    def which(self) -> Which:
        """Return which events are asked for."""
        return replace(super().which(), parties=_parties(self.parties))


class EventsAsked(Listing, _WithParties):
    """Which events are to be listed."""

    contradicted: bool | None = Field(
        None, description="Whether accounts of them contradict each other"
    )

    def which(self) -> Which:
        """Return which events are asked for."""
        return replace(super().which(), is_contradicted=self.contradicted)


class OfPartyAsked(Listing, _InDays):
    """Which events of a party are to be listed."""


class SearchAsked(Listing, _WithParties):
    """Which passages are to be found."""

    q: Sought = Field(
        description='Words that all stand in a passage; "in quotation marks" in a row'
    )


class AwaitedAsked(Asked, _WithParties):
    """What is awaited that is to be told of."""

    standings: list[Standing] = Field(
        [], alias="standing", description="That stand so on the day asked on"
    )
    owner: Words | None = Field(None, description="What that country or body is to do, by its code")
    by: Day | None = Field(None, description="What is due by that day")

    def given(self) -> dict[str, Any]:
        """Return what is asked for as `Record.due` takes it."""
        owner = self.owner and _party(self.owner)
        return {"standings": self.standings, "owner": owner, "by": self.by, "which": self.which()}


class DueAsked(Listing, AwaitedAsked):
    """What is awaited that is to be listed."""


class SilencesAsked(Listing, _InDays):
    """Which silences are to be listed."""

    party: Words | None = Field(None, description="Of or towards that country or body, by its code")
    unbroken: bool = Field(False, description="Those that nobody has answered yet alone")


class BriefAsked(Asked, _OfEvents):
    """Since when what changed is to be told."""

    since: Day = Field(description="What was recorded from that day on")
    parties: list[Words] = Field([], alias="party", max_length=20, description="Of these parties")

    def which(self) -> Which:
        """Return which events are asked for."""
        found = which_of(None, None, self.types, self.statuses, self.story)
        return replace(found, parties=_parties(self.parties))


class PairAsked(Asked, _InDays):
    """What is to be told of two parties."""

    limit: int = Field(50, ge=1, le=200, description="How many to give at most of each kind")


class PartiesAsked(Listing):
    """Who is to be found."""

    q: Sought = Field(description="A code, or words of a name")


class RefusalsAsked(Listing):
    """What was kept out that is to be listed."""

    kind: Refused | None = Field(None, description="For that reason")


def _parties(given: list[str]) -> tuple[str, ...]:
    return tuple(_party(one) for one in given)


def _party(given: str) -> str:
    """Return a code as codes are written; an entity is as it is."""
    return given if ":" in given else given.upper()
