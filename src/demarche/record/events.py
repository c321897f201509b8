"""Tellings and corrections into one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from demarche.model import Days, EventType, Grain, Mention, Party, Place, PloverType, Sector, Status
from demarche.model.events import Account, Clash, Event, Side, Telling
from demarche.record.accounts import accounts, contradictions, narrowest, standing
from demarche.record.stories import story

# A party is one to the event where this share of the tellings that name any names it.
_LEAST_SHARE = 1 / 3

T = TypeVar("T")
Fields = Mapping[str, Any]


def event(tellings: Sequence[Telling], fields: Fields, *, is_rejected: bool = False) -> Event:
    """Return the event that `tellings`, at least one, tell of.

    `fields` holds what was set by hand: each stands in place of what the tellings say. The event is
    called by its founding mention: the first in print.
    """
    told = accounts(tellings)
    in_print = sorted(tellings, key=lambda one: (one.printed.day, one.mention.id))
    mentions = [one.mention for one in in_print]
    kind = EventType(fields.get("type") or _most(mentions, lambda m: m.event_type) or "")
    same = [m for m in mentions if m.event_type == kind] or mentions
    actors = fields.get("actors") or _sides([m.actors for m in mentions])
    owners = {side.code for side in actors if side.code}
    clashes = contradictions(told, owners)
    recipients = fields.get("recipients")
    if recipients is None:
        recipients = _sides([m.recipients for m in mentions], but=actors)
    is_settled = all(clash.over is not Clash.STATUS for clash in clashes)
    status = fields.get("status") or _status(standing(told, owners), is_settled=is_settled)
    found = Event(
        id=mentions[0].id,
        event_type=kind,
        plover_type=_plover(same, status),
        mode=_most([m for m in same if m.mode], lambda m: m.mode),
        contexts=tuple(sorted({context for m in mentions for context in m.contexts})),
        status=status,
        actors=tuple(actors),
        recipients=tuple(recipients),
        place=fields.get("place") or _place(mentions),
        days=fields.get("days") or _days(standing(told, owners)),
        accounts=told,
        contradictions=clashes,
        note=fields.get("note"),
        is_rejected=is_rejected,
        corrected=frozenset(fields),
    )
    return _with_story(found)


def _with_story(found: Event) -> Event:
    from dataclasses import replace

    return replace(found, story=story(found))


def _most(mentions: Sequence[Mention], of: Callable[[Mention], T]) -> T | None:
    """Return what most mentions say, each counted by how sure it is; of equals, the first."""
    counts: Counter[T] = Counter()
    for mention in mentions:
        counts[of(mention)] += mention.confidence  # type: ignore[assignment]
    return max(counts, key=lambda value: round(counts[value], 6)) if counts else None


def _status(told: Sequence[Account], *, is_settled: bool) -> Status | None:
    """Return the status by the latest word among the accounts that stand; none if they clash."""
    if not is_settled:
        return None
    return max(told, key=lambda account: account.tellings[-1].printed.day).status


def _plover(mentions: Sequence[Mention], status: Status | None) -> PloverType | None:
    """Return PLOVER's type of a mention with the event's status."""
    fitting = [m for m in mentions if m.status == status] or list(mentions)
    return _most(fitting, lambda m: m.plover_type)


def _days(upheld: Sequence[Account]) -> Days | None:
    """Return the days by the accounts that stand: the narrowest, of the latest status told."""
    last = max(upheld, key=lambda account: account.tellings[-1].printed.day).status
    tellings = [
        one
        for account in upheld
        for one in account.tellings
        if one.mention.status == last and one.mention.occurred
    ]
    if last in (Status.PLANNED, Status.POSSIBLE) and tellings:
        latest = max(one.printed.day for one in tellings)
        tellings = [one for one in tellings if one.printed.day == latest]
    return narrowest(tellings)


def _place(mentions: Sequence[Mention]) -> Place | None:
    placed = [m.place for m in mentions if m.place]
    if not placed:
        return None
    counts = Counter((place.text, place.code) for place in placed)
    best = max(counts, key=lambda one: counts[one])
    return next(place for place in placed if (place.text, place.code) == best)


def _sides(told: Iterable[Sequence[Party]], but: Sequence[Side] = ()) -> tuple[Side, ...]:
    """Return the parties on one side: those that enough tellings name, in the order of telling."""
    named = [parties for parties in told if parties]
    known: dict[str, Side] = {}
    counts: Counter[str] = Counter()
    taken = {_key(side.entity, side.code, side.name) for side in but}
    for parties in named:
        for key in {_key(p.entity, p.code, p.name or p.text) for p in parties}:
            counts[key] += 1
        for party in parties:
            side = Side(party.name or party.text, party.entity, party.code, party.sector)
            known.setdefault(_key(side.entity, side.code, side.name), side)
    enough = [key for key in known if counts[key] >= len(named) * _LEAST_SHARE]
    kept = enough or [key for key in known if counts[key] == max(counts.values())]
    sides = [known[key] for key in kept if key not in taken]
    return _plainest(sides)


def _plainest(sides: Sequence[Side]) -> tuple[Side, ...]:
    """Return the sides without those that others say better: "we" and "the government" where
    somebody is named who acts for that country, and the country where its minister is named."""
    named = {side.code for side in sides if side.entity}
    some = [side for side in sides if side.entity or side.code not in named or side.code is None]
    acting = {side.code for side in some if side.entity and not _is_country(side)}
    return tuple(side for side in some if not (_is_country(side) and side.code in acting))


def _is_country(side: Side) -> bool:
    return side.entity is not None and side.entity.split(":")[0] in ("country", "city", "people")


def _key(entity: str | None, code: str | None, name: str) -> str:
    """Return what tells parties apart: a country, its capital and its people are one."""
    if entity is None:
        return f"{code or ''}/{name.casefold()}"
    kind = entity.split(":")[0]
    return f"country:{code}" if kind in ("country", "city", "people") and code else entity


FIELDS = ("type", "status", "days", "actors", "recipients", "place", "note")


def from_hand(field: str, value: Any) -> Any:
    """Return a corrected field as the model has it, from plain JSON."""
    if field == "type":
        return EventType(value)
    if field == "status":
        return Status(value)
    if field == "days":
        first, last = (date.fromisoformat(day) for day in value)
        return Days(first, last, Grain.DAY if first == last else Grain.WINDOW)
    if field in ("actors", "recipients"):
        return tuple(
            Side(s["name"], s.get("entity"), s.get("code"), s.get("sector") and Sector(s["sector"]))
            for s in value
        )
    if field == "place":
        from demarche.model import Span

        return Place(Span(0, 1), value["text"], value.get("code"))
    return value
