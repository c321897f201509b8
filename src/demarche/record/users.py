"""Who may ask and who may correct, as the store keeps them.

No past is kept of users and tokens: what was taken away is gone. Of a password and a token the
store has only what they are known by again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from demarche.model import RecordError
from demarche.record.held import Held
from demarche.record.store import schema, take_turns

_USERS, _TOKENS = schema.users, schema.tokens


class Role(StrEnum):
    """What somebody may do: a reader asks, an editor corrects as well."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may ask; `name` stands beside all that they change."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Known:
    """A user beside what their password is known by, and since when they are one."""

    user: User
    password: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """What a program shows in place of a password; `id` is what it is called by."""

    id: str
    user: str
    name: str | None
    made: datetime


@dataclass(frozen=True)
class Users(Held):
    """Those who may ask this record, wherever its desk is open to others."""

    def all(self) -> tuple[Known, ...]:
        """Return all users by their names."""
        with self.viewing() as (connection, _):
            return tuple(map(_known, connection.execute(select(_USERS).order_by(_USERS.c.name))))

    def known(self, name: str) -> Known | None:
        """Return the user called `name`, if there is one."""
        with self.viewing() as (connection, _):
            row = connection.execute(select(_USERS).where(_USERS.c.name == name)).one_or_none()
            return _known(row) if row else None

    def add(self, user: User, password: str) -> None:
        """Let somebody in; raises RecordError where the name is taken."""
        row = {"name": user.name, "role": user.role.value, "password": password}
        with self._noting() as connection:
            try:
                connection.execute(insert(_USERS).values({**row, "made": self.clock()}))
            except IntegrityError as error:
                raise RecordError(user.name, "is a user already") from error

    def change(self, name: str, **values: str) -> None:
        """Set the `role` or the `password` of a user; raises RecordError where there is none."""
        with self._noting() as connection:
            done = connection.execute(update(_USERS).where(_USERS.c.name == name).values(values))
            if not done.rowcount:
                raise _nobody(name)

    def remove(self, name: str) -> None:
        """Let somebody in no longer, nor their tokens; raises RecordError where there is none."""
        with self._noting() as connection:
            connection.execute(delete(_TOKENS).where(_TOKENS.c.user == name))
            if not connection.execute(delete(_USERS).where(_USERS.c.name == name)).rowcount:
                raise _nobody(name)

    def tokens(self, name: str) -> tuple[Token, ...]:
        """Return the tokens of a user, the oldest first."""
        mine = select(_TOKENS).where(_TOKENS.c.user == name).order_by(_TOKENS.c.made, _TOKENS.c.id)
        with self.viewing() as (connection, _):
            return tuple(
                Token(row.id, row.user, row.name, row.made) for row in connection.execute(mine)
            )

    def add_token(self, token: Token, sha256: str) -> None:
        """Keep by what a token is known; raises RecordError where its user is none."""
        row = {"id": token.id, "user": token.user, "name": token.name, "made": token.made}
        with self._noting() as connection:
            try:
                connection.execute(insert(_TOKENS).values({**row, "sha256": sha256}))
            except IntegrityError as error:
                raise _nobody(token.user) from error

    def holder(self, sha256: str) -> Known | None:
        """Return whose token it is, if anybody's."""
        whose = select(_USERS).join(_TOKENS, _TOKENS.c.user == _USERS.c.name)
        with self.viewing() as (connection, _):
            row = connection.execute(whose.where(_TOKENS.c.sha256 == sha256)).one_or_none()
            return _known(row) if row else None

    def revoke(self, number: str) -> None:
        """Let a token in no longer, by its id; raises RecordError where there is none."""
        with self._noting() as connection:
            if not connection.execute(delete(_TOKENS).where(_TOKENS.c.id == number)).rowcount:
                raise RecordError(number, "is no token's id")

    @contextmanager
    def _noting(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            take_turns(connection)
            yield connection


def _known(row: Row[Any]) -> Known:
    return Known(User(row.name, Role(row.role)), row.password, row.made)


def _nobody(name: str) -> RecordError:
    return RecordError(name, "is no user")
