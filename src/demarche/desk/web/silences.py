"""Approaches without an answer, with their clocks, and what is said not to be coming."""

from __future__ import annotations

from starlette.routing import Route

from demarche.desk.web.answer import Answer, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.rows import row
from demarche.model.ledger import Quiet
from demarche.service import record_json
from demarche.service.asked import part_of

_MOST = 50


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/silences", silences, has_rows=True)


def silences(asked: Asked) -> Answer:
    """Return the silences, those that nobody has broken first."""
    party = asked.word("party")
    party = party.upper() if party and ":" not in party else party
    unbroken = asked.word("unbroken") is not None
    part = part_of(
        asked.record,
        lambda record, most: record.silences(party=party, only_unbroken=unbroken, most=most),
        most=_MOST,
        cursor=asked.word("cursor"),
    )
    found = part.rows
    unanswered = [one for one in found if one.silence.kind is Quiet.UNANSWERED]
    values = {
        "running": [one for one in unanswered if one.silence.broken is None],
        "broken": [one for one in unanswered if one.silence.broken],
        "unannounced": [one for one in found if one.silence.kind is Quiet.NO_ANNOUNCEMENT],
        "party": party or "",
        "unbroken": unbroken,
        "next": part.next,
        "longest": max((one.days or 0 for one in unanswered), default=0),
        "found": found,
    }
    return Answer(
        "silences.html",
        values,
        lambda: {"items": [record_json.unanswered(one) for one in found], "next": part.next},
        lambda: [row(one) for one in found],
    )
