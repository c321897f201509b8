"""The affair that an event belongs to: shared parties, a shared topic."""

from __future__ import annotations

from collections import Counter

from demarche.knowledge.topics import topic_of
from demarche.model import EventType
from demarche.model.events import Event

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


def story(event: Event) -> str | None:
    """Return the id of the affair: its countries, at most two, and its topic; None without them.

    It depends on the event alone, so that affairs are the same in whatever order reports come.
    """
    codes = _codes(event)
    return f"{'-'.join(codes)}:{topic(event)}" if codes else None


def topic(event: Event) -> str:
    """Return the topic that most tellings name near the act, or that of the event's type."""
    named: Counter[str] = Counter()
    for telling in event.tellings:
        evidence = telling.mention.evidence
        found = topic_of(telling.quote, evidence.trigger.start - evidence.sentence.start)
        if found:
            named[found] += 1
    if not named:
        return _BY_TYPE.get(event.event_type, _DEFAULT)
    return min(named, key=lambda name: (-named[name], name))


def _codes(event: Event) -> list[str]:
    actors = [side.code for side in event.actors if side.code]
    recipients = [side.code for side in event.recipients if side.code]
    first = actors[:1] or recipients[:1]
    other = next((code for code in [*recipients, *actors] if code not in first), None)
    return sorted({*first, *([other] if other else [])})
