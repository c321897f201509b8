"""Nothing is changed from a page of another site, nor by a form without its token."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.desk.door.login import local
from tests.desk.door.standing_in import JSON, House, Visitor

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


@given(st.text())
def test_an_address_to_go_on_to_is_one_of_the_desk(to: str) -> None:
    found = urlsplit(urljoin(f"{HERE}/login", local(to)))
    assert f"{found.scheme}://{found.netloc}" == HERE
