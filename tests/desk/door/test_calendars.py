"""A calendar that is subscribed to from elsewhere: by a key that opens it and nothing else."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from demarche.desk.cli import main
from demarche.desk.door import Rooms
from demarche.service.users import Role
from tests.desk.door.standing_in import House, Visitor, Watch, visitor
from tests.record.fakes import report
from tests.record.news import PLAN
from tests.record.stores import Desk


@pytest.fixture
def key(house: House) -> str:
    """The key of Ada's calendar."""
    return house.keeper.issue_calendar("Ada")[1]


def test_a_key_opens_the_calendar_as_a_reader(house: House, key: str) -> None:
    told = house.stranger().ask(f"/due.ics?key={key}").json()
    assert told["user"] == ["Ada", "reader"]
    assert told["csrf"] == ""


@pytest.mark.parametrize(
    "path", ["/", "/due", "/due.json", "/due.csv", "/due.ics/", "//due.ics", "/events/1",
             "/static/../due.ics/x"]
)  # fmt: skip
def test_and_no_other_page(house: House, key: str, path: str) -> None:
    answer = house.stranger().ask(f"http://localhost:8321{path}?key={key}")
    assert answer.status_code in (303, 404)


@pytest.mark.parametrize("path", ["/api/v1/due.ics", "/api/v1/events", "/mcp"])
def test_nor_anything_of_programs(house: House, key: str, path: str) -> None:
    assert house.stranger().ask(f"{path}?key={key}").status_code == 401
    shown = {"Authorization": f"Bearer {key}"}
    assert house.stranger().ask(path, headers=shown).status_code == 401


def test_nothing_is_changed_by_it(house: House, key: str) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert house.stranger().ask(f"/due.ics?key={key}", method).status_code == 403


@pytest.mark.parametrize(
    "query",
    ["key=", "key=cal_x", "key={0}&key={0}", "key={0}x", "key=%20{0}", "k%65y=x", "key={1}",
     "key=cal_" + "a" * 43, "Key={0}&key=x", "key"],
)  # fmt: skip
def test_a_wrong_key_is_refused_and_not_shown(house: House, key: str, query: str) -> None:
    token = house.keeper.issue("Ada")[1]
    answer = house.stranger().ask("/due.ics?" + query.format(key, token))
    assert answer.status_code == 403
    assert "good no longer" in answer.text
    assert key not in answer.text
    assert "location" not in answer.headers


def test_a_wrong_key_is_not_made_good_by_a_session(house: House) -> None:
    assert house.browser("Ada").ask("/due.ics?key=cal_x").status_code == 403
    assert house.browser("Ada").ask("/due.ics").status_code == 200


def test_a_key_ends_as_tokens_do_and_with_its_user(house: House, key: str) -> None:
    token, other = house.keeper.issue_calendar("Bert", "phone")
    assert token.name == "calendar: phone"
    assert [one.id for one in house.keeper.tokens("Bert")] == [token.id]
    house.keeper.revoke(token.id)
    assert house.stranger().ask(f"/due.ics?key={other}").status_code == 403
    house.keeper.remove("Ada")
    assert house.stranger().ask(f"/due.ics?key={key}").status_code == 403


@pytest.mark.usefixtures("house")
def test_the_store_keeps_a_key_only_as_its_digest(desk: Desk, key: str) -> None:
    stored = Path(desk.address).read_bytes() + b"".join(
        path.read_bytes() for path in Path(desk.address).parent.glob(Path(desk.address).name + "-*")
    )
    assert key.encode() not in stored


@pytest.fixture
def real(desk: Desk, watch: Watch) -> House:
    """A desk with its own rooms, over a record in which something is due."""
    desk.add(report(PLAN))
    return House.with_people(desk.record, watch, rooms=Rooms.of_the_desk())


def test_a_calendar_is_what_a_program_subscribes_to(real: House) -> None:
    key = real.keeper.issue_calendar("Bert")[1]
    whole = real.stranger().ask(f"/due.ics?key={key}")
    assert whole.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "private" in whole.headers["cache-control"]
    assert "BEGIN:VEVENT" in whole.text
    assert key not in whole.text
    other = real.stranger().ask(f"/due.ics?owner=FRA&key={key}&standing=open")
    assert "BEGIN:VEVENT" not in other.text
    wrong = real.stranger().ask(f"/due.ics?key={key}&by=soon")
    assert (wrong.status_code, key in wrong.text) == (400, False)


def test_a_key_is_never_logged(
    real: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    key = real.keeper.issue_calendar("Bert")[1]

    def fails(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("demarche.service.record.Record.due", fails)
    with caplog.at_level(logging.DEBUG):
        assert real.stranger().ask(f"/due.ics?key={key}").status_code == 500
    kept = [one.getMessage() + str(one.exc_text) for one in caplog.records if one.name != "httpx2"]
    assert kept
    assert [words for words in kept if key in words] == []


def run(place: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["user", *args, "--record", str(place)])


def test_an_address_is_printed_once_listed_without_its_key_and_ended(place: Path) -> None:
    made = run(place, "calendar", "Ada", "--name", "phone")
    address = made.stdout.strip()
    assert address.startswith("/due.ics?key=cal_")
    row = json.loads(run(place, "tokens", "Ada", "--json").stdout)
    assert row["name"] == "calendar: phone"
    assert address[-20:] not in json.dumps(row)
    assert f"demarche user revoke {row['id']}" in made.stderr
    assert run(place, "revoke", row["id"]).exit_code == 0
    assert run(place, "calendar", "Bert").stderr.startswith("demarche: Bert: is no ")


def test_where_the_desk_is_open_a_wrong_key_is_refused_as_well(desk: Desk, watch: Watch) -> None:
    house = House.with_people(desk.record, watch, is_open=True)
    own: Visitor = visitor(house.desk)
    assert own.ask("/due.ics?key=x").status_code == 403
    key = house.keeper.issue_calendar("Ada")[1]
    assert own.ask(f"/due.ics?key={key}").json()["user"] == ["Ada", Role.READER]
