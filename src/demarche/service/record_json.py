"""What the record answers, as JSON has it: unknown is `null` or `[]`, days have ISO's form."""

from __future__ import annotations

from datetime import date
from typing import Any

from demarche import __version__
from demarche.model import Days, Failure, Reading
from demarche.model.entries import (
    Brief,
    Doubt,
    Due,
    Entry,
    Hit,
    Marked,
    Month,
    Pair,
    Story,
    Told,
    Unanswered,
)
from demarche.model.events import Account, Event, Origin, Side, Telling, Word
from demarche.model.judgements import Correction, Judgement
from demarche.model.ledger import Expectation, Silence
from demarche.record.captures import Capture
from demarche.record.record import Record
from demarche.service import as_json
from demarche.service.as_json import JsonObject
from demarche.service.intake import Added, KeptOut


def added(value: Added | Failure) -> JsonObject:
    """A report that was handed in: what became of it, or why it was not kept."""
    if isinstance(value, KeptOut):
        return {
            "name": value.name,
            "kept": "out",
            "kind": value.kind.value,
            "reason": value.reason,
            "refusal": value.number,
            "is_held": value.is_held,
        }
    if isinstance(value, Failure):
        return {"name": value.name, "kept": "failed", "reason": value.reason}
    return {
        "name": value.name,
        "kept": value.receipt.kept.value,
        "page": value.receipt.page,
        "copies": list(value.receipt.copies),
        "mentions": value.mentions,
        "language": value.language,
        "is_read": value.is_read,
    }


def entry(value: Entry) -> JsonObject:
    """An event as lists have it."""
    line = value.line
    return {
        "id": value.id,
        "event_type": value.event_type.value,
        "plover_type": line.plover_type and line.plover_type.value,
        "mode": line.mode,
        "contexts": list(line.contexts),
        "status": value.status and value.status.value,
        "actors": [_side(side) for side in line.actors],
        "recipients": [_side(side) for side in line.recipients],
        "place": line.place,
        "occurred": _days(line.days),
        "printed": line.printed.isoformat(),
        "words": line.words,
        "story": value.story,
        "evidence": _word(line.best),
        "tellings": value.tellings,
        "outlets": list(line.outlets),
        "origins": [_origin(origin) for origin in line.origins],
        "contradictions": [
            {"over": one.over.value, "between": [one.one, one.other]} for one in line.contradictions
        ],
        "note": line.note,
        "corrected": list(line.corrected),
    }


def due(value: Due) -> JsonObject:
    """An expectation, how it stands, and its event."""
    return {
        "standing": value.standing.value,
        **_expectation(value.expectation),
        "event": entry(value.entry),
    }


def unanswered(value: Unanswered) -> JsonObject:
    """A silence, how long it lasted, and its event."""
    return {"days": value.days, **_silence(value.silence), "event": entry(value.entry)}


def pair(value: Pair) -> JsonObject:
    """What passed between two parties."""
    return {
        "pair": [value.one, value.other],
        "months": [_month(month) for month in value.months],
        "due": [due(one) for one in value.due],
        "silences": [unanswered(one) for one in value.silences],
        "events": [entry(one) for one in value.entries],
    }


def hit(value: Hit) -> JsonObject:
    """A passage that was searched for."""
    return {
        "text": value.text,
        "event": value.event,
        "page": value.page,
        "title": value.title,
        "publisher": value.publisher,
        "url": value.url,
        "printed": value.printed.isoformat(),
        "rank": round(value.rank, 4),
    }


def story(value: Story) -> JsonObject:
    """An affair."""
    return {
        "id": value.id,
        "name": value.name,
        "events": value.events,
        "first": value.first.isoformat(),
        "last": value.last.isoformat(),
    }


def told(value: Told) -> JsonObject:
    """All that the record has on one event."""
    event = value.event
    return {
        "id": event.id,
        "event_type": event.event_type.value,
        "plover_type": event.plover_type and event.plover_type.value,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "status": event.status and event.status.value,
        "actors": [_side(side) for side in event.actors],
        "recipients": [_side(side) for side in event.recipients],
        "place": event.place and {"text": event.place.text, "code": event.place.code},
        "occurred": _days(event.days),
        "story": event.story,
        "note": event.note,
        "is_rejected": event.is_rejected,
        "corrected": sorted(event.corrected),
        "outlets": list(event.outlets),
        "accounts": [_account(account, event) for account in event.accounts],
        "contradictions": [
            {"over": one.over.value, "between": [one.one, one.other]}
            for one in event.contradictions
        ],
        "expectation": value.expectation and _expectation(value.expectation),
        "silence": value.silence and _silence(value.silence),
        "history": [correction(one) for one in value.history],
        "grades": dict(value.grades),
    }


def capture(value: Capture) -> JsonObject:
    """A page as it was found at one moment."""
    return {
        "page": value.page,
        "document": value.document,
        "title": value.title,
        "publisher": value.publisher,
        "accessed": value.accessed.isoformat(),
        "size": value.size,
        "sha256": value.sha256,
        "mentions": value.mentions,
        "difference": list(value.difference),
    }


def marked(value: Marked) -> JsonObject:
    """An article as it was captured, with its mentions and their events, statements and times."""
    printed, mentions = value.printed, tuple(told.mention for told in value.tellings)
    whole = Reading(value.article, mentions, value.statements, value.times)
    read: Any = as_json.reading(whole, with_text=True)
    told = zip(value.tellings, read["mentions"], strict=True)
    return {
        "page": printed.page,
        "document": printed.document,
        "printed": printed.day.isoformat(),
        "accessed": printed.accessed.isoformat(),
        "original": printed.original,
        "article": read["article"],
        "mentions": [
            {**form, "quote": one.quote, "event": value.events.get(one.mention.id)}
            for one, form in told
        ],
        "statements": read["statements"],
        "times": read["times"],
        "is_whole": value.is_whole,
    }


def doubt(value: Doubt) -> JsonObject:
    """Something that a person should look at."""
    return {
        "kind": "merge" if value.is_merge else "reading",
        "events": list(value.events),
        "tellings": [_telling(one) for one in value.tellings],
        "judgement": value.judgement and judgement(value.judgement),
    }


def grade(value: tuple[str, str]) -> JsonObject:
    """A source and its grade."""
    return {"source": value[0], "grade": value[1]}


def holdings(value: Record) -> JsonObject:
    """How much a record holds, and in which state it is."""
    return {
        "version": value.version(),
        "program": __version__,
        "day": value.day.isoformat(),
        **value.tally(),
    }


def brief(value: Brief) -> JsonObject:
    """What changed."""
    return {
        "since": value.since.isoformat(),
        "until": value.until.isoformat(),
        "new": [entry(one) for one in value.new],
        "changed": [
            {"before": entry(one.before), "after": entry(one.entry)} for one in value.changed
        ],
        "closed": [due(one) for one in value.closed],
        "slipped": [due(one) for one in value.slipped],
        "overdue": [due(one) for one in value.overdue],
        "silences_broken": [unanswered(one) for one in value.broken],
        "contradicted": [entry(one) for one in value.contradicted],
        "corrections": [correction(one) for one in value.corrections],
    }


def correction(value: Correction) -> JsonObject:
    """A change by hand."""
    return {
        "id": value.id,
        "deed": value.deed.value,
        "target": value.target,
        "field": value.field,
        "before": value.before,
        "after": value.after,
        "who": value.who,
        "recorded": value.recorded.isoformat(),
        "because": value.because,
        "undoes": value.undoes,
        "is_undone": value.is_undone,
    }


def judgement(value: Judgement) -> JsonObject:
    """Whether two mentions tell of one event."""
    return {
        "one": value.one,
        "other": value.other,
        "verdict": value.verdict.value,
        "score": value.score,
        "by": value.by,
    }


def party(value: tuple[str, str, int]) -> JsonObject:
    """Who may be meant by a name."""
    return {"party": value[0], "name": value[1], "events": value[2]}


def _account(value: Account, event: Event) -> JsonObject:
    return {
        "origin": _origin(value.origin),
        "status": value.status.value,
        "occurred": _days(value.days),
        "tellings": [_telling(telling) for telling in value.tellings],
        "is_contradicted": any(
            value.origin.key in (one.one, one.other) for one in event.contradictions
        ),
    }


def _telling(value: Telling) -> JsonObject:
    mention, printed = value.mention, value.printed
    return {
        "mention": mention.id,
        "status": mention.status.value,
        "occurred": _days(mention.occurred.days if mention.occurred else None),
        "quote": value.quote,
        "chain": [link.source.text for link in mention.attributions if link.source],
        "publisher": printed.publisher,
        "title": printed.title,
        "url": printed.url,
        "page": printed.page,
        "printed": printed.day.isoformat(),
        "accessed": printed.accessed.isoformat(),
        "is_copy": printed.original != printed.page,
        "sentence": [mention.evidence.sentence.start, mention.evidence.sentence.end],
        "trigger": [mention.evidence.trigger.start, mention.evidence.trigger.end],
        "confidence": round(mention.confidence, 4),
    }


def _expectation(value: Expectation) -> JsonObject:
    return {
        "kind": value.kind.value,
        "owners": [_side(side) for side in value.owners],
        "windows": [_word(word) for word in value.windows],
        "slips": value.slips,
        "first_due": _iso(value.first_due),
        "due": _iso(value.due),
        "outcome": value.outcome.value,
        "closed": _iso(value.closed),
        "is_late": value.is_late,
        "closing": value.closing and _word(value.closing),
    }


def _silence(value: Silence) -> JsonObject:
    return {
        "kind": value.kind.value,
        "silent": [_side(side) for side in value.silent],
        "asking": [_side(side) for side in value.asking],
        "channels": list(value.channels),
        "began": _days(value.began),
        "told": [_word(word) for word in value.words],
        "broken": value.broken and _word(value.broken),
    }


def _word(value: Word) -> JsonObject:
    return {
        "mention": value.mention,
        "printed": value.printed.isoformat(),
        "quote": value.quote,
        "source": value.source,
        "publisher": value.publisher,
        "occurred": _days(value.days),
    }


def _month(value: Month) -> JsonObject:
    return {
        "month": value.month,
        "events": value.events,
        "cooperation": value.cooperation,
        "conflict": value.conflict,
        "balance": round(value.balance, 2),
    }


def _origin(value: Origin) -> JsonObject:
    return {
        "key": value.key,
        "words": value.words,
        "named": value.is_named,
        "code": value.code,
    }


def _side(value: Side) -> JsonObject:
    sector = value.sector
    return {
        "name": value.name,
        "entity": value.entity,
        "code": value.code,
        "sector": sector and sector.value,
    }


def _days(value: Days | None) -> Any:
    if value is None:
        return None
    return {
        "start": value.first.isoformat(),
        "end": value.last.isoformat(),
        "text": value.words,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
