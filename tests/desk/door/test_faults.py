"""A fault is logged under a number, and nothing of its insides is shown."""

from __future__ import annotations

import json
import logging

import pytest

from tests.desk.door.standing_in import Visitor


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
