"""Answers that are worked out once, where the working out of one may ask for another."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")
_OFTEN = 20


class Open:
    """The questions that are being worked out now, the outermost first."""

    __slots__ = ("depths", "reached")

    def __init__(self) -> None:
        """Begin with none."""
        self.depths: dict[Hashable, int] = {}
        self.reached = _FAR


_FAR = 1 << 30


class Memo(Generic[Answer]):
    """Keeps the answers of one kind; all kinds that may ask each other share what is `open`.

    A question that comes up again while it is open is answered by `unknown`. What was worked out
    from such a stopgap is not kept, so that an answer never hangs on which question came first.
    """

    __slots__ = ("_asked", "_find", "_known", "_open", "_unknown")

    def __init__(self, find: Callable[..., Answer], unknown: Answer, within: Open) -> None:
        """Take what finds an answer, what to say in its stead, and what is open."""
        self._find, self._unknown, self._open = find, unknown, within
        self._known: dict[Hashable, Answer] = {}
        self._asked: dict[Hashable, int] = {}

    def __call__(self, *key: Hashable) -> Answer:
        """Return the answer for `key`."""
        if key in self._known:
            return self._known[key]
        now = self._open
        question = (id(self), key)
        depth = now.depths.get(question)
        if depth is not None:
            now.reached = min(now.reached, depth)
            return self._unknown
        outer, now.reached = now.reached, _FAR
        depth = now.depths[question] = len(now.depths)
        answer = self._find(*key)
        del now.depths[question]
        self._asked[key] = self._asked.get(key, 0) + 1
        if now.reached >= depth:
            now.reached = _FAR
        if now.reached == _FAR or self._asked[key] > _OFTEN:
            self._known[key] = answer
        now.reached = min(outer, now.reached)
        return answer
