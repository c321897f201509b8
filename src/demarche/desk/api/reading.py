"""A text read, and nothing of it kept."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from demarche.desk.api.answers import answer
from demarche.desk.api.editing import TextGiven
from demarche.desk.api.forms.articles import Reading
from demarche.desk.api.route import Route
from demarche.service import Reader, as_json

routes = APIRouter(route_class=Route, tags=["reading"])


@routes.post("/readings", operation_id="readText", response_model=Reading)
def read_text(request: Request, given: TextGiven) -> Response:
    """Read a report into event mentions, statements and times; nothing is kept."""
    reader = Reader(pipeline=request.app.state.pipeline)
    found = reader.read_text(given.text, published=given.published, title=given.title)
    return answer(as_json.reading(found, with_text=True))
