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


@pytest.mark.parametrize(
    "phrase",
    ["the two countries", "both sides", "the two leaders", "the pair", "the neighbours", "both"],
)
def test_two_sides_are_the_two_named_before(phrase: str) -> None:
    stage = staged(f"Ukraine and Russia signed. A treaty binds {phrase} now.", DAY)
    assert sorted(str(code) for _, code in stage.split(phrase)) == ["RUS", "UKR"]


@pytest.mark.parametrize("phrase", ["each side", "either country", "both sides", "the two sides"])
def test_two_sides_may_be_the_two_countries_that_a_report_is_about(phrase: str) -> None:
    text = (
        "Ukraine lost ground. In Kyiv nobody slept. Russia lost men. Moscow was quiet. Kharkiv "
        f"burned, and Russia sent guns. Later a priest who was asked said that {phrase} had erred."
    )
    assert sorted(str(code) for _, code in staged(text, DAY).split(phrase)) == ["RUS", "UKR"]


def test_parties_are_the_parts_resolved() -> None:
    stage = staged("Kenya and Tanzania protested.", DAY)
    parties = stage.cast.parties(stage.span("Kenya and Tanzania"))
    assert [party.code for party in parties] == ["KEN", "TZA"]


@pytest.mark.parametrize("phrase", ["The trio", "The three countries", "All three", "They"])
def test_three_are_the_three_named_before(phrase: str) -> None:
    stage = staged(f"Russia, Turkey and Iran met. {phrase} will meet again.", DAY)
    assert [code for _, code in stage.split(phrase)] == ["RUS", "TUR", "IRN"]


def test_two_people_of_one_country_are_two() -> None:
    text = (
        "Antony Blinken and Lloyd Austin will visit Japan and South Korea. The two left on Monday. "
        "The two countries wait."
    )
    stage = staged(text, DAY)
    assert [words for words, _ in stage.split("The two")] == ["Antony Blinken", "Lloyd Austin"]
    assert [code for _, code in stage.split("The two countries")] == ["JPN", "KOR"]


def test_the_two_koreas_are_not_just_any_two() -> None:
    text = "North Korea called South Korea. Seoul and Washington waited. The two Koreas agreed."
    assert [code for _, code in staged(text, DAY).split("The two Koreas")] == ["PRK", "KOR"]
    assert (
        len(staged("Seoul and Washington met. The two Koreas agreed.").split("The two Koreas")) == 1
    )


def test_those_named_after_a_dash_are_meant() -> None:
    text = "Kenya and Chad met. The three countries – Russia, Turkey and Iran – agreed."
    stage = staged(text, DAY)
    assert [code for _, code in stage.split("The three countries")] == ["RUS", "TUR", "IRN"]


def test_officials_of_two_countries_belong_to_both() -> None:
    text = "Kenya and Tanzania signed. Officials from the two countries met."
    stage = staged(text, DAY)
    found = [code for _, code in stage.split("Officials from the two countries")]
    assert found == ["KEN", "TZA"]


def test_the_lists_of_an_article_are_known() -> None:
    text = "Russia, Turkey and Iran met. Antony Blinken saw US and Russian troops."
    rows = [[span.of(text) for span in row] for row in staged(text, DAY).cast.rows()]
    assert rows == [["Russia", "Turkey", "Iran"], ["US", "Russian troops"]]


@pytest.mark.parametrize("phrase", ["The two leaders", "The pair", "Both men"])
def test_two_people_may_be_the_two_whom_a_sentence_names(phrase: str) -> None:
    text = (
        "Prime Minister Yoshihide Suga is to talk to President Joe Biden in Ohio. A spokesman, "
        f"Tom Lee, was glad. {phrase} will speak of Australia and India."
    )
    assert staged(text).split(phrase) == [("Yoshihide Suga", "JPN"), ("Joe Biden", "USA")]
