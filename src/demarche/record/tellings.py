"""What one reading tells, with where it was printed and the words it was read from."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from demarche.model import Days, EventType, Mention, Reading, Status
from demarche.model.events import Printed, Telling

_SPOKEN = frozenset({EventType.AGREE, EventType.REQUEST})


def tellings(reading: Reading, printed: Printed) -> tuple[Telling, ...]:
    """Return a telling for each mention of `reading`, in order."""
    text = reading.article.text
    return tuple(
        Telling(
            replace(mention, id=identity(printed.page, mention)),
            printed,
            " ".join(mention.evidence.sentence.of(text).split("\n")),
            deadline(mention, reading),
        )
        for mention in reading.mentions
    )


def identity(page: str, mention: Mention) -> str:
    """Return the id of a mention in the record: that of an act at its place in a capture."""
    trigger = mention.evidence.trigger
    named = f"{page}:{trigger.start}:{trigger.end}:{mention.event_type}"
    return hashlib.sha256(named.encode()).hexdigest()[:32]


def deadline(mention: Mention, reading: Reading) -> Days | None:
    """Return the days ahead by which what is promised or demanded is to be done, if told.

    They are the first that the sentence names after the word for the promise.
    """
    published = reading.article.published
    if published is None or mention.event_type not in _SPOKEN:
        return None
    if mention.status is not Status.HAPPENED:
        return None
    sentence, trigger = mention.evidence.sentence, mention.evidence.trigger
    ahead = (
        time.days
        for time in reading.times
        if time.days
        and sentence.contains(time.span)
        and time.span.start >= trigger.end
        and time.days.last > published.days.last
    )
    return next(ahead, None)
