"""What the door keeps out: foreign hosts, forged changes, too much, too often, and its insides."""

from __future__ import annotations

import json
import logging
from typing import Any
from urllib.parse import urljoin, urlsplit

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp, Message, Receive

from demarche.desk.door import Limits, Rate
from demarche.desk.door.login import local
from demarche.desk.door.pace import Pace
from demarche.desk.door.sessions import Sessions
from demarche.service.users import Known, Role, User
from tests.desk.door.standing_in import FEW, JSON, PHRASE, House, Visitor, Watch, behind, visitor
from tests.record.stores import Desk, at

HERE = "http://localhost:8321"
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:9999"},
    {"Origin": "https://localhost:8321"},
    {"Origin": "http://localhost.evil.example:8321"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
]


@pytest.fixture
def here(desk: Desk, watch: Watch) -> Visitor:
    """Whoever sits at the machine, where the desk is open."""
    return visitor(behind(desk.record, watch, is_open=True))


def limited(desk: Desk, watch: Watch, limits: Limits) -> Visitor:
    return visitor(behind(desk.record, watch, is_open=True, limits=limits))


# Hosts.


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8321", "[::1]:8321", "LOCALHOST.:1"])
def test_the_desk_is_asked_under_the_names_of_this_machine(here: Visitor, host: str) -> None:
    assert here.ask("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8321", "localhost.evil.example", "", "127.0.0.1.nip.io",
             "[::2]", "desk.example.org", "localhost@evil.example", "localhost:8321@evil.example",
             "localhost:/x", "localhost?x", "localhost:x", "localhost/x", "localhost, evil.example"]
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/static/desk.css", "/login", "/api/v1/events", "/mcp"])
def test_and_under_no_other_name(here: Visitor, host: str, path: str) -> None:
    assert here.ask(path, headers={"Host": host}).status_code == 400


def test_beyond_loopback_it_is_asked_under_the_names_that_it_was_given(
    desk: Desk, watch: Watch
) -> None:
    door = behind(desk.record, watch, is_open=False, hosts=["Desk.Example.org:443"])
    assert visitor(door, "http://desk.example.org").ask("/").status_code == 303
    assert visitor(door, "http://other.example.org").ask("/").status_code == 400


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host"]
)
def test_an_open_desk_answers_no_proxy(here: Visitor, house: House, header: str) -> None:
    answer = here.ask("/", headers={header: "for=192.0.2.7"})
    assert answer.status_code == 400
    assert "--behind-tls" in answer.text
    assert house.browser("Ada").ask("/", headers={header: "192.0.2.7"}).status_code == 200


# Headers.

ANSWERS = [
    ("GET", "/", {}, 200),
    ("GET", "/login", {}, 303),
    ("GET", "/api/v1/events", {}, 200),
    ("GET", "/static/desk.css", {}, 200),
    ("GET", "/", {"Host": "evil.example"}, 400),
    ("POST", "/", {}, 403),
    ("POST", "/api/v1/events", {}, 415),
    ("GET", "/fails", {}, 500),
    ("GET", "/says-500", {}, 500),
    ("GET", "/api/v1/events", {"Authorization": "Bearer x"}, 401),
]


@pytest.mark.parametrize(("method", "path", "headers", "status"), ANSWERS)
def test_each_answer_has_the_headers_of_safety(
    here: Visitor, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = here.ask(path, method, headers=headers)
    found = answer.headers
    assert answer.status_code == status
    assert found["content-security-policy"].startswith("default-src 'self'; base-uri 'none'")
    assert "unsafe" not in found["content-security-policy"]
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "same-origin"
    assert found["cross-origin-opener-policy"] == "same-origin"
    assert found["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in found["permissions-policy"]
    assert "strict-transport-security" not in found
    assert ("cache-control" in found) is not path.startswith("/static/")


def test_with_tls_browsers_are_told_to_keep_to_it(desk: Desk, watch: Watch) -> None:
    own = visitor(behind(desk.record, watch, is_open=False, is_tls=True))
    assert own.ask("/login").headers["strict-transport-security"] == "max-age=31536000"


def test_the_page_to_log_in_has_neither_script_nor_style(house: House) -> None:
    page = house.stranger().ask('/login?next=/"><script>alert(1)</script>').text
    assert "<script" not in page
    assert "style=" not in page
    assert page.count("<h1>") == 1


# Forged changes.


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_page_of_another_site_changes_nothing(
    here: Visitor, house: House, headers: dict[str, str]
) -> None:
    for own in (here, house.browser("Ada")):
        csrf = own.csrf()
        for path in ("/events/1", "/api/v1/events", "/mcp", "/logout", "/read"):
            answer = own.ask(path, "POST", headers=headers | JSON | {"X-CSRF-Token": csrf})
            assert (answer.status_code, "from another site" in answer.text) == (403, True)


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_page_of_another_site_logs_nobody_in(house: House, headers: dict[str, str]) -> None:
    answer = house.stranger().log_in("Ada", **headers)
    assert (answer.status_code, "from another site" in answer.text) == (403, True)


@pytest.mark.parametrize("path", ["/events/1", "/logout", "/read"])
def test_a_form_without_its_token_changes_nothing(here: Visitor, house: House, path: str) -> None:
    for own in (here, house.browser("Ada")):
        others = house.browser("Ada").csrf()
        for data in ({}, {"csrf": ""}, {"csrf": "x"}, {"csrf": others}, {"csrf": "\xe9"}):
            answer = own.ask(path, "POST", data=data)
            assert (answer.status_code, "too old" in answer.text) == (403, True)


@pytest.mark.parametrize("origin", [{}, {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}])
def test_a_form_with_its_token_goes_through(
    here: Visitor, house: House, origin: dict[str, str]
) -> None:
    for own in (here, house.browser("Ada")):
        given = {"csrf": own.csrf(), "because": "so"}
        plain = own.ask("/fields", "POST", data=given, headers=origin)
        parts = own.ask("/fields", "POST", data=given, files={"f": b"words"}, headers=origin)
        assert plain.json() == given
        assert parts.json()["because"] == "so"
        sent = own.ask("/events/1", "POST", headers=origin | {"X-CSRF-Token": given["csrf"]})
        assert sent.status_code == 200


def test_a_broken_form_is_one_without_its_token(here: Visitor) -> None:
    for kind in ("multipart/form-data; boundary=x", "text/plain"):
        answer = here.ask("/", "POST", content=b"--y\r\nz", headers={"Content-Type": kind})
        assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/api/v1/events", "/api/v1/merges", "/mcp"])
def test_at_the_machine_programs_need_no_token_for_json(here: Visitor, path: str) -> None:
    assert here.ask(path, "POST", json={}).status_code == 200
    assert here.ask(path, "DELETE").status_code == 200
    kinds = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
    for kind in (*kinds, "application/jsonx"):
        sent = here.ask(path, "POST", content=b"{}", headers={"Content-Type": kind})
        assert sent.status_code == 415
    assert here.ask(path, "POST").status_code == 415


def test_a_session_needs_the_token_for_the_api_too(house: House) -> None:
    own = house.browser("Ada")
    assert own.ask("/api/v1/events", "POST", json={}).status_code == 403
    token = {"X-CSRF-Token": own.csrf()}
    assert own.ask("/api/v1/events", "POST", json={}, headers=token).status_code == 200


def test_a_program_with_a_token_needs_no_other(house: House) -> None:
    answer = house.program("Ada").ask("/api/v1/events", "POST", headers={"Origin": "null"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [("cross-site", "no-cors", 403), ("cross-site", "cors", 403), ("cross-site", "navigate", 200),
     ("same-site", "no-cors", 403), ("same-site", "navigate", 200), ("same-origin", "cors", 200),
     ("none", "navigate", 200)],
)  # fmt: skip
def test_a_page_of_another_site_may_lead_here_and_do_no_more(
    here: Visitor, site: str, mode: str, status: int
) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode}
    assert here.ask("/search?q=x", headers=headers).status_code == status


# Too much.


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


# Too often.


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


# Faults.


@pytest.mark.parametrize("path", ["/fails", "/api/v1/fails"])
def test_a_fault_is_logged_under_a_number_and_not_shown(
    here: Visitor, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    with caplog.at_level(logging.ERROR, "demarche.desk"):
        answer = here.ask(path)
    (logged,) = caplog.records
    assert answer.status_code == 500
    number = logged.getMessage().partition(":")[0]
    assert f"it stands in the log as {number}" in answer.text
    assert logged.exc_info
    for secret in ("secret", "ZeroDivisionError", "Traceback", "standing_in"):
        assert secret not in answer.text


def test_a_program_is_told_of_a_fault_in_json(here: Visitor) -> None:
    answer = here.ask("/api/v1/fails")
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(answer.text)["status"] == 500


def test_what_a_room_says_of_itself_is_passed_on(here: Visitor) -> None:
    assert here.ask("/says-500").text == "failed, and said so"


def test_a_fault_after_the_answer_was_begun_tells_nothing_either(here: Visitor) -> None:
    answer = here.ask("/fails-late")
    assert "secret" not in answer.text


def test_hostile_addresses_are_shown_as_words(here: Visitor) -> None:
    answer = here.ask("/<script>alert(1)</script>", "POST")
    assert answer.status_code == 403
    assert "<script" not in answer.text


# Slow, and raw.


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


@given(st.text())
def test_an_address_to_go_on_to_is_one_of_the_desk(to: str) -> None:
    found = urlsplit(urljoin(f"{HERE}/login", local(to)))
    assert f"{found.scheme}://{found.netloc}" == HERE


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
