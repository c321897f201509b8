"""The parts of the graph of judgements that are grouped each by itself.

Links are pairs of mentions that are likely of one event. All that links lead to, near or far, is
one part; but on a dense stream of news nearly everything hangs together in the end. So what has
more than `MOST` mentions is cut: there, only surer links count, and so on while it is too large.
What a mention's part is follows from the graph alone, and is found by looking at little more than
that part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Mapping

# How likely a link must be: the first everywhere, each next one where the one before leaves too
# much together. The last leaves parts as large as they are.
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.96)
LINK = LEVELS[0]
MOST = 200

# How strong the link by a person's word is.
CERTAIN = 1.0

# Of each of some mentions, which others a link of `LINK` or more leads to, and how strong it is.
Near = Callable[[Collection[str]], Mapping[str, Mapping[str, float]]]
Part = frozenset[str]


class Parts:
    """The parts of a graph, as it is or `without` some of its mentions, found when asked for."""

    def __init__(self, near: Near, without: Container[str] = (), most: int | None = None) -> None:
        self._near, self._without = near, without
        self._most = MOST if most is None else most
        self._found: dict[str, Part] = {}
        self._large: dict[float, set[str]] = defaultdict(set)

    def of(self, mention: str) -> Part:
        """Return the mentions of the part that `mention` is in."""
        if mention not in self._found:
            part = self._part(mention)
            self._found |= dict.fromkeys(part, part)
        return self._found[mention]

    def _part(self, mention: str) -> Part:
        *levels, last = LEVELS
        for level in levels:
            part = self._reached(mention, level, self._most)
            if part is not None:
                return part
        return self._reached(mention, last, None) or frozenset()

    def _reached(self, mention: str, level: float, most: int | None) -> Part | None:
        """Return all that links of `level` lead to, or None where that is more than `most`."""
        large = self._large[level]
        seen, new = {mention}, {mention}
        while new:
            if most is not None and (len(seen) > most or not large.isdisjoint(new)):
                large |= seen
                return None
            rows = self._near(new)
            new = {
                other
                for one in new
                for other, strength in rows[one].items()
                if strength >= level and other not in seen and other not in self._without
            }
            seen |= new
        return frozenset(seen)


def moved(
    near: Near, touched: Collection[str], neighbours: Collection[str], most: int | None = None
) -> dict[str, Part]:
    """Return every mention whose part may have changed, with the part that it is in now.

    `touched` came, went, or are linked otherwise than before; `neighbours` are what links led to
    from them before or lead to now. Away from `touched` the graph is as it was: each piece that
    going can have cut off, or coming joined, holds a neighbour, and is a part of what is left
    without `touched`.
    """
    near({*touched, *neighbours})  # asked for at once, since all of them will be
    before, now = Parts(near, set(touched), most), Parts(near, most=most)
    left = {one for mention in neighbours if mention not in touched for one in before.of(mention)}
    parts = {now.of(mention) for mention in (*touched, *left)}
    return {mention: part for part in parts for mention in part}
