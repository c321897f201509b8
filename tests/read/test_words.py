"""Paragraphs and words keep their places."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model import Span
from demarche.read.encoder import WEIGHTS
from demarche.read.wordpiece import UNKNOWN, WordPiece
from demarche.read.words import paragraphs, words

CASES = {
    "She didn't, he’s sure.": ["She", "did", "n't", ",", "he", "’s", "sure", "."],
    "U.S. Sen. O'Brien met Mr. Li.": ["U.S.", "Sen.", "O'Brien", "met", "Mr.", "Li", "."],
    "Jan. 5-12, the 1990s": ["Jan.", "5", "-", "12", ",", "the", "1990s"],
    "a $10bn deal -- 3.5%": ["a", "$", "10bn", "deal", "--", "3.5", "%"],
    "S. Roe and A. Q. Lund": ["S.", "Roe", "and", "A.", "Q.", "Lund"],
    "I. K. Roe met Š. Lund": ["I.", "K.", "Roe", "met", "Š.", "Lund"],
    "annex\nB. Norway left": ["annex", "B", ".", "Norway", "left"],
    "PLAN B. THE EU, so do I. Ann": [
        "PLAN",
        "B",
        ".",
        "THE",
        "EU",
        ",",
        "so",
        "do",
        "I",
        ".",
        "Ann",
    ],
    "Igor I. Roe": ["Igor", "I.", "Roe"],
    "Plan B. The end, said I. So": ["Plan", "B", ".", "The", "end", ",", "said", "I", ".", "So"],
    "``Yes,'' she said": ["``", "Yes", ",", "''", "she", "said"],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_words_are_cut_as_in_the_treebanks(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in words(text, Span(0, len(text)))] == expected


@given(text=st.text(min_size=1))
def test_words_lie_inside_the_text_in_order_and_leave_out_only_blanks(text: str) -> None:
    found = list(words(text, Span(0, len(text))))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    covered = {i for span in found for i in range(span.start, span.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)


@given(text=st.text())
def test_paragraphs_hold_all_that_is_not_blank(text: str) -> None:
    found = list(paragraphs(text))
    covered = {i for span in found for i in range(span.start, span.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)
    assert all(span.of(text).strip() == span.of(text) for span in found)


def test_a_line_break_parts_headline_and_caption() -> None:
    text = (
        "A headline\nA caption (AFP)\nThe report begins here and it goes on for a while, at length."
    )
    assert [span.of(text)[:10] for span in paragraphs(text)] == [
        "A headline",
        "A caption ",
        "The report",
    ]


def test_lines_of_a_fixed_width_are_one_paragraph() -> None:
    line = "Words that fill a line of a fixed width, as wires have them"
    text = f"{line}\n{line}\n{line}\nto the end.\n\nThen the next."
    assert [span.of(text)[-8:] for span in paragraphs(text)] == ["the end.", "he next."]


def test_captions_above_a_longer_line_are_paragraphs_of_their_own() -> None:
    caption = "A minister of foreign affairs at a summit (Photo by the agency)"
    text = f"{caption}\n{caption}\n" + "The report itself runs on and on without a break. " * 4
    assert len(list(paragraphs(text))) == 3


def test_a_part_that_is_longer_than_any_word_is_not_looked_up() -> None:
    pieces = WordPiece.load(WEIGHTS / "vocab.txt")
    assert pieces.pieces("a" * 101) == (UNKNOWN,)
    assert pieces.pieces("a" * 100) != (UNKNOWN,)
