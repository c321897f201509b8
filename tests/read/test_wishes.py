"""Every row of the table of wishes catches its examples and leaves its counter-examples alone."""

from __future__ import annotations

import pytest

from demarche.knowledge.cues import Cue, intentions, wishes
from demarche.read.wishes import Wish, told_at
from tests.read.parsing import parsed


def told(text: str) -> list[Wish]:
    return [
        found
        for sentence in parsed(text)
        for row in range(len(sentence.tokens))
        if (found := told_at(row, sentence)) is not None and found.verb == row
    ]


@pytest.mark.parametrize("row", wishes(), ids=lambda row: row.id)
def test_a_row_catches_its_examples_and_nothing_else(row: Cue) -> None:
    assert [t for t in row.examples if {one.cue.id for one in told(t)} != {row.id}] == []
    assert [t for t in row.counter_examples if told(t)] == []


@pytest.mark.parametrize("row", intentions(), ids=lambda row: row.id)
def test_an_intention_catches_its_examples_and_nothing_else(row: Cue) -> None:
    assert [text for text in row.examples if not told(text)] == []
    assert [text for text in row.counter_examples if told(text)] == []
