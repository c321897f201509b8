"""The ontology: every type has a class and a score, and modes belong to their types."""

from __future__ import annotations

import pytest

from demarche.model.plover import (
    Context,
    EventType,
    Mode,
    PloverType,
    QuadClass,
    intensity,
    modes_of,
    quad_class,
)

PAIRS = [(act, mode) for act in PloverType for mode in modes_of(act)]


def test_our_types_are_plovers_and_policy() -> None:
    assert {act.value for act in EventType} - {act.value for act in PloverType} == {"POLICY"}


def test_there_are_thirty_seven_contexts() -> None:
    assert len(Context) == 37


def test_every_mode_belongs_to_a_type() -> None:
    assert {mode for _, mode in PAIRS} == set(Mode)


@pytest.mark.parametrize("act", PloverType)
def test_cooperation_scores_above_zero_and_conflict_at_zero_or_below(act: PloverType) -> None:
    cooperative = quad_class(act) in {QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION}
    assert (intensity(act) > 0) is cooperative


@pytest.mark.parametrize(("act", "mode"), PAIRS)
def test_a_mode_scores_on_the_side_of_its_type_or_at_most_half_a_point_over(
    act: PloverType, mode: Mode
) -> None:
    assert -10 <= intensity(act, mode) <= 10
    assert intensity(act, mode) * intensity(act) > 0 or abs(intensity(act, mode)) <= 1


@pytest.mark.parametrize(
    ("act", "mode", "score"),
    [
        (PloverType.AGREE, None, 2.5),
        (PloverType.CONSULT, Mode.PHONE, 1.5),
        (PloverType.RETREAT, Mode.WITHDRAW, 8.0),
        (PloverType.SANCTION, Mode.WITHDRAW, -6.0),
        (PloverType.REJECT, Mode.MEET, -2.0),
        (PloverType.ASSAULT, Mode.UNCONVENTIONAL, -10.0),
    ],
)
def test_scores_are_the_manuals(act: PloverType, mode: Mode | None, score: float) -> None:
    assert intensity(act, mode) == score


def test_a_mode_without_a_score_has_that_of_its_type() -> None:
    assert intensity(PloverType.PROTEST, Mode.VANDALIZE) == intensity(PloverType.PROTEST)


def test_a_mode_of_another_type_is_refused() -> None:
    with pytest.raises(ValueError, match="AID has no mode visit"):
        intensity(PloverType.AID, Mode.VISIT)
