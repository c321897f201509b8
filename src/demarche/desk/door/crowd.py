"""How many requests are at work at once; those that follow wait a while."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from anyio import Semaphore, fail_after
from starlette.types import ASGIApp, Receive, Scope, Send

from demarche.desk.door.asker import asker_of
from demarche.desk.door.pace import too_soon

_WAITING = 4  # times as many may wait as are at work


@dataclass(slots=True)
class _Lane:
    """Those of one key who are at work or wait."""

    free: Semaphore
    inside: int = 0


class Crowd:
    """Has nobody hold up the others: of all requests that have one key, `most` are at work at once.

    `key` gives a request's key, or None where it is not counted. Who waits longer than `wait`
    seconds is told to come again.
    """

    def __init__(
        self, app: ASGIApp, most: int, key: Callable[[Scope], str | None], *, wait: float
    ) -> None:
        self._app, self._most, self._key, self._wait = app, most, key, wait
        self._lanes: dict[str, _Lane] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on once fewer are at work."""
        key = self._key(scope) if scope["type"] == "http" else None
        if key is None:
            await self._app(scope, receive, send)
            return
        async with self._lane(key) as lane:
            if lane.inside > self._most * (1 + _WAITING) or not await self._is_free(lane):
                await too_soon(scope, self._wait)(scope, receive, send)
                return
            try:
                await self._app(scope, receive, send)
            finally:
                lane.free.release()

    @asynccontextmanager
    async def _lane(self, key: str) -> AsyncIterator[_Lane]:
        """Give the lane of a key, which is forgotten when nobody is in it."""
        lane = self._lanes.setdefault(key, _Lane(Semaphore(self._most)))
        lane.inside += 1
        try:
            yield lane
        finally:
            lane.inside -= 1
            if not lane.inside:
                self._lanes.pop(key, None)

    async def _is_free(self, lane: _Lane) -> bool:
        """Take a place in a lane, and whether there was one in time."""
        try:
            with fail_after(self._wait):
                await lane.free.acquire()
        except TimeoutError:
            return False
        return True


def by_asker(counts: Callable[[Scope], bool]) -> Callable[[Scope], str | None]:
    """Return what gives the key of each asker to the requests that `counts`."""
    return lambda scope: asker_of(scope).key if counts(scope) else None


def together(counts: Callable[[Scope], bool]) -> Callable[[Scope], str | None]:
    """Return what gives one key to all the requests that `counts`."""
    return lambda scope: "" if counts(scope) else None
