"""Whether a change was asked for from the desk itself, and by no page of another site."""

from __future__ import annotations

import hmac
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from demarche.desk.door.answers import refusal
from demarche.desk.door.asker import By, asker_of
from demarche.desk.door.bodies import body_of, replayed
from demarche.desk.door.manners import is_form
from demarche.desk.door.paths import is_for_programs, is_safe
from demarche.desk.door.rules import Rules

_DEFAULT_PORT = {"http": ":80", "https": ":443"}
_FOREIGN = "It was asked for from another site."
_STALE = "This form is too old: go back, load the page again, and send it once more."
_NO_JSON = "Send JSON, as Content-Type: application/json."


class Forgery:
    """Refuses changes that a page of another site had a browser ask for."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it was not forged."""
        refused = await self._refused(scope, receive) if scope["type"] == "http" else None
        if refused:
            await refusal(scope, *refused)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _refused(self, scope: Scope, receive: Receive) -> tuple[HTTPStatus, str] | None:
        asker, headers = asker_of(scope), Headers(scope=scope)
        if is_safe(scope):
            return (HTTPStatus.FORBIDDEN, _FOREIGN) if _is_embedded(headers) else None
        if asker.by is By.TOKEN:
            return None
        if not self._is_from_here(headers):
            return HTTPStatus.FORBIDDEN, _FOREIGN
        if asker.by is By.HERE and is_for_programs(scope):
            is_fine = _is_json(scope, headers)
            return None if is_fine else (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _NO_JSON)
        given = headers.get("x-csrf-token") or await _field(scope, receive)
        is_theirs = hmac.compare_digest(given.encode(), asker.csrf.encode())
        return None if is_theirs and asker.csrf else (HTTPStatus.FORBIDDEN, _STALE)

    def _is_from_here(self, headers: Headers) -> bool:
        """Whether a browser, where one sends it, says that a page of the desk does."""
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return False
        scheme = "https" if self._rules.is_tls else "http"
        host = headers.get("host", "").lower().removesuffix(_DEFAULT_PORT[scheme])
        own = f"{scheme}://{host}"
        origin = headers.get("origin", own).lower().removesuffix(_DEFAULT_PORT[scheme])
        return origin == own


def _is_embedded(headers: Headers) -> bool:
    """Whether a page of another site, or of a neighbour of this one, asks without leading there: it
    cannot see the answer, but could learn from how long that takes (Fetch Metadata)."""
    site, mode = (headers.get(f"sec-fetch-{name}", "") for name in ("site", "mode"))
    return site in ("cross-site", "same-site") and mode != "navigate"


def _is_json(scope: Scope, headers: Headers) -> bool:
    """Whether it is what no form of another site can send."""
    if scope["method"] != "POST" and not body_of(scope):
        return True
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    return media_type == "application/json"


async def _field(scope: Scope, receive: Receive) -> str:
    """Return the field `csrf` of a form that was sent; nothing where it has none."""
    if not is_form(Headers(scope=scope).get("content-type", "")):
        return ""
    body = body_of(scope)
    request = Request(dict(scope), replayed(body, receive))
    try:
        async with request.form(max_part_size=len(body)) as form:
            given = form.get("csrf")
    except (HTTPException, MultiPartException):  # a broken form
        return ""
    return given if isinstance(given, str) else ""
