"""The rooms behind the door, and how they are waked and reached."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from demarche.desk.door.paths import API, MCP


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms of the desk, each an app of its own."""

    web: Starlette
    api: Starlette
    mcp: Starlette

    @classmethod
    def of_the_desk(cls) -> Rooms:
        """Return the rooms that Demarche has."""
        from demarche.desk import api, mcp, web

        return cls(web.app(), api.app(), mcp.app())

    def all(self) -> tuple[Starlette, ...]:
        """Return each room."""
        return self.web, self.api, self.mcp


def behind(rooms: Rooms, own: Sequence[BaseRoute]) -> ASGIApp:
    """Return the app that leads to the rooms; `own` are pages of the door itself."""

    @asynccontextmanager
    async def awake(_app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for room in rooms.all():
                await stack.enter_async_context(room.router.lifespan_context(room))
            yield

    ways = [*own, Mount(API, rooms.api), Route(MCP, rooms.mcp), Mount("/", rooms.web)]
    return Starlette(routes=ways, lifespan=awake)
