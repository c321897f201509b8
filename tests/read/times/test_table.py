"""Every row of the table of time words proves itself."""

from __future__ import annotations

import re
from datetime import date

import pytest

from demarche.knowledge.timewords import Holiday, Row, time_words
from demarche.model import Days
from demarche.read import times
from demarche.read.times import calendar

TABLE = time_words()
EXAMPLES = [(row, text) for row in TABLE.rows for text in row.examples]
COUNTER_EXAMPLES = [(row, text) for row in TABLE.rows for text in row.counter_examples]


def found_words(text: str) -> set[str]:
    """The words within the expressions of a text, lower case."""
    found = times.find(text, (), published=Days.on(date(2021, 3, 14)))
    printed = " ".join(one.span.of(text) for one in found)
    return set(re.findall(r"[a-z.]+\.[a-z]\.|[a-z]+\.?", printed.lower()))


def holds(row: Row, text: str) -> bool:
    words = found_words(text)
    return any(word in words or word + "." in words for word in row.words)


@pytest.mark.parametrize(("row", "text"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_a_word_of_the_row_is_read_as_time(row: Row, text: str) -> None:
    assert holds(row, text)


@pytest.mark.parametrize(
    ("row", "text"), COUNTER_EXAMPLES, ids=lambda value: getattr(value, "id", None)
)
def test_a_word_of_the_row_is_left_alone(row: Row, text: str) -> None:
    assert not holds(row, text)


@pytest.mark.parametrize("holiday", TABLE.holidays, ids=lambda holiday: holiday.names[0])
def test_every_holiday_falls_in_every_year(holiday: Holiday) -> None:
    for year in range(1950, 2050):
        days = calendar.feasts(holiday, year)
        assert days
        assert all(one.first.year == year for one in days)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("easter", date(2024, 3, 31)),
        ("good friday", date(2018, 3, 30)),
        ("thanksgiving", date(2018, 11, 22)),
        ("labor day", date(2018, 9, 3)),
        ("memorial day", date(2021, 5, 31)),
        ("election day", date(2020, 11, 3)),
        ("ramadan", date(2018, 5, 16)),
        ("eid al-adha", date(2021, 7, 20)),
    ],
)
def test_a_holiday_falls_on_the_day_that_it_fell_on(name: str, day: date) -> None:
    holiday = next(one for one in TABLE.holidays if name in one.names)
    slack = 1 if holiday.islamic_month else 0
    (days,) = calendar.feasts(holiday, day.year)
    assert abs((days.first - day).days) <= slack
