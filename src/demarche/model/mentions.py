"""What one article says happened, and the words that it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from demarche.model.article import Article
from demarche.model.days import Days, TimeExpression
from demarche.model.parties import Attribution, Party, Statement
from demarche.model.plover import EventType, PloverType
from demarche.model.spans import Span


class Status(StrEnum):
    """Whether the act took place, on the word of the one who tells it."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DID_NOT_HAPPEN = "did_not_happen"
    WILL_NOT_HAPPEN = "will_not_happen"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that reports an act, and the words in it that name the act."""

    sentence: Span
    trigger: Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words, and the country they lie in where that is known."""

    span: Span
    text: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The days of an act, and the printed words that give them."""

    days: Days
    text: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of one act.

    `likeness` is how the act is worded, as signed bytes whose products tell how alike two are told.
    """

    id: str
    event_type: EventType
    plover_type: PloverType | None
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    occurred: Occurrence | None
    attributions: tuple[Attribution, ...]
    evidence: Evidence
    confidence: float
    why: Mapping[str, object] = field(default_factory=dict)
    likeness: bytes = b""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says."""

    article: Article
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    times: tuple[TimeExpression, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """The act that a sentence reports between two parties marked in it."""

    event_type: EventType
    status: Status
    plover_type: PloverType | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read, and why, in one line."""

    name: str
    reason: str
