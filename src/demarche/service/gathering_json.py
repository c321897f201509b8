"""What fills the record, as JSON has it."""

from __future__ import annotations

from typing import Any

from demarche.model import Failure, Poll, Refusal, Source
from demarche.model.entries import Entry
from demarche.service import record_json
from demarche.service.as_json import JsonObject
from demarche.service.intake import Added, KeptOut
from demarche.service.watch import News, Polled


def source(value: Source, poll: Poll | None) -> JsonObject:
    """A source that is watched, and how it stands with it."""
    return {
        "address": value.address,
        "kind": value.kind.value,
        "name": value.name,
        "publisher": value.publisher,
        "country": value.country,
        "language": value.language,
        "grade": value.grade,
        "asked": poll.last.isoformat() if poll and poll.last else None,
        "next": poll.next.isoformat() if poll else None,
        "failures": poll.failures if poll else 0,
        "said": poll.said if poll else None,
    }


def refusal(value: Refusal) -> JsonObject:
    """Something that was gathered and not entered."""
    return {
        "id": value.id,
        "name": value.name,
        "kind": value.kind.value,
        "reason": value.reason,
        "recorded": value.recorded.isoformat(),
        "via": value.via,
        "url": value.url,
        "size": value.size,
    }


def news(value: News, entries: tuple[Entry, ...] = ()) -> JsonObject:
    """What became of something that was fetched; of a report, with the events that are new."""
    if isinstance(value, Polled):
        return {
            "source": value.source.address,
            "named": value.named,
            "to_fetch": value.new,
            "said": value.poll.said,
            "next": value.poll.next.isoformat(),
        }
    if isinstance(value, KeptOut):
        return record_json.added(value)
    if isinstance(value, Failure):
        return {"name": value.name, "kept": "later", "reason": value.reason}
    return _added(value, entries)


def _added(value: Added, entries: tuple[Entry, ...]) -> dict[str, Any]:
    return record_json.added(value) | {"new": [record_json.entry(one) for one in entries]}
