"""A record in its store: how it is opened, seen at a moment, and changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, Self

from sqlalchemy import Connection, Engine

from demarche.model import RecordError
from demarche.record.store import Now, View, begin, opened
from demarche.record.store.rows import as_of

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Held:
    """A record in its store, as it stands or as it stood.

    `who` is named in every change that is made through it; `clock` tells the time of changes, and
    the day on which questions are asked.
    """

    engine: Engine
    who: str = "somebody"
    clock: Clock = now
    moment: datetime | None = None

    @classmethod
    def at(cls, address: str, **more: Any) -> Self:
        """Return the record at `address`: a path, or the address of a PostgreSQL store.

        One that is not there is made. Raises RecordError where it cannot be opened.
        """
        return cls(opened(address), **more)

    def close(self) -> None:
        """Let go of the store."""
        self.engine.dispose()

    def as_of(self, when: date | datetime | None) -> Self:
        """Return the record as it stood at a moment, or at the end of a day."""
        if when is None:
            return self
        if not isinstance(when, datetime):
            when = datetime.combine(when, time.max, UTC)
        return replace(self, moment=when)

    @property
    def day(self) -> date:
        """The day on which questions are asked: today, or that of the view."""
        return (self.moment or self.clock()).date()

    @contextmanager
    def viewing(self) -> Iterator[tuple[Connection, View]]:
        """Give a connection to ask by, and the view of this moment."""
        options: dict[str, Any] = {"is_reading": True}
        if self.engine.dialect.name == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"
        with self.engine.connect().execution_options(**options) as connection:
            yield connection, as_of(connection, self.moment) if self.moment else Now()

    @contextmanager
    def changing(
        self, action: str, *, at: datetime | None = None, because: str | None = None
    ) -> Iterator[tuple[Connection, int]]:
        """Give a connection to change by, and the transaction under which all is recorded.

        Raises RecordError for a record as it stood.
        """
        if self.moment:
            raise RecordError(str(self.moment.date()), "the past of a record cannot be changed")
        with self.engine.begin() as connection:
            transaction = begin(
                connection, action, at=at or self.clock(), who=self.who, because=because
            )
            yield connection, transaction
