"""The channels of an approach are the phrases that say through what it was made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from demarche.model import Sentence
from demarche.read.channels import channels
from tests.read.fakes import sentence


def with_lemmas(made: Sentence, **lemmas: str) -> Sentence:
    tokens = tuple(replace(t, lemma=lemmas.get(t.text, t.lemma)) for t in made.tokens)
    return replace(made, tokens=tokens)


REACHED = with_lemmas(
    sentence(
        "They reached out through Cuba 's mission and several channels",
        [
            (1, "nsubj"),
            (-1, "root"),
            (1, "compound:prt"),
            (6, "case"),
            (6, "nmod:poss"),
            (4, "case"),
            (1, "obl"),
            (9, "cc"),
            (9, "amod"),
            (6, "conj"),
        ],
    ),
    channels="channel",
)
DISCUSSED = sentence(
    "They discussed the mission", [(1, "nsubj"), (-1, "root"), (3, "det"), (1, "obj")]
)


def test_all_channels_that_hang_on_the_approach_are_found() -> None:
    assert channels(1, REACHED) == ["Cuba 's mission", "several channels"]


def test_channels_that_a_tree_joins_to_the_place_of_another_are_found() -> None:
    tree = [(1, "nsubj"), (-1, "root"), (3, "det"), (1, "obj"), (5, "case"), (3, "nmod"), (7, "cc"),
            (5, "conj")]  # fmt: skip
    made = sentence("They contacted the mission in Bonn and channels", tree)
    made = with_lemmas(made, channels="channel", contacted="contact")
    assert channels(1, made) == ["the mission in Bonn", "channels"]


@pytest.mark.parametrize("row", [0, 2, 8])
def test_what_hangs_on_another_word_is_no_channel_of_it(row: int) -> None:
    assert channels(row, REACHED) == []


def test_what_is_talked_about_is_no_channel() -> None:
    assert channels(1, DISCUSSED) == []
