"""Promises and demands with a deadline, and the words that tell what became of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from demarche.model import Days, EventType, Status
from demarche.model.events import Telling
from demarche.model.ledger import Awaited, Expectation, Outcome
from demarche.record.expectations import expectation
from demarche.record.promises import doings, task
from tests.record.told import countries, days, event, telling

HAPPENED, ONGOING, PLANNED, POSSIBLE, DID_NOT, WILL_NOT = Status
JUNE = days("2021-06-01", words="June 1")
PROMISE = telling(
    "Norway promised to deliver ten tanks to the south by June 1, its minister said.",
    "promised", EventType.AGREE, actors="NOR", recipients="FIN", deadline=JUNE,
)  # fmt: skip
DEMAND = telling(
    "Norway demanded that Finland deliver ten tanks by June 1.",
    "demanded", EventType.REQUEST, actors="NOR", recipients="FIN", deadline=JUNE,
)  # fmt: skip


def act(
    sentence: str,
    trigger: str = "delivered",
    event_type: EventType = EventType.AID,
    status: Status = HAPPENED,
    *,
    by: str = "NOR",
    printed: str = "2021-05-20",
    occurred: Days | None = None,
) -> Telling:
    return telling(
        sentence, trigger, event_type, status, actors=by, printed=printed, occurred=occurred,
        page=sentence,
    )  # fmt: skip


DONE = act("Norway has delivered the ten tanks that Finland was to have.")
NOT_DONE = act("Norway has not delivered ten tanks.", status=DID_NOT, printed="2021-06-02")
WILL_NOT_BE = act("Norway will not deliver ten tanks.", "deliver", status=WILL_NOT)
REFUSED = act("Norway refused to deliver any tanks.", "refused", EventType.REJECT)


def became(of: Telling, *said: Telling) -> Expectation:
    found = expectation(event(of), None, said)
    assert found is not None
    return found


def test_the_task_is_what_the_words_after_the_promise_name_without_days_and_parties() -> None:
    found = task(event(PROMISE), PROMISE)
    assert found.owner == "NOR"
    assert found.words == {"to", "deliv", "ten", "tank", "the", "south", "by"}
    assert task(event(DEMAND), DEMAND).owner == "FIN"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ([], Outcome.OPEN),
        ([DONE], Outcome.KEPT),
        ([NOT_DONE], Outcome.BROKEN),
        ([WILL_NOT_BE], Outcome.WITHDRAWN),
        ([REFUSED], Outcome.BROKEN),
        ([WILL_NOT_BE, DONE], Outcome.KEPT),
        ([DONE, NOT_DONE], Outcome.KEPT),
        ([act("Norway delivered part of the ten tanks to Finland.")], Outcome.PARTLY_KEPT),
    ],
)
def test_a_promise_is_closed_by_what_tells_of_the_same_task(
    said: list[Telling], outcome: Outcome
) -> None:
    found = became(PROMISE, *said)
    assert (found.kind, found.outcome) == (Awaited.PROMISE, outcome)
    assert (found.closing is None) == (outcome is Outcome.OPEN)


@pytest.mark.parametrize(
    "other",
    [
        act("Norway delivered a speech on trade and fish to an empty hall."),
        act("Sweden has delivered the ten tanks to Finland.", by="SWE"),
        act("Norway will deliver ten tanks to Finland.", "deliver", status=PLANNED),
        act("Norway has not delivered ten tanks yet.", status=DID_NOT, printed="2021-05-30"),
        act("Norway delivered ten tanks to Finland.", printed="2021-03-10"),
        act("Norway delivered ten tanks to Finland.", occurred=days("2020-03-10")),
        act("Norway refused to comment on the fish.", "refused", EventType.REJECT),
    ],
    ids=[
        "another act", "another actor", "yet to come", "not due yet", "in print before",
        "done before", "another refusal",
    ],
)  # fmt: skip
def test_other_words_leave_a_promise_open(other: Telling) -> None:
    assert became(PROMISE, other).outcome is Outcome.OPEN


def test_a_demand_is_met_or_refused_by_whom_it_was_made_to() -> None:
    met = act("Finland delivered ten tanks.", by="FIN")
    refused = act("Finland refused to deliver its tanks.", "refused", EventType.REJECT, by="FIN")
    assert became(DEMAND, met).outcome is Outcome.KEPT
    assert became(DEMAND, refused).outcome is Outcome.BROKEN
    assert became(DEMAND, DONE).outcome is Outcome.OPEN


def test_a_refusal_of_others_or_long_after_leaves_a_demand_open() -> None:
    refused = act("Finland refused to deliver its tanks.", "refused", EventType.REJECT, by="FIN")
    other = act("Finland refused to deliver tents.", "refused", EventType.REJECT, by="FIN")
    of_others = replace(other, mention=replace(other.mention, recipients=countries("SWE")))
    of_us = replace(refused, mention=replace(refused.mention, recipients=countries("NOR")))
    late = act(refused.quote, "refused", EventType.REJECT, by="FIN", printed="2022-05-20")
    outcomes = [became(DEMAND, one).outcome for one in (of_others, of_us, late)]
    assert outcomes == [Outcome.OPEN, Outcome.BROKEN, Outcome.OPEN]


def test_no_refusal_ends_a_demand_of_which_nothing_is_known() -> None:
    demand = telling(
        "Norway made a demand of Finland.", "demand", EventType.REQUEST, actors="NOR",
        recipients="Finland", deadline=JUNE,
    )  # fmt: skip
    refused = act("Finland refused to sign.", "refused", EventType.REJECT, by="Finland")
    assert became(demand, refused).outcome is Outcome.OPEN


def test_a_promise_that_is_made_again_for_a_later_day_has_slipped() -> None:
    again = telling(
        "Norway promised to deliver ten tanks to Finland by August 1.", "promised",
        EventType.AGREE, actors="NOR", recipients="FIN", deadline=days("2021-08-01"),
        printed="2021-05-20",
    )  # fmt: skip
    found = expectation(event(PROMISE, again))
    assert found is not None
    assert (found.slips, found.due) == (1, days("2021-08-01").last)


def test_an_act_is_looked_for_under_its_actors_and_its_word() -> None:
    assert doings(DONE) == {("NOR", "deliv")}
    assert doings(REFUSED) == {("NOR", "")}
    assert doings(act("Norway may deliver tanks.", "deliver", status=POSSIBLE)) == set()
