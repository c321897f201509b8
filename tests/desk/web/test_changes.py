"""What editors do by forms, and what readers cannot."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from demarche.desk.web.change import routes as changes
from demarche.model import Status
from demarche.model.judgements import Deed
from demarche.model.ledger import Outcome
from demarche.service.users import Role
from tests.desk.web.fake_door import CSRF, visitor
from tests.record.fakes import report
from tests.record.news import PLAN, VISIT, VISIT_IN_OTHER_WORDS
from tests.record.stores import Desk

WHY = "the ministry's calendar"


@pytest.fixture
def ask(desk: Desk) -> TestClient:
    desk.add(report(PLAN, VISIT))
    return visitor(desk.record)


def post(ask: TestClient, path: str, **form: Any) -> Any:
    return ask.post(path, data={"csrf": CSRF, "because": WHY} | form)


def test_a_date_is_corrected_with_its_reason_and_stands_in_the_history(
    desk: Desk, ask: TestClient
) -> None:
    number = desk.event(VISIT)
    days = {"field": "days", "value_days": ["2021-03-06", "2021-03-07"]}
    answer = post(ask, f"/events/{number}/correct", **days)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/events/{number}")
    page = ask.get(f"/events/{number}").text
    assert "The field is corrected." in page
    assert "6–7 Mar 2021" in page
    assert "the ministry&#39;s calendar" in page
    assert "The field is corrected." not in ask.get(f"/events/{number}").text
    (done,) = desk.record.history(number)
    assert (done.deed, done.field, done.because) == (Deed.CORRECT, "days", WHY)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "AGREE"),
        ("status", "did_not_happen"),
        ("actors", "JPN"),
        ("recipients", "JPN, KOR"),
        ("place", "Busan"),
        ("note", "see the memo"),
    ],
)
def test_each_field_is_corrected_by_the_form_that_the_page_shows(
    desk: Desk, ask: TestClient, field: str, value: str
) -> None:
    number = desk.event(VISIT)
    assert f'name="value_{field}"' in ask.get(f"/events/{number}").text
    form = {"field": field, f"value_{field}": value, "value_note": "of another field"}
    form = (
        {"value_note": "of another field"} | form
        if field != "note"
        else form | {"value_note": value}
    )
    assert post(ask, f"/events/{number}/correct", **form).status_code == 303
    assert desk.record.history(number)[-1].field == field
    assert desk.record.show(number).event.corrected == {field}


def test_a_change_is_undone_from_the_history(desk: Desk, ask: TestClient) -> None:
    number = desk.event(VISIT)
    post(ask, f"/events/{number}/reject")
    assert desk.record.show(number).event.is_rejected
    page = ask.get(f"/events/{number}").text
    (undo,) = re.findall(r'action="(/corrections/\w+/undo)"', page)
    assert post(ask, undo).status_code == 303
    assert not desk.record.show(number).event.is_rejected
    assert "undone" in ask.get(f"/events/{number}").text


def test_events_are_merged_and_split_again(desk: Desk, ask: TestClient) -> None:
    one, other = desk.event(VISIT), desk.event(PLAN)
    post(ask, f"/events/{one}/merge", other=other[:12])
    told = desk.record.show(one).event
    assert len(told.tellings) == 2
    gone = told.tellings[1].mention.id
    assert post(ask, f"/events/{told.id}/split", mention=[gone]).status_code == 303
    assert len(desk.record.show(told.id).event.tellings) == 1


def test_what_is_awaited_is_closed(desk: Desk, ask: TestClient) -> None:
    number = desk.event(PLAN)
    form = {"outcome": "kept", "day": "2021-04-20"}
    assert post(ask, f"/events/{number}/close", **form).status_code == 303
    closed = desk.record.show(number).expectation
    assert closed is not None
    assert closed.outcome is Outcome.KEPT


def test_a_source_is_graded_and_an_affair_named(desk: Desk, ask: TestClient) -> None:
    answer = post(ask, "/grades", source="The Example Post", grade="b2")
    assert answer.headers["location"] == "/sources"
    assert desk.record.grades() == {"The Example Post": "B2"}
    assert "B2" in ask.get("/sources").text
    assert "B2" in ask.get(f"/events/{desk.event(VISIT)}").text
    (story, *_) = desk.record.stories()
    assert post(ask, f"/stories/{story.id}/name", name="The visit").status_code == 303
    assert "The visit" in {one.name for one in desk.record.stories()}


def test_an_affair_is_renamed_where_stories_are_listed(desk: Desk, ask: TestClient) -> None:
    (story, *_) = desk.record.stories()
    form = {"name": "The visit", "then": "/stories?order=latest"}
    answer = post(ask, f"/stories/{story.id}/name", **form)
    assert answer.headers["location"] == "/stories?order=latest"
    assert "The visit" in ask.get("/stories").text
    assert "<h1>The visit</h1>" in ask.get("/timeline", params={"story": story.id}).text


ENTRY = {
    "type": "CONSULT", "status": "happened", "actors": "USA, Sung Kim", "recipients": "KOR",
    "first": "2021-03-18", "last": "", "quote": "The ministers met in Seoul on Thursday.",
    "words": "met", "source": "Foreign Ministry", "printed": "2021-03-18",
    "url": "https://ministry.example/18",
}  # fmt: skip


def test_an_event_is_entered_by_hand_with_its_words_and_source(desk: Desk) -> None:
    ask = visitor(desk.record)
    answer = post(ask, "/enter", **ENTRY)
    assert answer.status_code == 303
    page = ask.get(answer.headers["location"]).text
    assert "The entry is on record." in page
    assert '<b class="act">met</b>' in page
    assert "Foreign Ministry" in page
    (entry,) = desk.record.timeline()
    assert [side.name for side in entry.line.actors] == ["USA", "Sung Kim"]
    (done,) = desk.record.history(entry.id)
    assert (done.deed, done.because) == (Deed.ENTER, WHY)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("type", "", "EventType"),
        ("type", "SHOUT", "SHOUT"),
        ("status", "late", "late"),
        ("actors", " , ", "somebody who acts"),
        ("quote", "", "needs the words"),
        ("words", "talked", "not in the quote"),
        ("source", "", "where it was read"),
        ("printed", "soon", "YYYY-MM-DD"),
        ("last", "2021-03-01", "ends before it begins"),
        ("url", "javascript:alert(1)", "no address of the web"),
    ],
)
def test_an_entry_that_makes_no_sense_comes_back_as_it_was_filled_in(
    desk: Desk, field: str, value: str, said: str
) -> None:
    ask = visitor(desk.record)
    answer = post(ask, "/enter", **(ENTRY | {field: value}))
    assert answer.status_code == 400
    assert said in answer.text
    kept = "Foreign Ministry" if field != "source" else "The ministers met"
    assert kept in answer.text
    assert desk.record.timeline() == ()


def test_the_same_is_entered_once(desk: Desk) -> None:
    ask = visitor(desk.record)
    assert post(ask, "/enter", **ENTRY).status_code == 303
    again = post(ask, "/enter", **ENTRY)
    assert again.status_code == 400
    assert "was entered already" in again.text


@pytest.mark.parametrize("role", [Role.READER, None])
def test_readers_enter_nothing(desk: Desk, role: Role | None) -> None:
    reader = visitor(desk.record, role)
    assert reader.get("/enter").status_code == 403
    assert post(reader, "/enter", **ENTRY).status_code == 403
    assert 'href="/enter"' not in reader.get("/").text
    assert visitor(desk.record).get("/enter?as_of=2021-05-01").status_code == 409


def test_a_doubtful_reading_that_is_right_leaves_the_queue(desk: Desk) -> None:
    desk.add(report(VISIT.replace("| as CONSULT:visit |", "| as CONSULT:visit | sure 0.4 |")))
    ask = visitor(desk.record)
    page = ask.get("/review").text
    assert "Does this sentence say so?" in page
    (path,) = re.findall(r'action="(/events/\w+/confirm)"', page)
    answer = post(ask, path, then="/review")
    assert answer.headers["location"] == "/review"
    assert "Nothing is in doubt" in ask.get("/review").text
    (done,) = desk.record.history()
    assert (done.field, done.after, done.because) == ("status", "happened", WHY)


def test_a_doubtful_reading_that_is_wrong_is_rejected(desk: Desk) -> None:
    desk.add(report(VISIT.replace("| as CONSULT:visit |", "| as CONSULT:visit | sure 0.4 |")))
    ask = visitor(desk.record)
    (path,) = re.findall(r'formaction="(/events/\w+/reject)"', ask.get("/review").text)
    post(ask, path, then="/review")
    assert desk.record.timeline() == ()
    assert "Nothing is in doubt" in ask.get("/review").text


def test_a_ruling_that_is_undone_is_in_the_queue_again(desk: Desk) -> None:
    desk.add(report(VISIT.replace("| as CONSULT:visit |", "| as CONSULT:visit | sure 0.4 |")))
    ask = visitor(desk.record)
    (path,) = re.findall(r'formaction="(/events/\w+/reject)"', ask.get("/review").text)
    post(ask, path, then="/review")
    desk.record.undo()
    assert path in ask.get("/review").text


def test_what_is_added_comes_into_the_queue(desk: Desk) -> None:
    ask = visitor(desk.record)
    assert "Nothing is in doubt" in ask.get("/review").text
    desk.add(report(VISIT.replace("| as CONSULT:visit |", "| as CONSULT:visit | sure 0.4 |")))
    assert "1 left to look at" in ask.get("/review").text
    desk.add(report(PLAN.replace("| by", "| sure 0.3 | by", 1), by="The Other Post"))
    assert "2 left to look at" in ask.get("/review").text


def test_what_is_skipped_comes_no_more_in_this_round(desk: Desk) -> None:
    desk.add(report(VISIT.replace("| as CONSULT:visit |", "| as CONSULT:visit | sure 0.4 |")))
    ask = visitor(desk.record)
    (skip,) = re.findall(r'href="(/review\?skip=[^"]+)"', ask.get("/review").text)
    assert "Nothing is in doubt that was not skipped" in ask.get(skip).text


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_two_mentions_are_ruled_on(desk: Desk, verdict: str) -> None:
    desk.add(report(VISIT))
    desk.add(report(VISIT_IN_OTHER_WORDS, by="The Other Post"))
    ask = visitor(desk.record)
    one, other = desk.mentions()
    answer = post(ask, "/rulings", one=one, other=other, verdict=verdict, then="/review?skip=a")
    assert answer.headers["location"] == "/review?skip=a"
    assert len(desk.ids()) == (1 if verdict == "same" else 2)
    desk.record.undo()
    assert len(desk.record.judgements(one)) == len(
        desk.record.as_of(desk.clock.now).judgements(one)
    )


def test_nothing_is_changed_without_a_reason(desk: Desk, ask: TestClient) -> None:
    number = desk.event(VISIT)
    answer = post(ask, f"/events/{number}/reject", because=" ")
    assert answer.status_code == 400
    assert "say why" in answer.text
    assert desk.record.history() == ()


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("correct", {"field": "colour", "value": "red"}, 400),
        ("correct", {"field": "days", "value_days": ["soon", ""]}, 400),
        ("correct", {"field": "status"}, 400),
        ("merge", {"other": "ffffffff"}, 404),
        ("split", {"mention": []}, 400),
        ("close", {"outcome": "forgotten", "day": "2021-03-05"}, 400),
        ("close", {"outcome": "kept", "day": "soon"}, 400),
    ],
)
def test_what_makes_no_sense_is_refused_and_said(
    desk: Desk, ask: TestClient, path: str, form: dict[str, Any], status: int
) -> None:
    answer = post(ask, f"/events/{desk.event(VISIT)}/{path}", **form)
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert desk.record.history() == ()


@pytest.mark.parametrize("role", [Role.READER, None])
def test_readers_change_nothing(desk: Desk, role: Role | None) -> None:
    desk.add(report(PLAN, VISIT))
    reader = visitor(desk.record, role)
    number = desk.event(VISIT)
    for route in changes():
        answer = post(reader, route.path.replace("{number}", number), outcome="kept")
        assert answer.status_code == 403
    assert desk.record.history() == ()


def test_the_past_cannot_be_changed(desk: Desk, ask: TestClient) -> None:
    number = desk.event(VISIT)
    answer = post(ask, f"/events/{number}/reject?as_of=2021-06-02")
    assert answer.status_code == 409
    assert desk.record.show(number).event.status is Status.HAPPENED


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_form_leads_to_no_other_desk(desk: Desk, ask: TestClient, place: str) -> None:
    number = desk.event(VISIT)
    answer = post(ask, f"/events/{number}/reject", then=place)
    assert answer.headers["location"] == f"/events/{number}"


def test_a_notice_is_of_our_own_words(ask: TestClient) -> None:
    ask.cookies.set("demarche_notice", "correct.<script>", domain="desk.example")
    assert 'role="status"' not in ask.get("/help").text
