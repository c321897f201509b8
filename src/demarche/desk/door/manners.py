"""How a request must be put before anything is made of it: said once, short, in a known form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from demarche.desk.door.answers import refusal
from demarche.desk.door.cookies import Raw, only_ours
from demarche.desk.door.rules import Limits

# What two programs on the way may each read in another of its places.
_SAID_ONCE = frozenset(
    {b"host", b"authorization", b"content-type", b"origin", b"sec-fetch-site", b"x-csrf-token"}
)
# A form names how its words are written, and Python would follow into any codec: some take hours.
_FORM = re.compile(
    r"application/x-www-form-urlencoded(?: *; *charset=utf-8)?"
    r"|multipart/form-data *; *boundary=(?:[\w'()+,./:=?-]{1,70}|\"[\w'()+,./:=? -]{1,70}\")"
    r"(?: *; *charset=utf-8)?",
    re.ASCII | re.IGNORECASE,
)

Refused = tuple[HTTPStatus, str]


class Manners:
    """Refuses requests that are put in a way that no browser or honest program does."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the desk's own cookies alone."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused:
            await refusal(scope, *refused)(scope, receive, send)
        else:
            await self._app({**scope, "headers": only_ours(scope["headers"])}, receive, send)

    def _refused(self, scope: Scope) -> Refused | None:
        if len(scope["query_string"]) > self._limits.address:
            return HTTPStatus.REQUEST_URI_TOO_LONG, "That address is too long."
        if _is_said_twice(scope["headers"]):
            return HTTPStatus.BAD_REQUEST, "A header was sent twice."
        if _has_two_lengths(scope["headers"]):
            return HTTPStatus.BAD_REQUEST, "Its length was given in two ways."
        kind = Headers(scope=scope).get("content-type", "").strip()
        if is_form(kind) and not _FORM.fullmatch(kind):
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send forms in UTF-8."
        return None


def is_form(kind: str) -> bool:
    """Whether a media type may be taken for that of a form."""
    return "multipart" in kind.lower() or "urlencoded" in kind.lower()


def _has_two_lengths(headers: Sequence[Raw]) -> bool:
    """Whether a proxy in front may take what follows for another request (RFC 9112, 6.3)."""
    return {b"transfer-encoding", b"content-length"} <= {name for name, _ in headers}


def _is_said_twice(headers: Sequence[Raw]) -> bool:
    names = [name for name, _ in headers if name in _SAID_ONCE]
    return len(names) > len(set(names))
