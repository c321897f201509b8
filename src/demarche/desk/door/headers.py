"""What every answer tells the browser: to run, frame, guess and pass on nothing."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demarche.desk.door.paths import is_static

_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'; img-src 'self' data:"
)
_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_TLS = {"Strict-Transport-Security": "max-age=31536000"}


class Headers:
    """Puts the headers of safety on every answer, whoever gives it; lets in nothing but HTTP."""

    def __init__(self, app: ASGIApp, *, is_tls: bool) -> None:
        self._app = app
        self._headers = _ALWAYS | (_TLS if is_tls else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and mark the answer."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "not spoken here"})
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._mark(scope, MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, marked if scope["type"] == "http" else send)

    def _mark(self, scope: Scope, headers: MutableHeaders) -> None:
        headers.update(self._headers)
        if not is_static(scope):
            headers.setdefault("Cache-Control", "private, no-cache")
