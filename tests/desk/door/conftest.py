"""A desk whose rooms are stand-ins, over a record of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import demarche
from demarche.service import users
from demarche.service.users import Role, keeper_of
from tests.desk.door.standing_in import CHEAP, PHRASE, House, Visitor, Watch, behind, visitor
from tests.record import stores
from tests.record.stores import Desk, Maker


@pytest.fixture(scope="session")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """What makes new records, on SQLite."""
    return stores.sqlite(tmp_path_factory.mktemp("records"))


@pytest.fixture
def desk(maker: Maker) -> Iterator[Desk]:
    """An empty record, its clock, and who reads into it."""
    with maker.new() as new:
        yield new


@pytest.fixture
def watch() -> Watch:
    """The clock by which sessions and limits go."""
    return Watch()


@pytest.fixture
def here(desk: Desk, watch: Watch) -> Visitor:
    """Whoever sits at the machine, where the desk is open."""
    return visitor(behind(desk.record, watch, is_open=True))


@pytest.fixture
def house(desk: Desk, watch: Watch) -> House:
    """A desk to which people log in, with a reader and an editor."""
    return House.with_people(desk.record, watch)


@pytest.fixture(scope="session")
def known_to(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record to which Ada may log in."""
    path = tmp_path_factory.mktemp("known") / "record.sqlite"
    record = demarche.open(path, who="Kim")
    keeper_of(record, cost=CHEAP).add("Ada", Role.EDITOR, PHRASE)
    record.close()
    return path


@pytest.fixture
def place(known_to: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a record is to which Ada may log in, and where new passwords cost little."""
    monkeypatch.setattr(users, "ADVISED", CHEAP)
    return Path(shutil.copyfile(known_to, tmp_path / "record.sqlite"))
