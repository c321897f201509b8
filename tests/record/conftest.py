"""Records on both stores."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.record import stores
from tests.record.fakes import report
from tests.record.news import NEWS
from tests.record.stores import Desk, Maker


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    return stores.sqlite(tmp_path_factory.mktemp("records"))


@pytest.fixture(scope="session")
def on_postgresql() -> Iterator[Maker | None]:
    with stores.postgresql() as maker:
        yield maker


@pytest.fixture(params=["sqlite", "postgresql"], scope="session")
def maker(request: pytest.FixtureRequest) -> Maker:
    """What makes new records on either store."""
    found: Maker | None = request.getfixturevalue(f"on_{request.param}")
    if found is None:
        pytest.skip(stores.NOT_FOUND)
    return found


@pytest.fixture
def desk(maker: Maker) -> Iterator[Desk]:
    """An empty record on either store, its clock, and who reads into it."""
    with maker.new() as new:
        yield new


@pytest.fixture
def news(desk: Desk) -> Desk:
    """A record of one report that tells of many things."""
    desk.add(report(*NEWS.values()))
    return desk


@pytest.fixture(scope="module")
def old_news(maker: Maker) -> Iterator[Desk]:
    """The same, for tests that leave it as it was."""
    with maker.new() as desk:
        desk.add(report(*NEWS.values()))
        yield desk
