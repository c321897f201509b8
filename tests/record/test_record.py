"""What a record keeps, and how it was at any moment, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from demarche.model import (
    EventType,
    Page,
    Reading,
    RecordError,
    Refused,
)
from demarche.model.ledger import Outcome, Standing
from demarche.record.keeping import Kept
from demarche.service.record import KeptOut, Record
from tests.record.fakes import ScriptedReader, report
from tests.record.news import (
    AID,
    DONE,
    FINE,
    FOREIGN,
    PLAN,
    SILENCE,
    VISIT,
    VISIT_IN_OTHER_WORDS,
    WIRE,
    quote,
)
from tests.record.stores import Desk, at, everything, present

# What is kept.


def test_a_report_is_kept_with_the_events_that_it_tells(desk: Desk) -> None:
    (added,) = desk.add(report(VISIT, FINE, FOREIGN))
    assert (added.receipt.kept, added.mentions) == (Kept.NEW, 2)
    assert desk.quotes() == [quote(FINE), quote(VISIT)]
    assert desk.record.tally() == {
        "readings": 1, "mentions": 2, "events": 2, "expectations": 0, "silences": 0,
    }  # fmt: skip


def test_a_report_that_is_added_twice_changes_nothing(desk: Desk) -> None:
    pages = [report(PLAN, SILENCE, name="one"), report(VISIT, by="Another", name="two")]
    desk.add(*pages)
    before = everything(desk.record)
    assert [added.receipt.kept for added in desk.add(*pages)] == [Kept.KNOWN, Kept.KNOWN]
    assert everything(desk.record) == before


@pytest.mark.parametrize(
    "again",
    [report(VISIT, name="another name"), report("", VISIT, "", name="here")],
    ids=["the same bytes under another name", "the same words under the same name"],
)
def test_what_is_known_already_changes_nothing(desk: Desk, again: object) -> None:
    desk.add(report(VISIT, name="here"))
    before = everything(desk.record)
    (added,) = desk.add(again)
    assert added.receipt.kept is Kept.KNOWN
    assert everything(desk.record) == before


def test_a_changed_page_is_a_new_capture_and_its_old_mentions_end(desk: Desk) -> None:
    url = "https://post.example/a"
    desk.add(report(VISIT, AID, url=url))
    before = desk.clock.tick()
    (added,) = desk.add(report(VISIT, SILENCE, url=url))
    assert added.receipt.kept is Kept.CHANGED
    assert desk.quotes() == [quote(SILENCE), quote(VISIT)]
    assert desk.as_of(before).quotes() == [quote(AID), quote(VISIT)]
    assert [entry.tellings for entry in desk.record.timeline()] == [1, 1]


def test_an_older_capture_that_comes_later_changes_nothing_present(desk: Desk) -> None:
    desk.add(report(VISIT, name="page", accessed=at(20)))
    before = present(desk.record)
    (added,) = desk.add(report(AID, name="page", accessed=at(18)))
    assert added.receipt.kept is Kept.CHANGED
    assert present(desk.record) == before


def test_the_words_of_an_older_capture_that_comes_later_are_not_found(desk: Desk) -> None:
    desk.add(report(VISIT, name="page", accessed=at(20)))
    desk.add(report(AID, name="page", accessed=at(18)))
    assert desk.record.search("rice") == ()


def test_a_page_that_changed_back_says_again_what_it_said_first(desk: Desk) -> None:
    seen = [desk.clock.now + timedelta(days=day) for day in range(3)]
    lines = (VISIT, AID, VISIT)
    desk.add(*(report(one, accessed=day) for one, day in zip(lines, seen, strict=True)))
    assert desk.quotes() == [quote(VISIT)]
    found = desk.record.captures(report(VISIT).name)
    assert [one.accessed for one in found] == seen
    assert found[2].page == found[0].page
    assert found[2].difference[-2:] == (f"-{quote(AID)}", f"+{quote(VISIT)}")


def test_a_page_that_is_seen_again_as_it_was_is_one_capture(desk: Desk) -> None:
    seen = [desk.clock.now + timedelta(days=day) for day in range(3)]
    added = desk.add(*(report(VISIT, accessed=day) for day in seen))
    assert [one.receipt.kept for one in added] == [Kept.NEW, Kept.KNOWN, Kept.KNOWN]
    (found,) = desk.record.captures(report(VISIT).name)
    assert found.accessed == seen[0]


def test_a_page_keeps_the_way_on_which_it_came(desk: Desk) -> None:
    page = replace(
        report(VISIT),
        via="https://post.example/feed",
        redirects=("https://post.example/short",),
        headers=(("etag", '"a"'), ("content-type", "text/plain")),
    )
    desk.add(page)
    [(_, kept, _)] = desk.record.received()
    assert (kept.via, kept.redirects, kept.headers) == (page.via, page.redirects, page.headers)


def test_a_page_that_cannot_be_read_stops_nothing(desk: Desk) -> None:
    empty = report(VISIT, name="empty")
    found = desk.add(type(empty)("empty", b" \n"), report(VISIT, name="next"))
    assert isinstance(found[0], KeptOut)
    assert (found[0].name, found[0].reason) == ("empty", "no text in it")
    (listed,) = desk.record.gathering.refusals()
    assert (listed.name, listed.kind, listed.id) == ("empty", Refused.UNREAD, found[0].number)
    assert desk.quotes() == [quote(VISIT)]


def test_wire_copies_are_grouped_and_counted_as_one_origin(desk: Desk) -> None:
    wire = report(WIRE, VISIT, by="The Wire")
    paper = report(VISIT, WIRE, by="The Paper", on="2021-03-15")
    other = report(VISIT_IN_OTHER_WORDS, by="The Other", on="2021-03-15")
    first, second, third = (added.receipt for added in desk.add(wire, paper, other))
    assert (first.copies, second.copies, third.copies) == ((), (first.page,), ())
    (entry,) = desk.record.timeline()
    assert (entry.tellings, entry.outlets, entry.origins) == (3, 3, 2)
    accounts = desk.record.show(entry.id).event.accounts
    assert [account.origin.words for account in accounts] == ["The Wire", "The Other"]


def test_an_original_that_comes_after_its_copy_is_its_origin(desk: Desk) -> None:
    desk.add(report(WIRE, VISIT, by="The Paper", on="2021-03-15"))
    desk.add(report(WIRE, VISIT, by="The Wire"))
    (entry,) = desk.record.timeline()
    assert [origin.words for origin in entry.line.origins] == ["The Wire"]


def test_a_record_that_is_opened_again_answers_the_same(desk: Desk) -> None:
    desk.add(report(PLAN, SILENCE, VISIT))
    again = Record.at(desk.address, clock=desk.clock)
    try:
        assert again.timeline() == desk.record.timeline()
        assert again.due() == desk.record.due()
    finally:
        again.close()


# Reading anew.


def test_pages_that_are_read_anew_say_what_they_said(news: Desk) -> None:
    news.add(report(WIRE, VISIT, by="Another", on="2021-03-15"), report(WIRE, AID, by="The Wire"))
    news.record.merge([news.event(PLAN), news.event(VISIT)], None)
    news.record.correct(news.event(AID), "note", "see above", None)
    before = present(news.record)
    found = list(news.record.rebuild(reader=ScriptedReader()))
    assert [one.receipt.kept for one in found] == [Kept.KNOWN] * 3
    assert present(news.record) == before


def test_what_was_set_right_by_hand_outlives_a_new_reading(desk: Desk) -> None:
    desk.add(report(VISIT, AID))
    desk.record.correct(desk.event(AID), "note", "see above", None)
    list(desk.record.rebuild(reader=NewReader()))
    aid, visit = desk.record.timeline()
    assert (aid.event_type, aid.line.note) == (EventType.SUPPORT, "see above")
    assert visit.event_type is EventType.CONSULT


class NewReader(ScriptedReader):
    """A reader that sees nothing but support where the other saw aid."""

    def read(self, page: Page, *, published: date | None = None) -> Reading:
        """Return what the script of `page` says, in other words."""
        anew = replace(page, data=page.data.replace(b"AID happened", b"SUPPORT happened"))
        return super().read(anew, published=published)


# The record as it was.


def test_before_everything_a_record_is_empty(old_news: Desk) -> None:
    event = old_news.event(PLAN)
    past = old_news.record.as_of(datetime(1990, 1, 1, tzinfo=UTC))
    assert set(past.tally().values()) == {0}
    assert (
        past.timeline() == past.due() == past.silences() == past.stories() == past.history() == ()
    )
    assert past.search("review") == ()
    assert past.pair("USA", "KOR").months == ()
    with pytest.raises(RecordError, match="no such event"):
        past.show(event)


@pytest.mark.parametrize(
    "do",
    [
        lambda r, e: r.correct(e, "note", "a", None),
        lambda r, e: r.merge([e, e], None),
        lambda r, e: r.split(e, [e], None),
        lambda r, e: r.reject(e, None),
        lambda r, e: r.settle(e, Outcome.KEPT, date(2021, 3, 1), None),
        lambda r, _: r.rename("KOR-USA:review", "a"),
        lambda r, _: r.grade("The Post", "A"),
        lambda r, _: r.undo(),
    ],
    ids="correct merge split reject settle rename grade undo".split(),
)
def test_the_past_cannot_be_changed(old_news: Desk, do: Callable[[Record, str], object]) -> None:
    before = everything(old_news.record)
    with pytest.raises(RecordError, match="the past of a record cannot be changed"):
        do(old_news.record.as_of(old_news.clock.now), old_news.event(PLAN))
    assert everything(old_news.record) == before


def test_nothing_can_be_added_to_the_past(news: Desk) -> None:
    past = Desk(news.record.as_of(news.clock.now), news.clock, news.address)
    with pytest.raises(RecordError, match="the past of a record cannot be changed"):
        past.add(report(VISIT, by="Another"))


def test_a_clock_that_goes_back_takes_nothing_out_of_order(desk: Desk) -> None:
    first = desk.clock.now
    desk.add(report(VISIT, name="a"))
    desk.clock.now = first - timedelta(days=9)
    desk.add(report(AID, name="b"))
    assert desk.as_of(first - timedelta(days=1)).ids() == []
    assert len(desk.as_of(first).ids()) == 2


def test_a_day_of_the_past_is_the_end_of_that_day(desk: Desk) -> None:
    desk.clock.now = at(20, hour=23)
    desk.add(report(VISIT))
    assert len(desk.as_of(date(2021, 3, 20)).ids()) == 1
    assert desk.as_of(date(2021, 3, 19)).ids() == []
    assert desk.record.as_of(None) is desk.record


def test_what_was_due_on_a_past_day_stands_as_it_stood(desk: Desk) -> None:
    desk.clock.now = at(20)
    desk.add(report(PLAN))
    desk.clock.now = at(30, month=4)
    assert [due.standing for due in desk.record.due()] == [Standing.OVERDUE]
    assert [due.standing for due in desk.record.as_of(at(21)).due()] == [Standing.OPEN]


def test_a_replayed_archive_is_recorded_under_its_days(desk: Desk) -> None:
    desk.add(
        report(DONE, on="2021-04-21"), report(PLAN, on="2021-03-14"), report(VISIT, on="-"),
        replay=True,
    )  # fmt: skip
    assert [due.standing for due in desk.record.as_of(date(2021, 4, 20)).due()] == [Standing.OPEN]
    assert [due.standing for due in desk.record.as_of(date(2021, 4, 21)).due()] == [Standing.KEPT]
    assert len(desk.ids()) == 1
