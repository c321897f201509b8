"""What is gathered: when sources were asked, what waits to be fetched, and what was kept out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Poll:
    """When a source was asked last and is to be asked next, and what became of it.

    `failures` counts those since it last answered; `etag` and `last_modified` are what its server
    knows its last answer by, `stated` the seconds for which that asks to be let be.
    """

    source: str
    next: datetime
    last: datetime | None = None
    failures: int = 0
    said: str = ""
    etag: str | None = None
    last_modified: str | None = None
    stated: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A report that a source names: its address as the record knows it, and what is said of it.

    `stamp` is all that the source says of it: where that changes, the report may have as well.
    `tries` counts the times in a row in which it could not be had, `looks` those in which it was
    looked at since it was first had.
    """

    address: str
    source: str
    stamp: str
    title: str | None = None
    published: date | None = None
    tries: int = 0
    looks: int = 0


class Refused(StrEnum):
    """Why something that was gathered was not entered."""

    PAYWALL = "paywall"
    LIVE = "live"
    VIDEO = "video"
    INDEX = "index"
    ERROR = "error"
    UNREAD = "unread"
    UNFETCHED = "unfetched"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was gathered and not entered, with the reason in one line.

    `size` is that of the page as it was received, in bytes; None where there is none that could be
    let in.
    """

    id: str
    name: str
    kind: Refused
    reason: str
    recorded: datetime
    via: str | None = None
    url: str | None = None
    size: int | None = None
