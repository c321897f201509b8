"""Sentences of drafts as data: which events their names stand for, and how they are checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from demarche.model.events import Event
from demarche.service.cite_check import Checked, check
from demarche.service.record import Record

FOLDER = Path(__file__).parent / "drafts"


@dataclass(frozen=True)
class Row:
    """A sentence of a draft, and in which way it is wrong, if it is."""

    draft: str
    way: str | None
    reason: str | None


def rows(name: str) -> list[Row]:
    """Return the sentences of a set."""
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return [
        Row(row["draft"], row.get("way"), row.get("reason"))
        for kind in ("right", "wrong")
        for row in table[kind]
    ]


def ids(record: Record, name: str) -> dict[str, str]:
    """Return the ids of the events that a set names by their types and words."""
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["events"]
    told = _events(record)
    out = {}
    for key, (kind, words, *status) in table.items():
        found = {
            event.id
            for event in told
            if event.event_type == kind
            and (not status or event.status == status[0])
            and any(words in one.quote for one in event.tellings)
        }
        assert len(found) == 1, f"{key}: {len(found)} events of {kind} with {words!r}"
        out[key] = found.pop()[:8]
    return out


@cache
def _events(record: Record) -> list[Event]:
    return [record.show(entry.id).event for entry in record.timeline()]


def checked(record: Record, name: str) -> list[tuple[Row, Checked]]:
    """Return each sentence of a set with what the record says to it, all in one draft."""
    known, found = ids(record, name), rows(name)
    draft = "\n\n".join(row.draft.format(**known) for row in found)
    return list(zip(found, check(record, draft), strict=True))
