"""What the tests of the service are given: a record of their own beside its clock."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
