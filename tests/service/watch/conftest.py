"""What the tests of a watch are given: a site, and a record by which its sources are watched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demarche.service import parts
from tests.gather.misbehaving import Site
from tests.record.stores import Desk
from tests.service import plain
from tests.service.watched import Watched


@pytest.fixture(autouse=True)
def all_are_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are told apart by what they say themselves."""
    monkeypatch.setattr(parts, "kind_of", plain.kind_by_its_beginning)


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that nothing was told yet; it has no robots.txt, and is open."""
    with Site() as own:
        yield own


@pytest.fixture
def watched(desk: Desk, site: Site) -> Watched:
    """An empty record, and the site of which sources are watched."""
    return Watched(desk, site)
