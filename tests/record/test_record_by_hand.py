"""What is done to a record by hand, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from demarche.model import (
    Days,
    DemarcheError,
    EventType,
    RecordError,
    Status,
    UsageError,
)
from demarche.model.events import Event
from demarche.model.judgements import Deed
from demarche.model.ledger import Outcome, Standing
from demarche.record.asking import Which
from demarche.record.entering import Entry
from demarche.service.record import Record
from tests.record.fakes import report
from tests.record.news import AID, DONE, FINE, NEWS, PLAN, VISIT, quote
from tests.record.stores import Desk, everything, present, words


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("type", "assault", lambda e: e.event_type is EventType.ASSAULT),
        ("status", "planned", lambda e: e.status is Status.PLANNED),
        ("days", "2021-03-20", lambda e: e.days.first == e.days.last == date(2021, 3, 20)),
        ("days", "2021-03-20..2021-03-22", lambda e: e.days.last == date(2021, 3, 22)),
        ("actors", "NOR, Anne Dahl", lambda e: [s.name for s in e.actors] == ["NOR", "Anne Dahl"]),
        ("recipients", "JPN", lambda e: [s.code for s in e.recipients] == ["JPN"]),
        ("place", "Oslo", lambda e: e.place.text == "Oslo"),
        ("note", "  to be checked ", lambda e: e.note == "to be checked"),
    ],
)
def test_a_field_is_corrected_shown_as_such_and_undone(
    old_news: Desk, field: str, value: str, found: Callable[[Event], bool]
) -> None:
    record, event = old_news.record, old_news.event(VISIT)
    before, shown = present(record), record.show(event)
    correction = record.correct(event, field, value, "an editor called")
    corrected = record.show(event).event
    record.undo(correction.id)
    assert found(corrected)
    assert corrected.corrected == {field}
    assert (correction.deed, correction.who, correction.because) == (
        Deed.CORRECT, "Kim", "an editor called",
    )  # fmt: skip
    assert present(record) == before
    assert record.show(event).event == shown.event


def test_the_last_correction_of_a_field_counts_and_stays_when_reports_come(desk: Desk) -> None:
    desk.add(report(VISIT))
    (event,) = desk.ids()
    desk.record.correct(event, "days", "2021-03-20", None)
    desk.record.correct(event, "days", "2021-03-21", None)
    desk.add(report(VISIT, by="Another", on="2021-03-15"))
    assert desk.record.show(event).event.days.first == date(2021, 3, 21)
    desk.record.undo()
    assert desk.record.show(event).event.days.first == date(2021, 3, 20)


def test_what_is_corrected_is_listed_as_corrected(desk: Desk) -> None:
    desk.add(report(VISIT))
    desk.record.correct(desk.ids()[0], "actors", "JPN", None)
    assert desk.quotes(Which(parties=("JPN", "KOR"))) == [quote(VISIT)]
    assert desk.quotes(Which(parties=("USA",))) == []
    assert [month.events for month in desk.record.pair("JPN", "KOR").months] == [1]
    assert desk.record.pair("USA", "KOR").months == ()


def test_events_are_merged_and_the_merger_undone(news: Desk) -> None:
    before = present(news.record)
    visit, fine = news.event(VISIT), news.event(FINE)
    news.record.merge([visit, fine], "one affair")
    assert len(news.ids()) == len(NEWS) - 1
    assert news.record.show(visit).event == news.record.show(fine).event
    news.record.undo()
    assert present(news.record) == before


def test_mentions_are_split_off_and_the_split_undone(desk: Desk) -> None:
    desk.add(report(VISIT), report(VISIT, by="Another", on="2021-03-15"))
    before = present(desk.record)
    (event,) = desk.ids()
    gone = [mention for mention in desk.mentions() if mention != event]
    desk.record.split(event, [gone[0][:12]], "another visit")
    assert {event, *gone} == set(desk.ids())
    desk.record.undo(event)
    assert present(desk.record) == before


def test_what_was_split_off_stays_apart_when_more_is_told(desk: Desk) -> None:
    desk.add(report(VISIT), report(VISIT, by="Another", on="2021-03-15"))
    (event,) = desk.ids()
    (gone,) = (mention for mention in desk.mentions() if mention != event)
    desk.record.split(event, [gone], None)
    desk.add(report(VISIT, by="A third", on="2021-03-16"))
    assert desk.record.show(event).event.id != desk.record.show(gone).event.id
    assert sorted(entry.tellings for entry in desk.record.timeline()) == [1, 2]


def test_an_event_that_was_rejected_is_not_merged(news: Desk) -> None:
    one, other, *_ = news.ids()
    news.record.reject(other, "no such thing")
    with pytest.raises(RecordError, match="was rejected; undo that before it is merged"):
        news.record.merge([one, other], None)
    assert one in news.ids()


def test_a_split_after_a_merger_of_the_same_is_undone_to_the_merger(desk: Desk) -> None:
    desk.add(report(VISIT, FINE))
    desk.record.merge(desk.ids(), None)
    merged = present(desk.record)
    (event,) = desk.ids()
    desk.record.split(event, [m for m in desk.mentions() if m != event], None)
    desk.record.undo()
    assert present(desk.record) == merged


def _both_often_told(desk: Desk) -> None:
    for number in range(8):
        said = f"by Envoy Number{number}/USA"
        lines = VISIT.replace("as CONSULT:visit", said), FINE.replace("as SANCTION", said)
        desk.add(report(*lines, by=f"Paper {number}", on=f"2021-03-{14 + number % 3}"))


def test_events_that_are_often_told_are_merged_with_all_that_tells_of_them(desk: Desk) -> None:
    _both_often_told(desk)
    assert [entry.tellings for entry in desk.record.timeline()] == [8, 8]
    desk.record.merge(desk.ids(), None)
    assert [entry.tellings for entry in desk.record.timeline()] == [16]


def test_what_was_split_can_be_merged_again(desk: Desk) -> None:
    for number in range(4):
        desk.add(report(VISIT, by=f"Paper {number}"))
    (event,) = desk.ids()
    desk.record.split(event, desk.mentions()[2:], None)
    desk.record.merge(desk.ids(), None)
    assert [entry.tellings for entry in desk.record.timeline()] == [4]


@pytest.mark.parametrize(
    "do",
    [
        lambda desk: desk.record.correct(desk.event(VISIT), "note", "see above", None),
        lambda desk: desk.record.reject(desk.event(VISIT), None),
        lambda desk: desk.record.merge(desk.ids(), None),
    ],
    ids="correct reject merge".split(),
)
def test_what_was_done_by_hand_outlives_a_new_capture_that_says_the_same(
    desk: Desk, do: Callable[[Desk], object]
) -> None:
    desk.add(report(VISIT, name="a"), report(FINE, by="Another", name="b"))
    do(desk)
    before = [(entry.tellings, entry.line.note) for entry in desk.record.timeline()]
    desk.add(report(VISIT, "A word on the weather was added.", name="a"))
    assert [(entry.tellings, entry.line.note) for entry in desk.record.timeline()] == before


@pytest.mark.parametrize(
    "do",
    [
        lambda desk: desk.record.correct(desk.event(VISIT), "status", "planned", None),
        lambda desk: desk.record.reject(desk.event(VISIT), None),
        lambda desk: desk.record.settle(desk.event(VISIT), Outcome.KEPT, date(2021, 3, 5), None),
    ],
    ids="correct reject settle".split(),
)
def test_what_outlived_a_new_capture_can_be_undone(
    desk: Desk, do: Callable[[Desk], object]
) -> None:
    changed = report(VISIT, "A word on the weather was added.", name="a")
    desk.add(report(VISIT, name="a"))
    do(desk)
    desk.add(changed)
    desk.record.undo()
    (entry,) = desk.record.timeline()
    assert (entry.status, desk.record.due()) == (Status.HAPPENED, ())


def test_a_rejected_event_is_gone_from_lists_and_can_be_brought_back(news: Desk) -> None:
    before = present(news.record)
    plan = news.event(PLAN)
    news.record.reject(plan, "a slip of the pen")
    assert plan not in news.ids()
    assert news.record.due() == ()
    assert news.record.show(plan).event.is_rejected
    assert [month.events for month in news.record.pair("USA", "KOR").months] == [2]
    news.record.undo(plan)
    assert present(news.record) == before


def test_an_expectation_is_settled_by_hand_and_opened_again(news: Desk) -> None:
    before = present(news.record)
    plan = news.event(PLAN)
    news.record.settle(plan, Outcome.KEPT, date(2021, 4, 26), "seen by me")
    (due,) = news.record.due()
    assert (due.standing, due.expectation.closed) == (Standing.KEPT, date(2021, 4, 26))
    assert due.expectation.is_late
    assert due.expectation.closing
    assert due.expectation.closing.source == "Kim"
    news.record.undo()
    assert present(news.record) == before


def test_what_nothing_was_awaited_of_can_be_settled(desk: Desk) -> None:
    desk.add(report(VISIT))
    desk.record.settle(desk.ids()[0], Outcome.KEPT, date(2021, 3, 20), None)
    assert [due.standing for due in desk.record.due()] == [Standing.KEPT]


def test_an_expectation_that_is_opened_by_hand_is_closed_by_nothing(desk: Desk) -> None:
    desk.add(report(PLAN, name="a"), report(DONE, on="2021-04-22", name="b"))
    desk.record.settle(desk.ids()[0], Outcome.OPEN, date(2021, 5, 1), "too early to say")
    (due,) = desk.record.due()
    assert due.standing is Standing.OVERDUE
    assert (due.expectation.closing, due.expectation.closed) == (None, None)


def test_an_affair_is_named_and_the_name_undone(news: Desk) -> None:
    plan = news.event(PLAN)
    news.record.rename("KOR-USA:review", " The long review ")
    assert "The long review" in [story.name for story in news.record.stories()]
    assert news.record.show(plan).event.story == "The long review"
    news.record.undo()
    assert news.record.show(plan).event.story == "KOR-USA:review"


def test_a_name_that_was_taken_back_is_still_the_name_of_the_past(news: Desk) -> None:
    news.record.rename("KOR-USA:review", "The long review")
    then = news.clock.tick()
    news.record.undo()
    assert "The long review" in [story.name for story in news.record.as_of(then).stories()]


def test_a_source_is_graded_by_the_scale(news: Desk) -> None:
    graded = news.record.grade("The Example Post", "b2")
    assert (graded.deed, graded.after, graded.before) == (Deed.GRADE, "B2", None)
    again = news.record.grade("The Example Post", "C")
    assert (again.after, again.before) == ("C", "B2")


def test_history_tells_who_did_what_when_and_why(news: Desk) -> None:
    plan, visit = news.event(PLAN), news.event(VISIT)
    moment = news.clock.tick()
    first = news.record.correct(plan, "note", "a", "why not")
    news.clock.tick()
    second = news.record.reject(visit, None)
    undone = news.record.undo(first.id)
    assert [(c.deed, c.who, c.because) for c in news.record.history()] == [
        (Deed.CORRECT, "Kim", "why not"), (Deed.REJECT, "Kim", None), (Deed.UNDO, "Kim", None),
    ]  # fmt: skip
    assert [c.id for c in news.record.history(plan)] == [first.id, undone.id]
    assert [c.is_undone for c in news.record.history(plan)] == [True, False]
    assert news.record.history(plan)[0].recorded == moment + timedelta(minutes=1)
    assert [c.id for c in news.record.history(visit)] == [second.id]
    assert news.record.history(most=1) == news.record.history()[-1:]
    assert [c.is_undone for c in news.record.as_of(moment + timedelta(minutes=1)).history()] == [
        False
    ]


def test_undoing_goes_back_one_step_at_a_time(news: Desk) -> None:
    steps = [present(news.record)]
    plan, visit = news.event(PLAN), news.event(VISIT)
    deeds: list[Callable[[], object]] = [
        lambda: news.record.correct(plan, "status", "possible", None),
        lambda: news.record.merge([plan, visit], None),
        lambda: news.record.reject(news.event(FINE), None),
        lambda: news.record.settle(plan, Outcome.BROKEN, date(2021, 5, 1), None),
        lambda: news.record.correct(visit, "note", "both", None),
    ]
    for deed in deeds:
        deed()
        steps.append(present(news.record))
    steps.pop()
    while steps:
        news.record.undo()
        assert present(news.record) == steps.pop()
    with pytest.raises(RecordError, match="nothing was corrected yet"):
        news.record.undo()


# What is entered.


ENTRY = Entry(
    EventType.CONSULT, Status.HAPPENED, ("USA",), ("KOR",), Days.on(date(2021, 3, 5)),
    "Ministers from Washington met their colleagues in Seoul on Friday.", "met", "The Gazette",
    date(2021, 3, 6), "https://gazette.example/a",
)  # fmt: skip


def test_what_is_entered_by_hand_takes_part_in_all_that_follows(news: Desk) -> None:
    before, event = present(news.record), news.event(VISIT)
    news.record.enter(ENTRY, "read in print")
    visit = news.record.show(event)
    assert [telling.quote for telling in visit.event.tellings] == [ENTRY.quote, quote(VISIT)]
    assert [(c.deed, c.because) for c in visit.history] == [(Deed.ENTER, "read in print")]
    news.record.undo()
    assert present(news.record) == before


def test_the_same_is_entered_once(news: Desk) -> None:
    news.record.enter(ENTRY)
    before = everything(news.record)
    with pytest.raises(UsageError, match="was entered already"):
        news.record.enter(ENTRY)
    assert everything(news.record) == before


def test_what_was_entered_and_taken_back_can_be_entered_again(desk: Desk) -> None:
    desk.record.enter(ENTRY)
    desk.record.undo()
    desk.record.enter(ENTRY)
    assert desk.quotes() == [ENTRY.quote]


def test_an_entry_leaves_alone_what_was_read_on_the_page_that_it_names(desk: Desk) -> None:
    assert ENTRY.url
    desk.add(report(AID, url=ENTRY.url))
    desk.record.enter(ENTRY)
    assert desk.quotes() == [quote(AID), ENTRY.quote]


def test_several_entries_may_name_one_page(desk: Desk) -> None:
    desk.record.enter(ENTRY)
    desk.clock.tick()
    desk.record.enter(replace(ENTRY, quote="Oslo shipped rice.", words="shipped", recipients=()))
    assert len(desk.ids()) == 2


def test_two_acts_may_be_entered_from_one_sentence(desk: Desk) -> None:
    desk.record.enter(replace(ENTRY, url=None))
    desk.clock.tick()
    desk.record.enter(replace(ENTRY, url=None, words="colleagues", event_type=EventType.SUPPORT))
    assert desk.record.tally()["mentions"] == 2


# What cannot be done.


@pytest.mark.parametrize(
    ("do", "error", "words"),
    [
        (lambda r, _: r.correct("zz", "note", "a", None), RecordError, "zz: no such event"),
        (lambda r, e: r.correct(e, "colour", "red", None), UsageError, "colour: no field"),
        (lambda r, e: r.correct(e, "type", "dance", None), UsageError, "dance: no type"),
        (lambda r, e: r.correct(e, "status", "maybe", None), UsageError, "maybe: no status"),
        (lambda r, e: r.correct(e, "days", "soon", None), UsageError, "soon: no days"),
        (lambda r, e: r.correct(e, "days", "2021-02-30", None), UsageError, "no days"),
        (lambda r, e: r.correct(e, "days", "2021-03-02..2021-03-01", None), UsageError, "ends"),
        (lambda r, e: r.correct(e, "note", " ", None), UsageError, "says nothing"),
        (lambda r, e: r.correct(e, "place", "", None), UsageError, "says nothing"),
        (lambda r, e: r.merge([e], None), UsageError, "is one event already"),
        (lambda r, e: r.merge([e, e[:9]], None), UsageError, "is one event already"),
        (lambda r, e: r.merge([e, "zz"], None), RecordError, "zz: no such event"),
        (lambda r, e: r.split(e, [e], None), UsageError, "mentions that stay"),
        (lambda r, e: r.split(e, [], None), UsageError, "mentions that go"),
        (lambda r, e: r.split(e, ["zz"], None), RecordError, "no mention of the event"),
        (lambda r, _: r.reject("zz", None), RecordError, "zz: no such event"),
        (lambda r, _: r.settle("zz", Outcome.KEPT, date(2021, 3, 1), None), RecordError, "zz"),
        (lambda r, _: r.rename("ZZZ:talks", "Talks"), RecordError, "no such story"),
        (lambda r, _: r.rename("KOR-USA:review", " "), UsageError, "at least one letter"),
        (lambda r, _: r.grade("The Post", "G7"), UsageError, "G7: no grade"),
        (lambda r, _: r.grade("The Post", "B22"), UsageError, "B22: no grade"),
        (lambda r, _: r.undo(), RecordError, "nothing was corrected yet"),
        (lambda r, _: r.undo("zz"), RecordError, "zz: no such event"),
        (lambda r, e: r.undo(e), RecordError, "no correction of it is left"),
        (lambda r, _: r.history("zz"), RecordError, "zz: no such event"),
        (lambda r, _: r.judgements("zz"), RecordError, "zz: no such event"),
    ],
    ids=words,
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    old_news: Desk, do: Callable[[Record, str], object], error: type[DemarcheError], words: str
) -> None:
    before = everything(old_news.record)
    with pytest.raises(error, match=words):
        do(old_news.record, old_news.event(PLAN))
    assert everything(old_news.record) == before


@pytest.mark.parametrize("value", ["", " , "])
def test_an_event_cannot_be_left_without_anybody_who_acts(news: Desk, value: str) -> None:
    with pytest.raises(UsageError):
        news.record.correct(news.event(PLAN), "actors", value, None)


def test_an_empty_id_undoes_nothing(news: Desk) -> None:
    news.record.correct(news.event(PLAN), "note", "a", None)
    with pytest.raises(RecordError):
        news.record.undo("")
