"""Arc scores into trees: maximum spanning arborescence with one root.

Chu and Liu (1965), Edmonds (1967), as used for parsing by McDonald et al. (2005); a penalty on
every arc from the root that outweighs all other scores leaves one such arc (Stanojević and Cohen
2021).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Scores: TypeAlias = NDArray[np.float64]
_NEVER = -1e9
_ONE_ROOT = 1e7


def tree(scores: Scores) -> list[int]:
    """Return the head of each word, -1 for the root.

    `scores` has shape (words, words + 1): how well each word hangs on the root (column 0) and on
    each word (column i + 1).
    """
    single = scores.copy()
    np.fill_diagonal(single[:, 1:], _NEVER)
    greedy = single.argmax(1) - 1
    if _is_tree(greedy):
        return [int(head) for head in greedy]
    single[:, 0] -= _ONE_ROOT
    return _spanning(single)


def _is_tree(heads: NDArray[np.int64]) -> bool:
    """Whether every word reaches the one root."""
    if int((heads < 0).sum()) != 1:
        return False
    safe = [False] * len(heads)
    for start in range(len(heads)):
        path: list[int] = []
        node = start
        while node >= 0 and not safe[node]:
            if node in path:
                return False
            path.append(node)
            node = int(heads[node])
        for step in path:
            safe[step] = True
    return True


def _spanning(scores: Scores) -> list[int]:
    count = len(scores)
    square = np.full((count + 1, count + 1), _NEVER)
    square[1:, :] = scores
    np.fill_diagonal(square, _NEVER)
    return [head - 1 for head in _contract(square)[1:]]


def _contract(square: Scores) -> list[int]:
    """Return the best head of each node of a full graph whose node 0 is the root."""
    heads = square.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return [int(head) for head in heads]
    kept = np.array([node for node in range(len(square)) if node not in set(cycle)])
    ring = np.array(cycle)
    outward, inward = square[np.ix_(kept, ring)], square[np.ix_(ring, kept)]
    gain = inward - square[ring, heads[ring]][:, None]
    last = len(kept)
    smaller = np.full((last + 1, last + 1), _NEVER)
    smaller[:last, :last] = square[np.ix_(kept, kept)]
    smaller[:last, last], smaller[last, :last] = outward.max(1), gain.max(0)
    found = _contract(smaller)
    result = [int(head) for head in heads]
    for place, node in enumerate(kept[1:], start=1):
        head = found[place]
        heir = ring[outward[place].argmax()] if head == last else kept[head]
        result[int(node)] = int(heir)
    entry = found[last]
    result[int(ring[gain[:, entry].argmax()])] = int(kept[entry])
    return result


def _cycle(heads: NDArray[np.int64]) -> list[int]:
    """Return the nodes of one cycle, or none."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while node != 0 and state[node] == 0:
            state[node] = start
            path.append(node)
            node = int(heads[node])
        if node != 0 and state[node] == start and node in path:
            return path[path.index(node) :]
    return []
