"""Events in the order of their days, as a list and as a chart of the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.routing import Route

from demarche.desk.web.answer import Answer, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.charts import chart
from demarche.desk.web.rows import row
from demarche.desk.web.stories import affairs
from demarche.desk.web.words import story_words
from demarche.model import EventType, Status
from demarche.model.entries import Entry, Unanswered
from demarche.service import record_json
from demarche.service.asked import Which, part_of, which_of

_MOST = 50
_MOST_ROWS = 1000
FILTERS = ("since", "until", "type", "status", "story", "party", "cursor")


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/timeline", timeline, has_rows=True)


def timeline(asked: Asked) -> Answer:
    """Return a page of the events asked for, the latest first."""
    which = which_asked(asked)
    is_table = asked.request.url.path.endswith(".csv")
    part = part_of(
        asked.record,
        lambda record, most: record.timeline(which, most=most)[::-1],
        most=_MOST_ROWS if is_table else _MOST,
        cursor=asked.word("cursor"),
    )
    entries = part.rows
    silences = _silences(asked, entries)
    values = {
        "entries": entries,
        "next": part.next,
        "chart": chart(entries, silences),
        "clocks": {event: one.days for event, one in silences.items()},
        "affair": _affair(asked),
        "is_empty": not entries and not asked.record.tally()["events"],
        **filters(asked),
    }
    return Answer(
        "timeline.html",
        values,
        lambda: {"items": [record_json.entry(one) for one in entries], "next": part.next},
        lambda: [row(one) for one in entries],
    )


def _affair(asked: Asked) -> str | None:
    """Return what the affair is called that is asked for, if one is."""
    story = asked.word("story")
    if story is None:
        return None
    known = (one.name for one in affairs(asked.record) if one.id == story)
    return story_words(next(known, story))


def which_asked(asked: Asked) -> Which:
    """Return which events the address asks for."""
    return which_of(
        asked.day("since"),
        asked.day("until"),
        asked.words("type"),
        asked.words("status"),
        asked.word("story"),
        asked.words("party"),
    )


def filters(asked: Asked) -> Mapping[str, Any]:
    """Return what a form of filters shows: what is asked for, and what could be."""
    said = {name: asked.word(name) or "" for name in ("since", "until", "story", "party")}
    said |= {name: ",".join(asked.words(name)) for name in ("type", "status")}
    return {
        "said": said,
        "types": [kind.value for kind in EventType],
        "statuses": [status.value for status in Status],
    }


def _silences(asked: Asked, entries: Sequence[Entry]) -> Mapping[str, Unanswered]:
    """Return the silences among the events, by their events."""
    shown = {one.id for one in entries}
    return {one.entry.id: one for one in asked.record.silences() if one.entry.id in shown}
