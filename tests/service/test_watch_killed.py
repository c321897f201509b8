"""A watch that is killed at any moment loses nothing, enters nothing twice, and goes on."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection

import pytest

from demarche.service.intake import Added
from demarche.service.record import Record
from tests.gather import answers
from tests.gather.misbehaving import Answer, Site
from tests.record import news
from tests.record.stores import STATE, Desk, Maker, present
from tests.service.watched import Watched, entry, told, watch

IS_LONG = bool(os.environ.get("DEMARCHE_LONG"))
REPORTS, KILLS = (500, 50) if IS_LONG else (30, 3)
# A run is killed at any point: before it has begun, while it asks, reads or keeps. About as long
# as a report takes, after so many requests.
_SECONDS = 0.06
_MOST_REQUESTS = 2 * REPORTS // KILLS
_OFTEN = timedelta(seconds=0.3)

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])


@pytest.fixture
def site() -> Iterator[Site]:
    """A site whose feed names half of the reports at first, and all of them later; some of the
    reports cannot be had the first time."""
    with Site() as own:
        chance = random.Random(7)  # noqa: S311
        names = [f"report-{number}" for number in range(REPORTS)]
        for number, name in enumerate(names):
            month = f"{chance.randint(2001, 2020)}-{chance.randint(1, 12):02}"
            line = news.act(chance.choice).replace("2021-03", month)
            fine = told(line, by=name, on=f"{month}-{chance.randint(4, 24):02}", name=name)
            first = [Answer(503)] if number % 7 == 0 else []
            own.answers(f"/{name}", *first, fine)
        half, whole = (
            answers.feed([entry(own, name) for name in some])
            for some in (names[: REPORTS // 2], names)
        )
        own.answers("/feed", *[half] * (1 + KILLS // 3), whole)
        yield own


def watch_and_tell(address: str, tells: Connection) -> None:
    """Go on with what is to be done, and send the address of each report that is entered."""
    record = Record.at(address)
    with watch(record, every=_OFTEN) as work:
        for one in work.run():
            if isinstance(one, Added):
                tells.send(one.name)


def told_before_the_end(address: str, site: Site, kill_after: int, seconds: float) -> list[str]:
    """Run a process that goes on; kill it some time after so many requests. Return what it said
    was entered."""
    last = len(site.requests()) + kill_after
    hears, tells = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=watch_and_tell, args=(address, tells))
    process.start()
    tells.close()
    while len(site.requests()) < last:
        time.sleep(0.005)
    time.sleep(seconds)
    process.kill()
    process.join()
    names: list[str] = []
    with suppress(EOFError), closing(hears):
        while True:
            names.append(hears.recv())
    return names


def test_a_watch_that_is_killed_loses_nothing_and_enters_nothing_twice(
    desk: Desk, maker: Maker, site: Site, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(11)  # noqa: S311
    watched = Watched(desk, site)
    watched.follow()
    names: list[str] = []
    counts = []
    for _ in range(KILLS):
        desk.record.close()
        some = chance.randint(0, _MOST_REQUESTS)
        names += told_before_the_end(desk.address, site, some, chance.uniform(0, _SECONDS))
        entered = watched.entered()
        assert sorted(set(entered)) == entered
        assert {name.removeprefix(site.address) for name in names} <= set(entered)
        counts.append(len(entered))
    desk.clock.now = datetime.now(UTC)
    for _ in range(3):
        watched.later()
        watched.round()
    assert watched.entered() == sorted(f"/report-{number}" for number in range(REPORTS))
    assert watched.waiting() == []
    assert desk.record.gathering.refusals() == ()
    # Of one host one thing is under way at a time, and nothing else is asked for again.
    asked = [one for one in site.requests() if one.path.startswith("/report")]
    failed = len(range(0, REPORTS, 7))
    assert len(asked) <= REPORTS + failed + KILLS
    record_property("reports on record at each kill", counts)
    record_property("reports asked for again", len(asked) - REPORTS - failed)
    with maker.new() as other:
        undisturbed = Watched(other, site)
        undisturbed.follow()
        undisturbed.round()
        assert undisturbed.entered() == watched.entered()
        assert present(other.record, names=STATE) == present(desk.record, names=STATE)
