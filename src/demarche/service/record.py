"""The record with what fills it: reports are gathered, read and kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from demarche.model import EventType, Failure, Page, PageError, Status, UsageError
from demarche.record.by_hand import parse_days
from demarche.record.entering import Entry, days_of
from demarche.record.judging import Traces
from demarche.record.keeping import Receipt
from demarche.record.record import Record as _Record
from demarche.record.store.engine import shown
from demarche.service import parts
from demarche.service.days import parse_day
from demarche.service.intake import Added, Found, Intake, Kept, KeptOut, Read
from demarche.service.reader import Source

__all__ = ["Added", "Kept", "KeptOut", "Record", "open_record", "where"]


class Record(_Record):
    """A record that reports can be added to.

    >>> record = demarche.open("record.sqlite")  # doctest: +SKIP
    >>> for added in record.add("reports/"):  # doctest: +SKIP
    ...     print(added)
    """

    def add(
        self,
        sources: Source | Iterable[Source],
        *,
        published: date | str | None = None,
        replay: bool = False,
        gatherer: Any = None,
        reader: Any = None,
    ) -> Iterator[Added | Failure]:
        """Gather, read and keep each report, one transaction each; yield what became of it.

        What is yielded is kept for good. `replay` records each report under the day on which it was
        printed, in the order of print, as if it had been followed day by day; that needs a record
        that holds nothing later yet, and a day in each report. Raises UsageError where `published`
        is no day.
        """
        day = None if published is None else parse_day(published)
        several = [sources] if isinstance(sources, str | Path | Page) else list(sources)
        intake = Intake(self, reader, day=day)
        found: Iterable[Found] = map(intake.read, _pages(several, gatherer or parts.gatherer()))
        for one in sorted(found, key=_in_print) if replay else found:
            yield intake.keep(one, replay=replay)

    def let_in(self, given: str, because: str | None = None, *, reader: Any = None) -> Added:
        """Enter what was kept out, by the beginning of its id in `gathering.refusals()`.

        Raises RecordError where there is none, or where its page cannot be read.
        """
        return Intake(self, reader).let_in(given, because)

    def rebuild(self, *, reader: Any = None) -> Iterator[Added | Failure]:
        """Read all pages on record again with the present reader, one transaction each.

        What was corrected by hand stays. A page that the reader refuses now keeps its old reading,
        and is a failure.
        """
        pipeline = reader or parts.pipeline()
        traces = Traces()
        for number, page, given in self.received():
            try:
                reading = pipeline.read(page, published=given)
            except PageError as error:
                yield Failure(page.name, error.reason)
                continue
            self.reread(number, reading, reader=parts.reader_version(), traces=traces)
            yield Added(page.name, Receipt(number, Kept.KNOWN), len(reading.mentions))


def _pages(sources: Iterable[Source], gather: Callable[..., Any]) -> Iterator[Page | Failure]:
    for source in sources:
        if isinstance(source, Page):
            yield source
        else:
            yield from gather([str(source)])


def _in_print(one: Found) -> tuple[date, str]:
    """Return by what reports are replayed: what is not entered comes last."""
    if not isinstance(one, Read):
        return date.max, one.name if isinstance(one, Failure) else one.page.name
    published = one.reading.article.published
    return (published.days.last if published else date.max), one.page.name


def entry_of(
    event_type: str,
    status: str,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    days: str | None,
    quote: str,
    words: str | None,
    source: str,
    printed: date,
    url: str | None,
) -> Entry:
    """Return an entry by hand from what a person wrote; raises UsageError where it is none."""
    first, last = (date.fromisoformat(day) for day in parse_days(days)) if days else (None, None)
    return Entry(
        EventType(event_type.upper()),
        Status(status.lower()),
        actors,
        recipients,
        days_of(first, last) if first and last else None,
        quote,
        words,
        source,
        printed,
        url,
    )


def where(address: str | None = None) -> str:
    """Return where the record is: as given, as DEMARCHE_RECORD says, or the user's own place."""
    given = address or os.environ.get("DEMARCHE_RECORD")
    if given:
        return given
    from platformdirs import user_data_path

    return str(user_data_path("demarche", ensure_exists=True) / "record.sqlite")


def open_record(address: str | Path | None = None, *, who: str | None = None) -> Record:
    """Return the record at `address`: a path, or the address of a PostgreSQL store.

    Without one it is where DEMARCHE_RECORD says, else in the user's data folder; one that is not
    there yet is made. `who` is named in changes by hand: the user, unless another is given. Raises
    RecordError where it cannot be opened.
    """
    place = where(str(address) if address is not None else None)
    if not place.strip():
        raise UsageError(repr(address), "not the place of a record")
    return Record.at(place, who=who or _user())


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def place_of(address: str | None) -> str:
    """Return where the record is, as it may be shown: without a password."""
    return shown(where(address))
