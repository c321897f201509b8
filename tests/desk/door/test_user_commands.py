"""`demarche user`: who may log in, and what their programs show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import demarche
from demarche.desk.cli import main
from demarche.service.users import keeper_of
from tests.desk.door.standing_in import PHRASE


def run(place: Path, *args: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["user", *args, "--record", str(place)], input=given)


def knows(place: Path, name: str, password: str) -> bool:
    record = demarche.open(place)
    try:
        return keeper_of(record).let_in(name, password) is not None
    finally:
        record.close()


def test_a_password_is_asked_for_twice_and_not_shown(place: Path) -> None:
    found = run(place, "add", "Bert", "--role", "reader", given=f"{PHRASE}2\n{PHRASE}2\n")
    assert (found.exit_code, found.stdout) == (0, "")
    assert "Bert may log in as a reader" in found.stderr
    assert PHRASE not in found.output
    assert knows(place, "Bert", f"{PHRASE}2")


def test_a_password_may_come_from_standard_input(place: Path) -> None:
    given = f"{PHRASE}\r\n"
    found = run(place, "add", "Bert", "--role", "editor", "--password-stdin", given=given)
    assert found.exit_code == 0
    assert knows(place, "Bert", PHRASE)


@pytest.mark.parametrize(
    ("args", "given", "code", "words"),
    [
        (("add", "Ada", "--role", "reader"), PHRASE, 1, "Ada: is a user already"),
        (("add", "Bert", "--role", "reader"), "short", 2, "12 to 1024 characters"),
        (("add", "<b>", "--role", "reader"), PHRASE, 2, "no name of a user"),
        (("password", "Bert"), PHRASE, 1, "Bert: is no user"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    place: Path, args: tuple[str, ...], given: str, code: int, words: str
) -> None:
    found = run(place, *args, "--password-stdin", given=given)
    assert found.exit_code == code
    assert words in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "args", [("remove", "Bert"), ("role", "Bert", "reader"), ("token", "Bert"), ("tokens", "Bert"),
             ("revoke", "00000000")]
)  # fmt: skip
def test_what_is_not_there_is_named(place: Path, args: tuple[str, ...]) -> None:
    found = run(place, *args)
    assert found.exit_code == 1
    assert found.stderr.startswith(f"demarche: {args[1]}: is no ")


def test_users_are_listed_without_what_they_are_known_by(place: Path) -> None:
    assert json.loads(run(place, "list", "--json").stdout) == {"name": "Ada", "role": "editor"}
    assert run(place, "list", "--table").stdout == "Ada  editor\n"


def test_a_role_and_a_password_are_changed(place: Path) -> None:
    assert run(place, "role", "Ada", "reader").exit_code == 0
    assert "reader" in run(place, "list").stdout
    other = "another horse battery"
    assert run(place, "password", "Ada", "--password-stdin", given=other).exit_code == 0
    assert knows(place, "Ada", other)
    assert not knows(place, "Ada", PHRASE)


def test_a_token_is_shown_once_listed_and_ended(place: Path) -> None:
    made = run(place, "token", "Ada", "--name", "the agent")
    secret = made.stdout.strip()
    assert secret.startswith("dem_")
    (row,) = [
        json.loads(line) for line in run(place, "tokens", "Ada", "--json").stdout.splitlines()
    ]
    assert row["name"] == "the agent"
    assert secret not in json.dumps(row)
    assert run(place, "revoke", row["id"]).exit_code == 0
    assert "Ada has no tokens" in run(place, "tokens", "Ada", "--table").stderr


def test_who_is_removed_is_gone(place: Path) -> None:
    assert run(place, "remove", "Ada").exit_code == 0
    assert "nobody may log in yet" in run(place, "list", "--table").stderr
