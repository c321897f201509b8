"""Days as people give them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model import UsageError
from demarche.service import parse_day


@given(st.dates())
def test_a_day_is_what_its_iso_form_says(day: date) -> None:
    assert parse_day(day.isoformat()) == parse_day(day) == day


def test_a_moment_gives_its_day() -> None:
    assert parse_day(datetime(2021, 3, 14, 9, 30)) == date(2021, 3, 14)


@pytest.mark.parametrize(
    "words", ["", "tomorrow", "14 March 2021", "20210314", "2021-W10-7", "2021-3-14", "2021-02-30"]
)
def test_what_is_no_day_is_named(words: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_day(words)
    assert error.value.subject == words
