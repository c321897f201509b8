"""Corrections by hand: listed, and undone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from demarche.desk.api.answers import corrected, listed
from demarche.desk.api.asking import Listing, Named
from demarche.desk.api.editing import Editing, Reason
from demarche.desk.api.forms.events import Correction
from demarche.desk.api.forms.lists import CorrectionList
from demarche.desk.api.route import Route
from demarche.service import record_json

routes = APIRouter(route_class=Route, tags=["corrections"])


@routes.get("/corrections", operation_id="listCorrections", response_model=CorrectionList)
def list_corrections(request: Request, asked: Annotated[Listing, Query()]) -> Response:
    """List the corrections by hand, the latest first."""
    return listed(
        request,
        asked,
        lambda record, most: record.history(most=most)[::-1],
        record_json.correction,
    )


# No DELETE: nothing is taken away. That a correction was undone is a correction of its own, with
# who did it and why.
@routes.post(
    "/corrections/{correction}/undo",
    operation_id="undoCorrection",
    response_model=Correction,
    status_code=201,
)
def undo_correction(correction: Named, given: Reason, record: Editing) -> Response:
    """Undo a correction by its id, or the last one of an event by the event's."""
    return corrected(record.undo(correction, given.because))
