"""What counts as a new capture of the same page, and what as another page."""

from __future__ import annotations

import pytest

from demarche.record.keeping import Kept
from demarche.service.record import Added
from tests.record.fakes import report
from tests.record.stores import Desk

ONE = "ACCUSE happened | PRK | USA | 2021-03-06 | Pyongyang *accused* Washington of a hostile act."
OTHER = "CONSULT happened | USA | KOR | 2021-03-05 | Two secretaries *met* their colleagues."


def kept(desk: Desk, name: str, url: str = "-") -> list[Kept]:
    pages = [report(line, name=name, url=url) for line in (ONE, OTHER, ONE)]
    return [one.receipt.kept for one in desk.add(*pages) if isinstance(one, Added)]


@pytest.mark.parametrize(
    ("name", "url"), [("report.txt", "-"), ("-", "https://post.example/1"), ("a b:c.txt", "-")]
)
def test_what_is_found_under_one_name_or_address_is_captures_of_one_page(
    desk: Desk, name: str, url: str
) -> None:
    assert kept(desk, name, url) == [Kept.NEW, Kept.CHANGED, Kept.KNOWN]
    assert len(desk.record.timeline()) == 1


@pytest.mark.parametrize("name", ["-", "reports.jsonl:3"])
def test_what_has_no_name_of_its_own_is_known_by_its_content(desk: Desk, name: str) -> None:
    assert kept(desk, name) == [Kept.NEW, Kept.NEW, Kept.KNOWN]
    assert len(desk.record.timeline()) == 2
