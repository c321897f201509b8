"""Pronouns stand for whom their article means by them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.actors.staging import staged, staged_tree

DAY = date(2018, 9, 5)


@pytest.mark.parametrize(
    ("text", "pronoun", "code"),
    [
        ("Erdoğan met Merkel. He left early.", "He", "TUR"),
        ("Erdoğan met Merkel. She left early.", "She", "DEU"),
        ("Turkey sent tanks. It denied that.", "It", "TUR"),
        ("Russia said it would veto the text.", "it", "RUS"),
        ("The Kurds held the town. They fought on.", "They", "SYR"),
        ("Turkish officials met. They refused to talk.", "They", "TUR"),
        ("Putin praised his army.", "his", "RUS"),
        ("Iran condemned the raid and recalled its envoy.", "its", "IRN"),
    ],
)
def test_a_pronoun_means_the_party_named_before(text: str, pronoun: str, code: str) -> None:
    assert staged("Fighting went on in Syria.\n" + text, DAY).code(pronoun) == code


def test_we_in_a_quotation_is_the_side_of_the_one_who_speaks() -> None:
    stage = staged("“We will not wait, and I told them,” said Sergei Lavrov. Iran agreed.", DAY)
    assert stage.code("We") == "RUS"
    assert stage.party("We").name is None
    assert stage.party("I").name == "Sergei Lavrov"


def test_we_outside_quotations_is_nobody_known() -> None:
    assert staged("Turkey sent tanks. We do not know why.", DAY).code("We") is None


def test_he_in_a_quotation_is_not_the_speaker() -> None:
    text = "Trump angered Ankara. “He lied to us,” Erdoğan said."
    assert staged(text, DAY).code("He") == "USA"


def test_who_means_the_one_before_it() -> None:
    assert staged("Merkel, who refused, left.", DAY).code("who") == "DEU"


def test_they_may_stand_for_two() -> None:
    stage = staged("Saudi Arabia and Jordan reduced their aid. They pressed the rebels.", DAY)
    assert [code for _, code in stage.split("They")] == ["SAU", "JOR"]


def test_a_pronoun_with_nobody_before_it_is_unknown() -> None:
    assert staged("He left. It rained.", DAY).code("He") is None


@pytest.mark.parametrize(("subject", "code"), [(0, "TUR"), (3, "DEU")])
def test_the_subject_of_the_tree_is_preferred(subject: int, code: str) -> None:
    relations = {subject: "nsubj", 3 - subject: "obj"}
    stage = staged_tree(
        [
            ("Recep", "PROPN", 2, relations[0]),
            ("Erdoğan", "PROPN", 0, "flat"),
            ("saw", "VERB", -1, "root"),
            ("Olaf", "PROPN", 2, relations[3]),
            ("Scholz", "PROPN", 3, "flat"),
            ("before", "SCONJ", 7, "mark"),
            ("he", "PRON", 7, "nsubj"),
            ("left", "VERB", 2, "advcl"),
        ],
        date(2022, 9, 5),
    )
    assert stage.code("he") == code


def test_their_leaders_are_those_of_both() -> None:
    stage = staged("Iran and Iraq met. They sent their leaders to Baku.", DAY)
    assert [code for _, code in stage.split("their leaders")] == ["IRN", "IRQ"]


def test_whose_belongs_to_the_one_before_it() -> None:
    stage = staged("Talks with Iran, whose leaders refused, went on in Baku.", DAY)
    assert stage.code("whose leaders") == "IRN"
    assert stage.code("leaders") == "IRN"


def test_it_is_the_island_that_a_name_stands_for() -> None:
    stage = staged("Jets flew near Taiwan. The island sent its own. It warned China.", DAY)
    assert stage.code("The island") == "TWN"
