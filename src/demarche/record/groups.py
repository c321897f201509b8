"""Mentions into events: the ones that belong together by judgements on pairs of them."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from demarche.model.judgements import Judgement, Verdict
from demarche.record.parts import CERTAIN, LINK, Part, Parts

# Two groups become one where the mean chance over all pairs across them reaches this. Chosen, like
# the least of links, on the reports of `training/data/merging/`.
LEAST = 0.15

Group = tuple[str, ...]


def groups(mentions: Iterable[str], judgements: Iterable[Judgement]) -> tuple[Group, ...]:
    """Return the groups of mentions, each in the order of `mentions`; the result does not depend
    on the order in which judgements come."""
    order = list(dict.fromkeys(mentions))
    judged = list(judgements)
    rows = links(order, judged)
    parts = Parts(lambda wanted: {one: rows[one] for one in wanted})
    return grouped(order, {one: parts.of(one) for one in order}, judged)


def links(mentions: Iterable[str], judgements: Iterable[Judgement]) -> dict[str, dict[str, float]]:
    """Return what links lead to from each mention, and how strong they are."""
    rows: dict[str, dict[str, float]] = {mention: {} for mention in mentions}
    for judgement in judgements:
        strength = CERTAIN if judgement.is_by_hand else judgement.score or 0.0
        one, other = judgement.one, judgement.other
        if judgement.verdict is Verdict.DIFFERENT or strength < LINK:
            continue
        if one in rows and other in rows:
            rows[one][other] = rows[other][one] = max(strength, rows[one].get(other, 0.0))
    return rows


def grouped(
    order: Sequence[str], parts: Mapping[str, Part], judgements: Iterable[Judgement]
) -> tuple[Group, ...]:
    """Return the groups of the mentions in `order`, which never reach beyond a part.

    Agglomeration by average linkage (Sokal and Michener 1958): a pair without a judgement counts
    as different. What a person judged goes before: the same are together from the start, and no
    group ever holds two mentions that are different.
    """
    place = {mention: at for at, mention in enumerate(order)}
    members: dict[Part, dict[str, int]] = {}
    for mention, at in place.items():
        members.setdefault(parts[mention], {})[mention] = at
    judged: dict[Part, list[Judgement]] = {}
    for judgement in judgements:
        part = parts.get(judgement.one)
        if part is not None and part is parts.get(judgement.other):
            judged.setdefault(part, []).append(judgement)
    found = [
        group
        for part, some in members.items()
        for group in _Clusters(some, judged.get(part, [])).joined()
    ]
    return tuple(sorted(found, key=lambda group: place[group[0]]))


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
