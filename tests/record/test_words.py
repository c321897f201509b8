"""The terms of a text, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.record.words import folded, is_of_signs, stem, terms

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=2, max_size=6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("… — !", []),
        ("Talks about talks", ["talk", "about", "talk"]),
        ("The envoys’ visits", ["the", "envoy", "visit"]),
        ("asked_questions", ["ask", "question"]),
        ("F-16s of 2021", ["f", "16s", "of", "2021"]),
        ("Überläufer in Málaga", ["uberlauf", "in", "malaga"]),
        ("ＦＩＳＨＥＲＹ talks", ["fisheri", "talk"]),
        ("美国", ["美国"]),
        ("美", ["美"]),
        ("中美会谈", ["中美", "美会", "会谈"]),
        ("会谈 in Oslo，明天", ["会谈", "in", "oslo", "明天"]),
        ("2021年3月", ["2021", "年", "3", "月"]),
        ("переговоры", ["переговоры"]),
    ],
)
def test_a_text_has_its_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    "other", ["SAO TOME", "são tomé", "Sa\u0303o Tome\u0301", "Ｓａｏ　Ｔｏｍｅ"]
)
def test_case_accents_and_width_make_no_difference(other: str) -> None:
    assert terms(other) == terms("São Tomé")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("visited", "visits"),
        ("meeting", "meets"),
        ("sanctions", "sanctioned"),
        ("reply", "replies"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("particle", ["은", "이", "의", "에서", "으로부터"])
def test_a_korean_noun_is_found_whatever_particle_it_bears(particle: str) -> None:
    assert set(terms("북한")) <= set(terms(f"북한{particle}"))


@given(noun=HANGUL, particle=HANGUL)
def test_a_word_of_signs_is_found_inside_a_longer_one(noun: str, particle: str) -> None:
    assert terms(noun) == terms(noun + particle)[: len(terms(noun))]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("北京", True),
        ("ソウル", True),
        ("서울", True),
        ("Oslo", False),
        ("Киев", False),
        ("", False),
    ],
)
def test_signs_are_known_from_letters(word: str, expected: bool) -> None:
    assert is_of_signs(word) is expected


@given(text=st.text())
def test_no_term_is_blank_or_holds_a_space(text: str) -> None:
    assert [term for term in terms(text) if not term or term.split() != [term]] == []


@given(text=st.text(st.characters(max_codepoint=0x24F)))
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
