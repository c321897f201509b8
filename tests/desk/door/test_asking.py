"""Who may ask at the door, and under whose name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.desk.door.asker import By, network_of
from demarche.service.users import Role
from tests.desk.door.standing_in import JSON, PHRASE, House, Visitor, Watch, behind, rooms, visitor
from tests.record.stores import Desk

HOUR = 3600.0


def test_who_sits_at_the_machine_is_an_editor_under_the_name_of_the_record(here: Visitor) -> None:
    told = here.ask("/").json()
    assert (told["user"], told["who"], told["room"]) == (["Kim", "editor"], "Kim", "web")


@pytest.mark.parametrize(
    ("path", "room"),
    [("/", "web"), ("/events/1", "web"), ("/api/v1/events", "api"), ("/mcp", "mcp"),
     ("/mcpx", "web"), ("/apiary", "web"), ("/api/v1x", "web")],
)  # fmt: skip
def test_each_room_is_found_behind_the_door(here: Visitor, path: str, room: str) -> None:
    assert here.ask(path).json()["room"] == room


def test_the_rooms_are_waked_once(desk: Desk, watch: Watch) -> None:
    awake: list[str] = []
    with visitor(behind(desk.record, watch, is_open=True, rooms=rooms(awake))).client as client:
        client.get("/")
        client.get("/mcp")
    assert awake == ["web", "api", "mcp"]


def test_a_websocket_is_not_let_in(here: Visitor) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), here.client.websocket_connect("/"):
        pass


@pytest.mark.parametrize("path", ["/", "/due", "/due?owner=USA&by=2021-06-30", "/a%20b", "/x.csv"])
def test_a_stranger_is_sent_to_log_in_and_comes_back(house: House, path: str) -> None:
    stranger = house.stranger()
    sent = stranger.ask(path)
    assert sent.status_code == 303
    assert sent.headers["location"].startswith("/login?next=")
    page = stranger.ask(sent.headers["location"]).text
    assert f'name="next" value="{path.replace("&", "&amp;")}"' in page
    assert stranger.log_in("Ada", to=path).headers["location"] == path


@pytest.mark.parametrize("path", ["/api/v1/events", "/api/v1/openapi.json", "/mcp", "/api/v2"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_program_without_a_token_is_told_to_show_one(
    house: House, path: str, method: str
) -> None:
    answer = house.stranger().ask(path, method)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["instance"] == path


def test_a_stranger_sees_the_files_that_are_the_same_for_all(house: House) -> None:
    assert house.stranger().ask("/static/desk.css").json()["user"] is None


@pytest.mark.parametrize("path", ["/static", "/staticx/desk.css", "//static/desk.css", "/Static/a"])
def test_and_no_others(house: House, path: str) -> None:
    assert house.stranger().ask(f"http://localhost:8321{path}").status_code == 303


def test_a_stranger_changes_nothing(house: House) -> None:
    assert house.stranger().ask("/events/1/corrections", "POST").status_code == 403


@pytest.mark.parametrize(("name", "role"), [("Ada", "editor"), ("Bert", "reader")])
def test_who_logged_in_asks_under_their_own_name(house: House, name: str, role: str) -> None:
    told = house.browser(name).ask("/").json()
    assert (told["user"], told["who"]) == ([name, role], name)


@pytest.mark.parametrize("path", ["/api/v1/events", "/mcp"])
def test_a_program_asks_under_the_name_of_who_made_its_token(house: House, path: str) -> None:
    told = house.program("Bert").ask(path).json()
    assert (told["user"], told["who"]) == (["Bert", "reader"], "Bert")


def test_a_token_is_for_programs_and_opens_no_pages(house: House) -> None:
    assert house.program("Ada").ask("/").status_code == 303


@pytest.mark.parametrize(
    "shown", ["Bearer", "Bearer ", "Bearer dem_wrong", "Basic QWRhOng=", "dem_x", "Bearer \xff"]
)
def test_what_is_no_token_opens_nothing(house: House, shown: str) -> None:
    answer = house.stranger().ask(
        "/api/v1/events", headers={"Authorization": shown.encode("latin-1")}
    )
    assert answer.status_code == 401


def test_a_wrong_token_is_not_made_good_by_a_session_or_by_sitting_at_the_machine(
    house: House, here: Visitor
) -> None:
    wrong = {"Authorization": "Bearer dem_wrong"}
    assert house.browser("Ada").ask("/api/v1/events", headers=wrong).status_code == 401
    assert here.ask("/api/v1/events", headers=wrong).status_code == 401


def test_a_session_opens_the_api_as_well(house: House) -> None:
    assert house.browser("Ada").ask("/api/v1/events").json()["user"] == ["Ada", "editor"]


@pytest.mark.parametrize(
    ("name", "words"),
    [("Ada", "a wrong password"), ("Nobody", PHRASE), ("", ""), ("Ada\0", PHRASE), ("<b>", "x")],
)
def test_all_who_may_not_log_in_are_told_the_same(house: House, name: str, words: str) -> None:
    stranger = house.stranger()
    answer = stranger.log_in(name, words)
    assert answer.status_code == 403
    assert "There is nobody with that name and password." in answer.text
    assert "<b>" not in answer.text
    assert stranger.ask("/").status_code == 303


@pytest.mark.parametrize(
    "to",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "",
     "/\t/evil.example", "/a\r\nSet-Cookie: a=b", "due"],
)  # fmt: skip
def test_nobody_is_led_to_another_site_by_logging_in(house: House, to: str) -> None:
    assert house.stranger().log_in("Ada", to=to).headers["location"] == "/"


def test_who_is_logged_in_need_not_log_in_again(house: House, here: Visitor) -> None:
    answer = house.browser("Ada").ask("/login?next=/due")
    assert (answer.status_code, answer.headers["location"]) == (303, "/due")
    assert here.ask("/login").headers["location"] == "/"


def test_a_session_ends_after_twelve_idle_hours_and_no_sooner(house: House) -> None:
    own = house.browser("Ada")
    for _ in range(3):
        house.watch.now += 11 * HOUR
        assert own.ask("/").status_code == 200
    house.watch.now += 12 * HOUR + 1
    assert own.ask("/").status_code == 303


def test_log_out_ends_the_session_here_and_in_the_browser(house: House) -> None:
    own = house.browser("Ada")
    cookie, csrf = own.client.cookies["demarche"], own.csrf()
    assert own.ask("/logout", "POST", data={"csrf": csrf}).headers["location"] == "/login"
    assert "demarche" not in own.client.cookies
    thief = house.stranger()
    thief.client.cookies.set("demarche", cookie)
    assert thief.ask("/").status_code == 303


def test_log_in_ends_the_session_before_it(house: House) -> None:
    own = house.browser("Ada")
    cookie = own.client.cookies["demarche"]
    data = {"name": "Bert", "password": PHRASE, "csrf": own.csrf()}
    assert own.ask("/login", "POST", data=data).status_code == 303
    assert own.ask("/").json()["who"] == "Bert"
    own.client.cookies.clear()
    own.client.cookies.set("demarche", cookie)
    assert own.ask("/").status_code == 303


@pytest.mark.parametrize("change", ["", "x", "{0}x", "x.{0}", "{0}.{0}"])
def test_a_cookie_that_was_not_signed_here_is_nobody_s(house: House, change: str) -> None:
    own = house.browser("Ada")
    cookie = own.client.cookies["demarche"]
    own.client.cookies.clear()
    own.client.cookies.set("demarche", change.format(cookie))
    assert own.ask("/").status_code == 303


def test_a_form_s_cookie_is_no_session(house: House) -> None:
    own = house.stranger()
    own.ask("/login")
    own.client.cookies.set("demarche", own.client.cookies["demarche-form"])
    assert own.ask("/").status_code == 303


@pytest.mark.parametrize(
    "change",
    [
        lambda house: house.keeper.remove("Ada"),
        lambda house: house.keeper.set_password("Ada", "another horse battery"),
    ],
)
def test_a_session_ends_when_its_user_is_another(
    house: House, change: Callable[[House], None]
) -> None:
    own = house.browser("Ada")
    change(house)
    assert own.ask("/").status_code == 303


def test_a_role_holds_from_the_next_request_on(house: House) -> None:
    own = house.browser("Ada")
    house.keeper.set_role("Ada", Role.READER)
    assert own.ask("/").json()["user"] == ["Ada", "reader"]


def test_cookies_are_for_the_browser_alone(house: House) -> None:
    set_by = house.stranger().log_in("Ada").headers["set-cookie"].lower()
    assert "demarche=" in set_by
    assert "httponly" in set_by
    assert "samesite=lax" in set_by
    assert "secure" not in set_by
    assert "max-age" not in set_by.split("demarche-form")[0]


def test_with_tls_cookies_are_for_tls_and_this_host_alone(desk: Desk, watch: Watch) -> None:
    house = House.with_people(desk.record, watch, is_tls=True, hosts=["desk.example.org"])
    own = house.stranger(base="https://desk.example.org")
    set_by = own.log_in("Ada").headers["set-cookie"]
    assert set_by.startswith("__Host-demarche=")
    assert "Secure" in set_by
    assert own.ask("/").json()["scheme"] == "https"


CHANGES = [
    ("POST", "/events/1/corrections"),
    ("POST", "/api/v1/events"),
    ("PUT", "/api/v1/grades/x"),
    ("DELETE", "/api/v1/corrections/1"),
    ("PATCH", "/"),
    ("POST", "/read/"),
    ("POST", "/mcp/"),
]
QUESTIONS = [("POST", "/read"), ("POST", "/api/v1/readings"), ("POST", "/mcp")]


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_a_reader_changes_nothing(house: House, method: str, path: str) -> None:
    own = house.browser("Bert")
    answer = own.ask(path, method, headers={"X-CSRF-Token": own.csrf(), **JSON})
    assert answer.status_code == 403
    assert "made by editors" in answer.text


@pytest.mark.parametrize(("method", "path"), QUESTIONS)
def test_a_reader_asks_and_has_texts_read(house: House, method: str, path: str) -> None:
    own = house.browser("Bert")
    assert own.ask(path, method, headers={"X-CSRF-Token": own.csrf(), **JSON}).status_code == 200


@pytest.mark.parametrize(("method", "path"), [*CHANGES[:5], *QUESTIONS])
def test_an_editor_does_both(house: House, method: str, path: str) -> None:
    own = house.browser("Ada")
    assert own.ask(path, method, headers={"X-CSRF-Token": own.csrf(), **JSON}).status_code == 200


def test_a_reader_s_program_changes_nothing(house: House) -> None:
    assert house.program("Bert").ask("/api/v1/events", "POST").status_code == 403
    assert house.program("Ada").ask("/api/v1/events", "POST").status_code == 200


@pytest.mark.parametrize(
    ("address", "counted"),
    [("::ffff:192.0.2.7", "192.0.2.7"), ("testclient", "testclient"), ("", ""),
     ("fe80::1%eth0", "fe80::/64")],
)  # fmt: skip
def test_an_address_is_counted_by_its_network(address: str, counted: str) -> None:
    assert network_of(address).replace("%eth0", "") == counted
    assert By.HERE is not By.NOTHING
