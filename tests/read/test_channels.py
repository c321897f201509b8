"""The channels of an approach are the phrases that say through what it was made."""

from __future__ import annotations

import pytest

from demarche.read.channels import channels
from tests.read.fakes import sentence

REACHED = sentence(
    "They reached out through the mission and several channels",
    [
        (1, "nsubj"),
        (-1, "root"),
        (1, "compound:prt"),
        (5, "case"),
        (5, "det"),
        (1, "obl"),
        (8, "cc"),
        (8, "amod"),
        (5, "conj"),
    ],
)


def test_all_channels_that_hang_on_the_approach_are_found() -> None:
    plural = [token.lemma for token in REACHED.tokens]
    assert plural[-1] == "channels", "a fake word is its own lemma"
    assert channels(1, REACHED) == ["the mission"]


@pytest.mark.parametrize("row", [0, 2, 7])
def test_what_hangs_on_another_word_is_no_channel_of_it(row: int) -> None:
    assert channels(row, REACHED) == []
