"""Pronouns stand for whom their article means by them."""

from __future__ import annotations

from datetime import date

import pytest

from demarche.model import Article, Sentence, Span, Token
from demarche.read.actors import Cast
from tests.read.actors.staging import knowledge, staged

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


def with_tree(rows: list[tuple[str, str, int, str]]) -> tuple[str, Sentence]:
    """A sentence of one space between words, from rows of word, tag, head and relation."""
    text = " ".join(row[0] for row in rows)
    tokens, at = [], 0
    for word, upos, head, relation in rows:
        span = Span(at, at + len(word))
        tokens.append(Token(span, word, word.lower(), upos, "", head, relation))
        at = span.end + 1
    return text, Sentence(Span(0, len(text)), tuple(tokens))


@pytest.mark.parametrize(("subject", "code"), [(0, "TUR"), (3, "DEU")])
def test_the_subject_of_the_tree_is_preferred(subject: int, code: str) -> None:
    relations = {subject: "nsubj", 3 - subject: "obj"}
    text, sentence = with_tree(
        [
            ("Recep", "PROPN", 2, relations[0]),
            ("Erdoğan", "PROPN", 0, "flat"),
            ("saw", "VERB", -1, "root"),
            ("Olaf", "PROPN", 2, relations[3]),
            ("Scholz", "PROPN", 3, "flat"),
            ("before", "SCONJ", 7, "mark"),
            ("he", "PRON", 7, "nsubj"),
            ("left", "VERB", 2, "advcl"),
        ]
    )
    cast = Cast.of(Article("test", "test", text), [sentence], [], knowledge(), date(2022, 9, 5))
    he = text.index(" he ") + 1
    assert cast.party(Span(he, he + 2)).code == code
