"""Who a party is on a day."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.service.who import known, name_of

MARCH = date(2021, 3, 15)


@pytest.mark.parametrize(
    ("key", "name", "kind"),
    [
        ("USA", "United States", "country"),
        ("country:PRK", "North Korea", "country"),
        ("UN", "United Nations", "body"),
        ("ISIS", "Islamic State", "body"),
        ("person:sung-kim", "Sung Kim", "person"),
        ("person:nobody-at-all", None, "person"),
        ("XXX", None, "party"),
    ],
)
def test_a_party_is_called_as_the_tables_have_it(key: str, name: str | None, kind: str) -> None:
    found = known(key, MARCH)
    assert (found.name, found.kind) == (name, kind)
    assert name_of(key) == name


def test_the_offices_are_those_of_the_day() -> None:
    now = [office.title for office in known("person:antony-blinken", MARCH).offices]
    then = [
        office.title
        for office in known("person:antony-blinken", date(2016, 3, 15)).offices
        if not office.is_former
    ]
    assert now[0] == "secretary of state"
    assert then == ["deputy secretary of state"]


def test_nobody_is_given_an_office_before_it_began() -> None:
    offices = known("person:antony-blinken", date(1990, 1, 1)).offices
    assert offices == ()
