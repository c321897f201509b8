"""Events: listed, shown, cited, entered and corrected."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from demarche.desk.api.answers import answer, corrected, listed
from demarche.desk.api.asking import Asked, EventsAsked, Listing, Named
from demarche.desk.api.editing import (
    Editing,
    EntryGiven,
    FieldGiven,
    MergerGiven,
    OutcomeGiven,
    Reason,
    SplitGiven,
)
from demarche.desk.api.forms.events import Correction, Event
from demarche.desk.api.forms.lists import CorrectionList, EntryList, JudgementList
from demarche.desk.api.route import Route
from demarche.service import record_json
from demarche.service.citing import citation
from demarche.service.record import entry_of

routes = APIRouter(route_class=Route, tags=["events"])


class CitationForm(StrEnum):
    """How an event is cited."""

    TEXT = "text"
    BIBTEX = "bibtex"
    CSL = "csl"


class CitationAsked(Asked):
    """How an event is to be cited."""

    form: CitationForm = Field(CitationForm.TEXT, description="Lines of text, BibTeX, or CSL-JSON")


_MEDIA_TYPES = {
    CitationForm.TEXT: "text/plain",
    CitationForm.BIBTEX: "application/x-bibtex",
    CitationForm.CSL: "application/vnd.citationstyles.csl+json",
}
_OF_CITATIONS: dict[CitationForm, dict[str, object]] = {
    CitationForm.TEXT: {"type": "string"},
    CitationForm.BIBTEX: {"type": "string"},
    CitationForm.CSL: {"type": "array", "items": {"type": "object"}},
}
_CITED = {_MEDIA_TYPES[form]: {"schema": schema} for form, schema in _OF_CITATIONS.items()}


@routes.get("/events", operation_id="listEvents", response_model=EntryList)
def list_events(request: Request, asked: Annotated[EventsAsked, Query()]) -> Response:
    """List the events asked for, the latest first."""
    which = asked.which()
    return listed(
        request,
        asked,
        lambda record, most: record.timeline(which, most=most)[::-1],
        record_json.entry,
    )


@routes.post("/events", operation_id="enterEvent", response_model=Correction, status_code=201)
def enter_event(request: Request, given: EntryGiven, record: Editing) -> Response:
    """Enter by hand what was read elsewhere, with its words and its source."""
    entry = entry_of(
        given.event_type.value,
        given.status.value,
        tuple(given.actors),
        tuple(given.recipients),
        given.occurred.words if given.occurred else None,
        given.quote,
        given.words,
        given.source,
        given.printed,
        given.url,
    )
    done = record.enter(entry, given.because)
    return corrected(done, {"Location": f"{request.scope['path']}/{done.target}"})


@routes.get("/events/{event}", operation_id="getEvent", response_model=Event)
def get_event(request: Request, event: Named, asked: Annotated[Asked, Query()]) -> Response:
    """Return all that the record has on an event: each account beside the others."""
    return answer(record_json.told(asked.seen(request).show(event)))


@routes.get(
    "/events/{event}/history", operation_id="getEventHistory", response_model=CorrectionList
)
def get_event_history(
    request: Request, event: Named, asked: Annotated[Listing, Query()]
) -> Response:
    """List the corrections of an event, the latest first."""
    return listed(
        request,
        asked,
        lambda record, most: record.history(event, most=most)[::-1],
        record_json.correction,
    )


@routes.get(
    "/events/{event}/judgements",
    operation_id="getEventJudgements",
    response_model=JudgementList,
)
def get_event_judgements(
    request: Request, event: Named, asked: Annotated[Listing, Query()]
) -> Response:
    """List what was judged of pairs of mentions of which one belongs to an event."""
    return listed(
        request,
        asked,
        lambda record, most: record.judgements(event)[:most],
        record_json.judgement,
    )


@routes.get(
    "/events/{event}/citation",
    operation_id="citeEvent",
    response_class=Response,
    responses={200: {"content": _CITED}},
)
def cite_event(
    request: Request, event: Named, asked: Annotated[CitationAsked, Query()]
) -> Response:
    """Return how an event is cited: one item for each article that tells of it."""
    cited = citation(asked.seen(request).show(event))
    told = {
        CitationForm.TEXT: cited.text.encode(),
        CitationForm.BIBTEX: cited.bibtex.encode(),
        CitationForm.CSL: json.dumps(cited.csl, ensure_ascii=False).encode(),
    }
    return Response(told[asked.form], media_type=_MEDIA_TYPES[asked.form])


@routes.post(
    "/events/{event}/corrections",
    operation_id="correctEvent",
    response_model=Correction,
    status_code=201,
)
def correct_event(event: Named, given: FieldGiven, record: Editing) -> Response:
    """Set a field of an event by hand; the last correction of a field counts."""
    return corrected(record.correct(event, given.field.value, given.value, given.because))


@routes.post(
    "/events/{event}/split", operation_id="splitEvent", response_model=Correction, status_code=201
)
def split_event(event: Named, given: SplitGiven, record: Editing) -> Response:
    """Say that mentions of an event tell of another one."""
    return corrected(record.split(event, given.mentions, given.because))


@routes.post(
    "/events/{event}/rejection",
    operation_id="rejectEvent",
    response_model=Correction,
    status_code=201,
)
def reject_event(event: Named, given: Reason, record: Editing) -> Response:
    """Say that there is no such event."""
    return corrected(record.reject(event, given.because))


@routes.post(
    "/events/{event}/outcome",
    operation_id="settleEvent",
    response_model=Correction,
    status_code=201,
)
def settle_event(event: Named, given: OutcomeGiven, record: Editing) -> Response:
    """Close an expectation by hand, or open it again."""
    day = given.day or record.day
    return corrected(record.settle(event, given.outcome, day, given.because))


@routes.post("/merges", operation_id="mergeEvents", response_model=Correction, status_code=201)
def merge_events(given: MergerGiven, record: Editing) -> Response:
    """Say that several events are one."""
    return corrected(record.merge(given.events, given.because))
