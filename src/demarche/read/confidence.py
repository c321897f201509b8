"""How often a mention is right that the heads are as sure of as of this one."""

from __future__ import annotations

import math

# Fitted by `python -m training.calibration` on reports kept from training.
INTERCEPT, SLOPE = 0.38, 0.71
LEAST = 1e-3


def calibrated(chance: float) -> float:
    """Return the share of mentions right, of those whose type the head gives `chance`.

    Right is a mention in whose sentence an annotator has an act of its type. The head is far too
    sure; its log odds are scaled (Platt 1999).

    >>> round(calibrated(0.95), 2)
    0.92
    """
    bounded = min(max(chance, LEAST), 1 - LEAST)
    odds = INTERCEPT + SLOPE * math.log(bounded / (1 - bounded))
    return 1 / (1 + math.exp(-odds))
