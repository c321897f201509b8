"""Which sentences of a draft the record bears out, by the ids of events that they cite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from demarche.model import Mention, RecordError, UsageError
from demarche.model.entries import Told
from demarche.record.record import Record
from demarche.service import doubts, drafts
from demarche.service.as_json import JsonObject
from demarche.service.bearing import Bearing
from demarche.service.drafts import Draft, Drafted
from demarche.service.needs import ReadsPages
from demarche.service.reader import Reader

__all__ = ["Checked", "Finding", "check", "checked_json", "is_borne_out"]

# How many events a draft may cite, and how long a sentence is that is read alone.
_MOST = 500
_LONGEST = 1000


class Finding(StrEnum):
    """What the record says to a sentence of a draft."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    UNCITED = "uncited"
    UNKNOWN = "unknown"
    NO_CLAIM = "no_claim"


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a draft, what it cites, and whether the record bears it out.

    `cites` are the ids as they were written, `events` the whole ids of those that are on record.
    `reasons` say in a line each why it is not supported.
    """

    sentence: str
    start: int
    end: int
    finding: Finding
    cites: tuple[str, ...]
    events: tuple[str, ...]
    reasons: tuple[str, ...]


def check(record: Record, text: str, *, pipeline: ReadsPages | None = None) -> tuple[Checked, ...]:
    """Return each sentence of the draft `text` with what the record says to it, in order.

    A finding tells what can be seen from the record and from a reading of the sentence; it does not
    understand the sentence. Raises PageError where the draft cannot be read, UsageError where it
    cites too many events to be checked at once.
    """
    draft = drafts.read(text)
    cites = dict.fromkeys(cite for one in draft.sentences for cite in one.cites)
    if len(cites) > _MOST:
        raise UsageError("draft", f"cites more than {_MOST} events; check it in parts")
    known = {cite: _event(record, cite) for cite in cites}
    days = [
        telling.printed.day for told in _events(known.values()) for telling in told.event.tellings
    ]
    acts = _Acts(draft, max(days, default=record.day), Reader(pipeline=pipeline))

    article_of = cache(record.article)

    @cache
    def bearing_of(cites: tuple[str, ...]) -> Bearing:
        return Bearing.of(_events(known[cite] for cite in cites), article_of)

    return tuple(
        _checked(one, acts.of(one), [known[cite] for cite in one.cites], bearing_of)
        for one in draft.sentences
    )


def is_borne_out(checked: Sequence[Checked]) -> bool:
    """Whether every sentence that claims something is supported."""
    return all(one.finding in (Finding.SUPPORTED, Finding.NO_CLAIM) for one in checked)


def checked_json(value: Checked) -> JsonObject:
    """A sentence of a draft, and what the record says to it."""
    return {
        "sentence": value.sentence,
        "start": value.start,
        "end": value.end,
        "finding": value.finding.value,
        "cites": list(value.cites),
        "events": list(value.events),
        "reasons": list(value.reasons),
    }


class _Acts:
    """The acts that the reader finds in a draft, as if it were printed on a day."""

    def __init__(self, draft: Draft, day: date, reader: Reader) -> None:
        self._day, self._reader = day, reader
        self._found = self._read(draft.text)

    def of(self, sentence: Drafted) -> list[Mention]:
        """Return the acts of a sentence as the draft has it; where there are none, as it reads
        alone: sentences of a draft that have little to do with each other lead the reader astray.
        """
        inside = [one for one in self._found if one.evidence.trigger.overlaps(sentence.span)]
        if inside or len(sentence.words) > _LONGEST:
            return inside
        return list(self._read(sentence.words))

    def _read(self, text: str) -> tuple[Mention, ...]:
        if not any(sign.isalnum() for sign in text):
            return ()
        reading = self._reader.read_text(text, name="draft", published=self._day)
        return reading.mentions if reading.article.text == text else ()


def _event(record: Record, cite: str) -> Told | str:
    """Return the event that is cited, or in a line why there is none."""
    try:
        return record.show(cite)
    except RecordError as error:
        return str(error)


def _events(found: Iterable[Told | str]) -> list[Told]:
    return [one for one in found if not isinstance(one, str)]


def _checked(
    one: Drafted,
    mentions: Sequence[Mention],
    found: Sequence[Told | str],
    bearing_of: Callable[[tuple[str, ...]], Bearing],
) -> Checked:
    finding, reasons = _found(one, mentions, found, bearing_of)
    ids = tuple(dict.fromkeys(told.event.id for told in _events(found)))
    return Checked(one.words, one.span.start, one.span.end, finding, one.cites, ids, tuple(reasons))


def _found(
    one: Drafted,
    mentions: Sequence[Mention],
    found: Sequence[Told | str],
    bearing_of: Callable[[tuple[str, ...]], Bearing],
) -> tuple[Finding, list[str]]:
    if not found:
        if doubts.claims_nothing(one, mentions):
            return Finding.NO_CLAIM, []
        return Finding.UNCITED, ["states something and cites no event"]
    unknown = [one for one in found if isinstance(one, str)]
    if unknown:
        return Finding.UNKNOWN, unknown
    rejected = [told.event.id[:8] for told in _events(found) if told.event.is_rejected]
    if rejected:
        return Finding.UNSUPPORTED, [f"{each} was rejected by hand" for each in rejected]
    reasons = list(doubts.doubts(one.words, mentions, bearing_of(one.cites)))
    return (Finding.UNSUPPORTED if reasons else Finding.SUPPORTED), reasons
