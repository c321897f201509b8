"""The desk answers under its own names alone, and each answer has the headers of safety."""

from __future__ import annotations

import pytest

from tests.desk.door.standing_in import House, Visitor, Watch, behind, visitor
from tests.record.stores import Desk


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
