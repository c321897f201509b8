"""What was promised or demanded by a day, and the words that tell what became of it."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from demarche.model import EventType, Mention, Party, Status
from demarche.model.events import Event, Telling
from demarche.model.ledger import Awaited
from demarche.record.words import rarity, terms

SPOKEN = {EventType.AGREE: Awaited.PROMISE, EventType.REQUEST: Awaited.DEMAND}
# Of the words of a promise, each weighed by its rarity, as much must stand in what keeps it.
_SHARED = 0.5
# What is refused to somebody else than who demanded it must be told in almost the same words.
_SHARED_WITH_OTHERS = 0.8
# Words that are less rare (see `words.rarity`) tell nothing of what is to be done.
_RARE = 2.0
# The word of an act that may be the end of any promise.
ANY = ""
_END = re.compile(r"[,;:](?!\d)|[—–]| - ")
_TOLD = frozenset({Status.HAPPENED, Status.DID_NOT_HAPPEN, Status.WILL_NOT_HAPPEN})


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done: by whom, towards whom (codes of countries and bodies), and the terms it
    is told in."""

    owner: str | None
    others: frozenset[str]
    words: frozenset[str]


def task(event: Event, telling: Telling) -> Task:
    """Return what the promise or demand `event` is to bring, as `telling` has it.

    Its words are those between the one for the promise and the day, less the names of the parties.
    """
    kind = SPOKEN[event.event_type]
    sides, others = event.actors, event.recipients
    if kind is Awaited.DEMAND:
        sides, others = others, sides
    evidence = telling.mention.evidence
    rest = telling.quote[evidence.trigger.end - evidence.sentence.start :]
    due = telling.deadline.words if telling.deadline else None
    clause = rest.partition(due)[0] if due and due in rest else _END.split(rest, maxsplit=1)[0]
    words = set(terms(clause)) - set(terms(due or ""))
    parties = (*event.actors, *event.recipients)
    names = {term for side in parties for term in terms(side.name)}
    owner = next((side.code for side in sides if side.code), None)
    return Task(owner, frozenset(s.code for s in others if s.code), frozenset(words - names))


def doings(telling: Telling) -> set[tuple[str, str]]:
    """Return under which promises an act may be looked for: codes of who acts, and its word.

    Acts that are yet to come, or said to go on, tell of no end. Who refuses may refuse anything.
    """
    mention, evidence = telling.mention, telling.mention.evidence
    if mention.status not in _TOLD:
        return set()
    begins = evidence.trigger.start - evidence.sentence.start
    named = telling.quote[begins:][: evidence.trigger.end - evidence.trigger.start]
    words = [ANY] if is_refusal(mention) else terms(named)[:1]
    return {(code, word) for code in _codes(mention.actors) for word in words}


def is_refusal(mention: Mention) -> bool:
    """Whether a mention tells that somebody refused."""
    return mention.event_type is EventType.REJECT and mention.status is Status.HAPPENED


def tells_of(telling: Telling, what: Task) -> bool:
    """Whether a telling says what became of a task: who has to do it refuses, or acts by a word of
    it, and half of the words that tell what it is stand with it. Of a task that is told in one word
    alone nobody can tell."""
    words = {word for code, word in doings(telling) if code == what.owner}
    if not words & {ANY, *what.words}:
        return False
    toward = _codes(telling.mention.recipients)
    is_of_others = bool(toward and what.others) and not toward & what.others
    least = _SHARED_WITH_OTHERS if ANY in words and is_of_others else _SHARED
    rare = {word for word in what.words - words if rarity(word) >= _RARE}
    shared = _weight(rare & set(terms(telling.quote)))
    return bool(rare) and shared >= least * _weight(rare)


def _weight(words: Set[str]) -> float:
    return sum(rarity(word) for word in sorted(words))


def _codes(parties: tuple[Party, ...]) -> set[str]:
    return {party.code for party in parties if party.code}
