"""What fills the record: the sources that are watched, what waits, and what was kept out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from demarche.model import Item, Page, Poll, Refusal, Refused, Source
from demarche.record import by_hand, keeping, refusals, watching
from demarche.record.held import Held
from demarche.record.store import take_turns


@dataclass(frozen=True)
class Gathering(Held):
    """The record as those see it who fill it."""

    # Sources.

    def sources(self) -> tuple[Source, ...]:
        """Return the sources that are watched, with the grades of their publishers."""
        with self.viewing() as (connection, view):
            grades = by_hand.grades(connection, view)
            return tuple(
                _graded(one, grades.get(one.publisher or one.name or one.address))
                for one in watching.sources(connection, view)
            )

    def source(self, given: str) -> Source:
        """Return the source with the address, name or publisher `given`; raises RecordError where
        there is none, or more than one."""
        with self.viewing() as (connection, view):
            return watching.source_of(connection, given, view)

    def follow(self, source: Source, because: str | None = None) -> bool:
        """Watch a source from now on; return whether it is new, or known otherwise than before."""
        with self.changing("source", because=because) as (connection, transaction):
            is_new = watching.follow(connection, transaction, source)
            named = source.publisher or source.name or source.address
            if source.grade and by_hand.grades(connection).get(named) != source.grade:
                by_hand.grade(connection, transaction, named, source.grade)
                is_new = True
            return is_new

    def leave(self, given: str, because: str | None = None) -> Source:
        """Watch a source no longer; raises RecordError where there is none."""
        with self.changing("source", because=because) as (connection, transaction):
            source = watching.source_of(connection, given)
            watching.leave(connection, transaction, source.address)
            return source

    # What is to be done.

    def due(self, *, ahead: timedelta = timedelta(0)) -> tuple[Source, ...]:
        """Return the sources that are to be asked by now, or within the time `ahead`."""
        with self.viewing() as (connection, _):
            return watching.due(connection, self.clock() + ahead)

    def next_due(self) -> datetime | None:
        """Return when there is something to be done next; None where there is nothing."""
        with self.viewing() as (connection, _):
            return watching.next_due(connection)

    def polls(self) -> dict[str, Poll]:
        """Return how it stands with each source that was asked, by its address."""
        with self.viewing() as (connection, _):
            return watching.polls(connection)

    def asked(self, poll: Poll, named: Iterable[Item] = ()) -> int:
        """Keep that a source was asked, and what it named, in one transaction; return how many
        reports are to be fetched."""
        with self._noting() as connection:
            return watching.asked(connection, poll, named)

    def waiting(self, most: int) -> tuple[Item, ...]:
        """Return reports that are to be fetched by now, the sources taking turns."""
        with self.viewing() as (connection, _):
            return watching.waiting(connection, self.clock(), most)

    def settle(
        self,
        item: Item,
        said: str,
        *,
        again: datetime | None = None,
        tries: int = 0,
        looks: int = 0,
    ) -> None:
        """Keep what became of a report that was to be fetched, and when to ask again, if at all."""
        with self._noting() as connection:
            watching.settle(connection, item, said, again=again, tries=tries, looks=looks)

    @contextmanager
    def _noting(self) -> Iterator[Connection]:
        """Give a connection to write down what is to be done, which is no history."""
        with self.engine.begin() as connection:
            take_turns(connection)
            yield connection

    def last_seen(self, address: str) -> Page | None:
        """Return the page at an address as it was received last; None where none was."""
        with self.viewing() as (connection, _):
            return keeping.last_seen(connection, address)

    # What was kept out.

    def refuse(
        self, name: str, kind: Refused, reason: str, *, page: Page | None = None,
        via: str | None = None, at: datetime | None = None,
    ) -> str:  # fmt: skip
        """Keep what was not entered, and why, under a moment or the present; return the id of the
        refusal."""
        with self.viewing() as (connection, _):
            known = refusals.known(connection, name, reason, page)
        if known:
            return known
        with self.changing("refuse", at=at) as (connection, transaction):
            return refusals.refuse(connection, transaction, name, kind, reason, page=page, via=via)

    def is_let_in(self, page: Page) -> bool:
        """Whether somebody let in what had been kept out, byte for byte."""
        with self.viewing() as (connection, _):
            return refusals.is_let_in(connection, page)

    def refusals(
        self, *, kind: Refused | None = None, most: int | None = None
    ) -> tuple[Refusal, ...]:
        """Return what was kept out, the latest first."""
        with self.viewing() as (connection, view):
            return refusals.refusals(connection, view, kind=kind, most=most)

    def refused(self, given: str) -> tuple[str, Page]:
        """Return the refusal whose id begins with `given`, and its page; raises RecordError where
        there is none."""
        with self.viewing() as (connection, _):
            return refusals.page_of(connection, given)

    def let_in(self, number: str, because: str | None = None) -> None:
        """Keep that what was refused was let in by hand."""
        with self.changing("admit", because=because) as (connection, transaction):
            refusals.let_in(connection, transaction, number)


def _graded(source: Source, grade: str | None) -> Source:
    return replace(source, grade=grade)
