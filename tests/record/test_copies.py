"""Wire copies: how much of one report stands in another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.record.copies import LEAST_SHARE, OF, WORDS, marks, of_bytes, share

# Long enough that which of its runs are sampled does not matter.
REPORT = " ".join(
    f"On day {day} of the talks in room {day * 7} envoy number {day * 13} read page {day * 31}, "
    f"and delegate {day * 17} put question {day * 19} to the chair."
    for day in range(1, 31)
)
OTHER = " ".join(
    f"Vessel {number} left pier {number * 3} at {number * 5} with {number * 11} tons of grain; "
    f"its master {number * 23} had orders from office {number * 29}."
    for number in range(1, 31)
)
WORDS_OF_REPORT = REPORT.split()


def shared(one: str, other: str) -> float:
    return share(marks(one), marks(other))


def signs(first: int, number: int) -> str:
    """A text of Chinese signs, each once."""
    return "".join(chr(0x4E00 + first + at) for at in range(number))


def words(name: str, number: int) -> str:
    """A text of words that no other text has."""
    return " ".join(f"{name}{at}" for at in range(number))


def test_a_report_stands_in_itself() -> None:
    assert shared(REPORT, REPORT) == 1


def test_reports_that_have_nothing_in_common_share_nothing() -> None:
    assert shared(REPORT, OTHER) == 0


@pytest.mark.parametrize("part", [slice(0, 250), slice(150, 400), slice(-250, None)])
def test_a_copy_that_was_cut_stands_in_the_whole(part: slice) -> None:
    assert shared(" ".join(WORDS_OF_REPORT[part]), REPORT) == 1


def test_a_copy_set_in_a_longer_report_stands_in_it() -> None:
    assert shared(f"{OTHER} {REPORT} {words('more', 200)}", REPORT) == 1


def test_a_copy_with_sentences_of_its_own_between_is_a_copy() -> None:
    sentences = REPORT.split(". ")
    added = ". ".join(
        f"{sentence}. Here {words(f'word{number}', 9)}" if number % 4 == 0 else sentence
        for number, sentence in enumerate(sentences)
    )
    assert 0.8 < shared(added, REPORT) < 1


def test_a_copy_with_a_word_changed_in_every_twenty_is_a_copy() -> None:
    changed = ["other" if at % 20 == 0 else word for at, word in enumerate(WORDS_OF_REPORT)]
    assert LEAST_SHARE < shared(" ".join(changed), REPORT) < 1


@pytest.mark.parametrize(
    "copy", [REPORT.upper(), REPORT.replace(" ", "\n"), f"— {REPORT.replace(',', ' –')} …"]
)
def test_case_breaks_and_punctuation_make_no_difference(copy: str) -> None:
    assert (marks(copy) == marks(REPORT)).all()


@pytest.mark.parametrize("length", [20, 40, 60])
def test_two_reports_of_their_own_that_share_a_quotation_are_no_copies(length: int) -> None:
    quotation = words("quoted", length)
    one = f"{words('ours', 150)} {quotation} {words('our', 150)}"
    other = f"{words('theirs', 100)} {quotation} {words('their', 200)}"
    assert shared(one, other) < LEAST_SHARE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("", REPORT),
        ("No comment.", "No comment."),
        ("No comment.", REPORT),
        ("The ministry had no comment on it.", "The ministry had no comment on it."),
    ],
)
def test_texts_too_short_to_tell_share_nothing(one: str, other: str) -> None:
    assert shared(one, other) == 0


def test_of_texts_below_a_run_there_are_no_marks() -> None:
    assert marks(words("word", WORDS - 1)).size == 0


def test_a_brief_that_stands_in_a_report_is_a_copy() -> None:
    assert shared(" ".join(WORDS_OF_REPORT[:90]), REPORT) == 1


def test_signs_without_spaces_between_are_words() -> None:
    whole = signs(0, 400)
    assert shared(whole, whole) == 1
    assert shared(whole[100:300], whole) == 1
    assert shared(whole, signs(1000, 400)) == 0


def test_spaces_and_breaks_between_signs_make_no_difference() -> None:
    whole = signs(0, 400)
    broken = "\n".join(whole[at : at + 33] for at in range(0, len(whole), 33))
    assert (marks(broken) == marks(whole)).all()


def test_a_text_in_two_scripts_has_marks_of_both() -> None:
    both = f"{REPORT}\n{signs(0, 400)}"
    assert shared(both, REPORT) == 1
    assert shared(both, signs(0, 400)) == 1


def test_marks_are_a_sample_of_the_runs() -> None:
    runs = 4000 - WORDS + 1
    assert marks(words("word", 4000)).size == pytest.approx(runs / OF, rel=0.1)


def test_marks_can_be_kept_as_bytes() -> None:
    found = marks(REPORT)
    assert (of_bytes(found.tobytes()) == found).all()


def numbered(first: int, number: int) -> str:
    return " ".join(f"word{at}" for at in range(first, first + number))


# Stretches of one long text, so that any two may have runs in common, and texts of few words.
LONG = st.builds(numbered, st.integers(0, 300), st.integers(100, 400))
SHORT = st.lists(st.sampled_from("abcd"), max_size=30).map(" ".join)
TEXTS = LONG | SHORT


@given(text=TEXTS | st.text())
def test_marks_are_sorted_and_each_is_there_once(text: str) -> None:
    assert (np.diff(marks(text)) > 0).all()


@given(one=TEXTS, other=TEXTS)
def test_a_share_is_the_same_both_ways(one: str, other: str) -> None:
    assert shared(one, other) == shared(other, one)


@given(one=TEXTS, other=TEXTS)
def test_a_share_lies_between_none_and_all(one: str, other: str) -> None:
    assert 0 <= shared(one, other) <= 1


@given(text=LONG)
def test_a_long_text_stands_in_itself(text: str) -> None:
    assert shared(text, text) == 1


@given(text=SHORT)
def test_a_short_text_stands_in_itself_or_nobody_can_tell(text: str) -> None:
    assert shared(text, text) == (1 if marks(text).size >= 3 else 0)


@given(before=TEXTS, text=LONG, after=TEXTS)
def test_a_long_text_stands_in_what_holds_it(before: str, text: str, after: str) -> None:
    assert shared(f"{before} {text} {after}", text) == 1
