"""Every cue of furniture catches its examples and leaves its counter-examples alone."""

from __future__ import annotations

import re

import pytest

from demarche.knowledge.furniture import FurnitureCue, Reach, furniture_cues, plain
from demarche.model import Page
from demarche.read import article

CUES = furniture_cues().cues
EXAMPLES = [(cue, line) for cue in CUES for line in cue.examples]
COUNTER_EXAMPLES = [(cue, line) for cue in CUES for line in cue.counter_examples]
BODY = "The ministers of the two states will meet again before the end of the month."
SECOND = "Neither side has said where, or what will be talked about."
LAST = "They met last in the autumn, in a hotel by the lake, and parted in anger."


def matched_by(cue: FurnitureCue, line: str) -> str | None:
    """The part of `line` that `cue` by itself makes furniture."""
    if plain(line) in cue.lines:
        return line
    if cue.pattern is None:
        return None
    if cue.reach is Reach.LINE:
        found = re.fullmatch(cue.pattern, line)
    elif cue.reach is Reach.START:
        found = re.match(cue.pattern, line)
    else:
        found = re.search(rf"(?:{cue.pattern})\Z", line)
    return found[0].strip() if found else None


@pytest.mark.parametrize(
    ("cue", "line"), EXAMPLES, ids=lambda value: str(getattr(value, "id", value))
)
def test_a_cue_catches_its_examples(cue: FurnitureCue, line: str) -> None:
    before, _, after = line.partition("¦")
    expected = {Reach.LINE: line, Reach.START: before, Reach.END: after}[cue.reach]
    assert matched_by(cue, line.replace("¦", "")) == expected.strip()


@pytest.mark.parametrize(
    ("cue", "line"), COUNTER_EXAMPLES, ids=lambda value: str(getattr(value, "id", value))
)
def test_a_cue_leaves_its_counter_examples_alone(cue: FurnitureCue, line: str) -> None:
    assert matched_by(cue, line) is None


@pytest.mark.parametrize(
    ("cue", "line"), EXAMPLES, ids=lambda value: str(getattr(value, "id", value))
)
def test_an_example_is_furniture_of_its_kind_in_an_article(cue: FurnitureCue, line: str) -> None:
    words = line.replace("¦", "")
    middle = f"{BODY}\n\n{SECOND}\n\n{words}\n\n{LAST}"
    text = f"{words}\n\n{BODY}" if cue.reach is Reach.START else middle
    found = article.from_page(Page("example", text.encode()))
    assert [piece.kind for piece in found.furniture] == [cue.kind]


@pytest.mark.parametrize("line", [line for _, line in COUNTER_EXAMPLES])
def test_a_counter_example_is_running_text_in_an_article(line: str) -> None:
    text = f"{BODY}\n\n{SECOND}\n\n{line}\n\n{LAST}"
    assert article.from_page(Page("example", text.encode())).furniture == ()


def test_the_ids_of_cues_are_their_own() -> None:
    assert len({cue.id for cue in CUES}) == len(CUES)


def test_no_two_cues_claim_the_same_line() -> None:
    lines = [line for cue in CUES for line in cue.lines]
    assert sorted(set(lines)) == sorted(lines)
