"""What the record bears out of the events that a sentence cites."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from demarche.model import Days, EventType, Party, Place, Status
from demarche.model.entries import Marked, Told
from demarche.model.events import Side, Telling
from demarche.model.ledger import Outcome
from demarche.read import times
from demarche.record.words import rarity, terms
from demarche.service.named import Named, named_in, worded

__all__ = ["Bearing"]

# A day named within a stretch of more days than these is more than the record has.
_LONGEST = 3
# A word that is more common than this in reports tells nothing of what a sentence is about.
_COMMON = 1.5
# No longer a name than this, with its spaces, stands for words that begin so (Asia, Asian).
_SHORT = 5
_PRESENT = re.compile(
    r"\b(?:is|are)(?: \w+ly)? (?!going|plan|consider|hop|seek|prepar|expect)\w+ing\b", re.IGNORECASE
)
_DONE = (Status.HAPPENED, Status.ONGOING)
_BY_OUTCOME = {
    Outcome.BROKEN: (Status.DID_NOT_HAPPEN, Status.WILL_NOT_HAPPEN),
    Outcome.WITHDRAWN: (Status.DID_NOT_HAPPEN, Status.WILL_NOT_HAPPEN),
    Outcome.KEPT: (Status.HAPPENED,),
    Outcome.PARTLY_KEPT: (Status.HAPPENED,),
}


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one or several events bear out together.

    `days` are those of what happened and of what is awaited, `done` those of what happened alone,
    `printed` those by which it was in print; `types` and `statuses` are all that the record has of
    each event.
    """

    events: tuple[Told, ...]
    types: frozenset[EventType]
    statuses: frozenset[Status]
    days: tuple[Days, ...]
    done: tuple[Days, ...]
    printed: tuple[Days, ...]
    quotes: tuple[str, ...]
    _codes: frozenset[str] = field(repr=False)
    _entities: frozenset[str] = field(repr=False)
    _words: str = field(repr=False)
    _terms: frozenset[str] = field(repr=False)
    _has_place: bool = field(repr=False)
    _article_of: Callable[[str], Marked] = field(repr=False)

    @classmethod
    def of(cls, events: Sequence[Told], article_of: Callable[[str], Marked]) -> Bearing:
        """Return what `events` bear out together; `article_of` gives an article by its page."""
        tellings = [telling for told in events for telling in told.event.tellings]
        quotes = tuple(dict.fromkeys([*(one.quote for one in tellings), *_words_of(events)]))
        names = named_in("\n".join([*quotes, *_titles(tellings)]))
        places = tuple(_places(events))
        parties: list[Party | Side] = [*_sides(events)]
        parties += [party for one in tellings for party in _parties(one)]
        said = [*quotes, *_titles(tellings), *(name for p in parties for name in _names_of(p))]
        said += [one.text for one in places]
        days = dict.fromkeys(one.printed.published or Days.on(one.printed.day) for one in tellings)
        return cls(
            tuple(events),
            frozenset(_types(events)),
            frozenset(chain.from_iterable(map(_statuses, events))),
            tuple(dict.fromkeys(_days(events))),
            tuple(dict.fromkeys(_days_done(events))),
            tuple(days),
            quotes,
            frozenset(p.code for p in parties if p.code).union(
                *(one.codes for one in names if not one.is_person)
            ),
            frozenset(p.entity for p in parties if p.entity).union(
                *(one.entities for one in names if not one.is_person or len(one.entities) == 1)
            ),
            "|".join(map(worded, said)),
            frozenset(terms("\n".join([*quotes, *_titles(tellings)]))),
            bool(places) or any(one.is_where for one in names),
            article_of,
        )

    @property
    def is_contradicted(self) -> bool:
        """Whether accounts of one of the events contradict each other on whether it took place."""
        return any(told.event.status is None for told in self.events)

    def names(self, one: Named) -> bool:
        """Whether the events have who or what a sentence names: by code, entity or words.

        A city, a government or a people stands for its country, and where it tells a place so it
        does if no other place is known.
        """
        words = worded(one.words)
        if words in self._words or not one.entities.isdisjoint(self._entities):
            return True
        if (
            not one.is_person
            and not one.codes
            and len(words) > _SHORT
            and words.rstrip() in self._words
        ):
            return True
        is_elsewhere = one.is_where and self._has_place
        return not (is_elsewhere or one.is_person) and not one.codes.isdisjoint(self._codes)

    def has_words(self, words: str) -> bool:
        """Whether words stand in one of the quotes, or elsewhere in the articles they are from."""
        sought = worded(words)
        return sought in self._words or any(
            sought in worded(self._article_of(page).article.text) for page in self._pages()
        )

    def tells_of(self, kind: EventType, statuses: Container[Status]) -> bool:
        """Whether an act of a type, told in one of these ways, was read in one of the sentences
        that tell of the events."""
        return any(
            one.mention.event_type is kind
            and one.mention.status in statuses
            and one.quote in self.quotes
            for page in self._pages()
            for one in self._article_of(page).tellings
        )

    def _pages(self) -> list[str]:
        return sorted({one.printed.page for told in self.events for one in told.event.tellings})

    def is_about(self, words: str) -> bool:
        """Whether of the telling words among `words` at least one is in a quote or title, in any
        inflected form; so it is where there are less than two to tell by."""
        telling = {one for one in terms(words) if rarity(one) > _COMMON and not one.isdigit()}
        return len(telling) < 2 or not telling.isdisjoint(self._terms)

    def agrees(self, expression: str, *, is_done: bool, is_of_print: bool) -> bool:
        """Whether an expression of time names days that the events have.

        It is read as if written when they were printed. `is_done` says that the sentence tells them
        as done, so that days for which they were planned are no longer enough; `is_of_print` that
        it tells who said so, so that it may name the day of that.
        """
        if worded(expression) in self._words:
            return True
        days = (self.done if is_done else ()) or self.days
        known = [*days, *(self.printed if is_of_print or not days else ())]
        named = [
            one.days
            for anchor in self.printed
            for one in times.find(expression, (), published=anchor)
            if one.days
        ]
        return not named or any(_agree(one, other) for one in named for other in known)


def _agree(named: Days, known: Days) -> bool:
    """Whether days that are named are as many as are known, or but a part of a few days."""
    is_within = known.first <= named.first and named.last <= known.last
    if is_within and (named.first, named.last) != (known.first, known.last):
        return (known.last - known.first).days < _LONGEST or known.last == named.last
    return named.overlap(known)


def _types(events: Iterable[Told]) -> Iterator[EventType]:
    for told in events:
        yield told.event.event_type
        yield from (one.mention.event_type for one in told.event.tellings)


def _statuses(told: Told) -> Iterator[Status]:
    """Yield how strongly the record has an event: as it stands, or as each account has it."""
    if told.event.status is not None:
        yield told.event.status
        if any(map(_is_under_way, told.event.tellings)):
            yield Status.ONGOING
    else:
        yield from (account.status for account in told.event.accounts)
    if told.expectation:
        yield from _BY_OUTCOME.get(told.expectation.outcome, ())


def _is_under_way(one: Telling) -> bool:
    """Whether what is read as planned is told in the present, of days that had begun by then.

    "The ministers are meeting this week" tells of either.
    """
    occurred = one.mention.occurred
    return (
        one.mention.status is Status.PLANNED
        and occurred is not None
        and occurred.days.first <= one.printed.day
        and bool(_PRESENT.search(one.quote))
    )


def _days(events: Iterable[Told]) -> Iterator[Days]:
    """Yield the days that anything told of the events gives."""
    for told in events:
        known = [told.event.days, *(account.days for account in told.event.accounts)]
        known += [one.deadline for one in told.event.tellings]
        known += [days for one in told.event.tellings for days in _days_told(one)]
        if told.expectation:
            known += [word.days for word in told.expectation.windows]
        if told.silence:
            known += [told.silence.began]
            broken = told.silence.broken
            known += [Days.on(broken.printed)] if broken else []
        yield from (days for days in known if days)
        yield from _closed(told)


def _days_done(events: Iterable[Told]) -> Iterator[Days]:
    """Yield the days that are told by those who say that the events took place."""
    for told in events:
        if told.event.status in _DONE and told.event.days:
            yield told.event.days
        for one in told.event.tellings:
            if one.mention.status in _DONE:
                yield from (days for days in _days_told(one) if days.first <= one.printed.day)
        yield from _closed(told)


def _days_told(one: Telling) -> Iterator[Days]:
    """Yield the days of a telling, and all that its quote names."""
    if one.mention.occurred:
        yield one.mention.occurred.days
    anchor = one.printed.published or Days.on(one.printed.day)
    found = times.find(one.quote, (), published=anchor)
    yield from (expression.days for expression in found if expression.days)


def _closed(told: Told) -> Iterator[Days]:
    if told.expectation and told.expectation.closed:
        yield Days.on(told.expectation.closed)


def _words_of(events: Iterable[Told]) -> Iterator[str]:
    """Yield the quotes that opened, moved and closed what is awaited, and broke a silence."""
    for told in events:
        if told.expectation:
            yield from (word.quote for word in told.expectation.windows)
            yield from (word.quote for word in [told.expectation.closing] if word)
        if told.silence:
            yield from (word.quote for word in [*told.silence.words, told.silence.broken] if word)


def _titles(tellings: Iterable[Telling]) -> Iterator[str]:
    for one in tellings:
        yield from (said for said in (one.printed.title, one.printed.publisher) if said)


def _sides(events: Iterable[Told]) -> Iterator[Side]:
    for told in events:
        yield from (*told.event.actors, *told.event.recipients)
        if told.expectation:
            yield from told.expectation.owners
        if told.silence:
            yield from (*told.silence.silent, *told.silence.asking)


def _places(events: Iterable[Told]) -> Iterator[Place]:
    for told in events:
        known = [told.event.place, *(one.mention.place for one in told.event.tellings)]
        yield from (one for one in known if one)


def _parties(telling: Telling) -> Iterator[Party]:
    mention = telling.mention
    yield from (*mention.actors, *mention.recipients)
    yield from (link.source for link in mention.attributions if link.source)


def _names_of(party: Party | Side) -> Iterator[str]:
    yield from (name for name in (party.name, getattr(party, "text", None)) if name)
