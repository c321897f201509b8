"""What PLOVER would code, once time and truth are folded in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.knowledge.plover_cues import context_cues
from demarche.model.mentions import Status
from demarche.model.plover import Context, EventType, PloverType, modes_of
from demarche.read.plover import contexts, fold, mode

KNOWN_WORDS = sorted(
    {word for row in context_cues().rows for phrase in row.enough + row.two_of for word in phrase}
)
WORDS = st.lists(st.sampled_from([*KNOWN_WORDS, "the", "of", "."]), max_size=40)


@pytest.mark.parametrize(
    ("act", "status", "coded"),
    [
        ("CONSULT", "happened", "CONSULT"),
        ("CONSULT", "planned", "AGREE"),
        ("AID", "planned", "AGREE"),
        ("SUPPORT", "planned", "AGREE"),
        ("COOPERATE", "planned", "AGREE"),
        ("RETREAT", "planned", "CONCEDE"),
        ("CONCEDE", "planned", "CONCEDE"),
        ("ASSAULT", "planned", "THREATEN"),
        ("SANCTION", "planned", "THREATEN"),
        ("PROTEST", "planned", "THREATEN"),
        ("REQUEST", "planned", "REQUEST"),
        ("AID", "will_not_happen", "REJECT"),
        ("CONSULT", "will_not_happen", "REJECT"),
        ("RETREAT", "will_not_happen", "REJECT"),
        ("ASSAULT", "will_not_happen", "CONCEDE"),
        ("REQUEST", "will_not_happen", "CONCEDE"),
        ("SANCTION", "ongoing", "SANCTION"),
    ],
)
def test_time_and_truth_are_folded_into_the_type(act: str, status: str, coded: str) -> None:
    assert fold(EventType(act), Status(status)) == PloverType(coded)


@pytest.mark.parametrize("status", Status)
def test_policy_has_no_plover_type(status: Status) -> None:
    assert fold(EventType.POLICY, status) is None


@pytest.mark.parametrize("act", EventType)
@pytest.mark.parametrize("status", [Status.POSSIBLE, Status.DID_NOT_HAPPEN])
def test_what_is_only_possible_or_did_not_happen_is_left_out(
    act: EventType, status: Status
) -> None:
    assert fold(act, status) is None


@pytest.mark.parametrize("act", PloverType)
def test_what_happened_keeps_its_type(act: PloverType) -> None:
    assert fold(EventType(act), Status.HAPPENED) is act


def test_the_trigger_decides_before_the_sentence() -> None:
    sentence = ["after", "a", "visit", "to", "rabat", "she", "telephoned", "the", "king"]
    assert mode(EventType.CONSULT, ["visit"], sentence) == "visit"


def test_a_type_without_modes_has_none() -> None:
    assert mode(EventType.AID, ["visit"], ["visit"]) is None


def test_a_sentence_without_cues_has_no_mode() -> None:
    assert mode(EventType.CONSULT, ["meet"], ["the", "two", "met"]) is None


@given(act=st.sampled_from(PloverType), lemmas=WORDS, sentence=WORDS)
def test_a_mode_is_one_of_its_types(
    act: PloverType, lemmas: list[str], sentence: list[str]
) -> None:
    found = mode(EventType(act), lemmas, sentence)
    assert found is None or found in modes_of(act)


@given(words=WORDS)
def test_contexts_stand_once_and_in_the_manuals_order(words: list[str]) -> None:
    order = [context.value for context in Context]
    found = contexts(words)
    assert list(found) == sorted(set(found), key=order.index)


def test_one_weak_cue_gives_no_context_and_the_same_cue_twice_gives_none() -> None:
    assert contexts(["the", "loan", "and", "the", "other", "loan"]) == ()


def test_a_paragraph_may_have_several_contexts() -> None:
    paragraph = ["the", "ambassador", "raised", "human", "rights", "and", "the", "trade", "deal"]
    assert contexts(paragraph) == ("economic", "human_rights", "diplomatic")
