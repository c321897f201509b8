"""The door's own pages: to log in and out."""

from __future__ import annotations

import re
import secrets
from html import escape
from http import HTTPStatus

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from demarche.desk.door.answers import page
from demarche.desk.door.asker import FORM, SESSION, asker_of, cookie_of
from demarche.desk.door.pace import Pace, too_soon
from demarche.desk.door.paths import LOGIN, LOGOUT
from demarche.desk.door.rules import Rules
from demarche.service.users import as_named

_LOCAL = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")
_AT_ONCE = 2  # passwords that are tried at once: each takes memory and time
_WRONG = "There is nobody with that name and password."
_FORM = """<form class="login" method="post" action="/login">
{notice}<p><label for="name">Name</label>
<input id="name" name="name" value="{name}" autocomplete="username" required autofocus></p>
<p><label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required></p>
<input type="hidden" name="csrf" value="{csrf}">
<input type="hidden" name="next" value="{next}">
<p><button type="submit">Log in</button></p>
</form>"""


class Login:
    """Lets people in and out."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._by_address = Pace(rules.limits.attempts, rules.clock)
        self._by_name = Pace(rules.limits.guesses, rules.clock)
        self._at_once = CapacityLimiter(_AT_ONCE)

    def routes(self) -> list[Route]:
        """Return where the pages are."""
        return [
            Route(LOGIN, self.form, methods=["GET"]),
            Route(LOGIN, self.enter, methods=["POST"]),
            Route(LOGOUT, self.leave, methods=["POST"]),
        ]

    async def form(self, request: Request) -> Response:
        """Return the form to log in by; who is logged in already goes on."""
        to = local(request.query_params.get("next", ""))
        if asker_of(request.scope).user:
            return _see(to)
        return self._form(request, to=to)

    async def enter(self, request: Request) -> Response:
        """Log somebody in; who is unknown, and who has the password wrong, are told the same."""
        async with request.form() as form:
            name, password, to = (str(form.get(key, "")) for key in ("name", "password", "next"))
        wait = self._wait(request, name)
        if wait:
            return too_soon(request.scope, wait)
        known = await to_thread.run_sync(
            self._rules.keeper.let_in, name, password, limiter=self._at_once
        )
        if known is None:
            return self._form(request, to=local(to), name=name, is_wrong=True)
        self._rules.sessions.end(cookie_of(request.scope, self._rules.cookie(SESSION)))
        answer = _see(local(to))
        self._give(answer, SESSION, self._rules.sessions.begin(known))
        self._take(answer, FORM)
        return answer

    async def leave(self, request: Request) -> Response:
        """Log somebody out, here as in their browser."""
        self._rules.sessions.end(cookie_of(request.scope, self._rules.cookie(SESSION)))
        answer = _see("/" if self._rules.is_open else LOGIN)
        self._take(answer, SESSION)
        return answer

    def _wait(self, request: Request, name: str) -> float:
        address = asker_of(request.scope).address
        return self._by_address.wait(address) or self._by_name.wait(as_named(name)[:64])

    def _form(
        self, request: Request, *, to: str, name: str = "", is_wrong: bool = False
    ) -> Response:
        csrf = asker_of(request.scope).csrf or secrets.token_urlsafe(32)
        notice = f'<p class="notice" role="alert">{_WRONG}</p>\n' if is_wrong else ""
        inner = _FORM.format(
            notice=notice, name=escape(name[:64]), csrf=escape(csrf), next=escape(to)
        )
        answer = page("Log in", inner, HTTPStatus.FORBIDDEN if is_wrong else HTTPStatus.OK)
        self._give(answer, FORM, self._rules.sessions.signed(csrf))
        return answer

    def _give(self, answer: Response, name: str, value: str) -> None:
        answer.set_cookie(
            self._rules.cookie(name), value, secure=self._rules.is_tls, httponly=True,
            samesite="lax", path="/",
        )  # fmt: skip

    def _take(self, answer: Response, name: str) -> None:
        answer.delete_cookie(
            self._rules.cookie(name), secure=self._rules.is_tls, httponly=True, samesite="lax"
        )


def _see(to: str) -> Response:
    return RedirectResponse(to, HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})


def local(to: str) -> str:
    """Return an address of the desk as it is, and the desk's first page for any other.

    >>> local("/due?owner=USA"), local("//evil.example"), local("https://evil.example")
    ('/due?owner=USA', '/', '/')
    """
    return to if _LOCAL.fullmatch(to) else "/"
