"""The server over HTTP, behind the door of the desk."""

from __future__ import annotations

from contextvars import ContextVar

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from demarche.desk.mcp.server import server
from demarche.service.record import Record

# A draft or a text, and what JSON adds to it.
_LARGEST = 1024 * 1024
_ASKED: ContextVar[Record] = ContextVar("record")


def app(path: str = "/mcp") -> Starlette:
    """Return the app that serves MCP's streamable HTTP at `path`: stateless, JSON for an answer.

    Each request is about the record in its state, which the door puts there; the door also checks
    hosts, origins and who is asking, so that this does not. Its lifespan has to be entered.
    """
    made = server(_ASKED.get)
    manager = StreamableHTTPSessionManager(
        made._lowlevel_server,
        json_response=True,
        stateless=True,
        security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        max_request_body_size=_LARGEST,
    )
    return Starlette(routes=[Route(path, _Asked(manager))], lifespan=lambda _: manager.run())


class _Asked:
    """Serves each request from the record that it is about."""

    def __init__(self, manager: StreamableHTTPSessionManager) -> None:
        self._manager = manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; without a record in its state nobody may see anything."""
        record = scope.get("state", {}).get("record")
        if record is None or scope["state"].get("user", record) is None:
            answer = JSONResponse({"detail": "nobody is logged in"}, 401)
            await answer(scope, receive, send)
            return
        token = _ASKED.set(record)
        try:
            await self._manager.handle_request(scope, receive, send)
        except RecursionError:  # JSON in JSON in JSON, which is read before anything is answered
            answer = JSONResponse({"detail": "nested too deeply"}, 400)
            await answer(scope, receive, send)
        finally:
            _ASKED.reset(token)
