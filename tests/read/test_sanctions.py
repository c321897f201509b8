"""Every row of the table of sanctions catches its examples and leaves the others alone."""

from __future__ import annotations

import pytest

from demarche.knowledge.cues import Cue, sanctions
from demarche.read.sanctions import Measure, sides, told_at
from tests.read.parsing import parsed


def told(text: str) -> list[Measure]:
    return [
        found
        for sentence in parsed(text)
        for row in range(len(sentence.tokens))
        if (found := told_at(row, sentence)) is not None and found.noun == row
    ]


@pytest.mark.parametrize("row", sanctions(), ids=lambda row: row.id)
def test_a_row_catches_its_examples_and_nothing_else(row: Cue) -> None:
    assert [t for t in row.examples if {one.cue.id for one in told(t)} != {row.id}] == []
    assert [t for t in row.counter_examples if told(t)] == []


@pytest.mark.parametrize(
    ("text", "taker", "hit"),
    [
        ("Farmers spoke of the embargo imposed by Peru on Chile.", ["Peru"], ["Chile"]),
        ("Chile lives under Peru's sanctions over its debts.", ["Peru"], ["its"]),
        ("Chile hates its policy, meaning the blockade on Cuba.", ["its"], ["Cuba"]),
        ("Trade has shrunk under the sanctions on Cuba.", [], ["Cuba"]),
    ],
)
def test_a_measure_has_its_sides(text: str, taker: list[str], hit: list[str]) -> None:
    (sentence,) = parsed(text)
    (measure,) = told(text)
    found = sides(measure, sentence)
    assert [[sentence.tokens[i].text for i in side] for side in found] == [taker, hit]
