"""What fills the record: what is watched, what was kept out and why, and grades."""

from __future__ import annotations

from starlette.routing import Route

from demarche.desk.web.answer import Answer, routes_of
from demarche.desk.web.asked import Asked
from demarche.service import gathering_json

_MOST = 100


def routes() -> list[Route]:
    """Return the addresses of this page."""
    return routes_of("/sources", sources, has_rows=True)


def sources(asked: Asked) -> Answer:
    """Return the sources with their last answers, what was kept out, and the grades."""
    gathering = asked.record.gathering
    watched, polls = gathering.sources(), gathering.polls()
    refusals = gathering.refusals(most=_MOST)
    grades = asked.record.grades()
    told = [gathering_json.source(one, polls.get(one.address)) for one in watched]
    values = {
        "watched": [(one, polls.get(one.address)) for one in watched],
        "refusals": refusals,
        "is_cut": len(refusals) == _MOST,
        "grades": grades,
    }
    return Answer(
        "sources.html",
        values,
        lambda: {
            "sources": told,
            "refusals": [gathering_json.refusal(one) for one in refusals],
            "grades": grades,
        },
        lambda: told,
    )
