"""Nobody sends too much, asks or guesses too often, or keeps the desk waiting."""

from __future__ import annotations

from typing import Any

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp, Message, Receive

from demarche.desk.door import Limits, Rate
from demarche.desk.door.pace import Pace
from demarche.desk.door.sessions import Sessions
from demarche.service.users import Known, Role, User
from tests.desk.door.standing_in import FEW, JSON, PHRASE, House, Visitor, Watch, behind, visitor
from tests.record.stores import Desk, at


def limited(desk: Desk, watch: Watch, limits: Limits) -> Visitor:
    return visitor(behind(desk.record, watch, is_open=True, limits=limits))


@pytest.mark.parametrize(
    ("path", "most"), [("/events/1", 100), ("/api/v1/events", 100), ("/mcp", 100), ("/read", 1000)]
)
@pytest.mark.parametrize("is_told", [True, False])
def test_a_body_has_its_size(
    desk: Desk, watch: Watch, path: str, most: int, *, is_told: bool
) -> None:
    own = limited(desk, watch, FEW)
    headers = {"X-CSRF-Token": own.csrf(), **JSON}

    def send(size: int) -> Any:
        content = (
            b"x" * size if is_told else iter([b"x" * 10] * (size // 10) + [b"x" * (size % 10)])
        )
        return own.ask(path, "POST", content=content, headers=headers)

    assert send(most).json()["body"] == most
    answer = send(most + 1)
    assert answer.status_code == 413
    assert answer.headers["content-type"].partition(";")[0] == (
        "text/html" if path in ("/events/1", "/read") else "application/problem+json"
    )


def test_a_stranger_may_send_no_more_than_a_name_and_password(house: House) -> None:
    answer = house.stranger().ask("/login", "POST", content=b"x" * 20_000)
    assert answer.status_code == 413


def test_nobody_asks_too_often(desk: Desk, watch: Watch) -> None:
    own = limited(desk, watch, Limits(asking=Rate(3, 2.0)))
    assert [own.ask("/").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = own.ask("/api/v1/events")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "2"
    assert answer.json()["detail"] == "That is too often; ask again in 2 s."
    assert own.ask("/static/desk.css").status_code == 200
    watch.now += 2
    assert [own.ask("/").status_code for _ in range(2)] == [200, 429]


def test_each_user_has_a_pace_of_their_own(desk: Desk, watch: Watch) -> None:
    house = House.with_people(desk.record, watch, limits=Limits(asking=Rate(5, 60.0)))
    ada, bert = house.program("Ada"), house.program("Bert")
    assert [ada.ask("/mcp").status_code for _ in range(6)] == [200] * 5 + [429]
    assert house.program("Ada").ask("/mcp").status_code == 429
    assert bert.ask("/mcp").status_code == 200


def call(tool: str) -> dict[str, object]:
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool}}


@pytest.mark.parametrize(
    ("path", "sent"),
    [("/api/v1/readings", {}), ("/mcp", call("read_text")), ("/mcp", call("cite_check")),
     ("/mcp", [call("read_text")])],
)  # fmt: skip
def test_texts_are_read_at_a_slower_pace(desk: Desk, watch: Watch, path: str, sent: object) -> None:
    own = limited(desk, watch, Limits(reading=Rate(1, 5.0)))
    assert [own.ask(path, "POST", json=sent).status_code for _ in range(2)] == [200, 429]
    assert own.ask("/mcp", "POST", json=call("timeline")).status_code == 200
    assert own.ask("/mcp", "POST", content=b"{", headers=JSON).status_code == 200
    assert own.ask("/mcp", "POST", json=[1, {"params": []}]).status_code == 200


def test_a_text_that_is_pasted_is_read_at_a_slower_pace(desk: Desk, watch: Watch) -> None:
    own = limited(desk, watch, Limits(reading=Rate(1, 5.0)))
    sent = {"csrf": own.csrf(), "text": "words"}
    assert [own.ask("/read", "POST", data=sent).status_code for _ in range(2)] == [200, 429]
    assert own.ask("/read").status_code == 200


def test_nobody_tries_passwords_for_long(house: House) -> None:
    guesser = house.stranger(client=("192.0.2.7", 1))
    tried = [guesser.log_in("Ada", f"a wrong password {n}").status_code for n in range(12)]
    assert tried == [403] * 10 + [429, 429]
    assert guesser.log_in("Ada", PHRASE).status_code == 429
    assert house.stranger(client=("192.0.2.8", 1)).log_in("Ada").status_code == 303
    house.watch.now += 90
    assert guesser.log_in("Ada").status_code == 303


def test_nobody_tries_passwords_from_everywhere(desk: Desk, watch: Watch) -> None:
    limits = Limits(guesses=Rate(3, 60.0))
    house = House.with_people(desk.record, watch, limits=limits)
    tried = [
        house.stranger(client=(f"192.0.2.{n}", 1)).log_in("Ada", "a wrong password").status_code
        for n in range(4)
    ]
    assert tried == [403, 403, 403, 429]
    assert house.stranger(client=("192.0.2.9", 1)).log_in("Bert").status_code == 303


def test_counting_takes_a_bounded_memory(watch: Watch) -> None:
    pace = Pace(Rate(1, 10.0), watch, most=3)
    assert [pace.wait(str(n)) for n in range(5)] == [0.0] * 5
    assert len(pace._full) == 3
    assert pace.wait("4") == 10.0


def test_of_too_many_sessions_the_one_longest_unused_ends(watch: Watch) -> None:
    sessions = Sessions(watch, most=2)
    known = Known(User("Ada", Role.EDITOR), "kept", at(14))
    first, second = sessions.begin(known), sessions.begin(known)
    assert sessions.found(first)
    third = sessions.begin(known)
    assert [bool(sessions.found(one)) for one in (first, second, third)] == [True, False, True]


async def asked_raw(app: ASGIApp, receive: Receive) -> list[Message]:
    """Return what is sent in answer to a form whose body is given by `receive`."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"transfer-encoding", b"chunked")]
    scope = {
        "type": "http", "method": "POST", "path": "/events/1", "raw_path": b"/events/1",
        "query_string": b"", "headers": headers, "scheme": "http", "client": None,
    }  # fmt: skip
    await app(scope, receive, send)
    return sent


def test_a_body_that_never_arrives_is_not_waited_for(desk: Desk, watch: Watch) -> None:
    app = behind(desk.record, watch, is_open=True, limits=Limits(patience=0.01))
    first, *_ = anyio.run(asked_raw, app, anyio.sleep_forever)
    assert first["status"] == 408


def test_who_goes_away_meanwhile_is_not_answered(
    desk: Desk, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    app = behind(desk.record, watch, is_open=True)
    assert anyio.run(asked_raw, app, gone) == []
    assert caplog.records == []


@given(st.lists(st.floats(0, 20), max_size=40))
def test_no_more_is_done_in_any_time_than_the_rate_allows(pauses: list[float]) -> None:
    watch, rate, done = Watch(), Rate(3, 5.0), []
    pace = Pace(rate, watch)
    for pause in pauses:
        watch.now += pause
        if not pace.wait("somebody"):
            done.append(watch.now)
    for first, one in enumerate(done):
        for last in range(first, len(done)):
            assert last - first + 1 <= rate.burst + (done[last] - one) / rate.every + 1e-6
