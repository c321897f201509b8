"""Sources asked on their own clocks, and what is new in them read and kept."""

from __future__ import annotations

import json
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from demarche.model import (
    Failure,
    FetchError,
    Item,
    Page,
    PageError,
    Poll,
    Refused,
    Source,
    UsageError,
)
from demarche.service import parts, polling
from demarche.service.intake import Added, Intake, Kept, KeptOut
from demarche.service.record import Record

if TYPE_CHECKING:
    from demarche.gather.web import Known, Web

EVERY = timedelta(minutes=30)
_AT_HAND = 500
_BEAT = timedelta(seconds=30)
# How long after it was had, and after each look at it, a report is looked at again, for edits that
# its source does not tell of.
LOOKS = tuple(timedelta(hours=hours) for hours in (1, 6, 24))
# A page is often named before it is there.
_SOON_THERE, _NOT_FOUND = 2, 404
# How long after each failure in a row a report is tried again; then it is given up.
_AGAIN = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440))


@dataclass(frozen=True, slots=True)
class Polled:
    """A source that was asked: how many reports it names, and how many are to be fetched."""

    source: Source
    named: int
    new: int
    poll: Poll


News: TypeAlias = "Polled | Added | KeptOut | Failure"


@dataclass(frozen=True, slots=True)
class _Job:
    """Something to be fetched: a source, or a report that one names, and what is known of it."""

    what: Source | Item
    known: Known

    @property
    def host(self) -> str:
        """The host that it lies on."""
        return urlsplit(self.what.address).netloc.lower()


class _Stopped(Exception):  # noqa: N818
    """The watch was told to stop while something waited for its turn."""


@dataclass
class Tally:
    """What a watch has done so far; `failed` counts what is tried again later."""

    polls: int = 0
    entered: int = 0
    kept_out: int = 0
    failed: int = 0


class Watch:
    """Asks the sources of a record that are due, and reads and keeps what is new in them.

    What is to be done is on record before it is begun, and is struck off only when it is done: a
    watch that is cut off at any moment goes on where it was. Each host is asked one thing at a
    time. A report is looked at again after `looks`. `stop` ends it, and waits for no server;
    `heartbeat` is a file that tells that it is alive.
    """

    def __init__(
        self,
        record: Record,
        web: Web,
        *,
        stop: threading.Event | None = None,
        every: timedelta = EVERY,
        heartbeat: Path | None = None,
        workers: int = 8,
        looks: tuple[timedelta, ...] = LOOKS,
        reader: Any = None,
    ) -> None:
        self.record = record
        self.tally = Tally()
        self.stop = stop or threading.Event()
        self._web = web
        self._every = every
        self._heartbeat = heartbeat
        self._workers = workers
        self._looks = looks
        self._intake = Intake(record, reader)
        self._sources: dict[str, Source] = {}
        self._queues: dict[str, deque[_Job]] = {}
        self._running: dict[Future[Any], _Job] = {}
        self._in_hand: set[str] = set()
        self._beaten: datetime | None = None

    def once(self) -> Iterator[News]:
        """Do all that is due, and yield what became of it."""
        return self._run(goes_on=False)

    def run(self) -> Iterator[News]:
        """Do what is due whenever it is, until `stop` is set, and yield what became of it."""
        return self._run(goes_on=True)

    def _run(self, *, goes_on: bool) -> Iterator[News]:
        try:
            while not self.stop.is_set():
                self._beat()
                self._take_up()
                self._start()
                if self._running:
                    done, _ = wait(self._running, timeout=1.0, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield from self._finish(future)
                elif goes_on:
                    self.stop.wait(self._idle())
                else:
                    return
        finally:
            if self._running:
                self.stop.set()
            self._beat(is_last=True)

    def _take_up(self) -> None:
        """Queue what is due and not in hand, by the host that it lies on."""
        if len(self._in_hand) >= _AT_HAND // 2:
            return
        gathering = self.record.gathering
        self._sources = {source.address: source for source in gathering.sources()}
        polls = gathering.polls()
        for source in gathering.due():
            if source.address not in self._in_hand:
                self._queue(_Job(source, _known(polls.get(source.address))))
        for item in gathering.waiting(_AT_HAND):
            if item.address not in self._in_hand:
                self._queue(_Job(item, self._seen(item)))

    def _queue(self, job: _Job) -> None:
        self._in_hand.add(job.what.address)
        self._queues.setdefault(job.host, deque()).append(job)

    def _seen(self, item: Item) -> Known:
        from demarche.gather.web import Known

        page = self.record.gathering.last_seen(item.address)
        return Known.of(page) if page else Known()

    def _start(self) -> None:
        """Start a job for each host that has none under way; the hosts take turns."""
        busy = {job.host for job in self._running.values()}
        for host in [host for host in self._queues if host not in busy]:
            if len(self._running) >= self._workers:
                return
            queue = self._queues.pop(host)
            job = queue.popleft()
            if queue:
                self._queues[host] = queue
            self._running[_in_a_thread(self._fetch, job)] = job

    def _fetch(self, job: _Job) -> Any:
        """Fetch something, in a thread of its own: the record is not touched here."""
        if isinstance(job.what, Source):
            return polling.ask(self._web, job.what, job.known)
        return self._web.page(job.what.address, job.known, via=job.what.source)

    def _finish(self, future: Future[Any]) -> Iterator[News]:
        job = self._running.pop(future)
        try:
            if isinstance(future.exception(), _Stopped):
                return
            if isinstance(job.what, Source):
                yield from self._asked(job.what, future)
            else:
                yield from self._received(job.what, future)
        finally:
            self._in_hand.discard(job.what.address)

    def _asked(self, source: Source, future: Future[Any]) -> Iterator[News]:
        """Keep what a source answered, and when it is to be asked next."""
        gathering = self.record.gathering
        known, now = gathering.polls().get(source.address), self.record.clock()
        self.tally.polls += 1
        try:
            asked = future.result()
        except (FetchError, PageError) as error:
            delay = error.wait if isinstance(error, FetchError) else None
            poll = polling.failed(source, known, error.reason, now, self._every, delay)
            gathering.asked(poll)
            self.tally.failed += 1
            yield Failure(source.address, error.reason)
            return
        poll = polling.answered(source, known, asked, now, self._every)
        items = asked.items if asked else ()
        yield Polled(source, len(items), gathering.asked(poll, items), poll)
        for fault in asked.faults if asked else ():
            yield self._kept_out(self._intake.keep_out(source.address, Refused.FAULTY, fault))

    def _received(self, item: Item, future: Future[Any]) -> Iterator[News]:
        """Read and keep a report, and strike it off; one that may be had later is tried again."""
        gathering = self.record.gathering
        try:
            page = future.result()
        except FetchError as error:
            yield from self._missed(item, error)
            return
        if page is None:
            self._had(item, "unchanged")
            return
        news = self._intake.enter(self._as_told(page, item), day_told=item.published)
        if isinstance(news, Added):
            self._had(item, news.receipt.kept.value)
            self.tally.entered += news.receipt.kept is not Kept.KNOWN
            yield news
        else:
            gathering.settle(item, news.reason)
            yield self._kept_out(news)

    def _had(self, item: Item, said: str) -> None:
        """Strike a report off until it is to be looked at again, if it is."""
        pause = self._looks[item.looks] if item.looks < len(self._looks) else None
        again = self.record.clock() + pause if pause else None
        self.record.gathering.settle(item, said, again=again, looks=item.looks + 1)

    def _missed(self, item: Item, error: FetchError) -> Iterator[News]:
        gathering = self.record.gathering
        is_soon_there = error.status == _NOT_FOUND and item.tries < _SOON_THERE and not item.looks
        if is_soon_there or (error.is_passing and item.tries < len(_AGAIN)):
            pause = max(_AGAIN[item.tries], timedelta(seconds=error.wait or 0.0))
            again, tries = self.record.clock() + pause, item.tries + 1
            gathering.settle(item, error.reason, again=again, tries=tries, looks=item.looks)
            self.tally.failed += 1
            yield Failure(item.address, f"{error.reason}; tried again in {_in_words(pause)}")
            return
        gathering.settle(item, error.reason, looks=item.looks)
        if item.looks:
            self.tally.failed += 1
            yield Failure(item.address, f"{error.reason}; it stays as it was")
            return
        news = self._intake.keep_out(item.address, Refused.UNFETCHED, error.reason, via=item.source)
        yield self._kept_out(news)

    def _kept_out(self, news: KeptOut) -> KeptOut:
        self.tally.kept_out += 1
        return news

    def _as_told(self, page: Page, item: Item) -> Page:
        """Return a page with what the source is known for."""
        source = self._sources.get(item.source)
        return replace(page, publisher=source.publisher) if source and source.publisher else page

    def _idle(self) -> float:
        """Return for how many seconds there is nothing to be done, half a minute at the most."""
        due = self.record.gathering.next_due()
        seconds = (due - self.record.clock()).total_seconds() if due else 30.0
        return min(max(seconds, 0.1), 30.0)

    def _beat(self, *, is_last: bool = False) -> None:
        """Write down that the watch is alive, and what it has done."""
        now = self.record.clock()
        is_due = self._beaten is None or now - self._beaten >= _BEAT
        if self._heartbeat is None or not (is_due or is_last):
            return
        self._beaten = now
        said = {
            "at": now.isoformat(),
            "process": os.getpid(),
            "is_running": not is_last,
            "in_hand": len(self._in_hand),
        } | asdict(self.tally)
        beside = self._heartbeat.with_name(f"{self._heartbeat.name}.new")
        try:
            beside.write_text(json.dumps(said) + "\n", encoding="utf-8")
            beside.replace(self._heartbeat)
        except OSError as error:
            reason = f"cannot be written: {error.strerror}"
            raise UsageError(str(self._heartbeat), reason) from error


def _in_a_thread(fetch: Callable[[_Job], Any], job: _Job) -> Future[Any]:
    """Return what `fetch` will have of `job`, in a thread that keeps no program from its end."""
    future: Future[Any] = Future()

    def work() -> None:
        try:
            future.set_result(fetch(job))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=work, name=f"watch {job.host}", daemon=True).start()
    return future


def _known(poll: Poll | None) -> Known:
    from demarche.gather.web import Known

    return Known(poll.etag, poll.last_modified) if poll else Known()


def _in_words(pause: timedelta) -> str:
    minutes = round(pause.total_seconds() / 60)
    return f"{minutes} minutes" if minutes != 1 else "1 minute"


@contextmanager
def watching(
    record: Record,
    *,
    contact: str,
    allowed: tuple[str, ...] = (),
    stop: threading.Event,
    every: timedelta = EVERY,
    heartbeat: Path | None = None,
) -> Iterator[Watch]:
    """Give a watch over the sources of `record`, which ends its waits when `stop` is set."""
    manners = parts.manners(contact=contact, allowed=allowed)
    with manners.web(tries=1, sleep=waits(stop)) as web:
        yield Watch(record, web, stop=stop, every=every, heartbeat=heartbeat)


def waits(stop: threading.Event) -> Callable[[float], None]:
    """Return what waits so many seconds, and lets nothing go on once `stop` is set."""

    def wait_for(seconds: float) -> None:
        if stop.wait(seconds):
            raise _Stopped

    return wait_for
