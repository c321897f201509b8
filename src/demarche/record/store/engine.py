"""The store behind an address."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.sql import column, table

from demarche.model import RecordError

HEAD = "0006"
_SECONDS_TO_WAIT = 30


def opened(address: str) -> Engine:
    """Return the store at `address`: a path, or an address of SQLAlchemy's or PostgreSQL's form.

    A store that is not there yet is made; one of an earlier version is migrated forward. Raises
    RecordError where it cannot be opened, or was made by a later version.
    """
    engine = _engine(address)
    try:
        version = _version(engine)
        if version != HEAD:
            _migrate(engine, address, version)
    except (OperationalError, DBAPIError) as error:
        raise RecordError(shown(address), f"cannot be opened: {_reason(error)}") from error
    return engine


def shown(address: str) -> str:
    """Return an address as it may be shown: without a password."""
    if "://" not in address:
        return address
    from sqlalchemy import make_url

    return make_url(address).render_as_string(hide_password=True)


def _engine(address: str) -> Engine:
    if "://" not in address:
        folder = Path(address).parent
        if not folder.is_dir():
            raise RecordError(address, f"no folder {folder}")
        address = f"sqlite:///{address}"
    for plain in ("postgres://", "postgresql://"):
        if address.startswith(plain):
            address = "postgresql+psycopg://" + address.removeprefix(plain)
    try:
        engine = create_engine(address)
    except ModuleNotFoundError as error:
        if error.name == "psycopg":
            reason = "PostgreSQL needs its driver: pip install 'demarche[postgresql]'"
        else:
            reason = f"no such store: {error}"
        raise RecordError(shown(address), reason) from error
    except Exception as error:  # whatever a driver or an address may be missing
        raise RecordError(address, f"no such store: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """Make SQLite keep what is committed, come what may, and let readers read meanwhile."""
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {_SECONDS_TO_WAIT * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "cache_size = -65536",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    is_reading = connection.get_execution_options().get("is_reading", False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


def _version(engine: Engine) -> str | None:
    with engine.connect().execution_options(is_reading=True) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        versions = table("alembic_version", column("version_num"))
        return connection.execute(select(versions.c.version_num)).scalar()


def _migrate(engine: Engine, address: str, version: str | None) -> None:
    from alembic import command
    from alembic.util import CommandError

    from demarche.record.store.migrations import settings

    with engine.connect() as connection:
        config = settings(connection)
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            reason = f"was made by a later version of Demarche ({version})"
            raise RecordError(shown(address), reason) from error
        connection.commit()


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
