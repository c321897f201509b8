"""The affairs that events belong to: each with its days, leading to its timeline."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import Route

from demarche.desk.web.answer import Answer, Row, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.words import codes_of, is_unnamed
from demarche.model import UsageError
from demarche.model.entries import Story
from demarche.service import record_json
from demarche.service.asked import part_of
from demarche.service.kept import Kept
from demarche.service.record import Record

_MOST = 50
# As many as are looked at; a record of a thousand reports has some five thousand.
_ALL = 5000
_KEPT = Kept()
_ORDERS = ("events", "latest")


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/stories", stories, has_rows=True)


def stories(asked: Asked) -> Answer:
    """Return the affairs, those with most events first, or those told of last."""
    party = (asked.word("party") or "").upper()
    order = asked.word("order") or _ORDERS[0]
    if order not in _ORDERS:
        raise UsageError(order, f"is none of {', '.join(_ORDERS)}")
    part = part_of(
        asked.record,
        lambda record, most: _chosen(record, party, order)[:most],
        most=_MOST,
        cursor=asked.word("cursor"),
    )
    found = part.rows
    values = {
        "found": found,
        "next": part.next,
        "party": party,
        "order": order,
        "largest": max((one.events for one in found), default=1),
        "is_empty": not found and not asked.record.tally()["events"],
    }
    return Answer(
        "stories.html",
        values,
        lambda: {"items": [record_json.story(one) for one in found], "next": part.next},
        lambda: [_row(one) for one in found],
    )


def affairs(record: Record) -> tuple[Story, ...]:
    """Return the affairs of the record, those with most events first."""
    return _KEPT.answer(record, "stories", lambda: record.stories(most=_ALL))


def _chosen(record: Record, party: str, order: str) -> Sequence[Story]:
    found = [one for one in affairs(record) if not party or party in codes_of(one.id)]
    if order == "latest":
        found.sort(key=lambda one: (one.last, one.events), reverse=True)
    return found


def _row(one: Story) -> Row:
    return {
        "story": one.id,
        "name": None if is_unnamed(one.name) else one.name,
        "events": one.events,
        "first": one.first,
        "last": one.last,
    }
