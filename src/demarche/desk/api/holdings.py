"""The record as a whole."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from demarche.desk.api.answers import answer
from demarche.desk.api.asking import Asked
from demarche.desk.api.forms.holdings import Holdings
from demarche.desk.api.route import Route
from demarche.service import record_json

routes = APIRouter(route_class=Route, tags=["record"])


@routes.get("/record", operation_id="getRecord", response_model=Holdings)
def get_record(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """Return how much the record holds, and in which state it is."""
    return answer(record_json.holdings(asked.seen(request)))
