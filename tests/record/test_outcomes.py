"""What is awaited is kept, broken or withdrawn by those words alone that can tell of its end."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.model import Status
from demarche.model.events import Telling
from demarche.model.ledger import Outcome
from demarche.record.events import event as folded
from demarche.record.expectations import expectation
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
    outcome,
    pairs,
    review,
)
from tests.record.told import days, event, says


def test_what_took_place_within_its_window_is_kept_on_the_day_that_is_told() -> None:
    found = awaited(PLAN, review(HAPPENED, "2021-04-12", days("2021-04-10")))
    assert (found.outcome, found.closed) == (Outcome.KEPT, date(2021, 4, 10))
    assert not found.is_late


def test_what_took_place_without_a_day_is_kept_on_the_day_of_print() -> None:
    found = awaited(PLAN, review(HAPPENED, "2021-04-12"))
    assert (found.outcome, found.closed) == (Outcome.KEPT, date(2021, 4, 12))


def test_nothing_is_kept_on_a_day_after_it_was_in_print() -> None:
    found = awaited(PLAN, review(HAPPENED, "2021-04-12", days("2021-04-01", "2021-04-30")))
    assert found.closed == date(2021, 4, 12)


def test_what_took_place_after_its_window_is_kept_late() -> None:
    found = awaited(PLAN, review(HAPPENED, "2021-05-01", days("2021-04-30")))
    assert (found.outcome, found.is_late) == (Outcome.KEPT, True)
    assert found.closing is not None
    assert found.closing.printed == date(2021, 5, 1)


def test_what_was_kept_after_a_slip_is_late_against_its_first_promise() -> None:
    slipped = review(PLANNED, "2021-04-20", SUMMER)
    found = awaited(PLAN, slipped, review(HAPPENED, "2021-06-03"))
    assert (found.outcome, found.slips, found.is_late) == (Outcome.KEPT, 1, True)


def test_the_first_word_that_it_took_place_closes_it() -> None:
    found = awaited(PLAN, review(HAPPENED, "2021-04-12"), review(HAPPENED, "2021-04-20"))
    assert found.closed == date(2021, 4, 12)


def test_what_is_under_way_is_still_awaited() -> None:
    assert outcome(PLAN, review(ONGOING, "2021-04-01")) is Outcome.OPEN


def test_what_is_called_off_is_withdrawn() -> None:
    found = awaited(PLAN, review(WILL_NOT, "2021-04-01"))
    assert (found.outcome, found.closed) == (Outcome.WITHDRAWN, date(2021, 4, 1))


def test_what_is_planned_again_after_it_was_called_off_is_open() -> None:
    again = review(PLANNED, "2021-04-20", SUMMER)
    found = awaited(PLAN, review(WILL_NOT, "2021-04-01"), again)
    assert (found.outcome, found.closing, found.closed) == (Outcome.OPEN, None, None)
    assert (found.due, found.slips) == (SUMMER.last, 1)


def test_what_took_place_though_it_was_called_off_is_kept() -> None:
    told = [PLAN, review(WILL_NOT, "2021-04-01"), review(HAPPENED, "2021-04-12")]
    assert outcome(*told) is Outcome.KEPT


def test_what_did_not_take_place_is_broken() -> None:
    found = awaited(PLAN, review(DID_NOT, "2021-04-26"))
    assert (found.outcome, found.closed) == (Outcome.BROKEN, date(2021, 4, 26))


def test_what_took_place_in_the_end_on_the_same_word_is_kept_late() -> None:
    found = awaited(PLAN, review(DID_NOT, "2021-04-26"), review(HAPPENED, "2021-05-03"))
    assert (found.outcome, found.is_late) == (Outcome.KEPT, True)


@pytest.mark.parametrize(("one", "other"), [(HAPPENED, DID_NOT), (DID_NOT, HAPPENED)])
def test_what_became_of_it_is_unknown_where_accounts_contradict_each_other(
    one: Status, other: Status
) -> None:
    told = [PLAN, review(one, "2021-04-26"), review(other, "2021-04-27", chain=[DEPUTY])]
    assert outcome(*told) is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "words",
    [
        "Norway partly completed its review.",
        "Norway has completed its review only in part.",
        "Norway has completed some of its review.",
    ],
)
def test_what_was_done_in_part_is_partly_kept(words: str) -> None:
    assert outcome(PLAN, review(HAPPENED, "2021-04-12", words=words)) is Outcome.PARTLY_KEPT


@pytest.mark.parametrize(
    "words",
    [
        "Norway has completed its review and said that its partner Finland had helped.",
        "Norway has completed its review of policy towards the islands and the seas around them, "
        "which the ministry had begun in part.",
    ],
)
def test_a_part_told_of_another_thing_takes_nothing_away(words: str) -> None:
    assert outcome(PLAN, review(HAPPENED, "2021-04-12", words=words)) is Outcome.KEPT


def test_what_was_over_before_the_plan_was_printed_does_not_close_it() -> None:
    earlier = review(HAPPENED, "2021-03-20", days("2020-11-01"))
    assert outcome(PLAN, earlier) is Outcome.OPEN


def test_words_in_print_before_the_first_plan_do_not_close_it() -> None:
    assert outcome(review(HAPPENED, "2021-03-01"), PLAN) is Outcome.OPEN


@pytest.mark.parametrize("status", [HAPPENED, DID_NOT, WILL_NOT])
def test_only_words_that_surely_tell_of_the_same_close_it(status: Status) -> None:
    closing = review(status, "2021-04-12")
    unsure, sure = (
        expectation(event(PLAN, closing), known) for known in (set(), pairs((PLAN, closing)))
    )
    assert unsure is not None
    assert sure is not None
    assert unsure.outcome is Outcome.OPEN
    assert sure.outcome is not Outcome.OPEN


def test_a_plan_is_called_off_by_another_voice_of_the_same_side() -> None:
    ministry = says("the foreign ministry", "NOR", entity="organ:NOR:ministry")
    off = review(WILL_NOT, "2021-04-01", chain=[DEPUTY])
    assert outcome(PLAN, off) is Outcome.WITHDRAWN
    assert outcome(review(PLANNED, "2021-03-14", WEEKS, chain=[ministry]), off) is Outcome.WITHDRAWN


def test_a_belated_word_of_the_plan_does_not_open_what_was_kept() -> None:
    day = days("2021-03-17")
    told = [
        review(PLANNED, "2021-03-14", day),
        review(HAPPENED, "2021-03-18", day),
        review(PLANNED, "2021-03-20", day, page="late"),
    ]
    assert event(*told).status is HAPPENED
    assert outcome(*told) is Outcome.KEPT


def test_what_may_have_been_kept_in_time_is_not_called_late() -> None:
    april = days("2021-04-01", "2021-04-30")
    assert not awaited(PLAN, review(HAPPENED, "2021-05-03", april)).is_late


def test_a_status_set_by_hand_closes_what_is_awaited() -> None:
    found = expectation(folded([PLAN], {"status": HAPPENED}))
    assert found is not None
    assert found.outcome is Outcome.KEPT


def test_only_sure_words_close_or_move_what_is_awaited() -> None:
    slipped, done = review(PLANNED, "2021-05-01", SUMMER), review(HAPPENED, "2021-06-01")
    whole = event(PLAN, slipped, done)
    unsure = expectation(whole, frozenset())
    assert unsure is not None
    assert (unsure.outcome, unsure.slips) == (Outcome.OPEN, 0)
    pairs = frozenset(frozenset((PLAN.mention.id, other.mention.id)) for other in (slipped, done))
    sure = expectation(whole, pairs)
    assert sure is not None
    assert (sure.outcome, sure.slips) == (Outcome.KEPT, 1)


MAY_BE = review(POSSIBLE, "2021-03-14", words="Norway may see the completion of its review")


@pytest.mark.parametrize(
    ("opening", "closing", "outcome"),
    [
        (MAY_BE, review(DID_NOT, "2021-03-20"), Outcome.OPEN),
        (MAY_BE, review(HAPPENED, "2021-03-20"), Outcome.KEPT),
        (PLAN, review(DID_NOT, "2021-03-20", words="no completion yet"), Outcome.OPEN),
        (PLAN, review(DID_NOT, "2021-04-27", words="no completion yet"), Outcome.BROKEN),
        (review(PLANNED, "2021-03-14", SUMMER), review(HAPPENED, "2021-03-20"), Outcome.OPEN),
        (review(PLANNED, "2021-03-14", SUMMER), review(HAPPENED, "2021-05-31"), Outcome.KEPT),
    ],
    ids=["possible still", "possible and done", "not yet", "never", "too early", "in time"],
)
def test_a_telling_closes_only_what_could_have_ended_by_then(
    opening: Telling, closing: Telling, outcome: Outcome
) -> None:
    assert awaited(opening, closing).outcome is outcome


def test_a_plan_that_is_printed_after_it_was_done_is_of_something_else() -> None:
    after = review(PLANNED, "2021-04-20", days("2021-04-22"))
    found = awaited(PLAN, review(HAPPENED, "2021-04-12"), after)
    assert (found.outcome, found.slips, len(found.windows)) == (Outcome.KEPT, 0, 1)


@pytest.mark.parametrize(
    ("printed", "outcome"), [("2021-05-20", Outcome.OPEN), ("2021-06-01", Outcome.KEPT)]
)
def test_what_is_told_without_days_before_the_new_window_begins_closes_nothing(
    printed: str, outcome: Outcome
) -> None:
    assert (
        awaited(PLAN, review(PLANNED, "2021-05-01", SUMMER), review(HAPPENED, printed)).outcome
        is outcome
    )
