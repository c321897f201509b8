"""A phrase that joins parties is cut so that each part still says who it is."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.actors.staging import staged

DAY = date(2021, 3, 14)


@pytest.mark.parametrize(
    ("text", "phrase", "parts"),
    [
        (
            "Kenya and Tanzania protested.",
            "Kenya and Tanzania",
            [("Kenya", "KEN"), ("Tanzania", "TZA")],
        ),
        (
            "Russia, Turkey and Iran met.",
            "Russia, Turkey and Iran",
            [("Russia", "RUS"), ("Turkey", "TUR"), ("Iran", "IRN")],
        ),
        (
            "The US and Russian militaries talked.",
            "The US and Russian militaries",
            [("The US", "USA"), ("Russian militaries", "RUS")],
        ),
        (
            "Authorities in Kenya and Tanzania searched.",
            "Authorities in Kenya and Tanzania",
            [("Authorities in Kenya", "KEN"), ("Tanzania", "TZA")],
        ),
        (
            "The top US envoy and defense chief is visiting Korea.",
            "The top US envoy and defense chief",
            [("The top US envoy", "USA"), ("defense chief", "USA")],
        ),
        (
            "Talks join the Secretary of State and Defense Secretary and their South Korean "
            "counterparts.",
            "the Secretary of State and Defense Secretary and their South Korean counterparts",
            [
                ("the Secretary of State", "USA"),
                ("Defense Secretary", "USA"),
                ("their South Korean counterparts", "KOR"),
            ],
        ),
        (
            "The Turkish president, Recep Tayyip Erdoğan, and Vladimir Putin met.",
            "The Turkish president, Recep Tayyip Erdoğan, and Vladimir Putin",
            [("The Turkish president, Recep Tayyip Erdoğan", "TUR"), ("Vladimir Putin", "RUS")],
        ),
    ],
)
def test_joined_parties_are_cut_apart(text: str, phrase: str, parts: list[tuple[str, str]]) -> None:
    assert staged(text, DAY).split(phrase) == parts


@pytest.mark.parametrize(
    "phrase",
    [
        "Turkish troops",
        "the US embassies in Kenya and Tanzania",
        "Turkey’s foreign and defence ministers",
        "the Russian president, Vladimir Putin",
        "dozens of men and women",
    ],
)
def test_one_party_is_not_cut(phrase: str) -> None:
    assert len(staged(f"They saw {phrase} there.", DAY).split(phrase)) == 1


def test_the_first_of_two_peoples_shares_the_head() -> None:
    stage = staged("The US and Russian militaries talked.", DAY)
    first, _ = stage.cast.split(stage.span("The US and Russian militaries"))
    assert str(stage.cast.party(first).sector) == "MIL"


@pytest.mark.parametrize("phrase", ["the two countries", "both sides", "the two leaders"])
def test_two_sides_are_the_two_named_before(phrase: str) -> None:
    stage = staged(f"Ukraine and Russia signed. A treaty binds {phrase} now.", DAY)
    assert sorted(str(code) for _, code in stage.split(phrase)) == ["RUS", "UKR"]


def test_parties_are_the_parts_resolved() -> None:
    stage = staged("Kenya and Tanzania protested.", DAY)
    parties = stage.cast.parties(stage.span("Kenya and Tanzania"))
    assert [party.code for party in parties] == ["KEN", "TZA"]
