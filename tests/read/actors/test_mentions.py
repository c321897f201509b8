"""The phrases that may name a party, for a link to choose among."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.model import Span
from tests.read.actors.staging import staged, staged_tree


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Turkish troops shelled the YPG.", ["Turkish troops", "the YPG"]),
        ("He met her in Paris.", ["He", "her", "Paris"]),
        ("Russian airstrikes angered Turkey’s allies.", ["Russian", "Turkey’s allies", "Turkey"]),
        ("The president of Syria, Bashar al-Assad, spoke.", ["The president of Syria"]),
        ("Iran's ambassador to Iraq left.", ["Iran's ambassador to Iraq"]),
        ("Officials said that rebels fled.", ["Officials", "rebels"]),
    ],
)
def test_candidates_are_found(text: str, phrases: list[str]) -> None:
    assert set(phrases) <= set(staged(text).mentions())


def test_a_relative_clause_and_an_apposition_are_left_out() -> None:
    found = staged("Sung Kim, a US envoy, who left, met the Japanese minister who came.").mentions()
    assert "Sung Kim" in found
    assert "the Japanese minister" in found
    assert not any("who" in phrase.split() and len(phrase) > 3 for phrase in found)


def test_phrases_end_where_the_tree_does() -> None:
    found = staged_tree(
        [
            ("This", "DET", 1, "det"),
            ("year", "NOUN", 3, "obl"),
            ("Turkey", "PROPN", 3, "nsubj"),
            ("met", "VERB", -1, "root"),
            ("officials", "NOUN", 3, "obj"),
            ("from", "ADP", 6, "case"),
            ("Iran", "PROPN", 4, "nmod"),
            ("in", "ADP", 8, "case"),
            ("Baku", "PROPN", 3, "obl"),
        ]
    ).mentions()
    assert "Turkey" in found
    assert "officials from Iran" in found
    assert not any(
        "year" in phrase or (phrase.endswith("Baku") and " " in phrase) for phrase in found
    )


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The Kurdistan Workers’ Party (PKK) left.", "The Kurdistan Workers’ Party (PKK)"),
        ("The Turkish president, Recep Tayyip Erdoğan, left.", "The Turkish president"),
        (
            "The Turkish president, Recep Tayyip Erdoğan, left.",
            "The Turkish president, Recep Tayyip Erdoğan",
        ),
        ("Sung Kim, a US envoy, left.", "Sung Kim, a US envoy"),
        ("Russia, Turkey and Iran met.", "Russia, Turkey and Iran"),
        ("The US envoy and defense chief met.", "The US envoy and defense chief"),
        ("They met US and Russian troops.", "Russian troops"),
        ("A Turkish-Iranian deal failed.", "Iranian"),
    ],
)
def test_a_candidate_reaches_as_far_as_it_belongs_together(text: str, phrase: str) -> None:
    assert phrase in staged(text).mentions()


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        (
            "Ned Price, the department's spokesman, said so.",
            "the department's spokesman",
            "Ned Price",
        ),
        ("The Turkish president, Recep Tayyip Erdoğan, said so.", "The Turkish president", "Recep"),
        ("Blinken, the envoy and the Japanese minister met.", "the envoy", "the envoy"),
        ("Sung Kim met the Japanese minister.", "the Japanese minister", "the Japanese minister"),
    ],
)
def test_a_title_beside_a_name_is_told_by_the_name(text: str, title: str, name: str) -> None:
    stage = staged(text)
    assert stage.cast.proper(stage.span(title)).of(text).startswith(name)


WORDS = st.sampled_from(
    "the US and Turkish troops of Syria , . “ ” president Kim Jong - un 's said who their met "
    "Erdoğan two countries in Idlib rebels US-led ( ) former minister He they".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_every_mention_lies_in_the_text_and_can_be_asked_for(parts: list[str]) -> None:
    stage = staged(" ".join(parts))
    for span in stage.cast.mentions():
        assert 0 <= span.start < span.end <= len(stage.text)
        pieces = stage.cast.split(span)
        assert pieces
        for piece in pieces:
            party = stage.cast.party(piece)
            assert party.text == piece.of(stage.text)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25), st.data())
def test_any_span_has_an_answer(parts: list[str], data: st.DataObject) -> None:
    stage = staged(" ".join(parts))
    start = data.draw(st.integers(0, len(stage.text) - 1))
    end = data.draw(st.integers(start + 1, len(stage.text)))
    span = Span(start, end)
    assert stage.cast.party(span).span == span
    assert stage.cast.place(span).span == span
    assert stage.cast.split(span)


def test_the_same_article_gives_the_same_cast() -> None:
    text = "Turkish troops shelled the YPG. They denied it."
    first, second = staged(text), staged(text)
    assert first.mentions() == second.mentions()
    parties = [
        [stage.cast.party(span) for span in stage.cast.mentions()] for stage in (first, second)
    ]
    assert parties[0] == parties[1]


def test_an_empty_article_has_no_cast() -> None:
    assert staged("").mentions() == []


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_who_is_meant_does_not_hang_on_what_was_asked_first(parts: list[str]) -> None:
    one, other = staged(" ".join(parts)), staged(" ".join(parts))
    spans = one.cast.mentions()
    forth = [one.cast.party(span) for span in spans]
    back = [other.cast.party(span) for span in reversed(spans)]
    assert forth == back[::-1]


def test_a_name_in_a_word_in_two_is_read_with_its_article() -> None:
    stage = staged("Fighters held the SDF-controlled town.")
    span = Span(stage.text.index("the SDF"), stage.text.index("-controlled"))
    assert stage.cast.party(span).code == "SYR"
