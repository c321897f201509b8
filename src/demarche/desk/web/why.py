"""Why the tellings of an event are held to be one: who judged so, and how sure."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from starlette.routing import Route

from demarche.desk.web.answer import Answer, Elsewhere, routes_of
from demarche.desk.web.asked import Asked
from demarche.model.events import Event, Telling
from demarche.model.judgements import Judgement, Verdict
from demarche.service import record_json

_BY_HAND = 2.0


@dataclass(frozen=True, slots=True)
class Joined:
    """A telling, and the surest judgement that joins it to one before it in the list.

    `to` is the place of that one, from 1; a telling that no judgement joins has neither.
    """

    telling: Telling
    to: int | None
    judgement: Judgement | None


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/events/{number}/why", why)


def why(asked: Asked) -> Answer | Elsewhere:
    """Return each telling of an event with what joins it to the others."""
    number = asked.named("number")
    found = asked.record.show(number)
    if found.event.id != number:
        return Elsewhere(asked.link(f"/events/{found.event.id}/why"))
    judged = asked.record.judgements(number, inside=True)
    values = {"event": found.event, "joined": joined(found.event, judged)}
    return Answer(
        "why.html",
        values,
        lambda: {"event": number, "judgements": [record_json.judgement(one) for one in judged]},
    )


def joined(event: Event, judged: Iterable[Judgement]) -> tuple[Joined, ...]:
    """Return the tellings of an event, the first in print leading: each next one is that which the
    surest judgement joins to those before."""
    told = {one.mention.id: one for one in event.tellings}
    links: dict[str, dict[str, Judgement]] = defaultdict(dict)
    for one in judged:
        is_inside = one.one in told and one.other in told
        if is_inside and one.verdict is not Verdict.DIFFERENT:
            for near, far in ((one.one, one.other), (one.other, one.one)):
                known = links[near].get(far)
                if known is None or _strength(one) > _strength(known):
                    links[near][far] = one
    turns = list(_in_turn(list(told), links))
    place = {number: at for at, (number, *_) in enumerate(turns, start=1)}
    return tuple(
        Joined(told[number], place.get(near) if near else None, link)
        for number, near, link in turns
    )


def _in_turn(
    order: Sequence[str], links: Mapping[str, Mapping[str, Judgement]]
) -> Iterator[tuple[str, str | None, Judgement | None]]:
    """Yield each mention with the one before that it is joined to, and by what judgement."""
    left = dict.fromkeys(order)
    while left:
        first = next(iter(left))
        del left[first]
        yield first, None, None
        near = _reach(first, links, left)
        while near:
            _, number, other = heapq.heappop(near)
            if number in left:
                del left[number]
                yield number, other, links[other][number]
                for one in _reach(number, links, left):
                    heapq.heappush(near, one)


def _reach(
    number: str, links: Mapping[str, Mapping[str, Judgement]], left: Mapping[str, None]
) -> list[tuple[float, str, str]]:
    """Return what is joined to a mention of those that are left, the surest first."""
    rows = links.get(number, {})
    return sorted((-_strength(link), far, number) for far, link in rows.items() if far in left)


def _strength(one: Judgement) -> float:
    return _BY_HAND if one.is_by_hand else one.score or 0.0
