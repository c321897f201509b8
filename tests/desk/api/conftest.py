"""What the tests of the API are given: records, and who asks them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.desk.api.door import Door
from tests.record import stores
from tests.record.fakes import report
from tests.record.news import NEWS
from tests.record.stores import Desk, Maker

MANY_THINGS = report(*NEWS.values(), url="https://post.example/1", title="Many things")


@pytest.fixture(scope="session")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """What makes new records, on SQLite."""
    return stores.sqlite(tmp_path_factory.mktemp("records"))


@pytest.fixture(scope="session")
def filled(maker: Maker, tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """What makes records of one report that tells of many things: copies of one that was read."""
    folder = tmp_path_factory.mktemp("filled")
    with maker.new() as new:
        new.add(MANY_THINGS)
        new.record.close()  # writes all that stands beside it
        model = shutil.copyfile(new.address, folder / "model.sqlite")

    def copied(number: int) -> str:
        path = folder / f"record-{number}.sqlite"
        for beside in ("-wal", "-shm"):
            Path(f"{path}{beside}").unlink(missing_ok=True)
        return str(shutil.copyfile(model, path))

    return Maker("sqlite", copied)


@pytest.fixture
def desk(filled: Maker) -> Iterator[Desk]:
    """A record of one report that tells of many things."""
    with filled.new() as new:
        new.clock.tick()
        yield new


@pytest.fixture(scope="session")
def old_desk(filled: Maker) -> Iterator[Desk]:
    """The same, for tests that leave it as it was."""
    with filled.new() as new:
        new.clock.tick()
        yield new


@pytest.fixture
def door(desk: Desk) -> Door:
    """The door to the API over it."""
    return Door(desk.record)


@pytest.fixture
def client(door: Door) -> TestClient:
    """Who asks through it."""
    return TestClient(door)


@pytest.fixture
def asker(old_desk: Desk) -> TestClient:
    """Who asks and changes nothing."""
    return TestClient(Door(old_desk.record))
