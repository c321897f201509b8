"""Answers that are kept while the record is what it was."""

from __future__ import annotations

from datetime import date

from demarche.service.kept import Kept
from tests.record.fakes import report
from tests.record.news import PLAN, VISIT
from tests.record.stores import Desk


def test_a_question_is_asked_once_until_something_changes(desk: Desk) -> None:
    kept, asked = Kept(), []

    def ask() -> int:
        asked.append(desk.clock.now)
        return len(desk.ids())

    desk.add(report(VISIT))
    assert [kept.answer(desk.record, "how many", ask) for _ in range(3)] == [1, 1, 1]
    assert len(asked) == 1
    desk.add(report(PLAN, by="The Other Post"))
    assert kept.answer(desk.record, "how many", ask) == 2
    assert len(asked) == 2


def test_another_day_is_another_question(desk: Desk) -> None:
    kept = Kept()
    desk.add(report(VISIT))
    days = [date(2021, 6, 1), date(2021, 6, 2)]
    found = [
        kept.answer(desk.record.as_of(day), "day", lambda day=day: day)  # type: ignore[misc]
        for day in days
    ]
    assert found == days


def test_what_was_not_asked_for_long_is_let_go_of(desk: Desk) -> None:
    kept, asked = Kept(), []
    for number in [*range(20), 0]:
        kept.answer(desk.record, number, lambda number=number: asked.append(number) or number)
    assert asked == [*range(20), 0]
