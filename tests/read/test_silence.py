"""Every row of the table of silences catches its examples and leaves its counter-examples alone."""

from __future__ import annotations

import pytest

from demarche import Reader
from demarche.knowledge.cues import Cue, silences
from demarche.model import EventType
from demarche.read import silence
from tests.read.parsing import parsed


def told(text: str) -> set[str]:
    return {
        found.cue.id
        for sentence in parsed(text)
        for row in range(len(sentence.tokens))
        if (found := silence.told_at(row, sentence)) is not None
    }


@pytest.mark.parametrize("row", silences(), ids=lambda row: row.id)
def test_a_row_catches_its_examples_and_nothing_else(row: Cue) -> None:
    assert [text for text in row.examples if told(text) != {row.id}] == []
    assert [text for text in row.counter_examples if told(text)] == []


@pytest.mark.parametrize(
    ("text", "silent", "unheard"),
    [
        ("Oslo has not responded to the letters sent by Bonn.", "Oslo", "Bonn"),
        ("Oslo did not answer three calls from Bonn.", "Oslo", "Bonn"),
        ("Bonn has not received any response from Oslo.", "Oslo", "Bonn"),
        ("Bonn has had no reply from Oslo.", "Oslo", "Bonn"),
    ],
)
def test_a_silence_has_its_sides(text: str, silent: str, unheard: str) -> None:
    (sentence,) = parsed(text)
    found = next(filter(None, (silence.told_at(i, sentence) for i in range(len(sentence.tokens)))))
    sides = silence.sides(found, sentence)
    assert [[sentence.tokens[i].text for i in side] for side in sides] == [[silent], [unheard]]


@pytest.mark.parametrize(
    "text",
    [
        "Norway has not responded to three letters from Germany, officials said on Friday.",
        "Germany has not received any response from Norway, officials said on Friday.",
    ],
)
def test_a_reading_tells_a_silence_with_its_sides(text: str) -> None:
    told = [m for m in Reader().read_text(text).mentions if "rule" in m.why]
    sides = [([p.code for p in m.actors], [p.code for p in m.recipients]) for m in told]
    assert [m.event_type for m in told] == [EventType.REJECT]
    assert sides == [(["NOR"], ["DEU"])]


@pytest.mark.parametrize(
    "text",
    [
        "Norway will not respond to the letter.",
        "Sanctions follow if Norway does not respond by Friday.",
        "Norway has not only responded but agreed.",
    ],
)
def test_what_may_or_will_be_is_no_silence(text: str) -> None:
    assert told(text) == set()
