"""Rows that hold for a time: how they are written, and how they are seen at any moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Table,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)

from demarche import __version__
from demarche.record.store import schema
from demarche.record.store.schema import Moment as Moment

_AT_ONCE = 400
_LOCK = 0x64656D61  # any number that is always the same


@dataclass(frozen=True, slots=True)
class Now:
    """The record as it stands."""

    def holds(self, table: FromClause) -> ColumnElement[bool]:
        """Return the condition that a row of `table` holds."""
        return table.c.until.is_(None)


@dataclass(frozen=True, slots=True)
class Then:
    """The record as it stood after a transaction."""

    transaction: int

    def holds(self, table: FromClause) -> ColumnElement[bool]:
        """Return the condition that a row of `table` held.

        A sum is no column: it keeps stores from looking rows up by the transaction that began them,
        which almost all did before, in place of by what is asked for.
        """
        return and_(
            table.c.since + 0 <= self.transaction,
            or_(table.c.until.is_(None), table.c.until > self.transaction),
        )


View: TypeAlias = Now | Then


def as_of(connection: Connection, moment: datetime) -> Then:
    """Return the record as it stood at `moment`: nothing recorded later is in it."""
    log = schema.transactions
    last = connection.execute(
        select(func.max(log.c.id)).where(log.c.recorded <= moment)
    ).scalar_one()
    return Then(last or 0)


def begin(
    connection: Connection,
    action: str,
    *,
    at: datetime,
    who: str,
    because: str | None = None,
    program: str = __version__,
) -> int:
    """Return a new transaction, recorded `at`, or with the last one where that came later."""
    take_turns(connection)
    log = schema.transactions
    last = connection.execute(select(log.c.recorded).order_by(log.c.id.desc()).limit(1)).scalar()
    row = {
        "recorded": max(at, last) if last else at,
        "written": datetime.now(UTC),
        "action": action,
        "who": who,
        "because": because,
        "program": program,
    }
    written = insert(log).values(row).returning(log.c.id)
    return int(connection.execute(written).scalar_one())


def take_turns(connection: Connection) -> None:
    """Wait until nobody else writes, and let nobody else until this transaction ends, as with
    SQLite: what follows from two reports follows from both."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def present(
    connection: Connection, table: Table, column: str, values: Iterable[object]
) -> list[Mapping[str, Any]]:
    """Return the rows of `table` that hold, whose `column` is one of `values`."""
    wanted = list(dict.fromkeys(values))
    out: list[Mapping[str, Any]] = []
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        query = select(table).where(table.c[column].in_(some), table.c.until.is_(None))
        out += [dict(row) for row in connection.execute(query).mappings()]
    return out


def batches(values: Sequence[str]) -> list[Sequence[str]]:
    """Return `values` in batches of as many as a statement may name."""
    return [values[first : first + _AT_ONCE] for first in range(0, len(values), _AT_ONCE)]


def begins(column: ColumnElement[str], given: str) -> ColumnElement[bool]:
    """Return the condition that an id begins with `given`, which an index answers."""
    low = given.lower()
    return and_(column >= low, column < low + "g")


def change(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    among: Sequence[Mapping[str, Any]],
    transaction: int,
) -> int:
    """Make `rows` hold from `transaction` on in place of `among`, the rows that have held so far.

    Rows that stay the same are left as they are. Returns how many were begun or ended.
    """
    key = [c.name for c in table.primary_key if c.name != "since"]
    old = {tuple(row[name] for name in key): row for row in among}
    new = {tuple(row[name] for name in key): row for row in rows}
    ended = [row for at, row in old.items() if at not in new or _differ(row, new[at])]
    begun = [row for at, row in new.items() if at not in old or _differ(old[at], row)]
    _end(connection, table, key, ended, transaction)
    if begun:
        connection.execute(
            insert(table), [{**row, "since": transaction, "until": None} for row in begun]
        )
    return len(ended) + len(begun)


def _end(
    connection: Connection,
    table: Table,
    key: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    transaction: int,
) -> None:
    """End rows; those that began within this transaction never held and are taken out."""
    for row in rows:
        same = and_(*(table.c[name] == row[name] for name in key), table.c.since == row["since"])
        if row["since"] == transaction:
            connection.execute(table.delete().where(same))
        else:
            connection.execute(update(table).where(same).values(until=transaction))


def _differ(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return any(old[name] != value for name, value in new.items())
