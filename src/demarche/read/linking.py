"""Scores of links between words, worked out for the rows that are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linking:
    """What scores every link between two words of a window.

    `rows` and `columns` have shape (words, roles, size); a link's score is the product of its
    row's and its column's vector, and a bias by how far the column stands behind the row:
    `distances` has shape (roles, 2 * most + 1), and -`most` comes first.
    """

    rows: Floats
    columns: Floats
    distances: Floats

    @classmethod
    def of_scores(cls, scores: Floats) -> Linking:
        """Return the linking whose scores, of shape (roles, words, words), are known."""
        roles, words, _ = scores.shape
        columns = np.broadcast_to(np.eye(words, dtype=np.float32)[:, None], (words, roles, words))
        distances = np.zeros((roles, 2 * words + 1), np.float32)
        return cls(scores.transpose(1, 0, 2), columns, distances)

    def scores(self, role: int, row: int) -> Floats:
        """Return the score of the link from the word `row` to each word of the window."""
        first = self.distances.shape[1] // 2 - row
        bias = self.distances[role, first : first + len(self.columns)]
        return np.asarray(self.columns[:, role] @ self.rows[row, role] + bias, dtype=np.float32)
