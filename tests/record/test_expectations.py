"""What is announced, promised or demanded is awaited of somebody, by a day, or overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model import Days, EventType, Status
from demarche.model.events import Telling
from demarche.model.ledger import Awaited, Outcome, Standing
from demarche.record.expectations import expectation, word
from tests.record.reviews import (
    DEPUTY,
    DID_NOT,
    HAPPENED,
    ONGOING,
    PLAN,
    PLANNED,
    POSSIBLE,
    SUMMER,
    WEEKS,
    WILL_NOT,
    awaited,
    review,
)
from tests.record.told import days, event, outlet, says, telling


@pytest.mark.parametrize("status", [HAPPENED, ONGOING, DID_NOT, WILL_NOT])
def test_of_what_nobody_announced_nothing_is_awaited(status: Status) -> None:
    assert expectation(event(review(status))) is None


def test_a_plan_is_open_with_its_owner_and_its_window() -> None:
    found = awaited(PLAN)
    assert (found.kind, found.outcome, found.slips) == (Awaited.PLAN, Outcome.OPEN, 0)
    assert [side.code for side in found.owners] == ["NOR"]
    assert [said.days for said in found.windows] == [WEEKS]
    assert (found.due, found.first_due) == (WEEKS.last, WEEKS.last)
    assert (found.closing, found.closed, found.is_late) == (None, None, False)


def test_a_plan_without_a_day_is_due_on_none() -> None:
    found = awaited(review(PLANNED))
    assert len(found.windows) == 1
    assert found.due is None
    assert found.standing(date(2031, 1, 1)) is Standing.OPEN


def test_what_may_be_is_awaited_as_a_possibility_until_somebody_plans_it() -> None:
    assert awaited(review(POSSIBLE)).kind is Awaited.POSSIBILITY
    assert awaited(review(POSSIBLE), review(PLANNED, "2021-03-15")).kind is Awaited.PLAN


def test_a_word_says_what_was_printed_when_and_on_whose_word() -> None:
    official = says("a senior diplomat", "NOR", named=False)
    said = word(review(PLANNED, "2021-03-14", WEEKS, chain=[outlet("Reuters"), official]))
    assert (said.source, said.publisher) == ("a senior diplomat", "The Example Post")
    assert (said.printed, said.days) == (date(2021, 3, 14), WEEKS)
    assert said.quote == "Norway and the completion of its review"


@pytest.mark.parametrize(
    ("event_type", "kind", "owner"),
    [
        (EventType.AGREE, Awaited.PROMISE, "NOR"),
        (EventType.REQUEST, Awaited.DEMAND, "FIN"),
    ],
)
def test_a_word_with_a_deadline_is_awaited_of_who_has_to_keep_it(
    event_type: EventType, kind: Awaited, owner: str
) -> None:
    given_by = days("2021-03-19", words="by Friday")
    told = telling(
        "Norway spoke to Finland of a withdrawal by Friday",
        "spoke",
        event_type,
        actors="NOR",
        recipients="FIN",
        deadline=given_by,
    )
    found = awaited(told)
    assert (found.kind, found.outcome, found.due) == (kind, Outcome.OPEN, date(2021, 3, 19))
    assert [side.code for side in found.owners] == [owner]
    assert found.windows[0].days == given_by
    assert expectation(event(replace(told, deadline=None))) is None


@pytest.mark.parametrize("event_type", [EventType.CONSULT, EventType.ACCUSE, EventType.POLICY])
def test_other_acts_await_nothing_by_their_deadline(event_type: EventType) -> None:
    told = telling("They spoke of Friday", "spoke", event_type, deadline=days("2021-03-19"))
    assert expectation(event(told)) is None


SLIPPED = review(PLANNED, "2021-04-20", SUMMER)


@pytest.mark.parametrize(
    ("told", "day", "standing"),
    [
        ([PLAN], "2021-03-14", Standing.OPEN),
        ([PLAN], "2021-04-25", Standing.OPEN),
        ([PLAN], "2021-04-26", Standing.OVERDUE),
        ([PLAN, SLIPPED], "2021-04-26", Standing.SLIPPED),
        ([PLAN, SLIPPED], "2021-08-31", Standing.SLIPPED),
        ([PLAN, SLIPPED], "2021-09-01", Standing.OVERDUE),
        ([PLAN, review(HAPPENED, "2021-04-12")], "2031-01-01", Standing.KEPT),
        ([PLAN, review(DID_NOT, "2021-04-12")], "2031-01-01", Standing.BROKEN),
        ([PLAN, review(WILL_NOT, "2021-04-12")], "2031-01-01", Standing.WITHDRAWN),
    ],
)
def test_how_it_stands_depends_on_the_day_while_it_is_open(
    told: list[Telling], day: str, standing: Standing
) -> None:
    assert awaited(*told).standing(date.fromisoformat(day)) is standing


TOLD = [
    review(status, f"2021-0{month}-0{month}", occurred, chain=chain, page=f"{status} {number}")
    for number, (status, month, occurred, chain) in enumerate(
        [
            (PLANNED, 3, WEEKS, ()),
            (PLANNED, 4, SUMMER, ()),
            (POSSIBLE, 4, None, (DEPUTY,)),
            (WILL_NOT, 5, None, ()),
            (PLANNED, 6, None, (DEPUTY,)),
            (HAPPENED, 7, days("2021-07-01"), ()),
            (DID_NOT, 7, None, (DEPUTY,)),
        ]
    )
]


@given(told=st.lists(st.sampled_from(TOLD), unique_by=lambda one: one.mention.id, min_size=1))
def test_what_is_awaited_does_not_depend_on_the_order_of_arrival(told: list[Telling]) -> None:
    found = expectation(event(*told))
    assert found == expectation(event(*reversed(told)))
    assert found == expectation(event(*sorted(told, key=lambda one: one.mention.id)))


@given(told=st.lists(st.sampled_from(TOLD), unique_by=lambda one: one.mention.id, min_size=1))
def test_what_is_open_has_no_closing_and_what_is_closed_has_one(told: list[Telling]) -> None:
    found = expectation(event(*told))
    if found is not None:
        is_open = found.outcome is Outcome.OPEN
        assert (found.closing is None) is (found.closed is None) is is_open
        assert 0 <= found.slips < len(found.windows)


@pytest.mark.parametrize(
    ("words", "occurred"),
    [
        ("Norway allegedly helped the completion of its review", None),
        ("There were reports of the completion of its review", None),
        ("Norway may see the completion of its review", days("2021-03-02")),
    ],
)
def test_of_what_may_have_been_done_already_nothing_is_awaited(
    words: str, occurred: Days | None
) -> None:
    assert expectation(event(review(POSSIBLE, "2021-03-14", occurred, words=words))) is None
