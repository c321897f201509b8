"""What each origin says of one event, and which two of them cannot both be right."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model import Days, Grain, Status
from demarche.model.events import Clash, Contradiction, Telling
from demarche.record.accounts import accounts, contradictions, in_order, narrowest, standing
from tests.record.told import days, event, says, telling

HAPPENED, ONGOING, PLANNED, POSSIBLE, DID_NOT, WILL_NOT = Status


def met(
    status: Status = HAPPENED,
    by: str = "The Example Post",
    printed: str = "2021-03-14",
    *,
    occurred: Days | None = None,
    actors: str = "NOR",
    recipients: str = "FIN",
    page: str | None = None,
) -> Telling:
    """What an outlet says in its own voice of talks between Norway and Finland."""
    return telling(
        "The ministers and their talks in Helsinki",
        "talks",
        status=status,
        actors=actors,
        recipients=recipients,
        occurred=occurred,
        publisher=by,
        printed=printed,
        page=page,
    )


def of(*tellings: Telling) -> list[tuple[str, Status]]:
    """Each account in short."""
    return [(account.origin.words, account.status) for account in accounts(tellings)]


def clashes(*tellings: Telling) -> list[Clash]:
    return [one.over for one in contradictions(accounts(tellings))]


def test_each_origin_has_an_account_the_earliest_leading() -> None:
    told = [met(by="The Gazette", printed="2021-03-16"), met(by="The Post", printed="2021-03-15")]
    assert of(*told) == [("The Post", HAPPENED), ("The Gazette", HAPPENED)]


def test_tellings_of_one_origin_are_one_account_in_the_order_of_print() -> None:
    dahl = says("Anne Dahl", "NOR", entity="person:dahl")
    told = [
        telling("They met, she said", "met", chain=[dahl], publisher=by, printed=day)
        for by, day in [("The Gazette", "2021-03-16"), ("The Post", "2021-03-15")]
    ]
    (account,) = accounts(told)
    assert [one.printed.publisher for one in account.tellings] == ["The Post", "The Gazette"]


def test_the_last_word_of_an_origin_counts() -> None:
    told = [
        met(HAPPENED, printed="2021-03-19"),
        met(PLANNED, printed="2021-03-14"),
        met(WILL_NOT, printed="2021-03-16"),
    ]
    assert of(*told) == [("The Example Post", HAPPENED)]


def test_of_words_printed_on_one_day_what_was_comes_after_what_lay_ahead() -> None:
    told = [met(HAPPENED, page="a"), met(PLANNED, page="b")]
    assert [one.mention.status for one in in_order(told)] == [PLANNED, HAPPENED]
    assert of(*told) == [("The Example Post", HAPPENED)]


def test_the_days_of_an_account_are_those_told_with_its_last_status() -> None:
    told = [
        met(PLANNED, printed="2021-03-14", occurred=days("2021-03-17")),
        met(HAPPENED, printed="2021-03-20", occurred=days("2021-03-18", "2021-03-19")),
    ]
    (account,) = accounts(told)
    assert account.days == days("2021-03-18", "2021-03-19")


def test_an_account_without_days_has_none() -> None:
    (account,) = accounts([met()])
    assert account.days is None


def test_the_narrowest_days_are_the_shortest_and_of_equals_the_ones_told_most() -> None:
    month = days("2021-03-01", "2021-03-31", grain=Grain.MONTH)
    told = [month, days("2021-03-17"), days("2021-03-18"), days("2021-03-18")]
    assert narrowest([met(occurred=one) for one in told]) == days("2021-03-18")


@pytest.mark.parametrize("settled", [HAPPENED, ONGOING, DID_NOT])
@pytest.mark.parametrize("ahead", [PLANNED, POSSIBLE, WILL_NOT])
def test_a_later_word_on_what_was_overtakes_what_lay_ahead(ahead: Status, settled: Status) -> None:
    told = [met(ahead, "The Post", "2021-03-14"), met(settled, "The Gazette", "2021-03-19")]
    assert [account.status for account in standing(accounts(told))] == [settled]
    assert clashes(*told) == []


def test_what_lies_ahead_stands_where_nothing_else_is_told() -> None:
    told = [met(PLANNED, "The Post"), met(POSSIBLE, "The Gazette")]
    assert standing(accounts(told)) == accounts(told)


def test_a_plan_stands_that_was_printed_after_the_word_that_it_had_not_been() -> None:
    told = [
        met(DID_NOT, "The Post", "2021-03-14"),
        met(PLANNED, "The Gazette", "2021-03-19"),
    ]
    assert standing(accounts(told)) == accounts(told)
    assert clashes(*told) == []


TUESDAY, WEDNESDAY, THURSDAY = (days(f"2021-03-{day}") for day in (16, 17, 18))
MARCH = days("2021-03-01", "2021-03-31", grain=Grain.MONTH)
THIS_WEEK = days("2021-03-15", "2021-03-21", grain=Grain.WEEK)
NEXT_WEEK = days("2021-03-22", "2021-03-28", grain=Grain.WEEK)


@pytest.mark.parametrize(
    ("one", "other", "over"),
    [
        (HAPPENED, HAPPENED, []),
        (HAPPENED, ONGOING, []),
        (PLANNED, POSSIBLE, []),
        (DID_NOT, DID_NOT, []),
        (POSSIBLE, WILL_NOT, []),
        (HAPPENED, DID_NOT, [Clash.STATUS]),
        (ONGOING, DID_NOT, [Clash.STATUS]),
        (PLANNED, WILL_NOT, [Clash.STATUS]),
    ],
)
def test_two_accounts_may_clash_on_whether_it_took_place(
    one: Status, other: Status, over: list[Clash]
) -> None:
    assert clashes(met(one, "The Post"), met(other, "The Gazette")) == over
    assert clashes(met(other, "The Post"), met(one, "The Gazette")) == over


@pytest.mark.parametrize(
    ("one", "other", "over"),
    [
        (TUESDAY, TUESDAY, []),
        (TUESDAY, WEDNESDAY, []),
        (TUESDAY, THURSDAY, [Clash.DAYS]),
        (TUESDAY, None, []),
        (TUESDAY, THIS_WEEK, []),
        (TUESDAY, NEXT_WEEK, [Clash.DAYS]),
        (TUESDAY, MARCH, []),
    ],
)
def test_two_accounts_may_clash_on_the_days(
    one: Days, other: Days | None, over: list[Clash]
) -> None:
    first, second = met(occurred=one, by="The Post"), met(occurred=other, by="The Gazette")
    assert clashes(first, second) == over
    assert clashes(second, first) == over


def test_days_of_plans_do_not_clash() -> None:
    told = [
        met(PLANNED, "The Post", occurred=TUESDAY),
        met(PLANNED, "The Gazette", occurred=NEXT_WEEK),
    ]
    assert clashes(*told) == []


@pytest.mark.parametrize(
    ("actors", "recipients", "over"),
    [
        ("SWE", "", [Clash.PARTIES]),
        ("SWE DNK", "FIN", [Clash.PARTIES]),
        ("NOR SWE", "", []),
        ("", "SWE", []),
        ("FIN", "NOR", []),
        ("SWE", "NOR", []),
    ],
)
def test_two_accounts_may_clash_on_who_it_was(
    actors: str, recipients: str, over: list[Clash]
) -> None:
    first = met(by="The Post", actors="NOR", recipients="FIN")
    second = met(by="The Gazette", actors=actors, recipients=recipients)
    assert clashes(first, second) == over


def test_two_accounts_may_clash_on_more_than_one_thing() -> None:
    first = met(by="The Post", actors="NOR", recipients="", occurred=TUESDAY)
    second = met(by="The Gazette", actors="SWE", recipients="", occurred=THURSDAY)
    assert clashes(first, second) == [Clash.DAYS, Clash.PARTIES]


def test_a_contradiction_names_both_origins() -> None:
    told = accounts([met(DID_NOT, "The Post"), met(HAPPENED, "The Gazette")])
    found = Contradiction(Clash.STATUS, "outlet:gazette", "outlet:post")
    assert contradictions(told) == (found,)


def test_each_pair_that_clashes_is_named() -> None:
    assert clashes(
        met(DID_NOT, "The Post"), met(HAPPENED, "The Gazette"), met(HAPPENED, "The Star")
    ) == [
        Clash.STATUS,
        Clash.STATUS,
    ]


TOLD = [
    met(status, by, f"2021-03-{day}", occurred=TUESDAY, page=f"{by} {day} {status}")
    for status in (HAPPENED, PLANNED, DID_NOT)
    for by in ("The Post", "The Gazette")
    for day in (14, 15)
]


@given(told=st.lists(st.sampled_from(TOLD), unique_by=lambda one: one.mention.id, min_size=1))
def test_each_telling_is_in_one_account(told: Sequence[Telling]) -> None:
    found = [one.mention.id for account in accounts(told) for one in account.tellings]
    assert sorted(found) == sorted(one.mention.id for one in told)


@given(told=st.permutations(TOLD))
def test_accounts_do_not_depend_on_the_order_of_arrival(told: Sequence[Telling]) -> None:
    assert accounts(told) == accounts(TOLD)
    assert contradictions(accounts(told)) == contradictions(accounts(TOLD))


def test_a_clash_of_days_alone_leaves_the_status_told() -> None:
    one = telling("They met", "met", status=Status.HAPPENED, occurred=days("2021-03-10"), page="a")
    other = telling(
        "They met", "met", status=Status.HAPPENED, occurred=days("2021-03-13"),
        chain=[says("a minister", "NOR", entity="person:minister")], page="b",
    )  # fmt: skip
    third = telling(
        "They met", "met", status=Status.ONGOING,
        chain=[says("the ministry", "NOR", entity="organ:NOR:ministry")], page="c",
    )  # fmt: skip
    found = event(one, other, third)
    assert [clash.over for clash in found.contradictions] == [Clash.DAYS]
    assert found.status is not None
