"""A plan is due in the window told last; a window that ends much later is a slip."""

from __future__ import annotations

from demarche.model import Days
from demarche.model.ledger import Outcome
from demarche.record.expectations import expectation
from tests.record.reviews import HAPPENED, PLAN, PLANNED, SUMMER, WEEKS, awaited, pairs, review
from tests.record.told import days, event

WEEKS_A_DAY_LATER = days("2021-03-16", "2021-04-26", words="in the coming weeks")


def windows(*told: tuple[str, Days | None]) -> tuple[list[Days | None], int]:
    """The windows that plans, each printed on a day, leave, and how often they slipped."""
    found = awaited(*(review(PLANNED, printed, occurred) for printed, occurred in told))
    return [said.days for said in found.windows], found.slips


def test_a_vague_window_told_again_a_day_later_is_no_slip() -> None:
    told = windows(("2021-03-14", WEEKS), ("2021-03-15", WEEKS_A_DAY_LATER))
    assert told == ([WEEKS], 0)


def test_a_window_that_ends_much_later_is_a_slip() -> None:
    assert windows(("2021-03-14", WEEKS), ("2021-04-20", SUMMER)) == ([WEEKS, SUMMER], 1)


def test_each_new_promise_is_a_slip_of_its_own() -> None:
    told = windows(
        ("2021-03-14", days("2021-03-20")),
        ("2021-03-20", days("2021-03-27")),
        ("2021-03-27", days("2021-04-10")),
    )
    assert told[1] == 2


def test_a_vague_window_that_moves_on_with_each_report_slips_in_the_end() -> None:
    later = days("2021-04-10", "2021-05-22", words="in the coming weeks")
    told = windows(("2021-03-14", WEEKS), ("2021-03-15", WEEKS_A_DAY_LATER), ("2021-04-09", later))
    assert told == ([WEEKS, later], 1)


def test_a_day_within_a_vague_window_is_a_new_window_and_no_slip() -> None:
    day = days("2021-04-10")
    assert windows(("2021-03-14", WEEKS), ("2021-03-20", day)) == ([WEEKS, day], 0)


def test_a_vaguer_window_around_a_day_says_nothing_new() -> None:
    day = days("2021-04-10")
    assert windows(("2021-03-14", day), ("2021-03-15", WEEKS_A_DAY_LATER)) == ([day], 0)


def test_an_earlier_day_is_a_new_window_and_no_slip() -> None:
    late, early = days("2021-04-10"), days("2021-04-01")
    assert windows(("2021-03-14", late), ("2021-03-20", early)) == ([late, early], 0)


def test_the_day_after_is_the_day_itself_elsewhere_and_no_slip() -> None:
    one, next_one = days("2021-04-10"), days("2021-04-11")
    assert windows(("2021-03-14", one), ("2021-03-15", next_one)) == ([one], 0)


def test_a_plan_that_names_a_day_at_last_has_a_window_from_then_on() -> None:
    assert windows(("2021-03-14", None), ("2021-03-20", WEEKS)) == ([None, WEEKS], 0)


def test_a_plan_told_again_without_a_day_keeps_its_window() -> None:
    assert windows(("2021-03-14", WEEKS), ("2021-03-20", None)) == ([WEEKS], 0)


def test_after_a_slip_the_last_window_is_due_and_the_first_is_not_forgotten() -> None:
    found = awaited(PLAN, review(PLANNED, "2021-04-20", SUMMER))
    assert (found.first_due, found.due) == (WEEKS.last, SUMMER.last)


def test_only_plans_that_surely_tell_of_the_same_give_a_new_window() -> None:
    later = review(PLANNED, "2021-04-20", SUMMER)
    unsure, sure = (
        expectation(event(PLAN, later), known) for known in (set(), pairs((PLAN, later)))
    )
    assert unsure is not None
    assert sure is not None
    assert (unsure.slips, sure.slips) == (0, 1)


def test_a_window_moves_by_surer_words_and_is_closed_by_the_surest_alone() -> None:
    later, done = review(PLANNED, "2021-04-10", SUMMER), review(HAPPENED, "2021-06-12")
    whole = event(PLAN, later, done)
    sure = pairs((PLAN, later), (PLAN, done), (later, done))
    open_still = expectation(whole, sure, clear=pairs((PLAN, later)))
    closed = expectation(whole, sure)
    assert open_still is not None
    assert closed is not None
    assert (open_still.slips, open_still.outcome) == (1, Outcome.OPEN)
    assert (closed.slips, closed.outcome) == (1, Outcome.KEPT)
