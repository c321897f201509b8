"""Who acts: somebody's offices on a day, and the events to which they are a party."""

from __future__ import annotations

from starlette.routing import Route

from demarche.desk.web.answer import Answer, Elsewhere, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.charts import chart
from demarche.desk.web.rows import row
from demarche.desk.web.timeline import filters, which_asked
from demarche.service import record_json, who
from demarche.service.asked import part_of

_MOST = 50


def routes() -> list[Route]:
    """Return the addresses of these pages."""
    return [
        *routes_of("/actors", actors, has_rows=True),
        *routes_of("/actors/{key}", actor, has_rows=True),
    ]


def actors(asked: Asked) -> Answer | Elsewhere:
    """Return who is a party to most events, or those whom a name fits."""
    words = asked.word("q")
    found = asked.record.parties(words) if words else asked.record.prominent()
    if words and len(found) == 1:
        return Elsewhere(asked.link(f"/actors/{found[0][0]}"))
    named = [(key, who.name_of(key) or name, events) for key, name, events in found]
    return Answer(
        "actors.html",
        {"found": named, "words": words or "", "is_search": bool(words)},
        lambda: {"items": [record_json.party(one) for one in named], "next": None},
        lambda: [record_json.party(one) for one in named],
    )


def actor(asked: Asked) -> Answer | Elsewhere:
    """Return who somebody is on the day of the view, and their events, the latest first.

    A name that fits one party leads to it; one that fits several, to the list of them.
    """
    key = asked.named("key")
    if not _is_key(key):
        found = asked.record.parties(key)
        if len(found) != 1 or found[0][0] != key:
            to = f"/actors/{found[0][0]}" if len(found) == 1 else "/actors"
            return Elsewhere(asked.link(to, q="" if len(found) == 1 else key))
    day = asked.day("on") or asked.as_of or asked.record.day
    which = which_of_party(asked, key)
    part = part_of(
        asked.record,
        lambda record, most: record.timeline(which, most=most)[::-1],
        most=_MOST,
        cursor=asked.word("cursor"),
    )
    known = who.known(key, day)
    entries = part.rows
    values = {
        "known": known,
        "called": known.name or _called(key, entries) or key,
        "day": day,
        "entries": entries,
        "next": part.next,
        "chart": chart(entries),
        "due": asked.record.due(owner=key, most=10) if ":" not in key else (),
        "silences": asked.record.silences(party=key, most=10) if ":" not in key else (),
        **filters(asked),
    }
    return Answer(
        "actor.html",
        values,
        lambda: {
            "party": key,
            "name": known.name,
            "items": [record_json.entry(one) for one in entries],
            "next": part.next,
        },
        lambda: [row(one) for one in entries],
    )


def which_of_party(asked: Asked, key: str):  # type: ignore[no-untyped-def]
    """Return which events are asked for, of those to which somebody is a party."""
    from dataclasses import replace

    which = which_asked(asked)
    return replace(which, parties=(key, *(one for one in which.parties if one != key)))


def _is_key(key: str) -> bool:
    return ":" in key or (key.isupper() and who.name_of(key) is not None)


def _called(key: str, entries: object) -> str | None:
    """Return what the record calls somebody whom no table knows."""
    for one in entries if isinstance(entries, tuple) else ():
        for side in (*one.line.actors, *one.line.recipients):
            if key in (side.entity, side.code):
                return str(side.name)
    return None
