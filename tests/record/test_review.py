"""What a person should look at, and what comes of their ruling."""

from __future__ import annotations

import pytest

from demarche.model import RecordError, UsageError
from demarche.model.judgements import Deed, Verdict
from demarche.record.weighing import SURE
from tests.record.fakes import report
from tests.record.news import FINE, PLAN, VISIT, VISIT_IN_OTHER_WORDS
from tests.record.stores import Desk


def unsure(line: str, sure: float) -> str:
    """Return a line that was read with so much confidence."""
    head, _, sentence = line.rpartition("|")
    return f"{head}| sure {sure} |{sentence}"


def test_the_least_sure_reading_comes_first_and_sure_ones_never(desk: Desk) -> None:
    desk.add(report(unsure(VISIT, 0.6), unsure(PLAN, 0.4)), report(FINE, by="The Other Post"))
    doubts = desk.record.doubts()
    assert [one.tellings[0].mention.confidence for one in doubts if not one.is_merge] == [0.4, 0.6]


@pytest.mark.parametrize("deed", ["correct", "reject"])
def test_what_a_person_decided_is_in_doubt_no_more(desk: Desk, deed: str) -> None:
    desk.add(report(unsure(VISIT, 0.4)))
    (doubt,) = desk.record.doubts()
    if deed == "correct":
        desk.record.correct(doubt.events[0], "status", "happened", "it is so")
    else:
        desk.record.reject(doubt.events[0], "it is not so")
    assert desk.record.doubts() == ()
    desk.record.undo()
    assert len(desk.record.doubts()) == 1


def two(desk: Desk) -> tuple[str, str]:
    """Return the mentions of a visit that was told in two ways."""
    desk.add(report(VISIT), report(VISIT_IN_OTHER_WORDS, by="The Other Post"))
    one, other = desk.mentions()
    return one, other


@pytest.mark.parametrize(
    ("verdict", "events", "deed"),
    [(Verdict.SAME, 1, Deed.MERGE), (Verdict.DIFFERENT, 2, Deed.SPLIT)],
)
def test_a_ruling_on_two_mentions_holds_and_is_undone(
    desk: Desk, verdict: Verdict, events: int, deed: Deed
) -> None:
    one, other = two(desk)
    before = desk.ids()
    done = desk.record.rule(other, one, verdict, "read both")
    assert (done.deed, done.because) == (deed, "read both")
    assert len(desk.ids()) == events
    ruled = [each for each in desk.record.judgements(one) if each.is_by_hand]
    assert [each.verdict for each in ruled] == [verdict]
    assert done.id in {each.id for each in desk.record.history(one)}
    desk.record.undo(done.id)
    assert desk.ids() == before
    assert not [each for each in desk.record.judgements(one) if each.is_by_hand]


def test_a_later_ruling_takes_the_place_of_an_earlier_one(desk: Desk) -> None:
    one, other = two(desk)
    desk.record.rule(one, other, Verdict.SAME, "read both")
    desk.record.rule(one, other, Verdict.DIFFERENT, "read them again")
    assert len(desk.ids()) == 2
    desk.record.undo()
    assert len(desk.ids()) == 1


def test_a_near_merge_that_was_ruled_on_is_in_doubt_no_more(desk: Desk) -> None:
    two(desk)
    for doubt in desk.record.doubts():
        assert doubt.judgement is not None
        assert abs((doubt.judgement.score or 0) - SURE) <= 0.1
        desk.record.rule(doubt.judgement.one, doubt.judgement.other, Verdict.SAME, "so")
    assert not [one for one in desk.record.doubts() if one.is_merge]


def test_there_is_no_ruling_on_one_mention_on_none_or_without_a_verdict(desk: Desk) -> None:
    one, other = two(desk)
    with pytest.raises(UsageError):
        desk.record.rule(one, one, Verdict.SAME, "so")
    with pytest.raises(UsageError):
        desk.record.rule(one, other, Verdict.UNSURE, "so")
    with pytest.raises(RecordError):
        desk.record.rule(one, "f" * 32, Verdict.SAME, "so")


def test_who_is_a_party_to_most_events_comes_first(desk: Desk) -> None:
    desk.add(report(VISIT, PLAN, "AID happened | NOR | PRK | - | Oslo *shipped* rice."))
    found = desk.record.prominent()
    assert {key: events for key, _, events in found} == {"KOR": 2, "USA": 2, "NOR": 1, "PRK": 1}
    assert [events for _, _, events in found] == [2, 2, 1, 1]
    assert len(desk.record.prominent(most=1)) == 1


def test_the_last_report_was_added_when_it_was(desk: Desk) -> None:
    assert desk.record.last_added() is None
    first = desk.clock.now
    desk.add(report(VISIT))
    desk.record.reject(desk.ids()[0], "no such thing")
    assert desk.record.last_added() == first
    assert desk.record.as_of(first).last_added() == first
