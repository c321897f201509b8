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


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("North Korea fired. The North's state media told it.", "The North's state media", "PRK"),
        ("North Korea fired. The South condemned it.", "The South", "KOR"),
        ("Sudan and South Sudan met. The South agreed.", "The South", "SSD"),
        ("Saudi Arabia cut ties with Iran. The kingdom left.", "The kingdom", "SAU"),
        (
            "Saudi Arabia left Iran. Officials in the kingdom met.",
            "Officials in the kingdom",
            "SAU",
        ),
        ("The EU met UN experts. The bloc agreed.", "The bloc", "EU"),
        ("NATO met the EU. The alliance agreed.", "The alliance", "NATO"),
        ("Vietnam met Japan. The communist state agreed.", "The communist state", "VNM"),
    ],
)
def test_a_short_name_stands_for_the_one_it_fits(text: str, phrase: str, code: str) -> None:
    assert staged(text, DAY).code(phrase) == code


def test_the_north_is_no_country_where_no_two_halves_are_spoken_of() -> None:
    assert staged("Rebels hold the North of Mali. The North is dry.", DAY).code("The North") is None


def test_the_president_is_the_one_most_in_view() -> None:
    text = (
        "Donald Trump spoke. Trump met Mattis. Trump left. A Russian president once refused. "
        "Mattis opposed the president on that."
    )
    assert staged(text, date(2018, 9, 5)).code("the president") == "USA"


def test_a_title_before_a_name_and_a_comma_is_that_persons() -> None:
    stage = staged("The talks in Syria angered Russia and its president, Vladimir Putin, too.", DAY)
    assert stage.party("its president").name == "Vladimir Putin"


def test_exiles_act_where_they_live() -> None:
    assert staged("Cuban exiles in Miami marched.", DAY).code("Cuban exiles in Miami") == "USA"


def test_whoever_has_them_rebels_belong_to_their_own_country() -> None:
    stage = staged("Turkey sent in troops and its Syrian rebel factions.", DAY)
    assert stage.coded("its Syrian rebel factions") == "SYR/REB"


def test_the_militants_are_the_group_named_before() -> None:
    text = "Iraq took the town from Isis, clearing the militants from a base on the Syrian border."
    assert staged(text, DAY).code("the militants") == "ISIS"


@pytest.mark.parametrize(
    ("sentence", "phrase", "coded"),
    [
        ("The jihadists fled.", "The jihadists", "ISIS/REB"),
        ("Foreign fighters fled.", "Foreign fighters", "ISIS/REB"),
        ("Members of the terror group fled.", "Members of the terror group", "ISIS/REB"),
    ],
)
def test_jihadists_are_of_the_force_named_last(sentence: str, phrase: str, coded: str) -> None:
    assert staged(f"Isis lost its last town in Syria. {sentence}", DAY).coded(phrase) == coded


def test_jihadists_are_not_isis_where_another_force_is_named_last() -> None:
    text = "Isis lost ground in Syria. Hamas kept its own. The jihadists rested."
    assert staged(text, DAY).code("The jihadists") != "ISIS"


@pytest.mark.parametrize(
    ("sentence", "phrase", "code"),
    [
        ("US-backed forces took the town.", "US-backed forces", "SYR"),
        ("Turkey feared that pro-Assad forces would come.", "pro-Assad forces", "SYR"),
    ],
)
def test_forces_are_not_of_their_backers(sentence: str, phrase: str, code: str) -> None:
    text = f"Fighting went on in Aleppo and in Idlib. Bashar al-Assad said nothing. {sentence}"
    assert staged(text, DAY).code(phrase) == code


def test_a_house_committee_is_of_the_congress() -> None:
    text = "The United States mourned its dead in Benghazi. A House panel on Benghazi met."
    assert staged(text, DAY).coded("A House panel") == "USA/LEG"


def test_an_outlet_that_nobody_knows_by_its_name_is_of_no_country() -> None:
    text = (
        "North Korea has not responded to outreach, a senior administration official told Meridian "
        "News Agency on Saturday. Pyongyang's news agency was silent."
    )
    stage = staged(text, date(2021, 3, 14))
    assert stage.coded("Meridian News Agency") == "-/MED"
    assert stage.coded("Pyongyang's news agency") == "PRK/MED"


def test_inspectors_are_of_the_body_named_last() -> None:
    text = "Iran called the International Atomic Energy Agency. The inspectors came to Natanz."
    assert staged(text, DAY).code("The inspectors") == "IAEA"


def test_the_neighbour_of_one_of_two_countries_is_the_other() -> None:
    text = (
        "Iran lost ground. Iraq did not. In Tehran nobody slept, in Baghdad they danced. Iran "
        "closed its border and Iraq its ports. Tehran said it would never forgive its neighbour."
    )
    assert staged(text, DAY).code("its neighbour") == "IRQ"


def test_a_group_is_the_one_spoken_of_lately() -> None:
    text = (
        "A rights group in Syria wrote to the Damascus press. Hamas fired rockets from Gaza. "
        "The group denied it."
    )
    assert staged(text, DAY).code("The group") == "PSE"


def test_the_first_lady_is_not_of_the_one_country_whose_tables_have_one() -> None:
    text = "The White House praised Ohio. The first lady visited nurses."
    assert staged(text, DAY).code("The first lady") == "USA"


def test_a_headlines_us_is_no_dateline_and_the_us_has_no_ministries() -> None:
    text = (
        "U.S. urged Korea to join talks\n\nTOKYO, April 10 - The United States urged Korea to join "
        "talks with Japan in Washington. Japan agreed in Washington, and Ohio and Texas were quiet "
        "in the United States. A Foreign Ministry official smiled."
    )
    assert staged(text, date(2021, 4, 10)).code("A Foreign Ministry official") == "JPN"
