"""The rooms themselves behind the door: who changes what through each, and under which name."""

from __future__ import annotations

import re

import pytest

from demarche.desk.door import Rooms
from tests.desk.door.standing_in import House, Visitor, Watch
from tests.record.fakes import report
from tests.record.news import VISIT
from tests.record.stores import Desk

MCP = {"Accept": "application/json, text/event-stream"}


@pytest.fixture
def real(desk: Desk, watch: Watch) -> House:
    """A desk with its own rooms, over a record of one event."""
    desk.add(report(VISIT))
    return House.with_people(desk.record, watch, rooms=Rooms.of_the_desk())


def deeds(desk: Desk) -> list[tuple[str, str]]:
    return [(one.who, one.because or "") for one in desk.record.history()]


def csrf_of(own: Visitor, path: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', own.ask(path).text)
    return found.group(1) if found else ""


def test_an_editor_corrects_by_a_form_under_their_own_name(real: House, desk: Desk) -> None:
    own, (event,) = real.browser("Ada"), desk.ids()
    page = f"/events/{event}"
    sent = {"csrf": csrf_of(own, page), "field": "status", "value": "planned", "because": "so"}
    assert own.ask(f"{page}/correct", "POST", data=sent).status_code == 303
    assert deeds(desk) == [("Ada", "so")]


def test_a_reader_sees_no_form_and_sends_none(real: House, desk: Desk) -> None:
    own, (event,) = real.browser("Bert"), desk.ids()
    assert 'method="post" action="/events' not in own.ask(f"/events/{event}").text
    sent = {"csrf": csrf_of(own, "/read"), "because": "so"}
    assert sent["csrf"]
    assert own.ask(f"/events/{event}/reject", "POST", data=sent).status_code == 403
    assert deeds(desk) == []


def test_a_program_of_an_editor_corrects_under_the_editor_s_name(real: House, desk: Desk) -> None:
    (event,) = desk.ids()
    path, sent = f"/api/v1/events/{event}/corrections", {
        "field": "status", "value": "planned", "because": "so",
    }  # fmt: skip
    assert real.program("Bert").ask(path, "POST", json=sent).status_code == 403
    assert real.program("Ada").ask(path, "POST", json=sent).is_success
    assert deeds(desk) == [("Ada", "so")]


def test_an_agent_asks_by_mcp_with_a_token_alone(real: House, desk: Desk) -> None:
    call = {
        "jsonrpc": "2.0", "id": 1, "method": "tools/call",
        "params": {"name": "timeline", "arguments": {}},
    }  # fmt: skip
    assert real.stranger().ask("/mcp", "POST", json=call, headers=MCP).status_code == 401
    own = real.program("Bert")
    with own.client:  # wakes the room
        answer = own.ask("/mcp", "POST", json=call, headers=MCP)
    assert answer.status_code == 200
    assert desk.ids()[0][:8] in answer.text


def test_every_room_s_answers_have_the_headers_of_safety(real: House) -> None:
    own = real.browser("Ada")
    for path in ("/", "/timeline", "/nowhere", "/api/v1/events", "/api/v1/nowhere"):
        answer = own.ask(path)
        assert answer.headers["content-security-policy"].startswith("default-src 'self'")
        assert "private" in answer.headers["cache-control"]


def test_a_long_text_is_pasted_whole(real: House) -> None:
    own = real.browser("Bert")
    words = {"csrf": csrf_of(own, "/read"), "text": "Words. " * 200_000}
    answer = own.ask("/read", "POST", data=words, files={"other": b""})
    assert "too old" not in answer.text
    assert answer.status_code != 500
