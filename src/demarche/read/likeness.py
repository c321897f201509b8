"""How an act is worded, as a few numbers that are near for acts told alike."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from demarche.read.encoder import WEIGHTS, Floats, Heard

_AXES = WEIGHTS / "likeness.npz"
SIZE = 96


def likeness(heard: Heard, words: tuple[int, int]) -> bytes:
    """Return the wording of an act at the `words` [first, last): `SIZE` signed bytes.

    They are the encoder's last layer at these words, their mean, on the main axes along which acts
    in news reports differ (principal components), at a length of about 127. Products of two tell
    how alike the acts are told.
    """
    mean, axes = _axes()
    own: Floats = heard.scores["words"][words[0] : words[1]].mean(0)
    vector = (own - mean) @ axes
    length = float(np.linalg.norm(vector)) or 1.0
    return np.round(vector * (127 / length)).astype(np.int8).tobytes()


@cache
def _axes() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    kept = np.load(_AXES)
    return kept["mean"], kept["axes"].astype(np.float32)
