"""What is sent to the desk: taken in whole, and no more of it than is allowed."""

from __future__ import annotations

from http import HTTPStatus

from anyio import fail_after
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demarche.desk.door.answers import refusal
from demarche.desk.door.asker import asker_of
from demarche.desk.door.paths import LOGIN, UPLOADS
from demarche.desk.door.rules import Limits

_KEY = "demarche.body"


def body_of(scope: Scope) -> bytes:
    """Return what was sent, as `Bodies` took it in."""
    body: bytes = scope.get(_KEY, b"")
    return body


class Bodies:
    """Takes in what is sent, and refuses what is too large or too slow."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body."""
        if scope["type"] != "http" or not _is_sent(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        most = self._most(scope)
        try:
            with fail_after(self._limits.patience):
                body = await _taken_in(scope, receive, most)
        except TimeoutError:
            answer = refusal(scope, HTTPStatus.REQUEST_TIMEOUT, "It took too long to arrive.")
            await answer(scope, receive, send)
            return
        if body is None:
            await _too_large(scope, receive, send, most)
        else:
            await self._app({**scope, _KEY: body}, replayed(body, receive), send)

    def _most(self, scope: Scope) -> int:
        if scope["path"] == LOGIN or asker_of(scope).user is None:
            return self._limits.login
        return self._limits.upload if scope["path"] in UPLOADS else self._limits.body


def replayed(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was taken in, and then what comes after it."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return messages.pop() if messages else await receive()

    return again


def _is_sent(headers: Headers) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


async def _taken_in(scope: Scope, receive: Receive, most: int) -> bytes | None:
    """Return the whole body; None where it is larger than `most`."""
    told = Headers(scope=scope).get("content-length", "")
    if told.isascii() and told.isdigit() and int(told) > most:
        return None
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > most:
            return None
        if not message.get("more_body", False):
            return bytes(body)


async def _too_large(scope: Scope, receive: Receive, send: Send, most: int) -> None:
    detail = f"That is too large: {most // 1024} KiB may be sent here."
    headers = {"Connection": "close"}
    answer = refusal(scope, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, headers)
    await answer(scope, receive, send)
