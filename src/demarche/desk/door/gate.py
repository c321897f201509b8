"""Who may do what: nobody unknown, readers ask, editors correct."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from demarche.desk.door.answers import refusal
from demarche.desk.door.asker import By, asker_of
from demarche.desk.door.paths import LOGIN, ONLY_ASK, is_for_all, is_for_programs, is_safe, shown
from demarche.service.users import Role


class Gate:
    """Lets through what the asker may do."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say what it needs."""
        refused = _refused(scope) if scope["type"] == "http" else None
        await (refused or self._app)(scope, receive, send)


def _refused(scope: Scope) -> Response | None:
    user = asker_of(scope).user
    if user is None:
        return None if is_for_all(scope) else _unknown(scope)
    if user.role is Role.READER and not is_safe(scope) and scope["path"] not in ONLY_ASK:
        detail = f"{user.name} may read here; changes are made by editors."
        return refusal(scope, HTTPStatus.FORBIDDEN, detail)
    return None


def _unknown(scope: Scope) -> Response:
    """Return the answer to somebody unknown: programs show a token, people log in."""
    if asker_of(scope).by is By.KEY:
        detail = "This address of a calendar is good no longer (demarche user calendar makes one)."
        return refusal(scope, HTTPStatus.FORBIDDEN, detail)
    if is_for_programs(scope):
        detail = "Show a token: Authorization: Bearer (demarche user token makes one)."
        return refusal(scope, HTTPStatus.UNAUTHORIZED, detail, {"WWW-Authenticate": "Bearer"})
    if is_safe(scope):
        to = f"{LOGIN}?next={quote(shown(scope), safe='/')}"
        return RedirectResponse(to, HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})
    return refusal(scope, HTTPStatus.FORBIDDEN, "Log in first; your session may have ended.")
