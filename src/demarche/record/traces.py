"""What of a mention is compared with others, to tell whether both are of one event."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from demarche.model import EventType, Mention, Party, Status
from demarche.model.events import Telling
from demarche.record.silences import is_lasting, is_unanswered
from demarche.record.words import folded, rarity, terms

_STOP = frozenset(
    terms(
        "a an the of to in on for and or is are was were has have had be been will would with by "
        "it its his her he she they their that this these those at from as not no who which we i"
    )
)
_NEAR = 60
_DENIED = frozenset({Status.DID_NOT_HAPPEN, Status.WILL_NOT_HAPPEN})
_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE, Status.WILL_NOT_HAPPEN})
_BEFORE, _AFTER = timedelta(days=30), timedelta(days=60)

Bag = dict[str, float]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trace:
    """What of a mention is compared with others."""

    id: str
    page: str
    printed: date
    event_type: EventType
    actors: frozenset[str]
    recipients: frozenset[str]
    people: frozenset[str]
    first: date | None
    last: date | None
    is_ahead: bool
    is_denied: bool
    is_over: bool
    silence: int
    place: str | None
    at: int
    sentence: int
    trigger: frozenset[str]
    near: Bag
    whole: Bag
    likeness: Floats

    @property
    def codes(self) -> frozenset[str]:
        """The countries and bodies on either side."""
        return self.actors | self.recipients

    @property
    def around(self) -> tuple[date, date]:
        """The days in which to look for other tellings: its own, or those around the print."""
        if self.first and self.last:
            return self.first, self.last
        after = _AFTER if self.is_ahead else timedelta(0)
        return shifted(self.printed, -_BEFORE), shifted(self.printed, after)


def shifted(day: date, by: timedelta) -> date:
    """Return `day` moved by some days, no further than the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))


def trace(telling: Telling) -> Trace:
    """Return what of a telling is compared with others."""
    mention = telling.mention
    span, sentence = mention.evidence.trigger, mention.evidence.sentence
    start, end = span.start - sentence.start, span.end - sentence.start
    quote = telling.quote
    days = mention.occurred.days if mention.occurred else None
    return Trace(
        id=mention.id,
        page=telling.printed.page,
        printed=telling.printed.day,
        event_type=mention.event_type,
        actors=_codes(mention.actors),
        recipients=_codes(mention.recipients),
        people=frozenset(
            name for party in (*mention.actors, *mention.recipients) if (name := _person(party))
        ),
        first=days.first if days else None,
        last=days.last if days else None,
        is_ahead=mention.status in _AHEAD,
        is_denied=mention.status in _DENIED,
        is_over=mention.status is Status.HAPPENED,
        silence=_silence(mention),
        place=mention.place.text.casefold() if mention.place else None,
        at=span.start,
        sentence=sentence.start,
        trigger=frozenset(terms(quote[start:end])) - _STOP,
        near=_bag(quote[max(0, start - _NEAR) : end + _NEAR]),
        whole=_bag(quote),
        likeness=np.frombuffer(mention.likeness, dtype=np.int8).astype(np.float64),
    )


def _silence(mention: Mention) -> int:
    """Return 1 of an approach that is still not answered, -1 of one that was not, else 0."""
    return int(is_lasting(mention)) * 2 - int(is_unanswered(mention))


def _codes(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.code for party in parties if party.code)


def _person(party: Party) -> str | None:
    """Return the last name of a party that is a person, or seems to be one by a name in its words.

    "Foreign Minister Anne Dahl" is "dahl"; a country, body or organ is nobody.
    """
    if party.entity and not party.entity.startswith("person:"):
        return None
    words = (party.name or party.text).split()
    name = words[-1].strip(",.'’\"") if words else ""
    is_name = bool(party.entity) or (len(words) > 1 and name[:1].isupper())
    return folded(name) if is_name and name else None


def _bag(text: str) -> Bag:
    weights = {term: rarity(term) for term in set(terms(text)) - _STOP}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}
