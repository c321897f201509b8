"""Sentences of drafts as data: which events their names stand for, and how they are checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

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
    """Return the ids of the events that a set names by words of a quote, and names in a sentence.

    Type and status only tell apart events that share a quote: another reader may have them
    otherwise. An event that the record lacks is left out.
    """
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["events"]
    out = {}
    for key in sorted({key for row in rows(name) for key in _keys(row)}):
        found = _named(_events(record), *table[key])
        assert len(found) <= 1, f"{key}: {len(found)} events with {table[key]}"
        if found:
            out[key] = found[0].id[:8]
    return out


def _named(told: list[Event], kind: str, words: str, *status: str) -> list[Event]:
    found = [one for one in told if any(words in telling.quote for telling in one.tellings)]
    found = [one for one in found if one.event_type == kind] or found
    return [one for one in found if not status or one.status == status[0]] or found


def _keys(row: Row) -> set[str]:
    return {key for _, key, _, _ in Formatter().parse(row.draft) if key}


@cache
def _events(record: Record) -> list[Event]:
    return [record.show(entry.id).event for entry in record.timeline()]


def unread(record: Record, name: str) -> list[Row]:
    """Return the sentences of a set that cite an event which the record lacks."""
    known = set(ids(record, name))
    return [row for row in rows(name) if not _keys(row) <= known]


def checked(record: Record, name: str) -> list[tuple[Row, Checked]]:
    """Return each sentence of a set with what the record says to it, all in one draft.

    Those that cite an event which the record lacks are left out.
    """
    known, lost = ids(record, name), unread(record, name)
    found = [row for row in rows(name) if row not in lost]
    draft = "\n\n".join(row.draft.format(**known) for row in found)
    return list(zip(found, check(record, draft), strict=True))
