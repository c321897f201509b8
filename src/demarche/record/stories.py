"""The affair that an event belongs to: shared parties, a shared topic."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from demarche.model import EventType
from demarche.model.events import Event
from demarche.record.words import terms

# What an affair is called by, and the words that tell of it: the first that stands nearest.
TOPICS: Mapping[str, tuple[str, ...]] = {
    "review": ("review", "reassessment", "rethink"),
    "sanctions": ("sanction", "embargo", "blacklist", "asset freeze"),
    "nuclear": ("nuclear", "denuclearization", "denuclearisation", "uranium", "warhead"),
    "missiles": ("missile", "rocket launch", "test-fire", "launch"),
    "chemical weapons": ("chemical", "sarin", "chlorine", "nerve agent", "novichok"),
    "withdrawal": ("withdrawal", "withdraw", "pullout", "pull out", "troop"),
    "ceasefire": ("ceasefire", "truce", "cessation"),
    "offensive": ("offensive", "incursion", "invasion", "siege", "bombardment", "airstrike"),
    "exercises": ("drill", "exercise", "war games"),
    "election": ("election", "vote", "ballot", "poll"),
    "trade": ("tariff", "trade", "export", "import"),
    "aid": ("aid", "relief", "humanitarian"),
    "refugees": ("refugee", "asylum", "migrant", "displaced"),
    "detainees": ("prisoner", "detainee", "hostage", "extradition", "citizenship"),
    "treaty": ("treaty", "accord", "pact", "agreement", "deal"),
    "summit": ("summit",),
    "outreach": ("overture", "outreach", "contact", "approach"),
    "visit": ("visit", "trip", "tour", "travel"),
    "talks": ("talk", "meeting", "dialogue", "negotiation", "consultation", "meet"),
}
_BY_TYPE = {
    EventType.CONSULT: "talks",
    EventType.SANCTION: "sanctions",
    EventType.ASSAULT: "fighting",
    EventType.MOBILIZE: "forces",
    EventType.AID: "aid",
    EventType.RETREAT: "withdrawal",
    EventType.PROTEST: "protests",
    EventType.COERCE: "repression",
}
_DEFAULT = "relations"
_NEAR = 90


def story(event: Event) -> str | None:
    """Return the id of the affair: its countries, at most two, and its topic; None without them.

    It depends on the event alone, so that affairs are the same in whatever order reports come.
    """
    codes = _codes(event)
    return f"{'-'.join(codes)}:{topic(event)}" if codes else None


def topic(event: Event) -> str:
    """Return the topic that most tellings name near the act, or that of the event's type."""
    counts: dict[str, int] = {}
    for telling in event.tellings:
        named = _named(
            telling.quote,
            telling.mention.evidence.trigger.start - telling.mention.evidence.sentence.start,
        )
        if named:
            counts[named] = counts.get(named, 0) + 1
    if not counts:
        return _BY_TYPE.get(event.event_type, _DEFAULT)
    return max(sorted(counts), key=lambda name: counts[name])


def _named(quote: str, at: int) -> str | None:
    near = terms(quote[max(0, at - _NEAR) : at + _NEAR])
    for name, stems in _stems():
        if any(stem in near for stem in stems):
            return name
    return None


@cache
def _stems() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (name, frozenset(terms(word)[0] for word in words if " " not in word))
        for name, words in TOPICS.items()
    )


def _codes(event: Event) -> list[str]:
    actors = [side.code for side in event.actors if side.code]
    recipients = [side.code for side in event.recipients if side.code]
    first = actors[:1] or recipients[:1]
    other = next((code for code in [*recipients, *actors] if code not in first), None)
    return sorted({*first, *([other] if other else [])})
