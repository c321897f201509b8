"""What is awaited, what is not answered, what passed between two, and what changed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from demarche.desk.api.answers import answer, listed
from demarche.desk.api.asking import (
    AwaitedAsked,
    BriefAsked,
    Code,
    DueAsked,
    PairAsked,
    SilencesAsked,
)
from demarche.desk.api.forms.ledger import Brief, Pair
from demarche.desk.api.forms.lists import DueList, UnansweredList
from demarche.desk.api.route import Route
from demarche.service import record_json
from demarche.service.calendars import calendar

routes = APIRouter(route_class=Route, tags=["ledger"])

_CALENDAR = "text/calendar"


@routes.get("/due", operation_id="listDue", response_model=DueList)
def list_due(request: Request, asked: Annotated[DueAsked, Query()]) -> Response:
    """List what is planned, promised or demanded and what became of it, the next due first."""
    given = asked.given()
    return listed(
        request, asked, lambda record, most: record.due(**given, most=most), record_json.due
    )


@routes.get(
    "/due.ics",
    operation_id="getDueCalendar",
    response_class=Response,
    responses={200: {"content": {_CALENDAR: {"schema": {"type": "string"}}}}},
)
def get_due_calendar(request: Request, asked: Annotated[AwaitedAsked, Query()]) -> Response:
    """Return what is awaited as a calendar to subscribe to; what names no days is left out."""
    record = asked.seen(request)
    return Response(calendar(record, record.due(**asked.given())), media_type=_CALENDAR)


@routes.get("/silences", operation_id="listSilences", response_model=UnansweredList)
def list_silences(request: Request, asked: Annotated[SilencesAsked, Query()]) -> Response:
    """List the approaches without an answer, and what is said not to be coming."""
    which, party = asked.which(), asked.party and asked.party.upper()
    return listed(
        request,
        asked,
        lambda record, most: record.silences(
            party=party, only_unbroken=asked.unbroken, which=which, most=most
        ),
        record_json.unanswered,
    )


@routes.get("/brief", operation_id="getBrief", response_model=Brief)
def get_brief(request: Request, asked: Annotated[BriefAsked, Query()]) -> Response:
    """Return what changed in the record since a day, up to the day asked on."""
    return answer(record_json.brief(asked.seen(request).brief(asked.since, asked.which())))


@routes.get("/pairs/{one}/{other}", operation_id="getPair", response_model=Pair)
def get_pair(
    request: Request, one: Code, other: Code, asked: Annotated[PairAsked, Query()]
) -> Response:
    """Return what passed between two countries or bodies, by their codes: month by month, what is
    open, and the latest events."""
    record = asked.seen(request)
    found = record.pair(one.upper(), other.upper(), asked.which(), most=asked.limit)
    return answer(record_json.pair(found))
