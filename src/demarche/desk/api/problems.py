"""Errors in one shape: problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from demarche.model import DemarcheError, RecordError
from demarche.service import as_json

MEDIA_TYPE = "application/problem+json"
_ASKING = ("GET", "HEAD")
_MOST = 20  # faults that are told: whoever sends ten thousand need not be told of each
_OURS = "Value error, "  # as pydantic begins what our own checks say
_LONGEST = 200  # of the name of a part
_PLAINLY = {404: "nothing is at this address", 405: "that cannot be done at this address"}


class Fault(BaseModel):
    """A part of a request that makes no sense, and why."""

    where: str = Field(description="Such as query.limit or body.field")
    reason: str


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for")
    subject: str | None = Field(None, description="What failed, as it was given")
    errors: list[Fault] | None = Field(None, description="Each part that makes no sense")
    number: str | None = Field(None, description="By which the log tells of an unexpected error")


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """Return the answer to a request that went wrong."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": quote(request.scope["path"], errors="replace"),
        **more,
    }
    return Response(as_json.line(told), status, headers, MEDIA_TYPE)


def tell_of_problems(app: FastAPI) -> None:
    """Have all expected errors of an app answered as problems."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _senseless)
    app.add_exception_handler(DemarcheError, _failed)


def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    detail = _PLAINLY.get(error.status_code)
    is_plain = error.detail == HTTPStatus(error.status_code).phrase
    told = detail if detail and is_plain else error.detail
    return problem(request, error.status_code, told, headers=error.headers)


def _senseless(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    faults = [
        {
            "where": ".".join(map(str, one["loc"]))[:_LONGEST],
            "reason": one["msg"].removeprefix(_OURS),
        }
        for one in error.errors()[:_MOST]
    ]
    detail = "; ".join(f"{one['where']}: {one['reason']}" for one in faults)
    return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=faults)


def _failed(request: Request, error: Exception) -> Response:
    if not isinstance(error, DemarcheError):
        raise error
    return problem(request, _status(request, error), str(error), subject=error.subject)


def _status(request: Request, error: DemarcheError) -> HTTPStatus:
    """Return the status of an expected error: what is not there, what cannot be done to the record
    as it stood, and words that make no sense."""
    if not isinstance(error, RecordError):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    is_past = request.state.record.moment is not None
    if request.method not in _ASKING and is_past:
        return HTTPStatus.CONFLICT
    return HTTPStatus.NOT_FOUND
