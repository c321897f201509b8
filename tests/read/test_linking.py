"""Links are scored a row at a time, by vectors and distance."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from demarche.read.linking import Linking


def numbers(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


@given(words=st.integers(1, 9), most=st.integers(9, 12), seed=st.integers(0, 1000))
def test_a_score_is_the_product_of_two_vectors_and_a_bias_by_distance(
    words: int, most: int, seed: int
) -> None:
    rows, columns = numbers(seed, words, 2, 5), numbers(seed + 1, words, 2, 5)
    distances = numbers(seed + 2, 2, 2 * most + 1)
    linking = Linking(rows, columns, distances)
    for role in range(2):
        for row in range(words):
            wanted = [
                rows[row, role] @ columns[column, role] + distances[role, most + column - row]
                for column in range(words)
            ]
            assert np.allclose(linking.scores(role, row), wanted, atol=1e-5)


@given(words=st.integers(1, 9), seed=st.integers(0, 1000))
def test_known_scores_come_back(words: int, seed: int) -> None:
    scores = numbers(seed, 3, words, words)
    linking = Linking.of_scores(scores)
    for role in range(3):
        for row in range(words):
            assert np.array_equal(linking.scores(role, row), scores[role, row])
