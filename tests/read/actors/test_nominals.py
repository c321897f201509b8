"""Phrases without a country of their own take it from the article."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.actors.staging import staged

DAY = date(2018, 9, 5)


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("A senior US official spoke. The talks failed, the official said.", "the official", "USA"),
        ("Hamas fired rockets. The group denied it.", "The group", "PSE"),
        ("The Assad regime gained ground. Iran armed the regime.", "the regime", "SYR"),
        (
            "Erdoğan called Putin. Later, the Turkish president hung up.",
            "the Turkish president",
            "TUR",
        ),
        (
            "Russia’s defence ministry denied it. The ministry's spokesman left.",
            "The ministry",
            "RUS",
        ),
        ("Isis lost the town. The militants fled.", "The militants", "ISIS"),
        ("Kenya's police came. Later, police found them in Nairobi.", "police", "KEN"),
    ],
)
def test_a_bare_phrase_means_the_one_named_before(text: str, phrase: str, code: str) -> None:
    assert staged(text, DAY).code(phrase) == code


def test_the_president_is_the_one_in_office_whom_the_article_names() -> None:
    stage = staged("Macron met workers. France was quiet. The president smiled.", DAY)
    assert stage.party("The president").name == "Emmanuel Macron"


def test_an_administration_official_belongs_to_the_administration() -> None:
    text = (
        "North Korea has not answered the Biden administration. “Nothing came from Pyongyang,” "
        "a senior administration official said."
    )
    assert staged(text, date(2021, 3, 14)).code("a senior administration official") == "USA"


def test_rebels_belong_where_the_article_plays() -> None:
    text = "Fighting went on in Aleppo and in Idlib. Rebels in the city shot at government forces."
    assert staged(text, DAY).coded("Rebels") == "SYR/REB"
    assert staged(text, DAY).coded("government forces") == "SYR/MIL"


def test_a_title_that_only_one_country_has_tells_it() -> None:
    assert staged("The Secretary of State spoke.", DAY).code("The Secretary of State") == "USA"


def test_those_whom_nobody_knows_belong_nowhere() -> None:
    text = "Bombs went off in Nairobi and in Mombasa. The bombers fled. Aid groups helped."
    assert staged(text, DAY).code("The bombers") is None
    assert staged(text, DAY).code("Aid groups") is None


def test_an_english_city_may_be_american() -> None:
    text = "Police in Birmingham, Alabama, searched it. Birmingham residents watched."
    stage = staged(text, DAY)
    assert stage.code("Police in Birmingham, Alabama") == "USA"
    assert stage.code("Birmingham residents") == "USA"


def test_a_place_lies_in_its_country() -> None:
    stage = staged("Talks took place in Sochi, in northern Syria and on the Turkish border.", DAY)
    assert stage.cast.place(stage.span("Sochi")).code == "RUS"
    assert stage.cast.place(stage.span("northern Syria")).code == "SYR"
    assert stage.cast.place(stage.span("the Turkish border")).code == "TUR"


def test_the_official_of_a_headline_is_the_one_of_the_report() -> None:
    text = "Talks with Japan near, says official.\nA senior Turkish official spoke on Friday.\n"
    assert staged(text, DAY).code("official") == "TUR"


def test_the_official_is_the_same_as_before_even_where_that_one_needs_the_article() -> None:
    text = (
        "The Biden administration waits. North Korea is silent, an administration official said. "
        "Pyongyang has time, the official said."
    )
    assert staged(text, date(2021, 3, 14)).code("the official") == "USA"
