"""Stores: made, migrated forward, refused."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, select, text

from demarche.model import RecordError
from demarche.record.record import Record
from demarche.record.store import engine, opened, schema
from demarche.record.store.migrations import settings
from tests.record.stores import Desk


def test_the_head_of_the_migrations_is_the_version_that_is_opened(desk: Desk) -> None:
    with desk.record.engine.connect() as connection:
        script = ScriptDirectory.from_config(settings(connection))
    assert script.get_current_head() == engine.HEAD


@pytest.mark.filterwarnings("ignore:autogenerate skipping")
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")
def test_the_migrations_make_the_tables_that_the_program_uses(desk: Desk) -> None:
    with desk.record.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, schema.metadata) == []


def _is_ours(_thing: object, name: str | None, kind: str, _found: bool, _other: object) -> bool:
    return not (kind == "table" and str(name).startswith(("passage_terms", "alembic")))


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")
def test_each_index_is_there(desk: Desk) -> None:
    found = inspect(desk.record.engine)
    there = {
        index["name"] for table in schema.metadata.tables for index in found.get_indexes(table)
    }
    if desk.record.engine.dialect.name == "sqlite":
        with desk.record.engine.connect() as connection:
            names = text("SELECT name FROM sqlite_master WHERE type = 'index'")
            there |= set(connection.execute(names).scalars())
    wanted = {index.name for table in schema.metadata.tables.values() for index in table.indexes}
    assert wanted - there == set()


def test_a_store_without_a_version_is_brought_to_the_present_one(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    path.touch()
    store = opened(str(path))
    with store.connect() as connection:
        version = text("SELECT version_num FROM alembic_version")
        assert connection.execute(version).scalar() == engine.HEAD


def test_a_store_of_the_first_version_is_migrated_with_all_that_it_holds(
    desk: Desk, tmp_path: Path
) -> None:
    address = _of_the_first_version(desk, tmp_path)
    store = opened(address)
    with store.connect() as connection:
        seen = connection.execute(select(schema.sightings)).all()
        row = connection.execute(select(schema.pages)).one()
    store.dispose()
    assert [tuple(one) for one in seen] == [("a" * 32, SEEN, 1)]
    assert (row.name, row.data, row.via, row.redirects, row.headers) == (
        "page", b"words", None, None, None,
    )  # fmt: skip


SEEN = datetime(2021, 3, 14, 9, 30, tzinfo=UTC)


def _of_the_first_version(desk: Desk, folder: Path) -> str:
    """Make a store of the first version that holds a page; return its address."""
    if desk.record.engine.dialect.name == "postgresql":
        address = desk.address
        with desk.record.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    else:
        address = str(folder / "first.sqlite")
    store = engine._engine(address)
    page = {
        "id": "a" * 32, "document": "page", "name": "page", "sha256": "b" * 64, "size": 5,
        "media_type": "text/plain", "accessed": SEEN, "data": b"words", "transaction": 1,
    }  # fmt: skip
    log = {"id": 1, "recorded": SEEN, "written": SEEN, "action": "add", "who": "Kim",
           "program": "0.1.0"}  # fmt: skip
    with store.connect() as connection:
        command.upgrade(settings(connection), "0001")
        connection.execute(insert(schema.transactions), log)
        connection.execute(insert(schema.pages), page)
        connection.commit()
    store.dispose()
    return address


def test_a_store_of_a_later_version_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    store = opened(str(path))
    with store.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.dispose()
    with pytest.raises(RecordError, match="later version of Demarche") as refused:
        opened(str(path))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nowhere/at/all.sqlite", "no folder"),
        ("oracle://host/name", "no such store"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "cannot be opened"),
    ],
)
def test_what_is_no_store_is_refused_in_one_line(address: str, words: str) -> None:
    with pytest.raises(RecordError, match=words) as refused:
        opened(address)
    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RecordError, match=r"pip install 'demarche\[postgresql\]'"):
        opened("postgresql://host/name")


def test_a_file_that_is_no_record_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("some notes, and no record", encoding="utf-8")
    with pytest.raises(RecordError, match="cannot be opened"):
        Record.at(str(path))
    assert path.read_text(encoding="utf-8") == "some notes, and no record"
