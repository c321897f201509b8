"""A door for the web desk alone: it says who asks, and sends the headers of the true one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.testclient import TestClient

from demarche.desk import web
from demarche.service.record import Record
from demarche.service.users import Role, User

POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'; img-src 'self' data:"
)
CSRF = "the-token-of-this-session"


@dataclass
class Door:
    """Lets everybody in under one name and role."""

    record: Record
    role: Role | None = Role.EDITOR

    def __post_init__(self) -> None:
        """Make the pages behind it."""
        self._pages = web.app()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve a request."""
        if scope["type"] == "http":
            user = User("Mara", self.role) if self.role else None
            scope.setdefault("state", {})
            scope["state"] |= {"record": self.record, "user": user, "csrf": CSRF}
        await self._pages(scope, receive, _guarded(send))


def _guarded(send: Any) -> Any:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                *message["headers"],
                (b"content-security-policy", POLICY.encode()),
            ]
        await send(message)

    return sending


def visitor(record: Record, role: Role | None = Role.EDITOR) -> TestClient:
    """Return who asks for pages in process, and keeps cookies as a browser does."""
    return TestClient(Door(record, role), base_url="http://desk.example", follow_redirects=False)


@contextmanager
def served(record: Record, role: Role | None = Role.EDITOR) -> Iterator[str]:
    """Serve the desk on a port of this machine, and give its address."""
    config = uvicorn.Config(Door(record, role), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)
