"""What the other forms are made of."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from demarche.model import Sector
from demarche.model.events import Clash

T = TypeVar("T")


class Form(BaseModel):
    """An object that holds what is named here and nothing else."""

    model_config = ConfigDict(extra="forbid")


class Listed(Form, Generic[T]):
    """A part of a long answer."""

    items: list[T]
    next: str | None = Field(description="The cursor of the next part; null where this is the last")


class Days(Form):
    """A stretch of days, both inclusive, and the printed words that name it."""

    start: date
    end: date
    text: str | None = Field(description="The words; null where the days were given by hand")


class Side(Form):
    """A party to an event."""

    name: str
    entity: str | None = Field(description="Who it is in the tables, such as person:antony-blinken")
    code: str | None = Field(description="An ISO 3166-1 alpha-3 code, or a body's abbreviation")
    sector: Sector | None


class Place(Form):
    """Where an act took place."""

    text: str
    code: str | None


class Origin(Form):
    """Who is the first to say so, as far as the reports tell."""

    key: str = Field(description="The same for all that goes back to one origin")
    words: str
    named: bool
    code: str | None


class Contradiction(Form):
    """Two accounts that cannot both be right."""

    over: Clash
    between: list[str] = Field(description="The keys of their origins", min_length=2, max_length=2)


class Word(Form):
    """One telling in short."""

    mention: str
    printed: date
    quote: str
    source: str | None = Field(description="On whose word; null where the outlet says so itself")
    publisher: str | None
    occurred: Days | None
