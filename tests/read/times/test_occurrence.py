"""When an act took place, as the words about an expression have it."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.model import Days, Span, Unresolved
from demarche.read import times
from demarche.read.times import Tense
from tests.read.times.parsed import sentence

MARCH_14 = date(2021, 3, 14)
PUBLISHED = Days.on(MARCH_14)


@pytest.mark.parametrize(
    ("words", "tense", "first", "last"),
    [
        ("since mid-February", Tense.PAST, date(2021, 2, 11), MARCH_14),
        ("since 2011", Tense.PAST, date(2011, 1, 1), MARCH_14),
        ("by the end of October", Tense.FUTURE, date(2021, 3, 15), date(2021, 10, 31)),
        ("by Friday", Tense.FUTURE, date(2021, 3, 15), date(2021, 3, 19)),
        ("by Friday", Tense.PAST, date(2021, 3, 12), date(2021, 3, 12)),
        ("until Friday", Tense.FUTURE, MARCH_14, date(2021, 3, 19)),
        ("before Friday", Tense.FUTURE, date(2021, 3, 15), date(2021, 3, 18)),
        ("after 2011", Tense.PAST, date(2012, 1, 1), MARCH_14),
        ("just before Christmas", Tense.PAST, date(2020, 12, 18), date(2020, 12, 24)),
        ("within days", Tense.FUTURE, date(2021, 3, 15), date(2021, 3, 21)),
        ("within 48 hours", Tense.FUTURE, date(2021, 3, 15), date(2021, 3, 16)),
        ("within six to 12 months", Tense.FUTURE, date(2021, 3, 15), date(2022, 3, 14)),
        ("in weeks", Tense.FUTURE, date(2021, 3, 15), date(2021, 4, 25)),
        ("in five years", Tense.FUTURE, date(2026, 1, 1), date(2026, 12, 31)),
        ("for seven years", Tense.PAST, date(2014, 3, 14), MARCH_14),
        ("for weeks", Tense.PAST, date(2021, 1, 31), MARCH_14),
        ("the seven-year war", Tense.PRESENT, date(2014, 3, 14), MARCH_14),
        ("this year", Tense.PAST, date(2021, 1, 1), MARCH_14),
    ],
)
def test_a_preposition_turns_what_is_named_into_the_days_of_the_act(
    words: str, tense: Tense, first: date, last: date
) -> None:
    found = times.resolve(words, anchor=MARCH_14, tense=tense)
    assert isinstance(found, Days)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("words", "tense"),
    [
        ("until 1989", Tense.PAST),
        ("before 1939", Tense.PAST),
        ("within 24 hours", Tense.PAST),
        ("a five-year plan", Tense.FUTURE),
        ("every year", Tense.PRESENT),
        ("the table", Tense.PAST),
        ("", Tense.NONE),
    ],
)
def test_what_gives_no_days_is_unresolved_with_a_reason(words: str, tense: Tense) -> None:
    found = times.resolve(words, anchor=MARCH_14, tense=tense)
    assert isinstance(found, Unresolved)
    assert found.reason


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It ran from March 5 to Friday.", date(2021, 3, 5), date(2021, 3, 12)),
        ("It ran between 2015 and 2018.", date(2015, 1, 1), date(2018, 12, 31)),
        ("They met on Monday and Tuesday.", date(2021, 3, 8), date(2021, 3, 9)),
    ],
)
def test_both_ends_of_a_range_or_list_give_all_its_days(text: str, first: date, last: date) -> None:
    expressions = times.find(text, (), published=PUBLISHED)
    assert len(expressions) == 2
    for one in expressions:
        found = times.as_occurrence(one, text, published=PUBLISHED, times=expressions)
        assert found is not None
        assert (found.first, found.last) == (first, last)


def test_a_list_of_days_apart_is_not_filled_up() -> None:
    text = "They met on Monday and Friday."
    monday, friday = times.find(text, (), published=PUBLISHED)
    both = (monday, friday)
    assert times.as_occurrence(monday, text, published=PUBLISHED, times=both) == monday.days


def test_since_and_after_leave_the_act_that_they_hang_on_its_own_days() -> None:
    text = "Since the war began in 2011, many have fled."
    (one,) = times.find(text, (), published=PUBLISHED)
    began = Span(text.index("began"), text.index("began") + 5)
    fled = Span(text.index("fled"), text.index("fled") + 4)
    of_war = times.as_occurrence(one, text, published=PUBLISHED, act=began)
    of_flight = times.as_occurrence(one, text, published=PUBLISHED, act=fled)
    assert of_war == one.days
    assert of_flight is not None
    assert (of_flight.first, of_flight.last) == (date(2011, 1, 1), MARCH_14)


def test_an_attack_that_others_come_after_keeps_its_own_day() -> None:
    text = "Troops left after Friday's attack."
    (one,) = times.find(text, (), published=PUBLISHED)
    attack = Span(text.index("attack"), text.index("attack") + 6)
    assert times.as_occurrence(one, text, published=PUBLISHED, act=attack) == one.days


def test_an_act_that_only_follows_the_expression_is_not_told_apart_by_it() -> None:
    text = "Since 2011 rebels have fought."
    (one,) = times.find(text, (), published=PUBLISHED)
    fought = Span(text.index("have"), len(text) - 1)
    found = times.as_occurrence(one, text, published=PUBLISHED, act=fought)
    assert found is not None
    assert (found.first, found.last) == (date(2011, 1, 1), MARCH_14)


def test_a_perfect_tense_reaches_up_to_publication() -> None:
    text, sentences = sentence(
        "They/PRP/3/nsubj have/VBP/3/aux fought/VBN/0/root for/IN/6/case seven/CD/6/nummod"
        " years/NNS/3/obl"
    )
    (one,) = times.find(text, sentences, published=PUBLISHED)
    assert one.days is None
    found = times.as_occurrence(one, text, sentences, published=PUBLISHED)
    assert found is not None
    assert (found.first, found.last) == (date(2014, 3, 14), MARCH_14)
    assert found.words == "for seven years"


def test_a_plain_past_does_not() -> None:
    text, sentences = sentence(
        "They/PRP/2/nsubj fought/VBD/0/root for/IN/5/case seven/CD/5/nummod years/NNS/2/obl"
    )
    (one,) = times.find(text, sentences, published=PUBLISHED)
    assert times.as_occurrence(one, text, sentences, published=PUBLISHED) is None
