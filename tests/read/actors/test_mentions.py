"""The phrases that may name a party, for a link to choose among."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.model import Span
from tests.read.actors.staging import staged


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
