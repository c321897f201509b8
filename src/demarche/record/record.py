"""The record: one store, what is asked of it, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from demarche.model import Page, Reading
from demarche.model.entries import (
    Brief,
    Doubt,
    Due,
    Entry,
    Hit,
    Marked,
    Pair,
    Story,
    Told,
    Unanswered,
)
from demarche.model.judgements import Correction, Judgement, Verdict
from demarche.model.ledger import Outcome, Standing
from demarche.record import articles, asking, briefing, by_hand, entering, keeping, ruling, showing
from demarche.record.asking import Questions, Which
from demarche.record.briefing import Glance
from demarche.record.captures import Capture, captures
from demarche.record.gathering import Gathering
from demarche.record.held import Held
from demarche.record.judging import Traces
from demarche.record.keeping import Receipt
from demarche.record.store import schema
from demarche.record.store.rows import as_of

ANY = Which()


@dataclass(frozen=True)
class Record(Held):
    """A record, as it stands or as it stood: what is asked of it, and what is done to it."""

    @property
    def gathering(self) -> Gathering:
        """What fills the record: the sources that are watched, and what was kept out."""
        return Gathering(self.engine, self.who, self.clock, self.moment)

    # What is asked.

    def timeline(self, which: Which = ANY, *, most: int | None = None) -> tuple[Entry, ...]:
        """Return the events asked for in the order of their days; of too many, the last `most`."""
        with self.viewing() as (connection, view):
            which = asking.placed(connection, view, which)
            return asking.timeline(connection, view, which, most)

    def show(self, number: str) -> Told:
        """Return all that the record has on the event whose id begins with `number`.

        Raises RecordError where there is none or more than one.
        """
        with self.viewing() as (connection, view):
            return showing.show(connection, view, asking.event_of(connection, view, number))

    def new_in(self, page: str) -> tuple[Entry, ...]:
        """Return the events that a page tells and no other page does."""
        with self.viewing() as (connection, view):
            return asking.new_in(connection, view, page)

    def due(
        self,
        *,
        standings: Sequence[Standing] = (),
        owner: str | None = None,
        since: date | None = None,
        by: date | None = None,
        which: Which | None = None,
        most: int | None = None,
    ) -> tuple[Due, ...]:
        """Return what is awaited, the next due first, and how each stands on this day."""
        with self.viewing() as (connection, view):
            which = asking.placed(connection, view, which) if which else None
            return asking.due(
                connection, view, self.day, standings=standings, owner=owner, since=since, by=by,
                which=which, most=most,
            )  # fmt: skip

    def silences(
        self,
        *,
        party: str | None = None,
        only_unbroken: bool = False,
        which: Which = ANY,
        most: int | None = None,
    ) -> tuple[Unanswered, ...]:
        """Return the approaches without an answer, and what is said not to be coming."""
        with self.viewing() as (connection, view):
            return asking.silences(
                connection,
                view,
                self.day,
                party=party,
                only_unbroken=only_unbroken,
                which=asking.placed(connection, view, which),
                most=most,
            )

    def pair(self, one: str, other: str, which: Which = ANY, *, most: int = 100) -> Pair:
        """Return what passed between two countries or bodies, and what is open between them."""
        with self.viewing() as (connection, view):
            which = asking.placed(connection, view, which)
            open_ones = (Standing.OPEN, Standing.SLIPPED, Standing.OVERDUE)
            return Pair(
                one,
                other,
                asking.months(connection, view, one, other),
                asking.between(connection, view, one, other, which, most),
                asking.due(
                    connection,
                    view,
                    self.day,
                    standings=open_ones,
                    which=which,
                    pair=(one, other),
                    most=most,
                ),
                asking.silences(connection, view, self.day, pair=(one, other), most=most),
            )

    def parties(self, words: str) -> tuple[tuple[str, str, int], ...]:
        """Return who is meant by a code or name: (code or entity, name, events), likeliest 1st."""
        with self.viewing() as (connection, view):
            return asking.parties(connection, view, words)

    def search(self, words: str, which: Which = ANY, *, most: int = 20) -> tuple[Hit, ...]:
        """Return the passages in which all of `words` stand, the best first: quotes of the events
        asked for, and articles where no more is asked for than days."""
        with self.viewing() as (connection, view):
            which = asking.placed(connection, view, which)
            return asking.find(connection, view, words, most, which)

    def stories(self, *, most: int = 30) -> tuple[Story, ...]:
        """Return the affairs with most events."""
        with self.viewing() as (connection, view):
            return asking.stories(connection, view, most)

    def brief(self, since: date | datetime, which: Which = ANY) -> Brief:
        """Return what changed in the record since a moment, or since the beginning of a day, of
        the events asked for."""
        if not isinstance(since, datetime):
            since = datetime.combine(since, time.min, UTC) - timedelta(microseconds=1)
        with self.viewing() as (connection, view):
            found = briefing.brief(
                connection, as_of(connection, since), view, since, self.moment or self.clock()
            )
            if which == ANY:
                return found
            which = asking.placed(connection, view, which)
            ids = asking.fitting(connection, view, which, briefing.events_of(found))
            return briefing.only(found, ids)

    def glance(self, since: datetime, *, most: int) -> Glance:
        """Return what changed in the record since a moment, counted, and `most` of each kind."""
        with self.viewing() as (connection, view):
            before, until = as_of(connection, since), self.moment or self.clock()
            return briefing.glance(connection, before, view, since, until, most)

    def captures(self, given: str) -> tuple[Capture, ...]:
        """Return the captures of a page, by its address, name or the beginning of its id, each
        with what changed since the one before. Raises RecordError where there is no such page."""
        with self.viewing() as (connection, view):
            return captures(connection, view, given)

    def article(self, given: str) -> Marked:
        """Return an article as it was captured, with what was read in it, by the beginning of its
        page's id. Raises RecordError where there is no such page."""
        with self.viewing() as (connection, view):
            return articles.article(connection, view, given)

    def grades(self) -> dict[str, str]:
        """Return the grades that sources have, by their names."""
        with self.viewing() as (connection, view):
            return by_hand.grades(connection, view)

    def judgements(self, number: str, *, inside: bool = False) -> tuple[Judgement, ...]:
        """Return what was judged of pairs of mentions of which one belongs to an event, or of
        which both do."""
        with self.viewing() as (connection, view):
            event = asking.event_of(connection, view, number)
            return showing.judgements(connection, view, event, inside=inside)

    def history(self, number: str | None = None, *, most: int = 100) -> tuple[Correction, ...]:
        """Return the corrections of an event, or the last ones of all, the oldest first."""
        with self.viewing() as (connection, view):
            event = asking.event_of(connection, view, number) if number else None
            return by_hand.history(connection, view, event, most)

    def revisions(self, events: Sequence[str]) -> dict[str, tuple[int, datetime]]:
        """Return how many times each expectation changed since it was first on record, and when
        it last did."""
        with self.viewing() as (connection, view):
            return asking.revisions(connection, view, events)

    def version(self) -> int:
        """Return the number of the last change that is in this view of the record: while it stays,
        so do the answers of one day."""
        with self.viewing() as (connection, view):
            return asking.version(connection, view)

    def doubts(self, *, most: int = 50, among: Questions | None = None) -> tuple[Doubt, ...]:
        """Return what a person should look at: near merges and doubtful readings in turn; only
        those `among` some questions, where these are given."""
        with self.viewing() as (connection, view):
            return asking.doubts(connection, view, most, among)

    def questions(self, *, most: int = 200, among: Questions | None = None) -> Questions:
        """Return the same by the ids of mentions alone, of each kind at most so many; which ones
        `among` some are still to be looked at is soon told."""
        with self.viewing() as (connection, view):
            return asking.questions(connection, view, most, among)

    def last_added(self) -> datetime | None:
        """Return the moment under which a report was last added; None where none was."""
        with self.viewing() as (connection, view):
            return asking.last_added(connection, view)

    def prominent(self, *, most: int = 40) -> tuple[tuple[str, str, int], ...]:
        """Return who is a party to most events: (code or entity, name, events)."""
        with self.viewing() as (connection, view):
            return asking.prominent(connection, view, most)

    def tally(self) -> dict[str, int]:
        """Return how much the record holds of each kind."""
        with self.viewing() as (connection, view):
            tables = (schema.readings, schema.mentions, schema.events, schema.expectations,
                      schema.silences)  # fmt: skip
            return {
                table.name: connection.execute(
                    select(func.count()).select_from(table).where(view.holds(table))
                ).scalar_one()
                for table in tables
            }

    # What is done.

    def keep(
        self,
        page: Page,
        reading: Reading,
        *,
        reader: str,
        traces: Traces,
        accessed: datetime | None = None,
        given: date | None = None,
        at: datetime | None = None,
    ) -> Receipt:
        """Keep a page with its reading, and what follows from it, in one transaction.

        `at` is the moment under which it is recorded: the present, unless an archive is replayed.
        """
        moment = at or self.clock()
        with self.changing("add", at=moment) as (connection, transaction):
            return keeping.keep(
                connection,
                transaction,
                page,
                reading,
                accessed=accessed or page.accessed or moment,
                given=given,
                reader=reader,
                traces=traces,
            )

    def correct(self, number: str, field: str, value: str, because: str | None) -> Correction:
        """Set a field of an event by hand; the last correction of a field counts.

        Raises RecordError where there is no such event, UsageError for no field or value.
        """
        return self._by_hand("correct", because, by_hand.correct, number, field, value)

    def enter(self, entry: entering.Entry, because: str | None = None) -> Correction:
        """Enter by hand what was read elsewhere, with its words and source.

        Raises UsageError where the same was entered already.
        """
        moment = self.clock()
        with self.changing("enter", at=moment, because=because) as (connection, transaction):
            return entering.enter(connection, transaction, entry, at=moment, who=self.who)

    def received(self) -> Iterator[tuple[str, Page, date | None]]:
        """Yield each page on record as it was received, with its id and the day that was given
        for it; entries by hand are left out."""
        pages = schema.pages
        with self.viewing() as (connection, _):
            numbers = list(
                connection.execute(
                    select(pages.c.id)
                    .where(pages.c.media_type != keeping.BY_HAND)
                    .order_by(pages.c.transaction, pages.c.id)
                ).scalars()
            )
        for number in numbers:
            with self.viewing() as (connection, _):
                row = connection.execute(select(pages).where(pages.c.id == number)).mappings().one()
            yield number, keeping.received(row), row["given"]

    def reread(self, page: str, reading: Reading, *, reader: str, traces: Traces) -> None:
        """Put a new reading of a page in place of its old one, in one transaction."""
        with self.changing("rebuild") as (connection, transaction):
            keeping.reread(connection, transaction, page, reading, reader=reader, traces=traces)

    def merge(self, numbers: Sequence[str], because: str | None) -> Correction:
        """Say that several events are one."""
        return self._by_hand("merge", because, by_hand.merge, numbers)

    def split(self, number: str, mentions: Sequence[str], because: str | None) -> Correction:
        """Say that `mentions` tell of another event than the rest of one."""
        return self._by_hand("split", because, by_hand.split, number, mentions)

    def rule(self, one: str, other: str, verdict: Verdict, because: str | None) -> Correction:
        """Say whether two mentions tell of one event, or of two."""
        return self._by_hand("rule", because, ruling.rule, one, other, verdict)

    def reject(self, number: str, because: str | None) -> Correction:
        """Say that there is no such event."""
        return self._by_hand("reject", because, by_hand.reject, number)

    def settle(self, number: str, outcome: Outcome, day: date, because: str | None) -> Correction:
        """Close an expectation by hand."""
        return self._by_hand("close", because, by_hand.settle, number, outcome, day)

    def rename(self, story: str, name: str, because: str | None = None) -> Correction:
        """Give an affair a name."""
        return self._by_hand("rename", because, by_hand.rename, story, name)

    def grade(self, source: str, grade: str, because: str | None = None) -> Correction:
        """Grade a source by the Admiralty scale: A to F, and 1 to 6."""
        return self._by_hand("grade", because, by_hand.grade, source, grade)

    def undo(self, number: str | None = None, because: str | None = None) -> Correction:
        """Undo a correction: the one with this id, the last of an event's, or the last of all."""
        return self._by_hand("undo", because, by_hand.undo, number)

    def _by_hand(
        self, action: str, because: str | None, do: Callable[..., Correction], *given: Any
    ) -> Correction:
        with self.changing(action, because=because) as (connection, transaction):
            return do(connection, transaction, *given)
