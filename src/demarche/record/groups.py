"""Mentions into events: the ones that belong together by judgements on pairs of them."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

from demarche.model.judgements import Judgement, Verdict

# Two groups become one where the mean chance over all pairs across them reaches this, and somewhere
# a chain of pairs as likely as `LINK` leads from one to the other: that keeps apart what lies far
# apart, and what must be grouped anew small. Chosen on the reports of `training/data/merging/`.
LEAST = 0.15
LINK = 0.5

Group = tuple[str, ...]


def groups(mentions: Iterable[str], judgements: Iterable[Judgement]) -> tuple[Group, ...]:
    """Return the groups of mentions, each in the order of `mentions`; the result does not depend
    on the order in which judgements come.

    Agglomeration by average linkage (Sokal and Michener 1958): a pair without a judgement counts
    as different. What a person judged goes before: the same are together from the start, and no
    group ever holds two mentions that are different.
    """
    order = {mention: place for place, mention in enumerate(mentions)}
    parts: dict[str, list[Judgement]] = {}
    known = [j for j in judgements if j.one in order and j.other in order]
    part = _linked(order, known)
    for judgement in known:
        if part[judgement.one] == part[judgement.other]:
            parts.setdefault(part[judgement.one], []).append(judgement)
    members: dict[str, dict[str, int]] = {}
    for mention, place in order.items():
        members.setdefault(part[mention], {})[mention] = place
    found = [
        group
        for name, some in members.items()
        for group in _Clusters(some, parts.get(name, [])).joined()
    ]
    return tuple(sorted(found, key=lambda group: order[group[0]]))


def _linked(order: Mapping[str, int], judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return of each mention the name of its part: the mentions that links lead to from it."""
    parent = {mention: mention for mention in order}

    def root(mention: str) -> str:
        while parent[mention] != mention:
            parent[mention] = parent[parent[mention]]
            mention = parent[mention]
        return mention

    for judgement in judgements:
        is_link = judgement.is_by_hand or (judgement.score or 0.0) >= LINK
        if judgement.verdict is not Verdict.DIFFERENT and is_link:
            parent[root(judgement.one)] = root(judgement.other)
    return {mention: root(mention) for mention in order}


class _Clusters:
    """Groups under way: who is in each, and how much each two groups have in common."""

    def __init__(self, order: Mapping[str, int], judgements: list[Judgement]) -> None:
        self._order = order
        self._members: dict[int, list[str]] = {at: [mention] for mention, at in order.items()}
        self._at = dict(order)
        self._first = {at: at for at in order.values()}
        self._apart = {
            frozenset((j.one, j.other))
            for j in judgements
            if j.is_by_hand and j.verdict is Verdict.DIFFERENT
        }
        self._sums: dict[int, dict[int, float]] = defaultdict(dict)
        self._next = max(order.values(), default=0) + 1
        for j in judgements:
            if not j.is_by_hand and frozenset((j.one, j.other)) not in self._apart:
                one, other = order[j.one], order[j.other]
                self._sums[one][other] = self._sums[other][one] = j.score or 0.0
        for j in sorted(judgements, key=lambda j: sorted((order[j.one], order[j.other]))):
            if j.is_by_hand and j.verdict is Verdict.SAME:
                self._force(j)

    def joined(self) -> tuple[Group, ...]:
        """Return the groups that are left when no two of them may be joined."""
        heap = [
            self._entry(one, other)
            for one, row in self._sums.items()
            for other in row
            if one < other and self._mean(one, other) >= LEAST
        ]
        heapq.heapify(heap)
        while heap:
            *_, one, other = heapq.heappop(heap)
            if one not in self._members or other not in self._members:
                continue
            if not self._may_join(one, other):
                continue
            new = self._join(one, other)
            for near in self._sums[new]:
                if self._mean(new, near) >= LEAST:
                    heapq.heappush(heap, self._entry(near, new))
        members = [sorted(group, key=self._order.__getitem__) for group in self._members.values()]
        return tuple(tuple(group) for group in sorted(members, key=lambda g: self._order[g[0]]))

    def _force(self, judgement: Judgement) -> None:
        one, other = self._at[judgement.one], self._at[judgement.other]
        if one != other and self._may_join(one, other):
            self._join(one, other)

    def _entry(self, one: int, other: int) -> tuple[float, int, int, int, int]:
        """Return a place in the queue: the surest first; of equals, those told first."""
        first, last = sorted((self._first[one], self._first[other]))
        return (-round(self._mean(one, other), 9), first, last, one, other)

    def _mean(self, one: int, other: int) -> float:
        pairs = len(self._members[one]) * len(self._members[other])
        return self._sums[one].get(other, 0.0) / pairs

    def _may_join(self, one: int, other: int) -> bool:
        return not self._apart or not any(
            frozenset((a, b)) in self._apart
            for a in self._members[one]
            for b in self._members[other]
        )

    def _join(self, one: int, other: int) -> int:
        """Make one group of two, under a new number; numbers are never used twice."""
        new, self._next = self._next, self._next + 1
        self._members[new] = self._members.pop(one) + self._members.pop(other)
        self._first[new] = min(self._first[one], self._first[other])
        for mention in self._members[new]:
            self._at[mention] = new
        row: dict[int, float] = defaultdict(float)
        for old in (one, other):
            for near, score in self._sums.pop(old, {}).items():
                if near in self._members:
                    row[near] += score
                    del self._sums[near][old]
        for near, score in row.items():
            self._sums[near][new] = score
        self._sums[new] = dict(row)
        return new
