"""A door that lets in whoever it is told to, and does no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.types import Receive, Scope, Send

from demarche.desk import api
from demarche.service.record import Record
from demarche.service.users import Role, User
from tests.record.fakes import ScriptedReader

EDITOR = User("Kim", Role.EDITOR)
READER = User("Dahl", Role.READER)

# Made once: what is asked is in each request.
APP = api.app(pipeline=ScriptedReader())


@dataclass
class Door:
    """The API behind a door that stands open to `user`."""

    record: Record
    user: User | None = EDITOR
    app: Any = APP

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request as the one who is let in."""
        if scope["type"] == "http":
            scope["state"] = {"record": self.record, "user": self.user, "csrf": "a token"}
        await self.app(scope, receive, send)
