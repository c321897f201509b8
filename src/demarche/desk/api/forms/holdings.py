"""The record as a whole: its parties, affairs, sources and sizes."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from demarche.desk.api.forms.parts import Form
from demarche.model import Refused, SourceKind
from demarche.service.record import Kept


class PartyFound(Form):
    """Who may be meant by a name."""

    party: str = Field(description="A code or an entity, by which its events are asked for")
    name: str
    events: int


class Story(Form):
    """An affair."""

    id: str
    name: str
    events: int
    first: date
    last: date


class SourceWatched(Form):
    """A source that is watched, and how it stands with it."""

    address: str
    kind: SourceKind
    name: str | None
    publisher: str | None
    country: str | None
    language: str | None
    grade: str | None
    asked: datetime | None
    next: datetime | None
    failures: int
    said: str | None


class Refusal(Form):
    """Something that was gathered and not entered."""

    id: str
    name: str
    kind: Refused
    reason: str
    recorded: datetime
    via: str | None
    url: str | None
    size: int | None = Field(description="In bytes; null where no page was kept")


class Admission(Form):
    """What became of a page that was let in."""

    name: str
    kept: Kept
    page: str
    copies: list[str]
    mentions: int
    language: str | None
    is_read: bool


class Grade(Form):
    """A source and its grade on the Admiralty scale."""

    source: str
    grade: str


class Holdings(Form):
    """How much the record holds, and in which state it is."""

    version: int = Field(description="The number of the last change")
    program: str
    day: date = Field(description="The day asked on")
    readings: int
    mentions: int
    events: int
    expectations: int
    silences: int
