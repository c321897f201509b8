"""People are known by the tables, by their titles, and by their surnames after that."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.actors.staging import staged

TWO_KIMS = (
    "The review will end soon, said Sung Kim, acting assistant secretary of state for East Asian "
    "affairs.\n"
    "Kim, who gave no details, said Washington would listen to Seoul.\n"
    "North Korean leader Kim Jong-un has called the US an enemy.\n"
)


def test_two_men_of_one_surname_are_never_mixed_up() -> None:
    stage = staged(TWO_KIMS)
    assert stage.party("Sung Kim").name == "Sung Kim"
    assert stage.party("Kim", 2).name == "Sung Kim"
    assert stage.code("Kim", 2) == "USA"
    assert stage.party("Kim Jong-un").name == "Kim Jong-un"
    assert stage.coded("Kim Jong-un") == "PRK/GOV"


def test_a_surname_alone_is_the_one_named_last() -> None:
    stage = staged(TWO_KIMS + "Kim spoke at a congress.\n")
    assert stage.party("Kim", 4).name == "Kim Jong-un"


@pytest.mark.parametrize(
    ("text", "name", "coded"),
    [
        ("The British trade minister Jane Oddname left. Oddname wept.", "Oddname", "GBR/GOV"),
        ("Jane Oddname, the Kenyan interior minister, left. Oddname wept.", "Oddname", "KEN/GOV"),
        ("The Kenyan interior minister, Jane Oddname, left. Oddname wept.", "Oddname", "KEN/GOV"),
        ("Jane Oddname left. Jane Oddname is a Turkish lawmaker.", "Jane Oddname", "-/-"),
        ("Jane Oddname of the United Nations left. Oddname wept.", "Oddname", "UN/IGO"),
        ("Sen. Jane Oddname, R-Wis., left. Oddname wept.", "Oddname", "USA/LEG"),
    ],
)
def test_people_unknown_to_the_tables_are_known_by_their_titles(
    text: str, name: str, coded: str
) -> None:
    nth = 2 if text.count(name) > 1 and " wept" in text else 1
    assert staged(text).coded(name, nth) == coded


def test_a_title_given_later_in_the_article_counts_too() -> None:
    text = "Jane Oddname refused. Later, Jane Oddname, the Kenyan interior minister, agreed."
    assert staged(text).coded("Jane Oddname") == "KEN/GOV"


def test_sectors_change_with_the_offices() -> None:
    text = "Donald Trump spoke."
    assert staged(text, date(2016, 8, 1)).coded("Donald Trump") == "USA/PTY"
    assert staged(text, date(2018, 8, 1)).coded("Donald Trump") == "USA/GOV"


def test_a_surname_of_the_tables_needs_no_first_mention() -> None:
    assert staged("Erdoğan threatened to leave.", date(2018, 8, 1)).coded("Erdoğan") == "TUR/GOV"
    assert staged("Talks in May failed.", date(2018, 8, 1)).code("May") is None


def test_a_former_and_a_present_title_are_one_person() -> None:
    text = "Former Secretary of State and Democratic presidential candidate Hillary Clinton spoke."
    stage = staged(text, date(2015, 11, 19))
    whole = "Former Secretary of State and Democratic presidential candidate Hillary Clinton"
    assert stage.party(whole).name == "Hillary Clinton"
    assert len(stage.split(whole)) == 1


def test_a_surname_that_is_a_people_too_is_the_person_named_before() -> None:
    stage = staged("Mark Cuban, an American, laughed. Cuban left.")
    assert stage.code("Cuban", 2) == "USA"
    assert staged("Cuban officials left.").code("Cuban officials") == "CUB"


def test_names_that_the_encoder_knows_are_people() -> None:
    text = "The Turkish envoy Xi Yo Za spoke. Za left."
    assert staged(text, names=(("Xi Yo Za", "PER"),)).coded("Za", 2) == "TUR/GOV"


def test_a_word_on_a_placard_is_no_given_name() -> None:
    text = "Her sign said Shameful Trump. Donald Trump saw it, and Trump laughed."
    stage = staged(text, date(2016, 3, 14), names=(("Trump", "PER"),))
    assert stage.party("Trump", 3).entity == "person:donald-trump"


def test_a_person_belongs_where_they_are_said_to_be_from() -> None:
    text = "Jo Tarn, 24, from Accrington, was held in Ankara. Tarn denied it."
    assert staged(text).code("Tarn", 2) == "GBR"


def test_an_office_named_by_its_house_is_held_by_a_person() -> None:
    stage = staged("The Pentagon chief flew to Tokyo.", date(2021, 3, 14))
    assert stage.party("The Pentagon chief").name == "Lloyd Austin"
    assert stage.coded("The Pentagon chief") == "USA/GOV"


def test_where_a_person_is_says_nothing_of_whose_they_are() -> None:
    text = "Putin was prepared to talk to Mr Poroshenko in Normandy on Friday."
    assert staged(text, date(2014, 6, 3)).code("Mr Poroshenko") == "UKR"


def test_a_people_as_a_whole_is_no_title() -> None:
    text = "To the Americans Suleimani was the man whose bombs had killed 600."
    assert staged(text, date(2020, 1, 4)).code("Suleimani") == "IRN"
    text = "Isis held the Americans Jane Oddname and Jo Tarn. The Swiss Ann Lund fled."
    stage = staged(text, date(2016, 1, 4))
    assert (stage.code("Jane Oddname"), stage.code("Ann Lund")) == ("USA", "CHE")


def test_only_a_name_after_of_says_whose_a_person_is() -> None:
    assert staged("They met Jane Oddname, of").code("Jane Oddname") is None
    assert staged("Jane Oddname, of Iranian descent, left.").code("Jane Oddname") is None


def test_a_common_given_name_alone_is_nobody_of_the_tables() -> None:
    text = "Ahmed, a baker, fled Damascus. Mohammed fled with him."
    stage = staged(text, date(2017, 10, 14))
    assert stage.party("Ahmed").entity is None
    assert stage.party("Mohammed").entity is None
    assert staged("King Abdullah left.", date(2016, 10, 14)).code("King Abdullah") == "JOR"


def test_a_duke_of_somewhere_is_no_surname() -> None:
    text = "Robinson served in the Duke of Lancaster’s Regiment."
    assert staged(text, date(2017, 10, 4)).party("the Duke").entity is None
    text = "The Merkel of old would have refused."
    assert staged(text, date(2017, 10, 4)).code("The Merkel") == "DEU"


def test_a_title_told_by_a_pronoun_does_not_move_one_whom_the_tables_know() -> None:
    text = "The Nepali minister left. The Nepali thanked his host, H. D. Deve Gowda, on Monday."
    assert staged(text, date(1996, 5, 30)).code("H. D. Deve Gowda") == "IND"


def test_one_who_held_no_office_is_known_by_the_full_name() -> None:
    assert staged("Ellis left.", date(2020, 11, 30)).party("Ellis").entity is None
    stage = staged("Jenna Ellis left. Ellis wept.", date(2020, 11, 30))
    assert stage.coded("Ellis", 2) == "USA/-"


def test_a_peer_is_british() -> None:
    stage = staged("Israel lifted the siege. Lord Ashgrove and Baroness Wexcombe praised it.")
    assert stage.code("Lord Ashgrove") == stage.code("Baroness Wexcombe") == "GBR"
    assert staged("The drug lord Tom Ashgrove fled.").code("Tom Ashgrove") is None


def test_an_ambassador_to_a_body_is_not_of_it() -> None:
    stage = staged("Former UN Ambassador Ann Lee praised France.")
    assert stage.code("Former UN Ambassador Ann Lee") is None
    stage = staged("The EU ambassador, Ann Lee, left Harare.")
    assert stage.code("The EU ambassador, Ann Lee") == "EU"


def test_a_surname_after_anothers_given_name_is_not_the_one_of_the_tables() -> None:
    text = "(Reporting by Clara Oddname in Paris; Editing by Idris Merkel)"
    assert staged(text).coded("Idris Merkel") == "-/-"
    known = "(Reporting by Clara Oddname in Paris; Statement by Angela Merkel)"
    assert staged(known).code("Angela Merkel") == "DEU"
    assert staged("Clara smiled at Paris, and Merkel left.").code("Merkel") == "DEU"
