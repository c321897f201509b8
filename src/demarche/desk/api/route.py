"""What holds on every route: who may ask, tags of answers, and errors that nobody expected."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from demarche import __version__
from demarche.desk.api.asking import day_of
from demarche.desk.api.problems import problem
from demarche.model import DemarcheError

_LOG = logging.getLogger(__name__)
_EXPECTED = (HTTPException, RequestValidationError, DemarcheError)

Answer: TypeAlias = Callable[[Request], Coroutine[Any, Any, Response]]


class Route(APIRoute):
    """A route whose answers follow from the record, and are known by its state."""

    def get_route_handler(self) -> Answer:
        """Return what answers: to somebody alone, with a tag, and never with a traceback."""
        answer = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            _refuse_nobody(request)
            try:
                if request.method == "GET":
                    return await self.tagged(request, answer)
                return await answer(request)
            except _EXPECTED:
                raise
            except Exception:  # whatever it is: the asker gets a number, the log the rest
                return _unexpected(request)

        return guarded

    async def tagged(self, request: Request, answer: Answer) -> Response:
        """Return the answer with its tag, or that it is the one that is known already: then the
        question is not asked."""
        tag = await run_in_threadpool(_tag_of_state, request)
        if tag and _is_known(request, tag):
            return _unchanged(tag)
        response = await answer(request)
        if tag and response.status_code == HTTPStatus.OK:
            response.headers["ETag"] = tag
        return response


class ChangingRoute(Route):
    """A route whose answers also follow from what is no part of the record's history."""

    async def tagged(self, request: Request, answer: Answer) -> Response:
        """Return the answer with a tag made of its words, or that it is known already."""
        response = await answer(request)
        tag = _tag(bytes(response.body))
        if _is_known(request, tag):
            return _unchanged(tag)
        response.headers["ETag"] = tag
        return response


def _refuse_nobody(request: Request) -> None:
    if request.state.user is None:
        raise HTTPException(
            HTTPStatus.UNAUTHORIZED,
            "say who you are: log in, or send a token",
            headers={"WWW-Authenticate": "Bearer"},
        )


def _tag_of_state(request: Request) -> str | None:
    """Return the tag of what the record answers to this address on this day; None where the day
    asked on is none."""
    try:
        as_of = day_of(request.query_params.get("as_of"))
    except ValueError:
        return None
    seen = request.state.record.as_of(as_of)
    told = f"{__version__} {seen.version()} {seen.day} {request.scope['path']} "
    return _tag(told.encode(errors="replace") + request.scope["query_string"])


def _tag(told: bytes) -> str:
    """Return a weak tag: answers with one tag say the same, if not in the same bytes."""
    return f'W/"{hashlib.sha256(told).hexdigest()[:24]}"'


def _is_known(request: Request, tag: str) -> bool:
    known = request.headers.get("If-None-Match", "")
    plain = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") == plain for one in known.split(","))


def _unchanged(tag: str) -> Response:
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})


def _unexpected(request: Request) -> Response:
    number = secrets.token_hex(4)
    path = quote(request.scope["path"], errors="replace")
    _LOG.exception("error %s at %s %s", number, request.method, path)
    detail = f"something went wrong that nobody expected; the log tells of it under {number}"
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail, number=number)
