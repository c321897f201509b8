"""What is awaited, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model import Attribution, Days, EventType, Status
from demarche.model.events import Telling
from demarche.model.ledger import Awaited, Expectation, Outcome, Standing
from demarche.record.events import event as folded
from demarche.record.expectations import expectation, word
from tests.record.told import days, event, outlet, says, telling

HAPPENED, ONGOING, PLANNED, POSSIBLE, DID_NOT, WILL_NOT = Status
WEEKS = days("2021-03-15", "2021-04-25", words="in the coming weeks")
WEEKS_A_DAY_LATER = days("2021-03-16", "2021-04-26", words="in the coming weeks")
SUMMER = days("2021-06-01", "2021-08-31", words="by summer")
DEPUTY = says("the deputy minister", "NOR", entity="organ:NOR:deputy")


def review(
    status: Status,
    printed: str = "2021-03-14",
    occurred: Days | None = None,
    *,
    words: str = "Norway and the completion of its review",
    chain: Sequence[Attribution] = (),
    page: str | None = None,
) -> Telling:
    """What a report says of a review of policy."""
    return telling(
        words,
        "completion" if "completion" in words else "completed",
        EventType.POLICY,
        status,
        actors="NOR",
        occurred=occurred,
        chain=chain,
        printed=printed,
        page=page,
    )


def awaited(*tellings: Telling) -> Expectation:
    found = expectation(event(*tellings))
    assert found is not None
    return found


def outcome(*tellings: Telling) -> Outcome:
    return awaited(*tellings).outcome


PLAN = review(PLANNED, "2021-03-14", WEEKS)


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


def pairs(*told: tuple[Telling, Telling]) -> set[frozenset[str]]:
    return {frozenset((one.mention.id, other.mention.id)) for one, other in told}


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


def test_only_plans_that_surely_tell_of_the_same_give_a_new_window() -> None:
    later = review(PLANNED, "2021-04-20", SUMMER)
    unsure, sure = (
        expectation(event(PLAN, later), known) for known in (set(), pairs((PLAN, later)))
    )
    assert unsure is not None
    assert sure is not None
    assert (unsure.slips, sure.slips) == (0, 1)


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
