"""Every row of the tables on modes and contexts keeps what its proofs say."""

from __future__ import annotations

import re

import pytest

from demarche.knowledge.plover_cues import ContextCue, ModeCue, context_cues, mode_cues
from demarche.model.plover import Context, EventType, PloverType, modes_of
from demarche.read.plover import contexts, mode

MODE_ROWS = {cue.id: cue for cues in mode_cues().values() for cue in cues.rows}
CONTEXT_ROWS = {cue.id: cue for cue in context_cues().rows}
TRIGGER = re.compile(r"\[([^|\]]+)(?:\|([^\]]+))?\]")


def words_of(text: str) -> list[str]:
    return re.findall(r"'s\b|[a-z0-9]+(?:-[a-z0-9]+)*|[^\sa-z0-9]", text.lower())


def read_mode(act: EventType, proof: str) -> str | None:
    found = TRIGGER.search(proof)
    assert found is not None, f"no trigger in brackets: {proof}"
    lemmas = (found.group(2) or found.group(1)).lower().split()
    return mode(act, lemmas, words_of(TRIGGER.sub(r"\1", proof)))


@pytest.mark.parametrize("row", MODE_ROWS.values(), ids=MODE_ROWS)
def test_a_row_on_a_mode_catches_its_examples(row: ModeCue) -> None:
    assert row.examples
    missed = [
        (act, proof)
        for act in row.types
        for proof in row.examples
        if read_mode(act, proof) != row.mode
    ]
    assert missed == []


@pytest.mark.parametrize("row", MODE_ROWS.values(), ids=MODE_ROWS)
def test_a_row_on_a_mode_leaves_its_counter_examples_alone(row: ModeCue) -> None:
    assert row.counter_examples
    caught = [
        (act, proof)
        for act in row.types
        for proof in row.counter_examples
        if read_mode(act, proof) == row.mode
    ]
    assert caught == []


@pytest.mark.parametrize("row", CONTEXT_ROWS.values(), ids=CONTEXT_ROWS)
def test_a_row_on_a_context_catches_its_examples(row: ContextCue) -> None:
    assert row.examples
    missed = [text for text in row.examples if row.context not in contexts(words_of(text))]
    assert missed == []


@pytest.mark.parametrize("row", CONTEXT_ROWS.values(), ids=CONTEXT_ROWS)
def test_a_row_on_a_context_leaves_its_counter_examples_alone(row: ContextCue) -> None:
    assert row.counter_examples
    caught = [text for text in row.counter_examples if row.context in contexts(words_of(text))]
    assert caught == []


def test_each_context_has_one_row_and_they_stand_in_the_manuals_order() -> None:
    assert [row.context for row in context_cues().rows] == list(Context)


@pytest.mark.parametrize("act", [act for act in PloverType if modes_of(act)])
def test_every_mode_of_a_type_has_a_row(act: PloverType) -> None:
    rows = mode_cues()[EventType(act)].rows
    assert {row.mode for row in rows} == set(modes_of(act))


def test_no_phrase_is_listed_twice_in_a_row() -> None:
    for row in context_cues().rows:
        listed = row.enough + row.two_of
        assert len(listed) == len(set(listed)), row.id
