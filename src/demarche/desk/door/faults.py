"""What is answered where the program is at fault: a number, and nothing from inside."""

from __future__ import annotations

import logging
import secrets
from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demarche.desk.door.answers import refusal

_LOG = logging.getLogger("demarche.desk")


class Faults:
    """Logs an unexpected error under a number, and answers with that number."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an answer of 500 waits for whether an error follows it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        held = _Held(send)
        try:
            await self._app(scope, receive, held.send)
        except ClientDisconnect:
            return
        except Exception:
            number = secrets.token_hex(4)
            _LOG.exception("%s: %s %s failed", number, scope["method"], _of_a_line(scope["path"]))
            if held.is_begun:
                raise
            detail = f"Something went wrong here; it stands in the log as {number}."
            answer = refusal(scope, HTTPStatus.INTERNAL_SERVER_ERROR, detail)
            await answer(scope, receive, send)
        else:
            await held.let_go()


def _of_a_line(path: str) -> str:
    """Return a path in signs that begin no line of the log, and without its query: secrets stand
    there."""
    return quote(path, errors="replace")


class _Held:
    """Sends an answer on, but holds one of 500 back: a room sends it, and then raises."""

    def __init__(self, send: Send) -> None:
        self.is_begun = False
        self._send = send
        self._kept: list[Message] = []

    async def send(self, message: Message) -> None:
        """Send a message on, or keep it."""
        if self._kept or (message["type"] == "http.response.start" and message["status"] == 500):
            self._kept.append(message)
            return
        self.is_begun = True
        await self._send(message)

    async def let_go(self) -> None:
        """Send what was kept."""
        for message in self._kept:
            await self._send(message)
