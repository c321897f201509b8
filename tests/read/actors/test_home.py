"""Those whom a report does not place belong to the country that it is overwhelmingly about."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.actors.staging import staged

DAY = date(2016, 3, 14)
KENYAN = (
    "Kenya votes on Monday. Police were out in Nairobi and Mombasa. Kenyan radio played songs, and "
    "Kenya closed its schools. Nairobi was quiet, Kisumu was not. "
)
SHARED = (
    "Kenya and Uganda vote on Monday. Nairobi was quiet, Kampala was not. "
    "Kenyan and Ugandan radio played songs in Mombasa and Entebbe. "
)


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Mary Wanjala called for calm.", "Mary Wanjala"),
        ("Zorblax Motors closed its gates.", "Zorblax Motors"),
        ("Mary Wanjala and her rivals shook hands.", "her rivals"),
    ],
)
def test_the_unplaced_are_at_home_where_one_country_fills_the_report(
    sentence: str, phrase: str
) -> None:
    assert staged(KENYAN + sentence, DAY).code(phrase) == "KEN"
    assert staged(SHARED + sentence, DAY).code(phrase) is None


MIXED = (
    "Kenya votes on Monday. Police were out in Mombasa. Kenya closed its schools, as Kenyan radio "
    "said. France, Japan and Peru sent ministers, Chile and Cuba did not. "
)


def test_a_states_own_are_of_the_country_named_most() -> None:
    assert staged(MIXED + "The army stayed away.", DAY).code("The army") == "KEN"


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Foreign monitors came.", "Foreign monitors"),
        ("Other countries praised it.", "Other countries"),
        ("Its allies praised it.", "Its allies"),
        ("Muslims prayed for peace.", "Muslims"),
        ("Immigrants stayed indoors.", "Immigrants"),
    ],
)
def test_those_who_may_be_from_elsewhere_stay_unknown(sentence: str, phrase: str) -> None:
    assert staged(KENYAN + sentence, DAY).code(phrase) is None


def test_a_report_of_a_few_names_has_no_home() -> None:
    assert staged("Kenya votes. Mary Wanjala called for calm.", DAY).code("Mary Wanjala") is None


def test_a_person_is_of_the_one_country_that_their_sentences_name() -> None:
    text = SHARED + "Tom Okello, who leads Uganda's grocers in Kampala, shut his shop."
    assert staged(text, DAY).code("Tom Okello") == "UGA"
    text = SHARED + "Tom Okello sells Uganda's fruit in Mombasa."
    assert staged(text, DAY).code("Tom Okello") is None


def test_a_surname_alone_is_no_foreign_minister_where_only_one_country_is_spoken_of() -> None:
    assert staged(SHARED + "Voters asked Fallon.", DAY).code("Fallon") == "GBR"
    assert staged(KENYAN + "Voters asked Fallon.", DAY).code("Fallon") != "GBR"
    assert staged(KENYAN + "Voters asked Merkel.", DAY).code("Merkel") == "DEU"


AMERICAN = (
    "Texas votes on Monday. The Senate was quiet, the Pentagon was not. Ohio closed its schools, "
    "and American radio played songs in Chicago. "
)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [("The states", "USA"), ("Several states", "USA"), ("14 states", "USA"), ("Gulf states", None)],
)
def test_states_are_a_federations_own_where_it_fills_the_report(
    phrase: str, code: str | None
) -> None:
    assert staged(AMERICAN + f"{phrase} objected.", DAY).code(phrase) == code
    assert staged(KENYAN + f"{phrase} objected.", DAY).code(phrase) is None


def test_a_politicians_allies_are_at_home_where_one_country_fills_the_report() -> None:
    sentence = "Bernie Sanders and his allies spoke. His critics laughed."
    stage = staged(AMERICAN + sentence, DAY)
    assert stage.code("his allies") == stage.code("His critics") == "USA"
    stage = staged(AMERICAN + SHARED + sentence, DAY)
    assert stage.code("his allies") is None


def test_those_who_meet_abroad_are_not_of_the_country_where_they_do() -> None:
    met = "In Geneva, senior negotiators smiled."
    assert staged(MIXED + met, DAY).code("senior negotiators") is None
    assert staged(KENYAN + met, DAY).code("senior negotiators") == "KEN"
    assert staged(MIXED + "Diplomats smiled.", DAY).code("Diplomats") is None
    assert staged(MIXED + "In Geneva, officials smiled.", DAY).code("officials") == "CHE"
    own = "In Geneva, Kenyan diplomats smiled."
    assert staged(MIXED + own, DAY).code("Kenyan diplomats") == "KEN"
