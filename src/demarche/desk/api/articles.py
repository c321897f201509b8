"""Articles, what was read in them, and where words stand."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from demarche.desk.api.answers import answer, listed
from demarche.desk.api.asking import Asked, Listing, Named, SearchAsked
from demarche.desk.api.forms.articles import Marked
from demarche.desk.api.forms.lists import CaptureList, HitList
from demarche.desk.api.route import Route
from demarche.service import record_json

routes = APIRouter(route_class=Route, tags=["articles"])


@routes.get("/search", operation_id="search", response_model=HitList)
def search(request: Request, asked: Annotated[SearchAsked, Query()]) -> Response:
    """Search quotes and articles for words, the best first.

    Days pick articles by their print; a type, status, story or party picks quotes of such events
    alone.
    """
    which = asked.which()
    return listed(
        request,
        asked,
        lambda record, most: record.search(asked.q, which, most=most),
        record_json.hit,
    )


@routes.get("/articles/{page}", operation_id="getArticle", response_model=Marked)
def get_article(request: Request, page: Named, asked: Annotated[Asked, Query()]) -> Response:
    """Return an article as it was captured, with what was read in it."""
    return answer(record_json.marked(asked.seen(request).article(page)))


@routes.get("/articles/{page}/captures", operation_id="listCaptures", response_model=CaptureList)
def list_captures(request: Request, page: Named, asked: Annotated[Listing, Query()]) -> Response:
    """List the captures of a page, the first one first, each with what changed since."""
    return listed(
        request,
        asked,
        lambda record, most: record.captures(page)[:most],
        record_json.capture,
    )
