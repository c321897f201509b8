"""How fast the record answers: a record of any size is made up, and asked.

    python -m evaluation.record_bench [--events N] [--keep PATH] [--seed N]

With --keep the record stays at PATH; one that is there already is asked as it is, and was made with
the same seed. Each question is asked 15 times with other arguments, of the record as it stands and
as it stood half-way; a line gives the median and the longest time in milliseconds.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from sqlalchemy import func, select

from demarche.model import EventType
from demarche.model.ledger import Standing
from demarche.record.asking import Which
from demarche.record.store import Now, schema
from demarche.record.store.rows import as_of
from demarche.service.record import Record
from evaluation.record_made import make
from evaluation.record_plots import World

TIMES = 15
MOST = 100
COMMON, RARE = slice(0, 5), slice(100, None)
COMMON_WORDS, RARE_WORDS = slice(3, 30), slice(5_000, None)

Ask = Callable[[], object]


class Questions:
    """What a record is asked, each time with other arguments."""

    def __init__(self, record: Record, world: World, rng: Random) -> None:
        self._record, self._world, self._rng = record, world, rng
        with record.engine.connect().execution_options(is_reading=True) as connection:
            view = as_of(connection, record.moment) if record.moment else Now()
            events = schema.events
            query = select(events.c.id).where(view.holds(events))
            self._events = [
                connection.execute(query.where(events.c.id >= low).order_by(events.c.id).limit(1))
                .scalars()
                .one()
                for low in (f"{rng.randrange(2**120, 2**127):032x}" for _ in range(TIMES))
            ]

    def all(self) -> Iterator[tuple[str, Callable[[], Ask]]]:
        """Yield each question by its name; called, it is ready to be asked once."""
        yield "timeline", partial(self._timeline, Which)
        yield "timeline since", partial(self._timeline, lambda: Which(since=self._day()))
        yield "timeline until", partial(self._timeline, lambda: Which(until=self._day()))
        yield "timeline of a week", partial(self._timeline, self._week)
        yield "timeline of a type", partial(self._timeline, lambda: Which(types=(self._type(),)))
        yield "timeline of a common party", partial(self._of_parties, COMMON)
        yield "timeline of a rare party", partial(self._of_parties, RARE)
        yield "timeline of a party and type until a day", partial(self._timeline, self._narrow)
        yield "show", lambda: partial(self._record.show, self._rng.choice(self._events))
        yield "due", lambda: partial(self._record.due, most=MOST)
        yield (
            "due, overdue",
            lambda: partial(self._record.due, standings=(Standing.OVERDUE,), most=MOST),
        )
        yield (
            "due, still open",
            lambda: partial(
                self._record.due, standings=(Standing.OPEN, Standing.SLIPPED), most=MOST
            ),
        )
        yield "due by a common owner", partial(self._due_of, COMMON)
        yield "due by a rare owner", partial(self._due_of, RARE)
        yield "silences of a common party", partial(self._silences_of, COMMON)
        yield "silences of a rare party", partial(self._silences_of, RARE)
        yield "the heaviest pair", lambda: partial(self._record.pair, *self._world.codes.things[:2])
        yield "a pair", lambda: partial(self._record.pair, self._code(), self._code(RARE))
        yield "parties by code", lambda: partial(self._record.parties, self._code())
        yield "parties by name", lambda: partial(self._record.parties, self._name())
        yield "timeline of an actor", self._of_actor
        yield "search, a common word", lambda: partial(self._record.search, self._word())
        yield "search, a rare word", lambda: partial(self._record.search, self._word(RARE_WORDS))
        yield (
            "search, two common words",
            lambda: partial(self._record.search, f"{self._word()} {self._word()}"),
        )
        yield "stories", lambda: partial(self._record.stories, most=self._rng.choice((20, 50)))
        yield "brief of a day", self._brief

    def _timeline(self, which: Callable[[], Which]) -> Ask:
        return partial(self._record.timeline, which(), most=MOST)

    def _week(self) -> Which:
        day = self._day()
        return Which(since=day, until=day + timedelta(days=6))

    def _narrow(self) -> Which:
        return Which(until=self._day(), types=(self._type(),), parties=(self._code(),))

    def _of_parties(self, which: slice) -> Ask:
        return self._timeline(lambda: Which(parties=(self._code(which),)))

    def _of_actor(self) -> Ask:
        side = self._world.sides[self._code()].draw(self._rng)[0]
        return self._timeline(lambda: Which(parties=(side.entity or str(side.code),)))

    def _due_of(self, which: slice) -> Ask:
        return partial(self._record.due, owner=self._code(which), most=MOST)

    def _silences_of(self, which: slice) -> Ask:
        return partial(self._record.silences, party=self._code(which), most=MOST)

    def _brief(self) -> Ask:
        return partial(self._record.brief, self._record.day - timedelta(days=1))

    def _type(self) -> EventType:
        return self._rng.choice(list(EventType))

    def _code(self, which: slice = COMMON) -> str:
        return self._rng.choice(self._world.codes.things[which])

    def _name(self) -> str:
        return self._rng.choice(self._world.sides[self._code()].things).name

    def _word(self, which: slice = COMMON_WORDS) -> str:
        return self._rng.choice(self._world.words.things[which])

    def _day(self) -> date:
        return self._record.day - timedelta(days=self._rng.randrange(4_000))


def timed(ready: Callable[[], Ask]) -> tuple[float, float]:
    """Return the median and the longest time of a question, in milliseconds."""
    took = []
    for _ in range(TIMES):
        ask = ready()
        started = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - started))
    return median(took), max(took)


def last_day(address: str) -> datetime:
    """Return when the last transaction of a record was recorded."""
    record = Record.at(address)
    with record.engine.connect().execution_options(is_reading=True) as connection:
        last = connection.execute(select(func.max(schema.transactions.c.recorded))).scalar_one()
    record.close()
    return last


@contextmanager
def _place(kept: Path | None) -> Iterator[Path]:
    if kept:
        yield kept
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "record.sqlite"


def main() -> None:
    """Print the median and the longest time of each question."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with _place(given.keep) as path:
        if not path.exists():
            started = time.perf_counter()
            make(str(path), given.events, given.seed)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            size = path.stat().st_size / 2**20
            took = time.perf_counter() - started
            print(f"made {given.events:,} events in {took:.0f} s, {size:,.0f} MB, "
                  f"with {memory:,.0f} MB of memory")  # fmt: skip
        last = last_day(str(path))
        record = Record.at(str(path), clock=lambda: last + timedelta(hours=6))
        world = World.of(given.seed)
        middle = (last - timedelta(days=2_500)).date()
        print(f"{'':45}{'median':>10}{'worst':>10}")
        for view, words in ((record, ""), (record.as_of(middle), ", as of")):
            for name, ready in Questions(view, world, Random(given.seed)).all():
                typical, worst = timed(ready)
                print(f"{name + words:45}{typical:>10.1f}{worst:>10.1f}", flush=True)
        record.close()


if __name__ == "__main__":
    main()
