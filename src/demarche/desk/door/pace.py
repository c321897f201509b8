"""How often anybody may ask: a bucket for each, full again after a while."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from math import ceil

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from demarche.desk.door.answers import refusal
from demarche.desk.door.asker import asker_of
from demarche.desk.door.bodies import body_of
from demarche.desk.door.paths import MCP, READ_TEXTS, is_safe, is_static
from demarche.desk.door.rules import Rate

_MOST = 10_000
_TOOLS_THAT_READ = frozenset({"read_text", "cite_check"})


class Pace:
    """Counts how often each one does something; of too many, the one least seen is forgotten."""

    def __init__(self, rate: Rate, clock: Callable[[], float], *, most: int = _MOST) -> None:
        """The pace of `rate`, counted for `most` at once."""
        self._rate, self._clock, self._most = rate, clock, most
        self._full: OrderedDict[str, float] = OrderedDict()

    def wait(self, key: str) -> float:
        """Return 0, and count it, where `key` may go on; else after how many seconds it may."""
        now = self._clock()
        full = max(now, self._full.get(key, now))
        wait = full - now - (self._rate.burst - 1) * self._rate.every
        if wait > 0:
            return wait
        self._full[key] = full + self._rate.every
        self._full.move_to_end(key)
        while len(self._full) > self._most:
            self._full.popitem(last=False)
        return 0.0


class Paced:
    """Holds each user, or else each address, to a pace in what `counts` of their requests."""

    def __init__(self, app: ASGIApp, pace: Pace, counts: Callable[[Scope], bool]) -> None:
        self._app, self._pace, self._counts = app, pace, counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it does not come too soon."""
        wait = 0.0
        if scope["type"] == "http" and self._counts(scope):
            wait = self._pace.wait(asker_of(scope).key)
        if wait:
            await too_soon(scope, wait)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def too_soon(scope: Scope, wait: float) -> Response:
    """Return the answer to what comes too soon."""
    seconds = ceil(wait)
    detail = f"That is too often; ask again in {seconds} s."
    return refusal(scope, HTTPStatus.TOO_MANY_REQUESTS, detail, {"Retry-After": str(seconds)})


def asks(scope: Scope) -> bool:
    """Whether it is a question, and no file that is the same for everybody."""
    return not is_static(scope)


def reads_a_text(scope: Scope) -> bool:
    """Whether a text is sent to be read, which takes the reader's time."""
    if is_safe(scope):
        return False
    return scope["path"] in READ_TEXTS or (scope["path"] == MCP and _calls_reader(body_of(scope)))


def _calls_reader(body: bytes) -> bool:
    """Whether a message of MCP calls a tool that reads a text."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):  # the room says what is wrong with it
        return False
    several = message if isinstance(message, list) else [message]
    called = (one.get("params") for one in several if isinstance(one, dict))
    return any(isinstance(one, dict) and one.get("name") in _TOOLS_THAT_READ for one in called)
