"""One page at a time into the record: told from what is no article, read, kept or kept out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, TypeAlias

from demarche.model import (
    Failure,
    Page,
    PageError,
    PageKind,
    PublishedBasis,
    Reading,
    RecordError,
    Refused,
)
from demarche.record.judging import Traces
from demarche.record.keeping import Kept, Receipt
from demarche.record.refusals import LARGEST
from demarche.service import parts

if TYPE_CHECKING:
    from demarche.record.record import Record

__all__ = ["Added", "Intake", "Kept", "KeptOut"]

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Added:
    """A report that was handed in, and what became of it; `is_read` is False of one in a language
    that the reader does not know."""

    name: str
    receipt: Receipt
    mentions: int
    language: str | None = None

    @property
    def is_read(self) -> bool:
        """Whether it was read: what is not in English is kept as it is."""
        return self.language in (None, "en")


@dataclass(frozen=True, slots=True)
class KeptOut(Failure):
    """What was gathered and not entered: why, and the id under which it is listed; `is_held` says
    that its page was kept, and can be let in."""

    kind: Refused
    number: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A page and what was read from it."""

    page: Page
    reading: Reading


@dataclass(frozen=True, slots=True)
class Unfit:
    """A page that is not to be entered, and why."""

    page: Page
    kind: Refused
    reason: str


Found: TypeAlias = Read | Unfit | Failure


class Intake:
    """Reads pages and keeps them in a record; `day` is the day of publication that was given."""

    def __init__(self, record: Record, reader: Any = None, *, day: date | None = None) -> None:
        self._record = record
        self._pipeline = reader or parts.pipeline()
        self._day = day
        self._traces = Traces()
        self._replayed: datetime | None = None

    def enter(self, page: Page, *, day_told: date | None = None) -> Added | KeptOut:
        """Read and keep a page; `day_told` is the day of publication by whoever named it, which
        counts where the page itself has none."""
        found = self.read(page, day_told=day_told)
        done = self.keep(found)
        if not isinstance(done, Added | KeptOut):
            raise AssertionError("a page that was received is kept, or kept out")
        return done

    def read(self, page: Page | Failure, *, day_told: date | None = None) -> Found:
        """Return what a page says, or why it is not to be entered."""
        if isinstance(page, Failure):
            return page
        try:
            found = parts.kind_of(page)
            if found.kind is not PageKind.ARTICLE and not self._record.gathering.is_let_in(page):
                return Unfit(page, Refused(found.kind.value), found.reason)
            return self._read(page, day_told)
        except PageError as error:
            return Unfit(page, Refused.UNREAD, error.reason)

    def _read(self, page: Page, day_told: date | None) -> Read:
        """Return what a page says; one that has no day of its own is kept with the day told, so
        that it is read so again."""
        reading: Reading = self._pipeline.read(page, published=self._day)
        published = reading.article.published
        is_known = published is not None and published.basis is not PublishedBasis.INFERRED
        if day_told is None or is_known:
            return Read(page, reading)
        dated = replace(page, published=day_told)
        return Read(dated, self._pipeline.read(dated))

    def keep(self, found: Found, *, replay: bool = False) -> Added | KeptOut | Failure:
        """Keep what was read, or why it was not; return what became of it.

        `replay` records a report under the day on which it was printed, and what is not entered
        under that of the report before.
        """
        if isinstance(found, Read):
            return self._kept(found, replay=replay)
        at = self._replayed if replay else None
        if isinstance(found, Unfit):
            name = found.page.name
            return self.keep_out(name, found.kind, found.reason, page=found.page, at=at)
        if found.name.lower().startswith(_WEB):
            return self.keep_out(found.name, Refused.UNFETCHED, found.reason, at=at)
        return found

    def keep_out(
        self, name: str, kind: Refused, reason: str, *, page: Page | None = None,
        via: str | None = None, at: datetime | None = None,
    ) -> KeptOut:  # fmt: skip
        """Keep that something is not entered, and why, under a moment or the present."""
        number = self._record.gathering.refuse(name, kind, reason, page=page, via=via, at=at)
        is_held = page is not None and len(page.data) <= LARGEST and kind is not Refused.UNREAD
        return KeptOut(name, reason, kind, number, is_held)

    def _kept(self, found: Read, *, replay: bool) -> Added | Failure:
        page, reading, at = found.page, found.reading, None
        if replay:
            published = reading.article.published
            if published is None:
                return Failure(page.name, "says no day of print, under which to record it")
            at = self._replayed = datetime.combine(published.days.last, time(12), UTC)
        receipt = self._record.keep(
            page,
            reading,
            reader=parts.reader_version(),
            traces=self._traces,
            given=self._day,
            at=at,
        )
        return Added(page.name, receipt, len(reading.mentions), reading.article.language)

    def let_in(self, given: str, because: str | None = None) -> Added:
        """Enter what was kept out, by the beginning of its id.

        Raises RecordError where there is none, or where its page cannot be read.
        """
        number, page = self._record.gathering.refused(given)
        try:
            reading = self._pipeline.read(page, published=self._day)
        except PageError as error:
            raise RecordError(given, f"{error.subject}: {error.reason}") from error
        added = self._kept(Read(page, reading), replay=False)
        if not isinstance(added, Added):
            raise AssertionError("a page that was read is kept")
        self._record.gathering.let_in(number, because)
        return added
