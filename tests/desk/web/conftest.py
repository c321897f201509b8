"""Records for the web desk: of the examples, and of a scripted reader's reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import demarche
from demarche.service.record import Record
from tests.desk.web.browsers import launched
from tests.desk.web.fake_door import visitor
from tests.record import stores
from tests.record.stores import Desk, Maker

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="session")
def examples_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples as they were printed, in a record that is left as it is."""
    path = tmp_path_factory.mktemp("examples") / "record.sqlite"
    made = demarche.open(path, who="tester")
    for _ in made.add(EXAMPLES, replay=True):
        pass
    with made.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made.close()
    return path


@pytest.fixture(scope="session")
def examples(examples_file: Path) -> Iterator[Record]:
    """The record of the examples, for those who change nothing."""
    opened = demarche.open(examples_file, who="tester")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def ask(examples: Record) -> TestClient:
    """Who asks for pages of the examples, and changes nothing."""
    return visitor(examples)


@pytest.fixture(scope="session")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """What makes new records, on SQLite."""
    return stores.sqlite(tmp_path_factory.mktemp("records"))


@pytest.fixture
def desk(maker: Maker) -> Iterator[Desk]:
    """An empty record, its clock, and who reads into it."""
    with maker.new() as new:
        yield new


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """A browser, where one is found."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = launched(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def find(examples: Record) -> Callable[[str], str]:
    """The event of the examples in one of whose quotes some words stand."""

    quotes = [
        (one.id, [told.quote for told in examples.show(one.id).event.tellings])
        for one in examples.timeline()
    ]

    def found(words: str) -> str:
        return next(number for number, some in quotes if any(words in quote for quote in some))

    return found
