"""A page as received, and the article that was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from demarche.model.days import Days
from demarche.model.spans import Span


@dataclass(frozen=True, slots=True)
class Page:
    """A page as received: its bytes, whence and when, and what the sender said of it.

    `url` is where it was found in the end, `redirects` the addresses that led there, `headers` what
    the server sent with it, their names in lower case, and `via` the feed, page or archive that led
    to it.
    """

    name: str
    data: bytes
    media_type: str = "text/plain"
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: date | None = None
    accessed: datetime | None = None
    via: str | None = None
    redirects: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


class Furniture(StrEnum):
    """Parts of a page that are not the report's running text."""

    NAVIGATION = "navigation"
    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    NOTICE = "notice"
    REPEAT = "repeat"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Furnishing:
    """A piece of furniture and its place; nothing is cut out of the text."""

    span: Span
    kind: Furniture


class PublishedBasis(StrEnum):
    """How the day of publication is known."""

    GIVEN = "given"
    METADATA = "metadata"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was printed: a day, or a window with the reason for it."""

    days: Days
    basis: PublishedBasis
    reason: str | None = None


class PageKind(StrEnum):
    """What a page holds: a whole report, or something that is none."""

    ARTICLE = "article"
    PAYWALL = "paywall"
    LIVE = "live"
    VIDEO = "video"
    INDEX = "index"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Article:
    """An article: a text that never changes, and what the page says of it."""

    name: str
    id: str
    text: str
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    published: Published | None = None
    furniture: tuple[Furnishing, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its place, its tags, and its head in the sentence's tree.

    `head` is the index, within the sentence, of the word that this one hangs on; -1 for the root.
    `upos`, `deprel` are Universal Dependencies' names; `xpos` is the Penn Treebank tag.
    """

    span: Span
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its words, in order."""

    span: Span
    tokens: tuple[Token, ...]
