"""One event: what is held to have happened, and each account of it beside the others."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from demarche.desk.web.answer import Answer, Elsewhere, routes_of
from demarche.desk.web.asked import Asked
from demarche.desk.web.stories import affairs
from demarche.desk.web.why import Joined, joined
from demarche.desk.web.words import is_unnamed
from demarche.model import EventType, Status
from demarche.model.entries import Told
from demarche.model.ledger import Outcome
from demarche.record.events import FIELDS
from demarche.service import record_json
from demarche.service.citing import citation

# Of more tellings than these the reasons stand on a page of their own.
_MOST_JOINED = 30
_CITED = {"txt": "text/plain", "bib": "application/x-bibtex"}


def routes() -> list[Route]:
    """Return the addresses of this page, and of its citation as files."""
    return [
        *(
            Route(f"/events/{{number}}.{ending}", _cited(ending), methods=["GET"])
            for ending in (*_CITED, "csl")
        ),
        *routes_of("/events/{number}", event),
    ]


def event(asked: Asked) -> Answer | Elsewhere:
    """Return an event; one known by another id stands at its own address."""
    number = asked.named("number")
    found = asked.record.show(number)
    if found.event.id != number:
        return Elsewhere(asked.link(f"/events/{found.event.id}"))
    values = {
        "told": found,
        "event": found.event,
        "clashes": _clashes(found),
        "days_silent": found.silence.days(asked.record.day) if found.silence else None,
        "standing": found.expectation.standing(asked.record.day) if found.expectation else None,
        "unnamed": sum(not account.origin.is_named for account in found.event.accounts),
        "citation": citation(found),
        "joined": _joined(asked, found),
        "story": _story(asked, found.event.story),
        "fields": FIELDS,
        "types": [kind.value for kind in EventType],
        "statuses": [status.value for status in Status],
        "outcomes": [outcome.value for outcome in Outcome],
        "today": asked.record.day,
    }
    return Answer("event.html", values, lambda: record_json.told(found))


def _joined(asked: Asked, found: Told) -> tuple[Joined, ...]:
    """Return why the tellings are one event, where they are few."""
    if not 1 < len(found.event.tellings) <= _MOST_JOINED:
        return ()
    return joined(found.event, asked.record.judgements(found.event.id, inside=True))


def _story(asked: Asked, name: str | None) -> str | None:
    """Return the id of the affair that an event shows the name of; None where it is not found."""
    if name is None or is_unnamed(name):
        return name
    return next((one.id for one in affairs(asked.record) if one.name == name), None)


def _clashes(found: Told) -> Mapping[str, tuple[str, ...]]:
    """Return what each origin is contradicted on, by its key."""
    out: dict[str, tuple[str, ...]] = {}
    for one in found.event.contradictions:
        for key in (one.one, one.other):
            out[key] = tuple(dict.fromkeys((*out.get(key, ()), one.over.value)))
    return out


def _cited(ending: str):  # type: ignore[no-untyped-def]
    def endpoint(request: Request) -> Response:
        asked = Asked(request)
        found = citation(asked.record.show(asked.named("number")))
        if ending == "csl":
            import json

            data = json.dumps(list(found.csl), ensure_ascii=False, indent=1)
            return Response(data, media_type="application/vnd.citationstyles.csl+json")
        text = found.text if ending == "txt" else found.bibtex
        return Response(text, media_type=f"{_CITED[ending]}; charset=utf-8")

    return endpoint
