"""Tellings made from few words: no reader, no model, no record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from demarche.model import (
    Attribution,
    Days,
    EventType,
    Evidence,
    Grain,
    Mention,
    Occurrence,
    Party,
    Quoting,
    Sector,
    Span,
    Status,
)
from demarche.model.events import Event, Printed, Telling
from demarche.record import events

# Where the sentence begins in its article; what counts is where words stand in the sentence.
_BEGINS = 400
_ACCESSED = datetime(2022, 1, 1, tzinfo=UTC)


def days(
    first: str, last: str | None = None, *, grain: Grain | None = None, words: str | None = None
) -> Days:
    """A day, or the days from the first to the last."""
    known = grain or (Grain.WINDOW if last else Grain.DAY)
    return Days(date.fromisoformat(first), date.fromisoformat(last or first), known, words)


def party(
    words: str,
    code: str | None = None,
    *,
    name: str | None = None,
    entity: str | None = None,
    sector: Sector | None = Sector.GOV,
) -> Party:
    """A party, as its words and what is known of it have it."""
    return Party(Span(0, len(words)), words, name, entity, code, sector)


def countries(codes: str) -> tuple[Party, ...]:
    """A party for each code in the line."""
    return tuple(party(code, code, entity=f"country:{code}") for code in codes.split())


def says(
    words: str,
    code: str | None = None,
    *,
    named: bool = True,
    name: str | None = None,
    entity: str | None = None,
    sector: Sector | None = Sector.GOV,
) -> Attribution:
    """One link of the chain of word: somebody who says so."""
    source = party(words, code, name=name, entity=entity, sector=sector)
    return Attribution(source, named, None, None, Quoting.INDIRECT)


def outlet(words: str) -> Attribution:
    """One link of the chain of word: an outlet that is cited."""
    return says(words, sector=Sector.MED)


def telling(
    sentence: str,
    trigger: str,
    event_type: EventType = EventType.CONSULT,
    status: Status = Status.HAPPENED,
    *,
    actors: str = "",
    recipients: str = "",
    occurred: Days | None = None,
    chain: Sequence[Attribution] = (),
    publisher: str | None = "The Example Post",
    printed: str = "2021-03-14",
    page: str | None = None,
    copy_of: Telling | None = None,
    deadline: Days | None = None,
    why: Mapping[str, object] | None = None,
) -> Telling:
    """A telling of the act that `trigger` names in `sentence`; `chain` is told outermost first.

    Its page is named after who printed it when, unless `page` says otherwise.
    """
    where = page or f"{publisher or 'nobody'}, {printed}"
    begins = _BEGINS + sentence.index(trigger)
    mention = Mention(
        id=f"{where}: {trigger}",
        event_type=event_type,
        plover_type=None,
        mode=None,
        contexts=(),
        status=status,
        actors=countries(actors),
        recipients=countries(recipients),
        place=None,
        occurred=Occurrence(occurred, None, None) if occurred else None,
        attributions=tuple(chain),
        evidence=Evidence(
            Span(_BEGINS, _BEGINS + len(sentence)), Span(begins, begins + len(trigger))
        ),
        confidence=0.9,
        why=why or {},
    )
    first = copy_of.printed if copy_of else None
    where_printed = Printed(
        page=where,
        document=f"https://news.example/{where}",
        publisher=publisher,
        title=None,
        url=None,
        published=days(printed),
        accessed=_ACCESSED,
        original=first.original if first else where,
        first_publisher=first.first_publisher if first else publisher,
    )
    return Telling(mention, where_printed, sentence, deadline)


def event(*tellings: Telling) -> Event:
    """The event that the tellings tell of, with nothing set by hand."""
    return events.event(tellings, {})
