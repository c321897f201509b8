"""Every address of the desk."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from demarche.desk.web import (
    actors,
    article,
    change,
    due,
    enter,
    event,
    keys_page,
    pair,
    read,
    review,
    search,
    silences,
    sources,
    static,
    stories,
    timeline,
    today,
    why,
)
from demarche.desk.web.answer import Answer, shown
from demarche.desk.web.asked import Asked
from demarche.model import DemarcheError, PageError, RecordError, UsageError

_ROOMS = (
    today, timeline, stories, event, why, article, actors, pair, due, silences, search, review,
    sources, read, enter, keys_page, change, static,
)  # fmt: skip
_TITLES = {
    400: "That cannot be asked so",
    403: "Not for this role",
    404: "No record of that",
    405: "Not a thing to do here",
    409: "The past cannot be changed",
    413: "That is too large",
    422: "That cannot be read",
}


def pages() -> Starlette:
    """Return all pages, with what is expected to go wrong shown in the same frame."""
    return Starlette(
        routes=[route for room in _ROOMS for route in room.routes()],
        exception_handlers={DemarcheError: _failed, HTTPException: _not_served},
    )


def status_of(error: DemarcheError) -> int:
    """Return the code that tells what kind of failure it was."""
    if isinstance(error, RecordError):
        return 409 if "past of a record" in error.reason else 404
    if isinstance(error, PageError):
        return 422
    return 400 if isinstance(error, UsageError) else 500


def _failed(request: Request, error: Exception) -> Response:
    status = status_of(error) if isinstance(error, DemarcheError) else 500
    return _told(request, status, str(error))


def _not_served(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = "There is no such page." if status == 404 else ""
    return _told(request, status, said)


def _told(request: Request, status: int, reason: str) -> Response:
    if request.url.path.endswith((".json", ".csv")):
        from starlette.responses import JSONResponse

        return JSONResponse({"status": status, "detail": reason}, status)
    values = {"heading": _TITLES.get(status, "That failed"), "reason": reason}
    return shown(Lost(request), Answer("failed.html", values, status=status))


class Lost(Asked):
    """A request of which nothing is to be believed: its day may be none."""

    @property
    def as_of(self) -> None:
        """The present."""
        return
