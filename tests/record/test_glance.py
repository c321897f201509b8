"""What changed, at a glance: the beginning of what a brief has."""

from __future__ import annotations

from datetime import datetime

import pytest

from demarche.model.entries import Brief
from tests.record.fakes import report
from tests.record.news import FINE, NEWS, NOT_DONE, VISIT, VISIT_IN_OTHER_WORDS
from tests.record.stores import Desk

KINDS = ("new", "changed", "closed", "slipped", "overdue", "broken", "contradicted", "corrections")


def moments(desk: Desk) -> list[datetime]:
    """Fill a record in steps, and return the moments between them."""
    out = [desk.clock.now]
    for reports in (
        [report(*NEWS.values())],
        [report(VISIT_IN_OTHER_WORDS, by="The Other Post"), report(NOT_DONE, by="A Third Post")],
    ):
        desk.clock.tick(days=1)
        desk.add(*reports)
        out.append(desk.clock.now)
    desk.clock.tick(days=1)
    desk.record.correct(desk.event(VISIT), "status", "did_not_happen", "they stayed at home")
    desk.record.reject(desk.event(FINE), "no such fine")
    return [*out, desk.clock.now]


def told(found: Brief, kind: str) -> list[object]:
    some = getattr(found, kind)
    return sorted(some, key=lambda one: one.entry.id) if kind in ("closed", "broken") else some


def test_a_glance_has_what_a_brief_has(desk: Desk) -> None:
    seen = moments(desk)
    for at, since in enumerate(seen):
        for until in (None, *seen[at:]):
            record = desk.record.as_of(until)
            whole, glance = record.brief(since), record.glance(since, most=50)
            for kind in KINDS:
                assert told(glance.brief, kind) == told(whole, kind), (kind, since, until)
                assert glance.many[kind] == len(getattr(whole, kind)), (kind, since, until)


@pytest.mark.parametrize("most", [1, 2])
def test_a_glance_counts_all_and_has_the_first_ones(desk: Desk, most: int) -> None:
    first, *_ = moments(desk)
    whole, glance = desk.record.brief(first), desk.record.glance(first, most=most)
    assert glance.brief.new == whole.new[:most]
    assert glance.many["new"] == len(whole.new) > most
