"""Arc scores into trees: maximum spanning arborescence with one root.

Chu and Liu (1965), Edmonds (1967), as used for parsing by McDonald et al. (2005), by growing a path
and joining the cycles that it runs into (Tarjan 1977). Words are tried as the one root in the order
of the most that each could give.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Scores: TypeAlias = NDArray[np.float64]
_NEVER = -1e9


def tree(scores: Scores) -> list[int]:
    """Return the head of each word, -1 for the root.

    `scores` has shape (words, words + 1): how well each word hangs on the root (column 0) and on
    each word (column i + 1).
    """
    words = scores[:, 1:].copy()
    np.fill_diagonal(words, _NEVER)
    greedy = words.argmax(1)
    rows = np.arange(len(words))
    gains = words[rows, greedy]
    most = scores[:, 0] + (gains.sum() - gains)
    best: list[int] = []
    value = -np.inf
    for root in (-most).argsort():
        if most[root] <= value:
            break
        heads: list[int] = greedy.tolist()
        heads[root] = -1
        if _is_tree(heads):
            return heads
        heads = _Joining(words, int(root)).heads()
        worth = scores[rows, np.add(heads, 1)].sum()
        if worth > value:
            best, value = heads, worth
    return best


def _is_tree(heads: Sequence[int]) -> bool:
    """Whether every word reaches the root."""
    seen = [-1] * len(heads)
    for start in range(len(heads)):
        node = start
        while node >= 0 and seen[node] < 0:
            seen[node] = start
            node = heads[node]
        if node >= 0 and seen[node] == start:
            return False
    return True


class _Joining:
    """Words joined, cycle by cycle, into nodes until each node's best arc comes from outside.

    `_arcs[node]` is the worth of an arc from each word into the node, and `_words[node]` the word
    of the node that the arc ends at.
    """

    def __init__(self, scores: Scores, root: int) -> None:
        count = len(scores)
        self._root = root
        self._arcs = list(scores)
        self._words = list(np.arange(count)[:, None].repeat(count, 1))
        self._best: list[int] = scores.argmax(1).tolist()
        self._parts: list[Sequence[int]] = [()] * count
        self._whole = [-1] * count
        self._owner = np.arange(count)

    def heads(self) -> list[int]:
        """Return the head of each word in the best tree with the root given."""
        done = {self._root}
        for word in range(len(self._owner)):
            node = int(self._owner[word])
            path: list[int] = []
            while node not in done:
                if node in path:
                    start = path.index(node)
                    node = self._join(path[start:])
                    del path[start:]
                path.append(node)
                node = int(self._owner[self._best[node]])
            done.update(path)
        return self._opened()

    def _join(self, cycle: Sequence[int]) -> int:
        """Return the node that `cycle` becomes: an arc into it takes the place of one within."""
        joined = len(self._arcs)
        arcs, words = self._arcs[cycle[0]] - self._within(cycle[0]), self._words[cycle[0]]
        for node in cycle[1:]:
            gains = self._arcs[node] - self._within(node)
            words = np.where(gains > arcs, self._words[node], words)
            arcs = np.maximum(arcs, gains)
        for node in cycle:
            inside = self._owner == node
            self._owner[inside] = joined
            arcs[inside] = _NEVER
            self._whole[node] = joined
        self._arcs.append(arcs)
        self._words.append(words)
        self._best.append(int(arcs.argmax()))
        self._parts.append(cycle)
        self._whole.append(-1)
        return joined

    def _within(self, node: int) -> np.float64:
        """Return the worth of the arc into `node` that another arc would replace."""
        worth: np.float64 = self._arcs[node][self._best[node]]
        return worth

    def _opened(self) -> list[int]:
        """Return the heads that remain when each node is opened where its arc comes in."""
        heads = [-1] * len(self._owner)
        todo = [node for node, whole in enumerate(self._whole) if whole < 0]
        while todo:
            node = todo.pop()
            part = int(self._words[node][self._best[node]])
            heads[part] = self._best[node]
            while part != node:
                whole = self._whole[part]
                todo += [other for other in self._parts[whole] if other != part]
                part = whole
        heads[self._root] = -1
        return heads
