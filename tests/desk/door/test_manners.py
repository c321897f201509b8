"""Requests that no browser sends: none of them stops the desk, or leads it astray."""

from __future__ import annotations

import asyncio
import logging
import time

import anyio
import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from demarche.desk.door import Limits
from demarche.desk.door.asker import _KEY, Asker, By
from demarche.desk.door.cookies import only_ours
from demarche.desk.door.crowd import Crowd, by_asker
from demarche.desk.door.patience import Impatient
from tests.desk.door.standing_in import JSON, House, Visitor, Watch, behind, visitor
from tests.record.stores import Desk

# Cookies.


def test_a_cookie_that_python_reads_for_minutes_is_not_read(house: House) -> None:
    cookie = 'demarche="' + "\\\\" * 30_000 + '"; x="' + "\\\\" * 1000 + '"'
    begun = time.perf_counter()
    assert house.stranger().ask("/", headers={"Cookie": cookie}).status_code == 303
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (b"demarche=a.b-c_d=", b"demarche=a.b-c_d="),
        (b"__Host-demarche=a; demarche_visit=~2021-03-14T09:00:00+00:00", None),
        (b"\xa0__Host-demarche=a", b""),
        (b"\x85demarche=a", b""),
        (b"DEMARCHE=a; demarche =a", b""),
        (b"demarche=a; demarche=b; demarche_visit=c", b"demarche_visit=c"),
        (b"other=1; _ga=2", b""),
        (b'demarche="a"', b""),
        (b"demarche=" + b"a" * 600, b""),
        (b"demarche", b"demarche="),
    ],
)
def test_of_cookies_the_desk_s_own_are_let_through(said: bytes, kept: bytes | None) -> None:
    wanted = said if kept is None else kept
    assert only_ours([(b"cookie", said)]) == ([(b"cookie", wanted)] if wanted else [])


def test_a_session_that_a_neighbour_puts_beside_the_own_opens_nothing(house: House) -> None:
    own, thief = house.browser("Ada"), house.browser("Bert")
    both = f"demarche={own.client.cookies['demarche']}; demarche={thief.client.cookies['demarche']}"
    assert house.stranger().ask("/", headers={"Cookie": both}).status_code == 303


# Forms.


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data; boundary=x; charset=punycode",
        "multipart/form-data; charset=undefined; boundary=x",
        "multipart/form-data; boundary=x; charset=utf-7",
        "multipart/form-data; boundary=x; charset*=utf-8''idna",
        "Multipart/Form-Data; boundary=x; Charset=unicode_escape",
        "multipart/form-data",
        "multipart/mixed; boundary=x",
        "application/x-www-form-urlencoded; charset=utf-16",
    ],
)
@pytest.mark.parametrize("path", ["/login", "/read", "/events/1"])
def test_a_form_in_another_writing_is_not_read(
    house: House, here: Visitor, kind: str, path: str
) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n+2AA-\r\n--x--\r\n'
    for own in (house.stranger(), house.browser("Ada"), here):
        headers = {"Content-Type": kind, "X-CSRF-Token": own.csrf() if own is here else "x"}
        assert own.ask(path, "POST", content=part, headers=headers).status_code == 415


@pytest.mark.parametrize(
    "kind", ['multipart/form-data; boundary="a b"', "multipart/form-data;boundary=----WebKit4x"]
)
def test_the_forms_of_browsers_are(here: Visitor, kind: str) -> None:
    assert (
        here.ask("/read", "POST", content=b"--", headers={"Content-Type": kind}).status_code == 403
    )


# What is said twice, and at length.


@pytest.mark.parametrize(
    "name", ["Host", "Authorization", "Content-Type", "Origin", "Sec-Fetch-Site", "X-CSRF-Token"]
)
def test_what_counts_is_said_once(here: Visitor, name: str) -> None:
    headers = [(name, "localhost:8321"), (name, "evil.example")]
    assert here.client.post("/api/v1/events", headers=headers).status_code == 400


def test_a_length_is_given_in_one_way(here: Visitor) -> None:
    headers = {"Transfer-Encoding": "chunked", "Content-Length": "3"}
    assert here.ask("/read", "POST", content=b"abc", headers=headers).status_code == 400


def test_an_address_has_its_length(desk: Desk, watch: Watch) -> None:
    own = visitor(behind(desk.record, watch, is_open=True, limits=Limits(address=20)))
    assert own.ask("/search?q=" + "a" * 18).status_code == 200
    assert own.ask("/search?q=" + "a" * 19).status_code == 414
    assert own.ask("/api/v1/search?q=" + "a" * 19).json()["title"] == "Request-URI Too Long"


def test_a_stranger_sends_no_more_to_files_than_to_log_in(house: House) -> None:
    for path in ("/static/desk.css", "/logout"):
        sent = b"x" * 20_000
        answer = house.stranger().ask(path, "POST", content=sent)
        assert answer.status_code in (403, 413)
        assert "csrf" not in answer.text


def test_json_that_is_nested_without_end_is_for_the_room_to_refuse(here: Visitor) -> None:
    assert here.ask("/mcp", "POST", content=b"[" * 100_000, headers=JSON).status_code == 200


def test_a_hostile_address_begins_no_line_of_the_log(
    here: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "demarche.desk"):
        here.ask("/fails?key=secret")
        here.ask("/static/%0aERROR%20all%20is%20lost/../../fails")
    assert [one for one in caplog.messages if "\n" in one or "secret" in one] == []


def test_a_name_is_guessed_no_oftener_for_spaces_around_it(desk: Desk, watch: Watch) -> None:
    from demarche.desk.door import Rate

    limits = Limits(guesses=Rate(2, 60.0))
    house = House.with_people(desk.record, watch, limits=limits)
    spelled = ["Ada", " Ada", "Ada  \t", " " * 80 + "Ada"]
    tried = [
        house.stranger(client=(f"192.0.2.{n}", 1)).log_in(name, "a wrong password").status_code
        for n, name in enumerate(spelled)
    ]
    assert tried == [403, 403, 429, 429]


def test_one_who_guesses_from_one_place_does_not_lock_the_other_out() -> None:
    limits = Limits()
    assert limits.attempts.burst < limits.guesses.burst
    assert limits.attempts.every > limits.guesses.every


# Many at once, and slowly.


def test_of_one_asker_few_are_at_work_at_once_and_others_go_by() -> None:
    at_work: list[str] = []
    most: list[int] = []
    done = anyio.Event

    async def room(scope: Scope, _receive: Receive, _send: Send) -> None:
        at_work.append(scope[_KEY].address)
        most.append(at_work.count("a"))
        await anyio.sleep(0.02)
        at_work.remove(scope[_KEY].address)

    async def nothing(_message: object) -> None:
        return

    crowd = Crowd(room, 2, by_asker(lambda _: True), wait=5)

    async def ask(address: str) -> None:
        asker = Asker(None, By.NOTHING, "", address)
        await crowd({"type": "http", "path": "/", _KEY: asker}, done().wait, nothing)  # type: ignore[arg-type]

    async def all_ask() -> None:
        async with anyio.create_task_group() as group:
            for address in "aaaaab":
                group.start_soon(ask, address)

    anyio.run(all_ask)
    assert max(most) == 2
    assert len(most) == 6
    assert crowd._lanes == {}


def test_who_waits_too_long_is_told_to_come_again() -> None:
    told: list[object] = []

    async def room(_scope: Scope, _receive: Receive, _send: Send) -> None:
        await anyio.sleep(0.2)

    async def send(message: dict[str, object]) -> None:
        told.extend([message["status"]] if "status" in message else [])

    crowd = Crowd(room, 1, by_asker(lambda _: True), wait=0.01)
    scope = {"type": "http", "path": "/", _KEY: Asker(None, By.NOTHING, "", "a")}

    async def all_ask() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(crowd, scope, None, send)
            group.start_soon(crowd, scope, None, send)

    anyio.run(all_ask)
    assert told == [429]


async def sent_slowly(pieces: list[bytes], pause: float) -> bytes:
    """Return what a server answers to what drips in."""

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await asyncio.sleep(0.3)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})

    class Quick(Impatient):
        seconds = 0.15

    config = uvicorn.Config(app, log_config=None, lifespan="off", ws="none")
    config.load()
    made = lambda: Quick(config=config, server_state=ServerState(), app_state={})  # noqa: E731
    server = await asyncio.get_running_loop().create_server(made, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    try:
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(pause)
        return await asyncio.wait_for(reader.read(4096), 5)
    except ConnectionError:
        return b""
    finally:
        writer.close()
        server.close()


def test_a_connection_that_asks_for_nothing_whole_is_ended() -> None:
    assert asyncio.run(sent_slowly([], 0)) == b""
    assert (
        asyncio.run(sent_slowly([b"GET / HT", b"TP/1.1\r\n", b"Host:", b" x", b"\r\n"], 0.05))
        == b""
    )


def test_an_answer_may_take_longer() -> None:
    answer = asyncio.run(
        sent_slowly([b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"], 0)
    )
    assert b"200" in answer
