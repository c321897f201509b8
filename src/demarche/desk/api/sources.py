"""What fills the record: sources, their grades, and what was kept out."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from demarche.desk.api.answers import answer, listed
from demarche.desk.api.asking import Listing, Named, Publisher, RefusalsAsked
from demarche.desk.api.editing import Editing, GradeGiven, Reason
from demarche.desk.api.forms.events import Correction
from demarche.desk.api.forms.holdings import Admission
from demarche.desk.api.forms.lists import GradeList, RefusalList, SourceWatchedList
from demarche.desk.api.route import ChangingRoute, Route
from demarche.model import Poll, Source
from demarche.service import gathering_json, record_json
from demarche.service.record import Record

watched = APIRouter(route_class=ChangingRoute, tags=["sources"])
routes = APIRouter(route_class=Route, tags=["sources"])


@watched.get("/sources", operation_id="listSources", response_model=SourceWatchedList)
def list_sources(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """List the sources that are watched, and when each was asked last."""
    return listed(request, asked, _sources, lambda one: gathering_json.source(*one))


def _sources(record: Record, most: int) -> list[tuple[Source, Poll | None]]:
    polls = record.gathering.polls()
    return [(one, polls.get(one.address)) for one in record.gathering.sources()[:most]]


@routes.get("/refusals", operation_id="listRefusals", response_model=RefusalList)
def list_refusals(request: Request, asked: Annotated[RefusalsAsked, Query()]) -> Response:
    """List what was gathered and not entered, the latest first, each with its reason."""
    return listed(
        request,
        asked,
        lambda record, most: record.gathering.refusals(kind=asked.kind, most=most),
        gathering_json.refusal,
    )


@routes.post(
    "/refusals/{refusal}/admission",
    operation_id="admitRefusal",
    response_model=Admission,
    status_code=201,
)
def admit_refusal(request: Request, refusal: Named, given: Reason, record: Editing) -> Response:
    """Let in a page that was kept out: it is read and kept as articles are."""
    reader: Any = request.app.state.pipeline
    return answer(record_json.added(record.let_in(refusal, given.because, reader=reader)), 201)


@routes.get("/grades", operation_id="listGrades", response_model=GradeList)
def list_grades(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """List the grades that sources were given, by the names of the sources."""
    return listed(
        request,
        asked,
        lambda record, most: sorted(record.grades().items())[:most],
        record_json.grade,
    )


@routes.put("/grades/{source:path}", operation_id="gradeSource", response_model=Correction)
def grade_source(
    source: Publisher,
    given: GradeGiven,
    record: Editing,
) -> Response:
    """Grade a source by the Admiralty scale."""
    return answer(record_json.correction(record.grade(source, given.grade, given.because)))
