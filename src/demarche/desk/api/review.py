"""What a person should look at: near merges and doubtful readings, and what is ruled on them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from demarche.desk.api.answers import corrected, listed
from demarche.desk.api.asking import Listing
from demarche.desk.api.editing import Editing, RulingGiven
from demarche.desk.api.forms.events import Correction
from demarche.desk.api.forms.lists import DoubtList
from demarche.desk.api.route import Route
from demarche.service import record_json

routes = APIRouter(route_class=Route, tags=["review"])


@routes.get("/doubts", operation_id="listDoubts", response_model=DoubtList)
def list_doubts(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """List what a person should look at, the most telling first: merges and readings in turn."""
    return listed(request, asked, lambda record, most: record.doubts(most=most), record_json.doubt)


@routes.post("/rulings", operation_id="ruleOnPair", response_model=Correction, status_code=201)
def rule_on_pair(given: RulingGiven, record: Editing) -> Response:
    """Say whether two mentions tell of one event, or of two."""
    return corrected(record.rule(given.one, given.other, given.verdict, given.because))
