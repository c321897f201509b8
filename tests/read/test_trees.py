"""The tree decoder finds the best tree."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from demarche.read.trees import tree


def reaches_root(heads: list[int]) -> bool:
    for start in range(len(heads)):
        node, steps = start, 0
        while node >= 0 and steps <= len(heads):
            node, steps = heads[node], steps + 1
        if node >= 0:
            return False
    return True


def value(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[i, h + 1] for i, h in enumerate(heads)))


def best_by_trying_all(scores: np.ndarray) -> float:
    count = len(scores)
    options = [[h for h in range(-1, count) if h != i] for i in range(count)]
    return max(
        value(scores, list(heads))
        for heads in itertools.product(*options)
        if heads.count(-1) == 1 and reaches_root(list(heads))
    )


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_tree_is_the_best_of_all_trees_with_one_root(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1))
    for i in range(count):
        scores[i, i + 1] = -1e4
    heads = tree(scores)
    assert heads.count(-1) == 1
    assert reaches_root(heads)
    assert np.isclose(value(scores, heads), best_by_trying_all(scores))


@given(st.integers(1, 5), st.integers(0, 1000), st.floats(0, 9), st.floats(0, 9))
def test_words_that_all_want_to_be_the_root_or_run_in_a_ring_make_the_best_tree(
    count: int, seed: int, rooted: float, ringed: float
) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1))
    scores[:, 0] += rooted
    for i in range(count):
        scores[i, (i + 1) % count + 1] += ringed
        scores[i, i + 1] = -1e4
    heads = tree(scores)
    assert heads.count(-1) == 1
    assert reaches_root(heads)
    assert np.isclose(value(scores, heads), best_by_trying_all(scores))


@given(st.integers(1, 60), st.integers(0, 1000))
def test_every_sentence_gets_a_tree(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1))
    heads = tree(scores)
    assert heads.count(-1) == 1
    assert reaches_root(heads)
