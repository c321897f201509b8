"""New records for tests, on SQLite and on a PostgreSQL server that is started for them."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import select

from demarche.model import Failure
from demarche.record.asking import Which
from demarche.record.record import ANY
from demarche.record.store import schema
from demarche.service.reader import Source
from demarche.service.record import Added, Record
from tests.record.fakes import ScriptedReader, gather
from tests.record.news import quote

NOT_FOUND = "no PostgreSQL server found on this machine"
# The name of a socket in the server's folder, and no port of the machine.
_PORT = 5432
# What is written need outlive no power cut: only the program is killed here, never the server.
_QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=32MB"
_ACCOUNT = "postgres"

# The tables of what follows from reports.
DERIVED = ("events", "members", "expectations", "silences", "sides", "dyads", "copies")
# These, and all others of rows that hold for a time and bear the same names each time.
STATE = (*DERIVED, "mentions", "readings", "judgements", "traces", "answers", "rulings", "heirs")


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = datetime(2021, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment that it shows."""
        return self.now

    def tick(self, *, minutes: float = 1, days: float = 0) -> datetime:
        """Move on; return the moment that it showed before."""
        before, self.now = self.now, self.now + timedelta(days=days, minutes=minutes)
        return before


@dataclass(frozen=True)
class Desk:
    """A record beside its clock, and the one who reads scripts into it."""

    record: Record
    clock: Clock
    address: str

    def add(self, *pages: Source, **more: Any) -> list[Added | Failure]:
        """Add pages, a minute apart; return what became of each."""
        out = []
        for one in self.record.add(pages, gatherer=gather, reader=ScriptedReader(), **more):
            out.append(one)
            self.clock.tick()
        return out

    def as_of(self, moment: date | datetime) -> Desk:
        """Return the desk with the record as it stood at a moment."""
        return replace(self, record=self.record.as_of(moment))

    def ids(self, which: Which = ANY) -> list[str]:
        """Return the events asked for, in the order of their days."""
        return [entry.id for entry in self.record.timeline(which)]

    def quotes(self, which: Which = ANY) -> list[str]:
        """Return the sentence that says best what each event asked for is."""
        return [entry.line.best.quote for entry in self.record.timeline(which)]

    def event(self, line: str) -> str:
        """Return the event of which the sentence of `line` says best what it is."""
        return self.ids()[self.quotes().index(quote(line))]

    def mentions(self) -> list[str]:
        """Return the mentions of all events."""
        shown = (self.record.show(event).event for event in self.ids())
        return [telling.mention.id for event in shown for telling in event.tellings]


@dataclass(frozen=True)
class Maker:
    """Makes new records on one kind of store, each empty.

    `empty` makes the store with a number empty, and returns its address. Stores that are let go of
    are made empty and used again: an engine that knows its statements is quicker than a new one.
    """

    name: str
    empty: Callable[[int], str]
    _known: dict[int, Record] = field(default_factory=dict)
    _free: list[int] = field(default_factory=list)

    @contextmanager
    def new(self) -> Iterator[Desk]:
        """Make an empty record under a clock of its own, and let go of it in the end."""
        number = self._free.pop() if self._free else len(self._known) + 1
        clock, address = Clock(), self.empty(number)
        known = self._known.get(number) or Record.at(address, who="Kim")
        record = cast("Record", replace(known, clock=clock))
        self._known[number] = record
        try:
            yield Desk(record, clock, address)
        finally:
            record.close()
            self._free.append(number)


def sqlite(folder: Path) -> Maker:
    """Return a maker of records in `folder`: copies of an empty one."""
    model = folder / "empty.sqlite"
    Record.at(str(model)).close()

    def empty(number: int) -> str:
        path = folder / f"record-{number}.sqlite"
        for beside in ("-wal", "-shm"):
            Path(f"{path}{beside}").unlink(missing_ok=True)
        shutil.copyfile(model, path)
        return str(path)

    return Maker("sqlite", empty)


@contextmanager
def postgresql() -> Iterator[Maker | None]:
    """Run a server of its own, in a folder that goes with it; `None` where none is installed."""
    programs = _programs()
    if programs is None:
        yield None
        return
    # Near the root, because the path of a socket must be short.
    folder = tempfile.mkdtemp(prefix="pg", dir="/tmp")
    if os.geteuid() == 0:
        shutil.chown(folder, _ACCOUNT)
    data, log = Path(folder, "data"), Path(folder, "log")
    options = f"-k {folder} -p {_PORT} -c listen_addresses= {_QUICK}"
    with _ended_with_us(f"{programs}/pg_ctl stop -w -m immediate -D {data}; rm -rf {folder}"):
        _run(programs / "initdb", "-D", data, "-U", "demarche", "-A", "trust", "-E", "UTF8",
             "--no-sync", "--no-locale")  # fmt: skip
        _run(programs / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options)
        with _maker(folder) as maker:
            yield maker


@contextmanager
def _ended_with_us(command: str) -> Iterator[None]:
    """Have a shell run `command` in the end, even if the tests are killed: it waits for the end of
    what it is given to read."""
    shell = subprocess.Popen(
        [*_as_account(), "sh", "-c", f"cat; {command}"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/",
        start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        shell.communicate()


@contextmanager
def _maker(folder: str) -> Iterator[Maker]:
    made: set[int] = set()

    def server(name: str) -> psycopg.Connection:
        where = f"host={folder} port={_PORT} user=demarche dbname={name}"
        return psycopg.connect(where, autocommit=True)

    def at(name: str) -> str:
        return f"postgresql://demarche@/{name}?host={folder}&port={_PORT}"

    def empty(number: int) -> str:
        name = f"record_{number}"
        if number in made:
            with server(name) as connection:
                _empty(connection)
        else:
            with server("postgres") as connection:
                named = sql.Identifier(name)
                connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE empty").format(named))
            made.add(number)
        return at(name)

    with server("postgres") as connection:
        connection.execute("CREATE DATABASE empty")
    Record.at(at("empty")).close()
    yield Maker("postgresql", empty)


def _empty(connection: psycopg.Connection) -> None:
    """Take all rows out of all tables, which is quicker by far than a new database."""
    connection.execute("SET session_replication_role = replica")
    names = connection.execute(
        "SELECT tablename FROM pg_tables"
        " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    )
    for (name,) in names.fetchall():
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))


def _programs() -> Path | None:
    """Return the folder of the programs of a PostgreSQL server that can be run here, if any."""
    if os.geteuid() == 0 and not _has_account():
        return None
    found = shutil.which("pg_ctl")
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name)
    )
    places = [Path(found).resolve().parent] if found else []
    both = [p for p in [*places, *installed] if (p / "pg_ctl").exists() and (p / "initdb").exists()]
    return next(iter(both), None)


def _has_account() -> bool:
    """Whether there is somebody but root to run a server."""
    try:
        pwd.getpwnam(_ACCOUNT)
    except KeyError:
        return False
    return shutil.which("runuser") is not None


def _run(*command: object) -> None:
    words = [*_as_account(), *(str(word) for word in command)]
    subprocess.run(words, check=True, cwd="/", stdout=subprocess.DEVNULL)


def _as_account() -> list[str]:
    """Return what to put before a program of the server, which refuses to be run by root."""
    return ["runuser", "-u", _ACCOUNT, "--"] if os.geteuid() == 0 else []


def known_failure(reason: str, **more: Any) -> Callable[[Any], Any]:
    """Return the mark of a test that is known to fail on both stores, and is run on one."""
    failing = pytest.mark.xfail(reason=reason, **more)
    on_one = pytest.mark.parametrize("maker", ["sqlite"], indirect=True)
    return lambda test: on_one(failing(test))


def at(day: int, hour: int = 12, month: int = 3) -> datetime:
    """Return a moment of the spring of 2021."""
    return datetime(2021, month, day, hour, tzinfo=UTC)


def words(value: object) -> str:
    """Return by what a case of a test is called: its words, if that is what it is."""
    return str(value) if isinstance(value, str) else ""


def present(record: Record, *, names: Iterable[str] = DERIVED) -> dict[str, list[str]]:
    """Return the rows of tables that hold now, without since when, in an order of their own."""
    with record.engine.connect() as connection:
        out = {}
        for name in names:
            table = schema.metadata.tables[name]
            rows = connection.execute(select(table).where(table.c.until.is_(None))).mappings()
            plain = [{k: v for k, v in row.items() if k not in ("since", "until")} for row in rows]
            out[name] = sorted(map(_shown, plain))
        return out


def everything(record: Record) -> dict[str, list[str]]:
    """Return all rows of all tables but those of the log of transactions."""
    with record.engine.connect() as connection:
        return {
            table.name: sorted(
                _shown(dict(row)) for row in connection.execute(select(table)).mappings()
            )
            for table in schema.metadata.sorted_tables
            if table.name != "transactions"
        }


def _shown(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True, default=repr, ensure_ascii=False)
