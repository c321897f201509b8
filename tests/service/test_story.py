"""One affair in nineteen reports, added as they were printed: what the record then tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import demarche
from demarche import EventType, Status
from demarche.model.entries import Due, Entry
from demarche.model.events import Clash
from demarche.model.ledger import Outcome, Quiet, Standing
from demarche.service.record import Record

EXAMPLES = Path(__file__).parents[2] / "examples"
MID_MARCH = date(2021, 3, 15)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    opened = demarche.open(tmp_path_factory.mktemp("story") / "record.sqlite", who="tester")
    assert {added.receipt.kept for added in opened.add(EXAMPLES, replay=True)} == {"new"}
    yield opened
    opened.close()


def about(found: tuple[Due, ...], *words: str) -> list[Due]:
    """The expectations of which a quote has all of the words."""
    return [
        one
        for one in found
        if any(all(w in said.quote for w in words) for said in one.expectation.windows)
    ]


def the_review(record: Record) -> Due:
    found = about(record.due(), "review", "completed")
    (review,) = [one for one in found if one.entry.event_type is EventType.POLICY]
    return review


def test_the_review_was_promised_slipped_and_was_kept_late(record: Record) -> None:
    review = the_review(record)
    assert review.entry.event_type is EventType.POLICY
    assert "USA" in {side.code for side in review.expectation.owners}
    assert review.standing is Standing.KEPT
    assert review.expectation.closed == date(2021, 4, 30)
    assert review.expectation.slips == 1
    assert review.expectation.is_late
    assert review.expectation.closing is not None
    assert "completed its review" in review.expectation.closing.quote


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2021, 3, 15), Standing.OPEN),
        (date(2021, 4, 2), Standing.SLIPPED),
        (date(2021, 4, 29), Standing.SLIPPED),
        (date(2021, 4, 30), Standing.KEPT),
    ],
)
def test_the_review_stood_otherwise_on_each_day(
    record: Record, day: date, standing: Standing
) -> None:
    assert the_review(record.as_of(day)).standing is standing


def test_the_visit_took_place_in_the_days_planned(record: Record) -> None:
    (visit,) = about(record.due(), "Blinken", "will travel to Japan and South Korea")
    first = visit.expectation.windows[0].days
    assert visit.standing is Standing.KEPT
    assert visit.expectation.closed is not None
    assert first is not None
    assert first.first <= visit.expectation.closed <= first.last
    assert not visit.expectation.is_late
    assert visit.entry.status is Status.HAPPENED


def test_the_silence_since_february_was_broken_on_18_march(record: Record) -> None:
    (silence,) = [
        one.silence
        for one in record.silences(party="PRK")
        if one.silence.began and one.silence.began.first == date(2021, 2, 11)
    ]
    assert silence.began is not None
    assert silence.began.words == "since mid-February"
    assert {side.code for side in silence.silent} == {"PRK"}
    assert {side.code for side in silence.asking} == {"USA"}
    assert silence.broken is not None
    assert silence.broken.printed == date(2021, 3, 18)
    assert silence.broken.source == "Choe Son-hui"
    assert silence.channels


def test_no_announcement_was_to_be_made_on_the_trip(record: Record) -> None:
    found = [one.silence for one in record.silences()]
    (quiet,) = [one for one in found if one.kind is Quiet.NO_ANNOUNCEMENT]
    assert quiet.began is not None
    assert (quiet.began.first, quiet.began.last) == (date(2021, 3, 17), date(2021, 3, 18))


def test_wire_copies_are_outlets_of_one_origin(record: Record) -> None:
    unanswered = next(one.entry for one in record.silences(party="PRK") if one.silence.broken)
    told = record.show(unanswered.id).event
    official = next(account for account in told.accounts if not account.origin.is_named)
    outlets = {telling.printed.publisher for telling in official.tellings}
    assert outlets >= {
        "Meridian News Agency",
        "Musashi News Service",
        "The Albion Chronicle",
        "The Potomac Ledger",
    }
    copies = [one for one in official.tellings if one.printed.original != one.printed.page]
    assert {one.printed.publisher for one in copies} >= {
        "Musashi News Service",
        "The Albion Chronicle",
    }


def quad(record: Record) -> Entry:
    found = [
        one
        for one in record.timeline()
        if one.event_type is EventType.REQUEST
        and any(clash.over is Clash.STATUS for clash in one.line.contradictions)
    ]
    (asked,) = [
        one
        for one in found
        if any("Quad" in telling.quote for telling in record.show(one.id).event.tellings)
    ]
    return asked


def test_two_accounts_that_contradict_each_other_stand_side_by_side(record: Record) -> None:
    event = record.show(quad(record).id).event
    assert event.status is None
    statuses = {account.status for account in event.accounts}
    assert {Status.HAPPENED, Status.DID_NOT_HAPPEN} <= statuses
    assert any(one.over == "status" for one in event.contradictions)


def test_the_brief_of_a_week_tells_what_changed_in_it(record: Record) -> None:
    brief = record.as_of(date(2021, 3, 19)).brief(date(2021, 3, 16))
    assert any(one.silence.broken for one in brief.broken)
    assert about(brief.closed, "will travel to Japan and South Korea")
    later = record.as_of(date(2021, 4, 30)).brief(date(2021, 4, 30))
    assert about(later.closed, "review", "completed")
    assert about(record.as_of(date(2021, 4, 1)).brief(date(2021, 4, 1)).slipped, "review")


def test_the_pair_has_its_months_and_its_balance(record: Record) -> None:
    pair = record.pair("USA", "PRK")
    months = {month.month: month for month in pair.months}
    assert months["2021-03"].events >= 5
    assert months["2021-03"].balance == months["2021-03"].cooperation + months["2021-03"].conflict
    assert months["2021-03"].conflict < 0
    assert any(one.silence.kind is Quiet.UNANSWERED for one in pair.silences)


def test_on_15_march_nothing_later_shows(record: Record) -> None:
    then = record.as_of(MID_MARCH)
    printed = [one.line.best.printed for one in then.timeline()]
    printed += [word.printed for one in then.due() for word in one.expectation.windows]
    printed += [word.printed for one in then.silences() for word in one.silence.words]
    printed += [hit.printed for hit in then.search("review")]
    assert printed
    assert max(printed) <= MID_MARCH
    assert all(one.expectation.closed is None for one in about(then.due(), "review"))
    assert all(one.silence.broken is None for one in then.silences())
    assert then.tally()["readings"] == 7
    assert {one.expectation.outcome for one in about(then.due(), "review")} == {Outcome.OPEN}


def test_adding_the_examples_again_changes_nothing(record: Record) -> None:
    before = record.timeline(), record.due(), record.silences()
    assert {added.receipt.kept for added in record.add(EXAMPLES)} == {"known"}
    assert (record.timeline(), record.due(), record.silences()) == before
