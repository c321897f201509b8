"""What the tests of gathering are given: a site that answers as told, and the web up to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demarche.gather.web import Web
from tests.gather.misbehaving import Site


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that nothing was told yet; it has no robots.txt, and is open."""
    with Site() as own:
        yield own


@pytest.fixture
def slept() -> list[float]:
    """The seconds that `web` would have slept."""
    return []


@pytest.fixture
def web(slept: list[float]) -> Iterator[Web]:
    """The web as far as this machine, asked without a pause."""
    with Web(allowed=["127.0.0.1", "localhost"], pause=0, sleep=slept.append) as own:
        yield own
