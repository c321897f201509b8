"""What a record answers, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from demarche.model import (
    EventType,
    RecordError,
    Status,
)
from demarche.model.judgements import Verdict
from demarche.model.ledger import Awaited, Outcome, Quiet, Standing
from demarche.record.asking import Which
from tests.record.fakes import report
from tests.record.news import (
    AID,
    ANSWER,
    CALLED_OFF,
    DENIED,
    DONE,
    FINE,
    LATER,
    NEWS,
    NOT_DONE,
    PLAN,
    PROMISE,
    SILENCE,
    VISIT,
    quote,
)
from tests.record.stores import Desk, at, words


@pytest.mark.parametrize(
    ("which", "names"),
    [
        (Which(), "aid silence fine visit doubt plan"),
        (Which(since=date(2021, 3, 15)), "plan"),
        (Which(since=date(2021, 2, 10)), "aid silence fine visit doubt plan"),
        (Which(since=date(2021, 2, 11)), "silence fine visit doubt plan"),
        (Which(until=date(2021, 3, 1)), "aid silence"),
        (Which(until=date(2021, 3, 2)), "aid silence fine"),
        (Which(since=date(2021, 3, 1), until=date(2021, 3, 5)), "silence fine visit"),
        (Which(types=(EventType.AID, EventType.ACCUSE)), "aid doubt"),
        (Which(statuses=(Status.PLANNED,)), "plan"),
        (Which(statuses=(Status.ONGOING, Status.PLANNED)), "silence plan"),
        (Which(parties=("KOR",)), "fine visit plan"),
        (Which(parties=("USA", "PRK")), "silence"),
        (Which(parties=("country:PRK",)), "aid silence"),
        (Which(parties=("USA",), until=date(2021, 3, 4)), "silence fine"),
        (Which(story="KOR-USA:review"), "plan"),
        (Which(is_contradicted=True), ""),
        (Which(parties=("ZZZ",)), ""),
    ],
    ids=words,
)
def test_a_timeline_holds_what_was_asked_for(old_news: Desk, which: Which, names: str) -> None:
    assert old_news.quotes(which) == [quote(NEWS[name]) for name in names.split()]


def test_of_too_many_events_a_timeline_shows_the_last(old_news: Desk) -> None:
    assert old_news.record.timeline(most=2) == old_news.record.timeline()[-2:]


@pytest.mark.parametrize(
    ("told", "day", "standing", "outcome"),
    [
        ([PLAN], at(20), Standing.OPEN, Outcome.OPEN),
        ([PLAN], at(26, month=4), Standing.OVERDUE, Outcome.OPEN),
        ([PLAN, LATER], at(26, month=4), Standing.SLIPPED, Outcome.OPEN),
        ([PLAN, LATER], at(16, month=6), Standing.OVERDUE, Outcome.OPEN),
        ([PLAN, DONE], at(26, month=4), Standing.KEPT, Outcome.KEPT),
        ([PLAN, DONE.replace("was", "was in part")], at(26), Standing.PARTLY_KEPT, None),
        ([PLAN, NOT_DONE], at(26, month=4), Standing.BROKEN, Outcome.BROKEN),
        ([PLAN, CALLED_OFF], at(26, month=4), Standing.WITHDRAWN, Outcome.WITHDRAWN),
        ([PLAN, DONE, DENIED], at(26, month=5), Standing.UNKNOWN, Outcome.UNKNOWN),
    ],
    ids=words,
)
def test_what_was_planned_stands_as_the_words_since_have_it(
    desk: Desk, told: list[str], day: datetime, standing: Standing, outcome: Outcome | None
) -> None:
    for number, line in enumerate(told):
        desk.add(report(line, on=f"2021-0{3 + number}-22", name=str(number)))
    desk.clock.now = day
    (due,) = desk.record.due()
    assert (due.standing, due.expectation.kind) == (standing, Awaited.PLAN)
    assert due.expectation.outcome is outcome or outcome is None
    assert desk.record.due(standings=[standing]) == (due,)
    others = [one for one in Standing if one is not standing]
    assert desk.record.due(standings=others) == ()


def test_what_is_due_is_picked_by_owner_day_and_number(desk: Desk) -> None:
    desk.add(report(PLAN, PROMISE))
    desk.clock.now = at(20)
    promise, plan = desk.record.due()
    assert (promise.expectation.kind, promise.expectation.due) == (
        Awaited.PROMISE, date(2021, 3, 30),
    )  # fmt: skip
    assert desk.record.due(owner="USA") == (plan,)
    assert desk.record.due(by=date(2021, 4, 1)) == (promise,)
    assert desk.record.due(which=Which(parties=("PRK",))) == (promise,)
    assert desk.record.due(most=1) == (promise,)


def test_a_silence_lasts_until_the_silent_side_answers(desk: Desk) -> None:
    desk.clock.now = at(16)
    desk.add(report(SILENCE))
    before, moment = desk.record.silences(), desk.clock.tick()
    desk.add(report(ANSWER, on="2021-03-25"))
    desk.clock.now = at(30)
    assert [(one.silence.kind, one.days) for one in before] == [(Quiet.UNANSWERED, 33)]
    (after,) = desk.record.silences()
    assert after.silence.broken
    assert (after.silence.broken.printed, after.days) == (date(2021, 3, 25), 42)
    assert desk.record.silences(only_unbroken=True) == ()
    assert desk.record.as_of(moment).silences(only_unbroken=True) == before


def test_silences_are_picked_by_either_party(desk: Desk) -> None:
    desk.add(report(SILENCE, PLAN))
    assert len(desk.record.silences(party="PRK")) == 1
    assert len(desk.record.silences(party="USA")) == 1
    assert desk.record.silences(party="KOR") == ()


def test_what_will_not_be_announced_is_a_silence(desk: Desk) -> None:
    desk.add(report("POLICY will_not_happen | USA | - | - | Nothing will be *announced* there."))
    assert [one.silence.kind for one in desk.record.silences()] == [Quiet.NO_ANNOUNCEMENT]


def test_a_pair_shows_what_passed_both_ways_and_what_is_open(old_news: Desk) -> None:
    pair = old_news.record.pair("USA", "KOR")
    assert [(month.month, month.events) for month in pair.months] == [("2021-03", 3)]
    assert (pair.months[0].cooperation, pair.months[0].conflict) == (4.0, -6.0)
    assert pair.months[0].balance == -2.0
    assert [one.line.best.quote for one in pair.entries] == [quote(FINE), quote(VISIT), quote(PLAN)]
    assert [due.entry.line.best.quote for due in pair.due] == [quote(PLAN)]
    assert pair.silences == ()
    assert [one.entry.line.best.quote for one in old_news.record.pair("USA", "PRK").silences] == [
        quote(SILENCE)
    ]


def test_a_pair_is_the_same_from_either_side(old_news: Desk) -> None:
    one, other = old_news.record.pair("USA", "KOR"), old_news.record.pair("KOR", "USA")
    assert (one.months, one.entries, one.due) == (other.months, other.entries, other.due)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("kor", ["KOR"]),
        ("korea", ["country:KOR", "country:PRK"]),
        ("nor", ["NOR"]),
        ("xyz", []),
        ("k%a", []),
        ("_", []),
    ],
)
def test_a_party_is_found_by_its_code_or_by_its_name(
    old_news: Desk, words: str, keys: list[str]
) -> None:
    assert sorted(key for key, *_ in old_news.record.parties(words)) == keys


def test_an_event_is_shown_with_an_account_for_each_origin(desk: Desk) -> None:
    held = VISIT.replace("as CONSULT:visit", "by Antony Blinken/USA")
    denied = VISIT.replace("happened", "did_not_happen").replace(
        "as CONSULT:visit", "by Chung Eui-yong/KOR"
    )
    desk.add(report(held, name="one"), report(denied, by="Another", on="2021-03-19"))
    (entry,) = desk.record.timeline()
    told = desk.record.show(entry.id)
    assert [(one.origin.words, one.status) for one in told.event.accounts] == [
        ("Antony Blinken", Status.HAPPENED),
        ("Chung Eui-yong", Status.DID_NOT_HAPPEN),
    ]
    assert (told.event.status, entry.status, entry.is_contradicted) == (None, None, True)
    assert desk.record.timeline(Which(is_contradicted=True)) == (entry,)


def test_an_event_is_shown_with_what_is_awaited_and_what_is_silent(old_news: Desk) -> None:
    plan = old_news.record.show(old_news.event(PLAN))
    silence = old_news.record.show(old_news.event(SILENCE))
    assert plan.expectation
    assert (plan.expectation.due, plan.silence, plan.history) == (date(2021, 4, 25), None, ())
    assert silence.silence
    assert (silence.silence.began.first, silence.expectation) == (date(2021, 2, 11), None)


def test_an_event_is_found_by_the_beginning_of_its_id_or_of_a_mention(desk: Desk) -> None:
    desk.add(report(VISIT), report(VISIT, by="Another", on="2021-03-15"))
    (event,) = desk.ids()
    for telling in desk.record.show(event).event.tellings:
        assert desk.record.show(telling.mention.id[:12].upper()).event.id == event


@pytest.mark.parametrize("number", ["", "zz", "%", "0" * 33, "_" * 32])
def test_an_id_that_there_is_not_is_named(old_news: Desk, number: str) -> None:
    with pytest.raises(RecordError, match="no such event") as error:
        old_news.record.show(number)
    assert error.value.subject == number


def test_the_beginning_of_several_ids_is_too_little(desk: Desk) -> None:
    desk.add(report(*(AID.replace("2021", f"20{year}") for year in range(10, 30))))
    firsts = [event[:1] for event in desk.ids()]
    several = next(first for first in firsts if firsts.count(first) > 1)
    with pytest.raises(RecordError, match="more than one"):
        desk.record.show(several)


def test_affairs_are_listed_with_their_days(old_news: Desk) -> None:
    found = {
        story.id: (story.events, story.first, story.last) for story in old_news.record.stories()
    }
    assert found["KOR-USA:review"] == (1, date(2021, 3, 15), date(2021, 3, 15))
    assert len(old_news.record.stories(most=1)) == 1
    assert sum(count for count, *_ in found.values()) == len(NEWS)


def test_judgements_name_the_pairs_that_an_event_rests_on(desk: Desk) -> None:
    desk.add(report(VISIT), report(VISIT, by="Another", on="2021-03-15"))
    (event,) = desk.ids()
    (judgement,) = desk.record.judgements(event)
    assert (judgement.verdict, judgement.is_by_hand) == (Verdict.SAME, False)
    assert {judgement.one, judgement.other} == set(desk.mentions())
    assert desk.record.judgements(event, inside=True) == (judgement,)
    desk.record.split(event, [max(desk.mentions())], None)
    one, _ = desk.ids()
    assert desk.record.judgements(one, inside=True) == ()
    assert desk.record.judgements(one) != ()


def test_revisions_count_how_often_an_expectation_changed(desk: Desk) -> None:
    desk.add(report(PLAN, on="2021-03-14"))
    moment = desk.clock.now
    desk.add(report(LATER, on="2021-04-14"))
    (event,) = desk.ids()
    assert desk.record.revisions([event]) == {event: (1, moment)}
    assert desk.record.as_of(moment - timedelta(seconds=1)).revisions([event])[event][0] == 0


# What changed.


def test_a_brief_tells_what_is_new_and_what_changed(desk: Desk) -> None:
    desk.add(report(PLAN, SILENCE, on="2021-03-14", name="a"))
    since = desk.clock.tick()
    desk.add(report(DONE, on="2021-04-21", name="b"), report(AID, on="2021-02-12", name="c"))
    desk.add(report(ANSWER, on="2021-04-22", name="d"))
    brief = desk.record.brief(since)
    assert [e.line.best.quote for e in brief.new] == [quote(AID), quote(ANSWER)]
    assert [(c.before.status, c.entry.status) for c in brief.changed] == [
        (Status.PLANNED, Status.HAPPENED)
    ]
    assert [due.standing for due in brief.closed] == [Standing.KEPT]
    assert [one.entry.line.best.quote for one in brief.broken] == [quote(SILENCE)]
    assert (brief.slipped, brief.overdue, brief.contradicted, brief.corrections) == ((), (), (), ())


def test_a_brief_tells_what_slipped_fell_due_and_was_corrected(desk: Desk) -> None:
    desk.clock.now = at(20)
    desk.add(report(PLAN, PROMISE, on="2021-03-14"))
    since = desk.clock.tick(days=40)
    desk.add(report(LATER, on="2021-04-28"))
    done = desk.record.correct(desk.event(PROMISE), "note", "ask Oslo", None)
    brief = desk.record.brief(since)
    assert [one.expectation.slips for one in brief.slipped] == [1]
    assert [one.entry.line.best.quote for one in brief.overdue] == [quote(PROMISE)]
    assert [one.id for one in brief.corrections] == [done.id]


def test_a_brief_on_nothing_new_is_empty(old_news: Desk) -> None:
    brief = old_news.record.brief(old_news.clock.now)
    assert (brief.new, brief.changed, brief.closed, brief.broken, brief.corrections) == (
        (), (), (), (), (),
    )  # fmt: skip


def test_a_brief_between_two_moments_knows_of_nothing_later(desk: Desk) -> None:
    desk.add(report(PLAN))
    since = desk.clock.tick()
    desk.add(report(AID, name="b"))
    then = desk.record.brief(since)
    until = desk.clock.tick()
    desk.add(report(DONE, on="2021-04-21", name="c"), report(VISIT, on="2021-03-18", name="d"))
    desk.record.correct(desk.event(AID), "note", "seen", None)
    now = desk.record.as_of(until).brief(since)
    assert (now.new, now.changed, now.closed, now.corrections) == (
        then.new, then.changed, then.closed, then.corrections,
    )  # fmt: skip


def test_a_brief_of_the_past_does_not_call_new_what_was_split_off_then(desk: Desk) -> None:
    desk.add(report(VISIT), report(VISIT, by="Another", on="2021-03-15"))
    since = desk.clock.tick()
    (event,) = desk.ids()
    desk.record.split(event, [m for m in desk.mentions() if m != event], None)
    until = desk.clock.tick()
    then = desk.record.brief(since)
    desk.record.undo()
    assert desk.record.as_of(until).brief(since).new == then.new == ()


def test_a_brief_knows_an_event_again_that_an_earlier_report_renames(desk: Desk) -> None:
    desk.add(report(PLAN, SILENCE, name="a"), report(LATER, on="2021-04-10", name="b"))
    desk.add(report(DONE, ANSWER, on="2021-04-22", name="c"))
    since = desk.clock.tick()
    desk.add(report(PLAN, SILENCE, on="2021-03-10", name="earlier"))
    brief = desk.record.brief(since)
    assert (brief.new, brief.closed, brief.slipped, brief.broken) == ((), (), (), ())


def test_a_brief_tells_what_changed_of_an_event_that_an_earlier_report_renames(desk: Desk) -> None:
    desk.add(report(PLAN, name="a"))
    since = desk.clock.tick()
    desk.add(report(PLAN, on="2021-03-10", name="earlier"), report(DONE, on="2021-04-22", name="c"))
    assert [change.before.status for change in desk.record.brief(since).changed] == [Status.PLANNED]


def test_an_affair_of_which_nothing_is_told_for_half_a_year_has_ended(desk: Desk) -> None:
    line = "CONSULT happened | USA | PRK | {day} | Envoys *met* for talks in {city}."
    told = {"2018-06-12": "Oslo", "2018-10-07": "Bonn", "2019-10-05": "Rome"}
    for day, city in told.items():
        desk.add(report(line.format(day=day, city=city), on=day))
    found = {story.id: (story.events, story.first) for story in desk.record.stories()}
    assert found == {
        "PRK-USA:talks@2018-06": (2, date(2018, 6, 12)),
        "PRK-USA:talks@2019-10": (1, date(2019, 10, 5)),
    }
    picked = {
        story: [entry.shown.isoformat() for entry in desk.record.timeline(Which(story=story))]
        for story in ("PRK-USA:talks", "PRK-USA:talks@2018-08", "PRK-USA:talks@2019-10")
    }
    days = list(told)
    assert list(picked.values()) == [days, days[:2], days[2:]]
    with pytest.raises(RecordError, match="no such story"):
        desk.record.timeline(Which(story="PRK-USA:talks@2020-01"))


def test_a_name_is_that_of_an_affair_or_of_all_of_its_parties_and_topic(desk: Desk) -> None:
    line = "CONSULT happened | USA | PRK | {day} | Envoys *met* for talks."
    for day in ("2018-06-12", "2019-10-05"):
        desk.add(report(line.format(day=day), on=day))
    desk.record.rename("PRK-USA:talks", "The talks", None)
    desk.record.rename("PRK-USA:talks@2018-06", "The summit", None)
    names = {story.id: story.name for story in desk.record.stories()}
    assert names == {
        "PRK-USA:talks@2018-06": "The summit", "PRK-USA:talks@2019-10": "The talks",
    }  # fmt: skip
    shown = [desk.record.show(event).event.story for event in desk.ids()]
    assert shown == ["The summit", "The talks"]
    with pytest.raises(RecordError, match="no such story"):
        desk.record.rename("PRK-USA:talks@2020-01", "Nothing", None)


def test_silences_and_a_brief_can_be_picked_as_events_are(old_news: Desk) -> None:
    record = old_news.record
    assert [one.entry.event_type for one in record.silences()] == [EventType.REJECT]
    assert record.silences(which=Which(types=(EventType.AID,))) == ()
    assert record.silences(which=Which(story=record.silences()[0].entry.story)) == record.silences()
    whole, part = (
        record.brief(date(2021, 1, 1), which)
        for which in (Which(), Which(types=(EventType.AID, EventType.POLICY)))
    )
    assert {one.event_type for one in part.new} == {EventType.AID, EventType.POLICY}
    assert set(part.new) < set(whole.new)
    assert {one.entry.event_type for one in part.overdue} <= {EventType.POLICY}
