"""What is an expression of time, how far it reaches, and its TIMEX3 value."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.model import Days, TimeExpression
from demarche.read import times

MARCH_14 = date(2021, 3, 14)


def found(text: str, published: date | None = MARCH_14) -> list[TimeExpression]:
    days = Days.on(published) if published else None
    return list(times.find(text, (), published=days))


def values(text: str, published: date | None = MARCH_14) -> list[tuple[str, str | None]]:
    return [(one.span.of(text), one.value) for one in found(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks open on March 17.", [("March 17", "2021-03-17")]),
        ("It was signed on 17 March 2020 in Rome.", [("17 March 2020", "2020-03-17")]),
        ("It was signed on Mar. 17th, 2020.", [("Mar. 17th, 2020", "2020-03-17")]),
        ("Dated 17/03/2020.", [("17/03/2020", "2020-03-17")]),
        ("Dated 2020-03-17.", [("2020-03-17", "2020-03-17")]),
        ("They met on the 4th of July 2019.", [("the 4th of July 2019", "2019-07-04")]),
        ("On Friday, Oct. 23, 2020, he left.", [("Friday, Oct. 23, 2020", "2020-10-23")]),
        ("He comes on the 17th.", [("the 17th", "2021-03-17")]),
        ("It closed in May 2018.", [("May 2018", "2018-05")]),
        ("It closed in early May 2018.", [("early May 2018", "2018-05")]),
        ("It closed in April last year.", [("April last year", "2020-04")]),
        ("It closed in 1998.", [("1998", "1998")]),
        ("the 1990s and the '80s", [("the 1990s", "199"), ("the '80s", "198")]),
        ("a pact of the 19th century", [("the 19th century", "18")]),
        ("in nineteen ninety-six", [("nineteen ninety-six", "1996")]),
        ("Since the Sept. 11 attacks", [("Sept. 11", "2001-09-11")]),
    ],
)
def test_a_date_has_the_value_of_its_day_month_or_year(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("on March 17 and 18", "March 17 and 18", (2021, 3, 17), (2021, 3, 18)),
        ("a trip of Jan. 5-12", "Jan. 5-12", (2021, 1, 5), (2021, 1, 12)),
        ("from March 5 to 9", "March 5 to 9", (2021, 3, 5), (2021, 3, 9)),
        ("on 14-15 February", "14-15 February", (2021, 2, 14), (2021, 2, 15)),
        ("Jan. 30-Feb. 2", "Jan. 30-Feb. 2", (2021, 1, 30), (2021, 2, 2)),
        ("in 2013-14", "2013-14", (2013, 1, 1), (2014, 12, 31)),
        ("last Wednesday and Thursday", None, (2021, 3, 10), (2021, 3, 11)),
        ("mid-February", None, (2021, 2, 11), (2021, 2, 20)),
        ("late last month", None, (2021, 2, 21), (2021, 2, 28)),
        ("the end of the year", None, (2021, 12, 1), (2021, 12, 31)),
        ("earlier this year", None, (2021, 1, 1), (2021, 3, 13)),
        ("later this month", None, (2021, 3, 15), (2021, 3, 31)),
        ("in the coming weeks", "the coming weeks", (2021, 3, 15), (2021, 4, 25)),
        ("in the weeks ahead", "the weeks ahead", (2021, 3, 15), (2021, 4, 25)),
        ("in the coming days", "the coming days", (2021, 3, 15), (2021, 3, 21)),
        ("in recent weeks", "recent weeks", (2021, 1, 31), (2021, 3, 14)),
        ("in the past two weeks", "the past two weeks", (2021, 2, 28), (2021, 3, 14)),
        ("next month", None, (2021, 4, 1), (2021, 4, 30)),
        ("last year", None, (2020, 1, 1), (2020, 12, 31)),
        ("the week of March 3", None, (2021, 3, 1), (2021, 3, 7)),
        ("last autumn", None, (2020, 9, 1), (2020, 11, 30)),
        ("at the weekend", "the weekend", (2021, 3, 13), (2021, 3, 14)),
        ("overnight", None, (2021, 3, 13), (2021, 3, 14)),
        ("Ramadan", None, (2021, 4, 13), (2021, 5, 12)),
    ],
)
def test_an_expression_covers_the_days_that_its_words_allow(
    text: str, words: str | None, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    (one,) = found(text)
    assert one.days is not None
    assert (one.days.first, one.days.last) == (date(*first), date(*last))
    assert one.days.words == (words or one.span.of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for six months", ("six months", "P6M")),
        ("a five-year plan", ("five-year", "P5Y")),
        ("for weeks", ("weeks", "PXW")),
        ("for a couple of days", ("a couple of days", "P2D")),
        ("nearly forty years", ("nearly forty years", "P40Y")),
        ("three and a half years", ("three and a half years", "P3Y6M")),
        ("half an hour", ("half an hour", "PT30M")),
        ("within 48 hours", ("48 hours", "PT48H")),
        ("two to three weeks", ("two to three weeks", "P2W")),
        ("the first nine months", ("the first nine months", "P9M")),
        ("every year", ("every year", "P1Y")),
        ("each Monday", ("each Monday", "XXXX-WXX-1")),
        ("on Mondays", ("Mondays", "XXXX-WXX-1")),
        ("paid annually", ("annually", "P1Y")),
        ("It costs $3 million a year.", ("a year", "P1Y")),
        ("Friday night", ("Friday night", "2021-03-12TNI")),
        ("this morning", ("this morning", "2021-03-14TMO")),
        ("at 10 p.m.", ("10 p.m.", "2021-03-14T22:00")),
        ("at 10:35 a.m. Friday", ("10:35 a.m. Friday", "2021-03-12T10:35")),
        ("now", ("now", "PRESENT_REF")),
        ("recently", ("recently", "PAST_REF")),
        ("as soon as possible", ("as soon as possible", "FUTURE_REF")),
        ("two years ago", ("two years ago", "2019")),
        ("two weeks ago", ("two weeks ago", "2021-W08")),
        ("the third quarter of 2020", ("the third quarter of 2020", "2020-Q3")),
        ("the first half of 2020", ("the first half of 2020", "2020-H1")),
        ("fiscal 2019", ("fiscal 2019", "2019")),
        ("on Christmas Day", ("Christmas Day", "2020-12-25")),
        ("on Labor Day 2020", ("Labor Day 2020", "2020-09-07")),
        ("Easter Monday", ("Easter Monday", "2021-04-05")),
    ],
)
def test_lengths_sets_times_and_references_have_their_timex3_values(
    text: str, expected: tuple[str, str]
) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "A 52-year-old man was held.",
        "She is two years old.",
        "In her 40s she went abroad.",
        "A quarter of the voters stayed away.",
        "They may march on the palace.",
        "The Sunday Times printed it.",
        "Theresa May spoke.",
        "It has 2,021 members and 1998 dollars.",
        "Resolution 1973 was passed.",
        "Wait a second, he said.",
        "The sun set.",
        "The second man sat.",
        "He fell and did not spring up.",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert values(text) == []


def test_a_number_after_a_list_of_days_that_counts_something_is_no_day() -> None:
    assert values("On March 17 and 18 people died.") == [("March 17", "2021-03-17")]


def test_a_later_day_is_counted_from_the_day_last_named() -> None:
    text = "On Feb. 10 the talks failed. Three days later shelling resumed."
    assert [one.days and one.days.first for one in found(text)] == [
        date(2021, 2, 10),
        date(2021, 2, 13),
    ]


def test_without_a_day_of_publication_only_what_names_its_year_has_days() -> None:
    text = "On Friday, on March 17, in 1998 and on March 5, 2019"
    known = [(one.value, one.days is not None) for one in found(text, None)]
    assert known == [
        (None, False),
        ("XXXX-03-17", False),
        ("1998", True),
        ("2019-03-05", True),
    ]


def test_a_window_of_publication_makes_windows_of_what_hangs_on_it() -> None:
    text = "The review ends in the coming weeks, he said on Friday."
    window = Days(date(2021, 3, 14), date(2021, 3, 18), Days.on(MARCH_14).grain)
    weeks, friday = times.find(text, (), published=window)
    assert (weeks.days and weeks.days.first, weeks.days and weeks.days.last) == (
        date(2021, 3, 15),
        date(2021, 4, 29),
    )
    assert friday.value == "2021-03-12"
