"""A run that is killed at any point loses nothing that it said was kept, and can be run again."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import cast

import pytest
from sqlalchemy import select

from demarche.model import Page
from demarche.record.store import schema
from demarche.service.record import Record
from tests.record.fakes import ScriptedReader, gather, report
from tests.record.news import WIRE, act
from tests.record.stores import STATE, Maker, present

REPORTS = 30
KILLS = 3
RUNS = range(9 if os.environ.get("DEMARCHE_LONG") else 1)
# About as long as a report takes: a run is killed at any point of it.
_SECONDS = 0.06

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])


def pages() -> list[Page]:
    """The same reports each time, on the same few parties and days."""
    chance = random.Random(7)  # noqa: S311
    return [
        report(
            *(act(chance.choice) for _ in range(chance.randint(1, 2))),
            *([WIRE] if chance.random() < 0.3 else []),
            by=chance.choice(("The Wire", "The Paper", "The Gazette")),
            on=f"2021-03-{chance.randint(4, 24):02}",
            name=f"report {number}",
        )
        for number in range(REPORTS)
    ]


def add_and_tell(address: str, told: Connection) -> None:
    """Add the reports, and send the name of each as soon as it is said to be kept."""
    record = cast("Record", Record.at(address))
    for added in record.add(pages(), gatherer=gather, reader=ScriptedReader()):
        told.send(added.name)
    record.close()


def names_told(address: str, kill_after: int, seconds: float) -> list[str]:
    """Run a process that adds the reports; kill it some time after so many new names."""
    told, tells = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=add_and_tell, args=(address, tells))
    process.start()
    tells.close()
    names = [told.recv() for _ in range(kill_after)]
    time.sleep(seconds)
    process.kill()
    process.join()
    with suppress(EOFError):
        while True:
            names.append(told.recv())
    return names


@pytest.mark.parametrize("run", RUNS)
def test_a_run_that_is_killed_loses_nothing_and_goes_on(maker: Maker, run: int) -> None:
    chance = random.Random(run)  # noqa: S311
    stops = sorted(chance.sample(range(1, REPORTS), KILLS))
    with maker.new() as desk, maker.new() as undisturbed:
        told: set[str] = set()
        for stop in stops:
            told |= set(names_told(desk.address, stop, chance.uniform(0, _SECONDS)))
            kept = names_kept(desk.record)
            assert sorted(set(kept)) == kept
            assert told <= set(kept)
            desk.record.close()
        desk.add(*pages())
        undisturbed.add(*pages())
        assert len(names_kept(desk.record)) == REPORTS
        assert present(desk.record, names=STATE) == present(undisturbed.record, names=STATE)


def names_kept(record: Record) -> list[str]:
    """The names of the pages on record, each as often as it is there."""
    with record.engine.connect() as connection:
        return sorted(connection.execute(select(schema.pages.c.name)).scalars())
