"""Lists as tables: a row for each thing, for programs that read CSV."""

from __future__ import annotations

from collections.abc import Iterable

from demarche.desk.web.answer import Row
from demarche.model import Days
from demarche.model.entries import Due, Entry, Hit, Unanswered
from demarche.model.events import Side, Word


def entry_row(one: Entry) -> Row:
    """Return an event as a row."""
    line = one.line
    return {
        "event": one.id,
        "event_type": one.event_type.value,
        "mode": line.mode,
        "status": one.status.value if one.status else None,
        "first": line.days.first if line.days else None,
        "last": line.days.last if line.days else None,
        "printed_days": line.days.words if line.days else None,
        "actors": _names(line.actors),
        "recipients": _names(line.recipients),
        "place": line.place,
        "story": one.story,
        "tellings": one.tellings,
        "outlets": one.outlets,
        "origins": one.origins,
        "is_contradicted": one.is_contradicted,
        **_word_row(line.best),
    }


def due_row(one: Due) -> Row:
    """Return an expectation as a row."""
    found = one.expectation
    return {
        "standing": one.standing.value,
        "due": found.due,
        "first_due": found.first_due,
        "slips": found.slips,
        "closed": found.closed,
        "owners": _names(found.owners),
        **entry_row(one.entry),
    }


def silence_row(one: Unanswered) -> Row:
    """Return a silence as a row."""
    found = one.silence
    return {
        "kind": found.kind.value,
        "days": one.days,
        "began": found.began.first if found.began else None,
        "silent": _names(found.silent),
        "asking": _names(found.asking),
        "channels": "; ".join(found.channels),
        "broken": found.broken.printed if found.broken else None,
        "event": one.entry.id,
        **_word_row(found.words[-1] if found.words else one.entry.line.best),
    }


def hit_row(one: Hit) -> Row:
    """Return a passage as a row."""
    return {
        "event": one.event,
        "page": one.page,
        "printed": one.printed,
        "publisher": one.publisher,
        "title": one.title,
        "url": one.url,
        "text": one.text,
    }


def days_cell(days: Days | None) -> str | None:
    """Return days in one cell, with two dots between the first and the last."""
    if days is None:
        return None
    return days.first.isoformat() if days.first == days.last else f"{days.first}..{days.last}"


def _word_row(word: Word) -> Row:
    return {
        "quote": word.quote,
        "source": word.source,
        "publisher": word.publisher,
        "printed": word.printed,
    }


def _names(sides: Iterable[Side]) -> str:
    return "; ".join(dict.fromkeys(side.code or side.name for side in sides))
