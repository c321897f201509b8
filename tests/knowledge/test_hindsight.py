"""Each row of the table of hindsight, by its own sentences."""

from __future__ import annotations

import pytest

from demarche.knowledge.hindsight import Hindsight, looks_back, rows

ROWS = pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)


def looks(sentence: str) -> bool:
    before, _, after = sentence.partition("*")
    assert after
    return looks_back(before + after, len(before))


@ROWS
def test_its_words_look_back_on_an_act(row: Hindsight) -> None:
    assert row.examples
    assert all(looks(sentence) for sentence in row.examples)


@ROWS
def test_other_words_do_not(row: Hindsight) -> None:
    assert row.counter_examples
    assert not any(looks(sentence) for sentence in row.counter_examples)


def test_words_of_another_clause_do_not() -> None:
    assert not looks("The envoy, allegedly, will *meet* them.")
