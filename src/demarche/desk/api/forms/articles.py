"""Articles and what was read in them; places are numbers of characters, the end not included."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from demarche.desk.api.forms.parts import Form
from demarche.model import (
    EventType,
    Furniture,
    PloverType,
    PublishedBasis,
    Quoting,
    Sector,
    Status,
    TimexType,
)


class Piece(Form):
    """A place in the text."""

    start: int
    end: int


class Window(Form):
    """The first and last of some days."""

    start: date
    end: date


class Furnishing(Piece):
    """A part of the page that is not the report's running text."""

    kind: Furniture


class Article(Form):
    """A text, and what its page says of it."""

    name: str
    id: str
    url: str | None
    publisher: str | None
    title: str | None
    byline: str | None
    language: str | None
    published: date | None
    published_basis: PublishedBasis | None
    published_window: Window | None
    published_reason: str | None
    text: str
    furniture: list[Furnishing]


class Party(Piece):
    """A party as the article names it, and who that is."""

    text: str
    name: str | None
    entity: str | None
    code: str | None
    sector: Sector | None


class PlaceNamed(Piece):
    """A place as the article names it."""

    text: str
    code: str | None


class Occurrence(Window):
    """The days of an act, and the printed words that give them."""

    text: str | None
    span: list[int] | None


class Source(Piece):
    """Who says so."""

    text: str
    code: str | None
    named: bool


class Cue(Piece):
    """The word that says that they do."""

    text: str | None


class Attribution(Form):
    """One link of the chain of word."""

    source: Source | None
    cue: Cue | None
    kind: Quoting


class Evidence(Form):
    """The sentence that reports an act, and the words in it that name the act."""

    sentence: Piece
    trigger: Piece


class Mention(Form):
    """One telling of one act."""

    id: str
    event_type: EventType
    mode: str | None
    contexts: list[str]
    plover_type: PloverType | None
    status: Status
    actors: list[Party]
    recipients: list[Party]
    place: PlaceNamed | None
    occurred: Occurrence | None
    attributions: list[Attribution]
    evidence: Evidence
    confidence: float
    why: dict[str, Any] = Field(description="What the reader went by")


class MentionOnRecord(Mention):
    """One telling of one act, and the event that the record has it belong to."""

    quote: str
    event: str | None = Field(description="Null in a capture that a later one has replaced")


class Statement(Form):
    """Who says what: the places of source, cue and content, each in one or more pieces."""

    source: list[list[int]] | None
    cue: list[list[int]]
    content: list[list[int]]
    kind: Quoting


class Time(Piece):
    """A TIMEX3 expression, and the days that it covers where it names any."""

    type: TimexType
    value: str | None
    days: Window | None


class Reading(Form):
    """All that one article says."""

    schema_: str = Field(alias="schema")
    article: Article
    mentions: list[Mention]
    statements: list[Statement]
    times: list[Time]


class Marked(Form):
    """An article as it was captured, with what was read in it."""

    page: str
    document: str = Field(description="The page's address, or its name where it has none")
    printed: date
    accessed: datetime
    original: str = Field(description="The first page of the wire copies that it belongs to")
    article: Article
    mentions: list[MentionOnRecord]
    statements: list[Statement]
    times: list[Time]
    is_whole: bool = Field(description="Whether statements and times were kept when it was read")


class Capture(Form):
    """A page as it was found at one moment."""

    page: str
    document: str
    title: str | None
    publisher: str | None
    accessed: datetime
    size: int
    sha256: str
    mentions: int
    difference: list[str] = Field(description="The lines that changed since the capture before")


class Hit(Form):
    """A passage in which all the words that were searched for stand."""

    text: str
    event: str | None = Field(description="The event whose sentence it is; null for other passages")
    page: str
    title: str | None
    publisher: str | None
    url: str | None
    printed: date
    rank: float
