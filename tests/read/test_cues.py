"""Every row of the tables of channels and occasions catches its examples and nothing else."""

from __future__ import annotations

import pytest

from demarche.knowledge.cues import Cue, channels, occasions
from demarche.model import Sentence
from demarche.read.channels import channels as channels_of
from demarche.read.during import occasion
from tests.read.parsing import parsed


def has_channel(sentence: Sentence) -> bool:
    return any(channels_of(row, sentence) for row in range(len(sentence.tokens)))


def has_occasion(sentence: Sentence) -> bool:
    return any(occasion(row, sentence) for row in range(len(sentence.tokens)))


@pytest.mark.parametrize("row", channels(), ids=lambda row: row.id)
def test_a_row_of_channels(row: Cue) -> None:
    assert [text for text in row.examples if not any(map(has_channel, parsed(text)))] == []
    assert [text for text in row.counter_examples if any(map(has_channel, parsed(text)))] == []


@pytest.mark.parametrize("row", occasions(), ids=lambda row: row.id)
def test_a_row_of_occasions(row: Cue) -> None:
    assert [text for text in row.examples if not any(map(has_occasion, parsed(text)))] == []
    assert [text for text in row.counter_examples if any(map(has_occasion, parsed(text)))] == []
