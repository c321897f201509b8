"""Confidence rises with the head's chance, and a head that is very sure is believed less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from demarche.read.confidence import calibrated

CHANCES = st.floats(0, 1)


@given(CHANCES, CHANCES)
def test_the_surer_the_head_the_surer_the_reader(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < calibrated(low) <= calibrated(high) < 1


def test_a_head_that_is_very_sure_is_believed_less() -> None:
    assert calibrated(1.0) < 0.998
    assert calibrated(0.95) < 0.93
