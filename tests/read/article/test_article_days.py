"""Days as pages print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.read.article.html.days import folded, printed_days
from demarche.read.article.html.months import bare, months
from demarche.read.article.html.stamps import Stamp, stamp_of

DAY = date(2021, 3, 14)
days = st.dates(date(1980, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "words",
    [
        "14 March 2021", "March 14, 2021", "Mar. 14th, 2021", "Sunday 14 MARCH, 2021",
        "14th of March 2021",
        "2021-03-14", "2021/3/14 6:15", "14/03/2021", "14.03.21", "14-Mar-2021", "20210314T0900",
        "le 14 mars 2021", "14 de marzo de 2021", "14.mar.2021 às 15h04", "14. März 2021",
        "14 marzo 2021", "14 maart 2021", "14. března 2021", "2021. március 14.",
        "2021 m. kovo 14 d.", "14.III.2021", "14 марта 2021 г.", "14 березня 2021 року",
        "14 Μαρτίου 2021", "14 במרץ 2021", "١٤ مارس ٢٠٢١م", "14 آذار 2021", "14 มีนาคม 2564",
        "2021年3月14日", "令和3年3月14日", "民國110年3月14日", "2021년 3월 14일",
        "ngày 14 tháng 3 năm 2021",
        "14 Mart 2021", "14 Maret 2021",
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_words_of_many_countries(words: str) -> None:
    assert [found.day for found in printed_days(folded(words))] == [DAY]


@pytest.mark.parametrize(
    "words",
    [
        "31/02/2021",
        "March 2021",
        "14 March, 16:02",
        "version 10.3.2021.4",
        "Tel. 01/02/03/04",
        "1.2.3",
    ],
)
def test_what_gives_no_day_is_none(words: str) -> None:
    assert printed_days(folded(words)) == []


def test_day_and_month_in_figures_are_read_as_the_page_has_them() -> None:
    (found,) = printed_days("03/04/2021")
    assert (found.day, found.is_either) == (date(2021, 4, 3), True)
    (found,) = printed_days("03/04/2021", month_first=True)
    assert found.day == date(2021, 3, 4)
    (found,) = printed_days("03/14/2021")
    assert (found.day, found.is_either) == (DAY, False)


@given(day=days)
def test_a_day_in_full_is_read_back(day: date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"):
        assert [found.day for found in printed_days(folded(day.strftime(form)))] == [day]


def test_a_name_of_two_months_tells_of_none() -> None:
    assert bare("listopada") not in months()


@pytest.mark.parametrize(
    ("words", "stamp"),
    [
        ("2021-03-14", Stamp(DAY)),
        ("2021-03-14T23:15:00+09:00", Stamp(DAY)),
        ("2021-03-14T23:15:00+0900", Stamp(DAY)),
        ("2021-03-14T23:15:00.000Z", Stamp(DAY, is_utc=True)),
        ("2021-03-14T00:00:00Z", Stamp(DAY)),
        ("Sun, 14 Mar 2021 08:00:00 GMT", Stamp(DAY, is_utc=True)),
        ("2021-03-14 06:00:00", Stamp(DAY)),
        ("1615680000", Stamp(DAY, is_utc=True)),
        ("soon", None),
        ("1970-01-01T00:00:00Z", None),
    ],
)
def test_a_moment_in_metadata_keeps_its_zone(words: str, stamp: Stamp | None) -> None:
    assert stamp_of(words) == stamp
