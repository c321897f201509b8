"""Events by HTTP: listed, shown, cited, entered and corrected."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from demarche.desk.api.editing import Correctable
from demarche.record.events import FIELDS
from demarche.service import record_json
from tests.record.fakes import report
from tests.record.news import (
    AID,
    ANSWER,
    DENIED,
    DOUBT,
    FINE,
    LATER,
    NEWS,
    PLAN,
    PROMISE,
    SILENCE,
    VISIT,
    quote,
)
from tests.record.stores import Desk


def quotes(client: TestClient, **asked: Any) -> list[str]:
    found = client.get("/events", params=asked).json()
    return [one["evidence"]["quote"] for one in found["items"]]


def corrected(client: TestClient, path: str, **sent: Any) -> dict[str, Any]:
    answered = client.post(path, json={"because": "an editor called", **sent})
    assert answered.status_code == 201, answered.text
    done: dict[str, Any] = answered.json()
    assert (done["who"], done["because"]) == ("Kim", "an editor called")
    return done


def test_events_are_listed_as_the_record_has_them_the_latest_first(
    asker: TestClient, old_desk: Desk
) -> None:
    found = asker.get("/events").json()
    assert found["items"] == [record_json.entry(one) for one in old_desk.record.timeline()[::-1]]
    assert found["next"] is None


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ({"type": ["AID", "CONSULT"]}, [VISIT, AID]),
        ({"status": "ongoing"}, [SILENCE]),
        ({"since": "2021-03-15"}, [PLAN]),
        ({"until": "2021-02-05"}, [AID]),
        ({"party": "prk"}, [SILENCE, AID]),
        ({"party": ["country:PRK", "NOR"]}, [AID]),
        ({"story": "KOR-USA:review"}, [PLAN]),
        ({"contradicted": "true"}, []),
        ({"as_of": "2021-05-01"}, []),
        ({"party": "JPN"}, []),
    ],
    ids=str,
)
def test_events_are_picked(asker: TestClient, asked: dict[str, Any], lines: list[str]) -> None:
    assert quotes(asker, **asked) == [quote(line) for line in lines]


def test_contradicted_events_are_picked(client: TestClient, desk: Desk) -> None:
    desk.add(report(DENIED, on="2021-04-01"), report(PLAN, by="Another", on="2021-03-15"))
    found = quotes(client, contradicted="true")
    assert len(found) == len([one for one in desk.record.timeline() if one.is_contradicted])


def test_pages_hold_each_event_once_while_reports_are_added(client: TestClient, desk: Desk) -> None:
    before = desk.quotes()[::-1]
    desk.clock.tick()
    more = [PROMISE, ANSWER, LATER]
    first = client.get("/events", params={"limit": 2}).json()
    found, cursor = first["items"], first["next"]
    while cursor:
        desk.clock.tick()
        desk.add(report(more.pop(), by=f"Post {len(found)}"))
        part = client.get("/events", params={"limit": 2, "cursor": cursor}).json()
        found, cursor = [*found, *part["items"]], part["next"]
    assert [one["evidence"]["quote"] for one in found] == before
    assert len(quotes(client)) > len(before)


def test_an_event_is_shown_by_the_beginning_of_its_id(asker: TestClient, old_desk: Desk) -> None:
    event = old_desk.event(SILENCE)
    found = asker.get(f"/events/{event[:10]}").json()
    assert found == record_json.told(old_desk.record.show(event))
    assert found["silence"]["kind"] == "unanswered"


def test_an_event_is_cited_in_three_forms(asker: TestClient, old_desk: Desk) -> None:
    path = f"/events/{old_desk.event(AID)}/citation"
    text = asker.get(path)
    bibtex = asker.get(path, params={"form": "bibtex"})
    csl = asker.get(path, params={"form": "csl"})
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert quote(AID) in text.text
    assert bibtex.headers["content-type"].startswith("application/x-bibtex")
    assert bibtex.text.startswith("@online{")
    assert csl.headers["content-type"] == "application/vnd.citationstyles.csl+json"
    assert [one["annote"] for one in json.loads(csl.text)] == [quote(AID)]


def test_what_was_judged_is_listed(client: TestClient, desk: Desk) -> None:
    desk.add(report(VISIT, by="Another", on="2021-03-15"))
    event = desk.event(VISIT)
    found = client.get(f"/events/{event}/judgements").json()["items"]
    assert found == [record_json.judgement(one) for one in desk.record.judgements(event)]
    assert "same" in {one["verdict"] for one in found}


def test_a_field_is_corrected_told_in_the_history_and_undone(
    client: TestClient, desk: Desk
) -> None:
    event = desk.event(AID)
    done = corrected(client, f"/events/{event}/corrections", field="days", value="2021-02-03")
    assert client.get(f"/events/{event}").json()["occurred"]["start"] == "2021-02-03"
    assert client.get(f"/events/{event}/history").json()["items"] == [done]
    undone = corrected(client, f"/corrections/{done['id']}/undo")
    assert undone["undoes"] == done["id"]
    assert client.get(f"/events/{event}").json()["occurred"]["start"] == "2021-02-01"
    listed = client.get("/corrections").json()["items"]
    assert [(one["deed"], one["is_undone"]) for one in listed] == [
        ("undo", False),
        ("correct", True),
    ]


def test_events_are_merged_and_split(client: TestClient, desk: Desk) -> None:
    visit, fine = desk.event(VISIT), desk.event(FINE)
    corrected(client, "/merges", events=[visit, fine])
    assert len(desk.ids()) == len(NEWS) - 1
    corrected(client, f"/events/{visit}/split", mentions=[fine])
    assert len(desk.ids()) == len(NEWS)


def test_an_event_is_rejected_and_listed_no_longer(client: TestClient, desk: Desk) -> None:
    event = desk.event(DOUBT)
    corrected(client, f"/events/{event}/rejection")
    assert quote(DOUBT) not in quotes(client)
    assert client.get(f"/events/{event}").json()["is_rejected"]


def test_an_expectation_is_closed_on_a_day_or_today(client: TestClient, desk: Desk) -> None:
    path = f"/events/{desk.event(PLAN)}/outcome"
    corrected(client, path, outcome="kept", day="2021-04-20")
    assert client.get("/due").json()["items"][0]["closed"] == "2021-04-20"
    corrected(client, path, outcome="broken")
    assert client.get("/due").json()["items"][0]["closed"] == "2021-06-01"


def test_what_was_read_elsewhere_is_entered_and_found_at_its_address(client: TestClient) -> None:
    sent = {
        "event_type": "CONSULT",
        "actors": ["USA", "Anne Dahl"],
        "recipients": ["NOR"],
        "occurred": {"start": "2021-03-17", "end": "2021-03-18"},
        "quote": " Ministers met in Oslo. ",
        "words": "met ",
        "source": "Foreign Ministry",
        "url": "https://ministry.example/1",
        "printed": "2021-03-18",
    }
    answered = client.post("/events", json=sent)
    assert answered.status_code == 201
    event = client.get(answered.headers["location"]).json()
    assert (event["status"], event["occurred"]["end"]) == ("happened", "2021-03-18")
    (account,) = event["accounts"]
    assert account["tellings"][0]["quote"] == "Ministers met in Oslo."
    again = client.post("/events", json=sent)
    assert (again.status_code, again.json()["subject"]) == (422, "Ministers met in Oslo.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "javascript:alert(1)"},
        {"words": "danced"},
        {"actors": []},
        {"actors": [" "]},
        {"quote": " "},
        {"printed": "yesterday"},
        {"occurred": {"start": "2021-03-18", "end": "2021-03-17"}},
        {"colour": "red"},
    ],
    ids=str,
)
def test_an_entry_that_makes_no_sense_is_refused(
    asker: TestClient, old_desk: Desk, wrong: dict[str, Any]
) -> None:
    before = old_desk.record.version()
    sent = {
        "event_type": "CONSULT",
        "actors": ["USA"],
        "quote": "Ministers met.",
        "source": "Ministry",
        "printed": "2021-03-18",
    }
    assert asker.post("/events", json=sent | wrong).status_code == 422
    assert old_desk.record.version() == before


def test_all_fields_can_be_corrected_and_no_other(client: TestClient, desk: Desk) -> None:
    path = f"/events/{desk.event(AID)}/corrections"
    assert {one.value for one in Correctable} == set(FIELDS)
    wrong = client.post(path, json={"field": "colour", "value": "red"})
    assert wrong.json()["errors"][0]["where"] == "body.field"


@pytest.mark.parametrize("days", ["1000-01-01", "2999-12-31", "1000-01-01..2999-12-31"])
def test_days_at_the_ends_of_the_calendar_are_taken(
    client: TestClient, desk: Desk, days: str
) -> None:
    first, _, last = days.partition("..")
    occurred = {"start": first, "end": last or first}
    for line in (AID, PLAN, SILENCE):
        event = desk.event(line)
        corrected(client, f"/events/{event}/corrections", field="days", value=days)
        assert client.get(f"/events/{event}").json()["occurred"] == occurred | {"text": None}
    sent = {
        "event_type": "CONSULT",
        "status": "planned",
        "actors": ["USA"],
        "quote": "Ministers will meet.",
        "source": "Ministry",
        "printed": first,
        "occurred": occurred,
    }
    corrected(client, "/events", **sent)
    corrected(client, f"/events/{desk.event(PLAN)}/outcome", outcome="kept", day=first)
    for path in ("/events", "/due", "/due.ics", "/silences", "/stories"):
        assert client.get(path).status_code == 200, path
        assert client.get(path, params={"as_of": "2999-12-31"}).status_code == 200, path
