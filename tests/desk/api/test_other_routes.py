"""The ledger, articles, parties, sources and the record as a whole, by HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from demarche.desk import api
from demarche.model import Page, Poll, Refused, Source
from demarche.service import gathering_json, record_json
from tests.desk.api.door import READER, Door
from tests.record.fakes import report
from tests.record.news import ANSWER, DONE, LATER, PLAN, SILENCE, VISIT, quote
from tests.record.stores import Desk
from tests.service.plain import PlainReader


def items(client: TestClient, path: str, **asked: Any) -> list[dict[str, Any]]:
    answered = client.get(path, params=asked)
    assert answered.status_code == 200, answered.text
    found: list[dict[str, Any]] = answered.json()["items"]
    return found


def test_what_is_awaited_is_listed_as_it_stands(asker: TestClient, old_desk: Desk) -> None:
    assert items(asker, "/due") == [record_json.due(one) for one in old_desk.record.due()]
    assert [one["standing"] for one in items(asker, "/due")] == ["overdue"]
    assert items(asker, "/due", standing="kept") == []
    assert items(asker, "/due", owner="kor") == []
    assert items(asker, "/due", by="2021-04-01") == []
    assert items(asker, "/due", type="AID") == []
    assert len(items(asker, "/due", owner="usa", by="2021-04-30", standing="overdue")) == 1


def test_what_is_awaited_stands_otherwise_on_another_day(client: TestClient, desk: Desk) -> None:
    desk.clock.tick(days=20)
    desk.add(report(DONE, on="2021-04-21"))
    assert [one["standing"] for one in items(client, "/due")] == ["kept"]
    assert [one["standing"] for one in items(client, "/due", as_of="2021-06-02")] == ["overdue"]


def test_what_is_awaited_is_a_calendar(asker: TestClient) -> None:
    answered = asker.get("/due.ics")
    assert answered.headers["content-type"] == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(answered.content).walk("VEVENT")) == 1
    none = asker.get("/due.ics", params={"owner": "KOR"}).content
    assert Calendar.from_ical(none).walk("VEVENT") == []


def test_silences_are_listed_with_their_clocks(client: TestClient, desk: Desk) -> None:
    found = items(client, "/silences", party="prk", unbroken="true")
    assert [one["event"]["evidence"]["quote"] for one in found] == [quote(SILENCE)]
    assert found[0]["days"] == 110
    assert items(client, "/silences", party="CHN") == []
    desk.add(report(ANSWER, on="2021-03-25"))
    assert items(client, "/silences", unbroken="true") == []
    assert len(items(client, "/silences")) == 1


def test_a_brief_tells_what_changed_since_a_day(client: TestClient, desk: Desk) -> None:
    desk.clock.tick(days=2)
    desk.add(report(LATER, on="2021-04-20"))
    since = date(2021, 6, 2)
    found = client.get("/brief", params={"since": since.isoformat()}).json()
    assert found["slipped"] == [record_json.due(one) for one in desk.record.brief(since).slipped]
    assert [one["slips"] for one in found["slipped"]] == [1]
    other = client.get("/brief", params={"since": "2021-06-02", "party": "CHN"}).json()
    assert other["slipped"] == []
    assert client.get("/brief").status_code == 422


def test_a_pair_is_shown_both_ways(asker: TestClient, old_desk: Desk) -> None:
    found = asker.get("/pairs/usa/kor").json()
    assert found == asker.get("/pairs/USA/KOR").json()
    assert found["pair"] == ["USA", "KOR"]
    assert [one["event"]["id"] for one in found["due"]] == [old_desk.event(PLAN)]
    assert len(asker.get("/pairs/USA/KOR", params={"limit": 1}).json()["events"]) == 1
    nobody = asker.get("/pairs/JPN/CHN").json()
    assert (nobody["events"], nobody["months"]) == ([], [])


def test_words_are_searched_for(asker: TestClient, old_desk: Desk) -> None:
    found = items(asker, "/search", q="letters Washington")
    assert [one["event"] for one in found] == [old_desk.event(SILENCE)]
    assert items(asker, "/search", q="letters", type="AID") == []
    assert items(asker, "/search", q="unheard-of") == []


def test_an_article_is_shown_with_what_was_read_in_it(asker: TestClient, old_desk: Desk) -> None:
    (hit,) = items(asker, "/search", q="letters Washington")
    found = asker.get(f"/articles/{hit['page'][:12]}").json()
    assert found == record_json.marked(old_desk.record.article(hit["page"]))
    assert found["article"]["text"].splitlines()[3] == quote(SILENCE)
    silence = found["mentions"][3]
    assert (silence["event"], silence["quote"]) == (old_desk.event(SILENCE), quote(SILENCE))
    at = silence["evidence"]["sentence"]
    assert found["article"]["text"][at["start"] : at["end"]] == quote(SILENCE)
    assert found["is_whole"]


def test_captures_of_a_page_tell_what_changed(client: TestClient, desk: Desk) -> None:
    desk.add(report(VISIT, PLAN, url="https://post.example/1", title="Many things"))
    page = desk.record.show(desk.event(VISIT)).event.tellings[0].printed.page
    found = items(client, f"/articles/{page}/captures")
    assert [bool(one["difference"]) for one in found] == [False, True]
    assert items(client, f"/articles/{page}/captures", limit=1) == found[:1]


def test_parties_are_found_and_their_events_listed(asker: TestClient) -> None:
    assert items(asker, "/parties", q="washington") == []
    (norway,) = items(asker, "/parties", q="Norw")
    assert (norway["name"], norway["events"]) == ("Norway", 1)
    for who in ("NOR", "nor", "norway", "country:NOR"):
        assert [one["event_type"] for one in items(asker, f"/parties/{who}/events")] == ["AID"]
    assert items(asker, "/parties/NOR/events", type="CONSULT") == []
    assert items(asker, "/parties/nobody/events") == []
    several = asker.get("/parties/kor/events")
    assert several.status_code == 200
    many = asker.get("/parties/orea/events")
    assert many.status_code == 404
    assert "several fit; ask for one of them: " in many.json()["detail"]


def test_a_story_is_named(client: TestClient) -> None:
    named = client.put("/stories/KOR-USA:review/name", json={"name": "The review"})
    assert (named.status_code, named.json()["after"]) == (200, "The review")
    found = {one["id"]: one["name"] for one in items(client, "/stories")}
    assert found["KOR-USA:review"] == "The review"
    assert client.put("/stories/A:b/name", json={"name": "The review"}).status_code == 404


def test_parts_of_the_stories_are_parts_of_one_list(asker: TestClient) -> None:
    whole = items(asker, "/stories")
    found, cursor = [], ""
    while cursor is not None:
        asked = {"limit": 1, **({"cursor": cursor} if cursor else {})}
        part = asker.get("/stories", params=asked).json()
        found, cursor = [*found, *part["items"]], part["next"]
    assert found == whole


def test_a_source_is_graded(client: TestClient) -> None:
    assert client.put("/grades/The Example Post", json={"grade": "b2"}).status_code == 200
    assert client.put("/grades/https%3A%2F%2Fa.example%2Fb", json={"grade": "C"}).status_code == 200
    assert items(client, "/grades") == [
        {"source": "The Example Post", "grade": "B2"},
        {"source": "https://a.example/b", "grade": "C"},
    ]
    assert client.put("/grades/The Example Post", json={"grade": "Z9"}).status_code == 422


def test_sources_are_listed_and_their_tag_follows_what_was_asked_of_them(
    client: TestClient, desk: Desk
) -> None:
    gathering = desk.record.gathering
    source = Source("https://post.example/feed", publisher="The Example Post")
    gathering.follow(source)
    before = client.get("/sources")
    poll = Poll(source.address, next=desk.clock(), last=desk.clock(), said="3 items")
    gathering.asked(poll)
    after = client.get("/sources")
    assert after.json()["items"] == [gathering_json.source(source, poll)]
    assert before.headers["etag"] != after.headers["etag"]
    known = {"If-None-Match": after.headers["etag"]}
    assert client.get("/sources", headers=known).status_code == 304


@pytest.fixture
def refused(desk: Desk) -> str:
    page = Page("https://post.example/2", b"Ministers met in Oslo.\n", url="https://post.example/2")
    return desk.record.gathering.refuse(page.name, Refused.PAYWALL, "for subscribers", page=page)


def test_what_was_kept_out_is_listed_and_let_in(desk: Desk, refused: str) -> None:
    client = TestClient(Door(desk.record, app=api.app(pipeline=PlainReader())))
    (found,) = items(client, "/refusals", kind="paywall")
    assert (found["id"], found["reason"]) == (refused, "for subscribers")
    assert items(client, "/refusals", kind="live") == []
    answered = client.post(f"/refusals/{refused[:10]}/admission", json={})
    assert (answered.status_code, answered.json()["kept"]) == (201, "new")
    assert items(client, "/refusals") == []


def test_a_text_is_read_by_a_reader_and_not_kept(old_desk: Desk) -> None:
    client = TestClient(Door(old_desk.record, user=READER))
    before = old_desk.record.version()
    script = report(VISIT).data.decode()
    answered = client.post("/readings", json={"text": script, "published": "2021-03-06"})
    assert answered.status_code == 200
    found = answered.json()
    assert [one["event_type"] for one in found["mentions"]] == ["CONSULT"]
    assert found["article"]["published"] == "2021-03-06"
    assert found["article"]["text"] == quote(VISIT)
    assert old_desk.record.version() == before
    assert client.post("/readings", json={"text": " "}).status_code == 422


def test_the_record_tells_how_much_it_holds_and_held(asker: TestClient, old_desk: Desk) -> None:
    found = asker.get("/record").json()
    assert (found["events"], found["day"]) == (6, "2021-06-01")
    assert found["version"] == old_desk.record.version()
    before = asker.get("/record", params={"as_of": "2021-05-01"}).json()
    assert (before["events"], before["version"], before["day"]) == (0, 0, "2021-05-01")


def test_a_ruling_that_two_mentions_are_the_same_makes_one_event_of_them(desk: Desk) -> None:
    before = desk.record.timeline()
    first, second, *_ = before
    client = TestClient(Door(desk.record))
    sent = {"one": first.id, "other": second.id, "verdict": "same", "because": "one journey"}
    answered = client.post("/rulings", json=sent)
    assert (answered.status_code, answered.json()["because"]) == (201, "one journey")
    assert len(desk.record.timeline()) == len(before) - 1
    assert client.get("/doubts").status_code == 200
