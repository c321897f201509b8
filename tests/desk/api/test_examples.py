"""The examples of the description are true: the record of `examples/` answers so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from demarche.desk import api
from demarche.desk.api.describing import examples
from tests.desk.api.examples import Example, whole


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Example]:
    folder: Path = tmp_path_factory.mktemp("examples")
    return whole(folder)


def test_each_operation_has_an_example() -> None:
    paths = api.app().openapi()["paths"].values()
    assert {one["operationId"] for path in paths for one in path.values()} == examples().keys()


@pytest.mark.parametrize("operation", examples())
def test_an_example_is_true(answered: dict[str, Example], operation: str) -> None:
    assert settled(answered[operation]) == settled(examples()[operation])


def settled(value: Any) -> Any:
    """Return a value without what differs each time: ids of corrections, the release; and with
    numbers as near as processors agree on them."""
    if isinstance(value, list):
        return [settled(one) for one in value]
    if isinstance(value, float):
        return pytest.approx(value, abs=0.02)
    if not isinstance(value, dict):
        return value
    is_correction = "deed" in value
    passing = {"program", "correction", *(("id", "undoes") if is_correction else ())}
    return {name: settled(one) for name, one in value.items() if name not in passing}
