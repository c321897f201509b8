"""Under which names the desk is asked: others are another site's, made to point here."""

from __future__ import annotations

import re
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from demarche.desk.door.answers import refusal
from demarche.desk.door.rules import Rules

# A name and a port, and nothing that would make another address of one that is built with it.
_HOST = re.compile(r"(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.ASCII)
_SIGNS_OF_A_PROXY = ("x-forwarded-for", "x-forwarded-host", "forwarded", "x-real-ip", "via")


class Hosts:
    """Refuses requests for hosts that are not the desk's (DNS rebinding).

    An open desk refuses those that a proxy passed on as well: they may come from anywhere.
    """

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it is meant for the desk."""
        reason = self._reason(Headers(scope=scope)) if scope["type"] == "http" else None
        if reason is None:
            await self._app(scope, receive, send)
        else:
            await refusal(scope, HTTPStatus.BAD_REQUEST, reason)(scope, receive, send)

    def _reason(self, headers: Headers) -> str | None:
        host = headers.get("host", "").lower()
        if not _HOST.fullmatch(host) or not self._rules.is_known(without_port(host)):
            return "The desk is not asked under that name (demarche serve --name says under which)."
        if self._rules.is_open and any(sign in headers for sign in _SIGNS_OF_A_PROXY):
            return "A proxy stands before the desk: start it with demarche serve --behind-tls."
        return None


def without_port(host: str) -> str:
    """Return the name in a Host header, in one form.

    >>> without_port("LocalHost.:8321"), without_port("[::1]:8321")
    ('localhost', '::1')
    """
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].removesuffix(".")
