"""What holds of all answers: who gets them, their tags, and errors in one shape."""

from __future__ import annotations

import json
import logging
from base64 import b64encode
from datetime import date
from functools import cache
from typing import Any

import pytest
from starlette.testclient import TestClient

from demarche.desk import api
from demarche.model import Reading
from tests.desk.api.door import READER, Door
from tests.record.fakes import report
from tests.record.news import AID, VISIT
from tests.record.stores import Desk

CHANGES = [
    ("post", "/events", {"event_type": "AID", "actors": ["NOR"], "quote": "Oslo sent rice.",
                         "source": "Ministry", "printed": "2021-03-18"}),
    ("post", "/events/{event}/corrections", {"field": "note", "value": "to be checked"}),
    ("post", "/events/{event}/split", {"mentions": ["{event}"]}),
    ("post", "/events/{event}/rejection", {}),
    ("post", "/events/{event}/outcome", {"outcome": "kept"}),
    ("post", "/merges", {"events": ["{event}", "a"]}),
    ("post", "/corrections/abc/undo", {}),
    ("post", "/rulings", {"one": "abc", "other": "def", "verdict": "same"}),
    ("put", "/stories/KOR-USA:review/name", {"name": "The review"}),
    ("put", "/grades/The Example Post", {"grade": "B"}),
    ("post", "/refusals/abc/admission", {}),
]  # fmt: skip


@cache
def described() -> dict[str, Any]:
    return dict(api.app().openapi())


def test_all_changes_are_tried_here() -> None:
    paths = described()["paths"]
    known = {(method, one) for one, methods in paths.items() for method in methods}
    changes = {(method, one) for method, one in known if method != "get" and one != "/readings"}
    assert len(changes) == len(CHANGES)


@pytest.mark.parametrize(("method", "path", "sent"), CHANGES, ids=lambda one: str(one)[:30])
def test_a_reader_changes_nothing(old_desk: Desk, method: str, path: str, sent: object) -> None:
    before = old_desk.record.version()
    client = TestClient(Door(old_desk.record, user=READER))
    answered = client.request(method, path.format(event=old_desk.event(AID)), json=sent)
    assert answered.status_code == 403
    assert answered.json()["detail"] == "corrections are made by editors"
    assert old_desk.record.version() == before


@pytest.mark.parametrize(("method", "path", "sent"), CHANGES, ids=lambda one: str(one)[:30])
def test_the_past_is_not_changed(old_desk: Desk, method: str, path: str, sent: object) -> None:
    before = old_desk.record.version()
    client = TestClient(Door(old_desk.record.as_of(date(2021, 6, 1))))
    answered = client.request(method, path.format(event=old_desk.event(AID)), json=sent)
    assert answered.status_code == 409
    assert old_desk.record.version() == before


@pytest.mark.parametrize("path", sorted(one for one in described()["paths"]))
def test_nobody_is_told_anything(old_desk: Desk, path: str) -> None:
    client = TestClient(Door(old_desk.record, user=None))
    for method in described()["paths"][path]:
        answered = client.request(method, path, json={} if method != "get" else None)
        assert answered.status_code == 401
        assert answered.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("method", "path", "status", "detail"),
    [
        ("get", "/nowhere", 404, "nothing is at this address"),
        ("get", "/events/zzz", 404, "zzz: no such event in the record"),
        ("get", "/articles/zzz", 404, "zzz: no such page in the record"),
        ("get", "/events?story=A:b@2021-01", 404, "A:b@2021-01: no such story in the record"),
        ("delete", "/events", 405, "that cannot be done at this address"),
        ("get", "/events?sicne=2021-03-01", 422, "query.sicne: Extra inputs are not permitted"),
        ("get", "/events?since=soon", 422, "query.since: not a day written as YYYY-MM-DD"),
        ("get", "/events?as_of=3000-01-01", 422, "query.as_of: no day between"),
        ("get", "/brief?since=0999-12-31", 422, "query.since: no day between"),
        ("get", "/events?type=DANCE", 422, "query.type.0: Input should be 'AGREE'"),
        ("get", "/events?limit=0", 422, "query.limit: "),
        ("get", "/events?limit=201", 422, "query.limit: "),
        ("get", "/events?cursor=abc", 422, "abc: is no cursor that was given here"),
        ("get", "/search?q=%00", 422, "query.q: "),
        ("post", "/merges", 422, "body: "),
    ],
)
def test_errors_have_one_shape(
    asker: TestClient, method: str, path: str, status: int, detail: str
) -> None:
    answered = asker.request(method, path)
    told = answered.json()
    assert answered.status_code == status
    assert answered.headers["content-type"] == "application/problem+json"
    assert told.keys() >= {"type", "title", "status", "detail", "instance"}
    assert (told["status"], told["instance"]) == (status, path.partition("?")[0])
    assert told["detail"].startswith(detail)
    assert "etag" not in answered.headers


@pytest.mark.parametrize("sent", [b"{", b"\xff", b'{"name": "\\ud800"}', b'{"name": "a\\u0000b"}'])
def test_what_is_no_text_is_refused(asker: TestClient, sent: bytes) -> None:
    headers = {"content-type": "application/json"}
    answered = asker.put("/stories/KOR-USA:review/name", content=sent, headers=headers)
    assert answered.status_code in (400, 422)
    assert answered.headers["content-type"] == "application/problem+json"


def test_only_json_is_taken_for_json(asker: TestClient) -> None:
    headers = {"content-type": "text/plain"}
    sent = b'{"name": "The review"}'
    answered = asker.put("/stories/KOR-USA:review/name", content=sent, headers=headers)
    assert answered.status_code == 422


def cursor_of(*told: object) -> str:
    return b64encode(json.dumps(told).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        cursor_of("2021-06-01T12:00:00+00:00", -1),
        cursor_of("2021-06-01T12:00:00+00:00", 10**30),
        cursor_of(["2021-06-01"], 0),
        cursor_of("9999-12-31T23:59:59-23:00", 0),
    ],
    ids=["before the first", "beyond all numbers", "no moment", "beyond all days"],
)
def test_a_cursor_that_nobody_gave_is_refused(asker: TestClient, cursor: str) -> None:
    answered = asker.get("/events", params={"cursor": cursor})
    assert answered.status_code == 422
    said = answered.json()["detail"]
    assert "is no cursor that was given here" in said or "leads further than" in said


class Broken:
    """A reader with a bug."""

    def read(self, *_: object, **__: object) -> Reading:
        raise ZeroDivisionError("secret")


def test_a_bug_is_told_of_in_the_log_alone(
    old_desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    client = TestClient(Door(old_desk.record, app=api.app(pipeline=Broken())))
    with caplog.at_level(logging.ERROR):
        answered = client.post("/readings", json={"text": "A report."})
    told = answered.json()
    assert (answered.status_code, told["title"]) == (500, "Internal Server Error")
    assert "secret" not in answered.text
    assert told["number"] in caplog.text
    assert "ZeroDivisionError: secret" in caplog.text


def tag(client: TestClient, path: str) -> str:
    found = client.get(path).headers["etag"]
    assert found.startswith('W/"')
    return str(found)


def test_a_tag_stays_while_nothing_changes(asker: TestClient) -> None:
    assert tag(asker, "/events") == tag(asker, "/events")
    assert tag(asker, "/events?type=AID") != tag(asker, "/events")
    assert tag(asker, "/due") != tag(asker, "/events")


def test_a_tag_changes_with_the_record_and_the_day(client: TestClient, desk: Desk) -> None:
    before = tag(client, "/events")
    desk.clock.tick(days=1)
    next_day = tag(client, "/events")
    desk.add(report(VISIT, by="Another"))
    assert len({before, next_day, tag(client, "/events")}) == 3


def test_a_tag_of_the_past_stays(client: TestClient, desk: Desk) -> None:
    before = tag(client, "/events?as_of=2021-06-01")
    desk.clock.tick(days=2)
    desk.add(report(VISIT, by="Another"))
    assert tag(client, "/events?as_of=2021-06-01") == before


class Unasked:
    """A record that tells its state and answers no question."""

    def __init__(self, desk: Desk) -> None:
        self.day, self.version = desk.record.day, desk.record.version

    def as_of(self, _day: date | None) -> Unasked:
        return self


@pytest.mark.parametrize("known", ["{}", "x, {}", 'W/"x",{}', "strong"])
def test_what_is_known_is_not_asked_again(
    client: TestClient, door: Door, desk: Desk, known: str
) -> None:
    found = tag(client, "/events")
    door.record = Unasked(desk)  # type: ignore[assignment]
    told = found.removeprefix("W/") if known == "strong" else known.format(found)
    answered = client.get("/events", headers={"If-None-Match": told})
    assert (answered.status_code, answered.content) == (304, b"")
    assert answered.headers["etag"] == found


def test_another_tag_is_not_known(asker: TestClient) -> None:
    answered = asker.get("/events", headers={"If-None-Match": 'W/"another"'})
    assert answered.status_code == 200


def test_the_description_names_each_operation_once_and_every_answer() -> None:
    told = described()
    operations = [one for path in told["paths"].values() for one in path.values()]
    names = [one["operationId"] for one in operations]
    assert len(set(names)) == len(names)
    for one in operations:
        assert {"401", "404", "422", "500"} <= one["responses"].keys()
        assert one["description"].endswith(".")


def test_the_description_is_served_and_its_pages_are_not(asker: TestClient) -> None:
    assert asker.get("/openapi.json").json()["openapi"].startswith("3.1")
    assert asker.get("/docs").status_code == 404
    assert asker.get("/redoc").status_code == 404


def test_of_ten_thousand_faults_a_few_are_told(asker: TestClient) -> None:
    sent = {"text": "x", **{f"{n}{'k' * 300}": 1 for n in range(2000)}}
    for answer in (
        asker.post("/readings", json=sent),
        asker.get("/events", params={f"k{n}": "" for n in range(2000)}),
    ):
        assert answer.status_code == 422
        assert len(answer.json()["errors"]) == 20
        assert len(answer.content) < 20_000


@pytest.mark.parametrize("path", ["/search", "/parties"])
def test_a_search_has_few_words(asker: TestClient, path: str) -> None:
    assert asker.get(path, params={"q": "the " * 50}).status_code == 200
    answer = asker.get(path, params={"q": "the " * 51})
    assert answer.status_code == 422
    assert "query.q: more than 50 words" in answer.json()["detail"]


def test_a_text_has_its_length(asker: TestClient) -> None:
    assert asker.post("/readings", json={"text": "a" * 60_001}).status_code == 422


@pytest.mark.parametrize("nested", [b"[" * 100_000, b'{"text":' * 5_000])
def test_json_that_is_nested_without_end_is_refused(asker: TestClient, nested: bytes) -> None:
    sent = asker.post("/readings", content=nested, headers={"Content-Type": "application/json"})
    assert sent.status_code == 400
