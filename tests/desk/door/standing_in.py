"""Stand-ins for the rooms behind the door, and people who come through it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from demarche.desk.door import Limits, Rooms, app
from demarche.service.record import Record
from demarche.service.users import Cost, Doorkeeper, Role, keeper_of

PHRASE = "correct horse battery"
CHEAP = Cost(n=2, r=1, p=1)
EVERY = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
JSON = {"Content-Type": "application/json"}


@dataclass
class Watch:
    """A clock that counts seconds, and stands still until it is moved."""

    now: float = 1000.0

    def __call__(self) -> float:
        """The seconds that it shows."""
        return self.now


async def told(request: Request) -> Response:
    """Tell what the door gave to the request."""
    body, state = await request.body(), request.state
    user = state.user
    return JSONResponse(
        {
            "room": request.app.state.name,
            "user": user and [user.name, user.role],
            "who": state.record.who,
            "csrf": state.csrf,
            "scheme": request.url.scheme,
            "client": request.client and request.client.host,
            "body": len(body),
        }
    )


async def fails(_request: Request) -> Response:
    """Fail as a program at fault does."""
    raise ZeroDivisionError("a secret from inside")


async def fails_late(_request: Request) -> Response:
    """Fail after the answer was begun."""

    async def some() -> AsyncIterator[bytes]:
        yield b"some"
        raise ZeroDivisionError("a secret from inside")

    return StreamingResponse(some())


async def says_500(_request: Request) -> Response:
    """Say of itself that it failed."""
    return PlainTextResponse("failed, and said so", 500)


async def fields(request: Request) -> Response:
    """Return the fields of a form, which the door has read before."""
    async with request.form() as form:
        return JSONResponse({key: str(value) for key, value in form.items()})


def room(name: str, *, awake: list[str] | None = None) -> Starlette:
    """Return a room that tells what it was given, at every address."""

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        (awake if awake is not None else []).append(name)
        yield

    some = {"/fails": fails, "/fails-late": fails_late, "/says-500": says_500, "/fields": fields}
    routes = [Route(path, ask, methods=EVERY) for path, ask in some.items()]
    made = Starlette(routes=[*routes, Route("/{path:path}", told, methods=EVERY)], lifespan=life)
    made.state.name = name
    return made


def rooms(awake: list[str] | None = None) -> Rooms:
    """Return stand-ins for all rooms; those that were waked name themselves in `awake`."""
    return Rooms(*(room(name, awake=awake) for name in ("web", "api", "mcp")))


def behind(record: Record, watch: Watch, **more: Any) -> ASGIApp:
    """Return the desk with stand-ins behind its door."""
    keeper = keeper_of(record, cost=CHEAP)
    return app(record, **{"rooms": rooms(), "keeper": keeper, "clock": watch} | more)


@dataclass
class Visitor:
    """A browser or program that asks the desk."""

    client: TestClient
    headers: Mapping[str, str] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET", **more: Any) -> Any:
        """Return the answer to a request."""
        headers = {**self.headers, **more.pop("headers", {})}
        return self.client.request(method, path, headers=headers, **more)

    def csrf(self) -> str:
        """Return what the forms of this visitor carry."""
        return str(self.ask("/").json()["csrf"])

    def log_in(self, name: str, password: str = PHRASE, to: str = "/", **headers: str) -> Any:
        """Fill in the form to log in; return the answer."""
        page = self.ask("/login").text
        found = re.search(r'name="csrf" value="([^"]+)"', page)
        assert found, page
        data = {"name": name, "password": password, "next": to, "csrf": found.group(1)}
        return self.ask("/login", "POST", data=data, headers=headers)


def visitor(desk: ASGIApp, base: str = "http://localhost:8321", **more: Any) -> Visitor:
    """Return somebody who asks from a browser of their own."""
    client = TestClient(
        desk, base_url=base, follow_redirects=False, raise_server_exceptions=False, **more
    )
    return Visitor(client)


@dataclass(frozen=True)
class House:
    """A desk beyond loopback, whom it knows, and its clock."""

    record: Record
    keeper: Doorkeeper
    desk: ASGIApp
    watch: Watch

    @classmethod
    def with_people(cls, record: Record, watch: Watch, **more: Any) -> House:
        """Return a desk that knows Ada the editor and Bert the reader."""
        keeper = keeper_of(record, cost=CHEAP)
        keeper.add("Ada", Role.EDITOR, PHRASE)
        keeper.add("Bert", Role.READER, PHRASE)
        desk = behind(record, watch, **{"is_open": False, "keeper": keeper} | more)
        return cls(record, keeper, desk, watch)

    def stranger(self, **more: Any) -> Visitor:
        """Return somebody who has not logged in."""
        return visitor(self.desk, **more)

    def browser(self, name: str) -> Visitor:
        """Return somebody who has logged in."""
        own = self.stranger()
        assert own.log_in(name).status_code == 303
        return own

    def program(self, name: str) -> Visitor:
        """Return a program that shows a token of somebody's."""
        own = self.stranger()
        own.headers = {"Authorization": f"Bearer {self.keeper.issue(name)[1]}"}
        return own


FEW = Limits(body=100, upload=1000, login=500)
