"""The record by HTTP: all that can be asked and corrected, under one description (OpenAPI)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

from demarche import __version__
from demarche.desk.api import (
    articles,
    corrections,
    events,
    holdings,
    ledger,
    parties,
    reading,
    review,
    sources,
)
from demarche.desk.api.describing import describe
from demarche.desk.api.problems import tell_of_problems

if TYPE_CHECKING:
    from demarche.service import ReadsPages

__all__ = ["app"]

_ALL = (
    events.routes,
    corrections.routes,
    review.routes,
    ledger.routes,
    articles.routes,
    parties.routes,
    sources.watched,
    sources.routes,
    reading.routes,
    holdings.routes,
)


def app(*, pipeline: ReadsPages | None = None) -> FastAPI:
    """Return the app that answers under the address at which it is mounted.

    It needs `record` and `user` in the state of each request. Texts are read by `pipeline`, or by
    the reader that is shipped. FastAPI's own pages about it are off: they fetch from elsewhere.
    """
    made = FastAPI(
        title="Demarche",
        version=__version__,
        summary="The diplomatic record from the news, every entry with its words.",
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    made.state.pipeline = pipeline
    for routes in _ALL:
        made.include_router(routes)
    tell_of_problems(made)
    describe(made)
    return made
