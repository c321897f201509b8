"""How long a server may take for an answer in all, however steadily it drips."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import httpcore2

from demarche.model import FetchError

SECONDS_FOR_A_PAGE = 60.0


@dataclass(frozen=True, slots=True)
class _Deadline:
    """The moment of time.monotonic() after which what lies at an address is given up."""

    address: str
    seconds: float
    at: float

    def left(self) -> float:
        """Return how many seconds are left; raises FetchError where none are."""
        left = self.at - time.monotonic()
        if left <= 0:
            reason = f"not all there in {self.seconds:g} seconds"
            raise FetchError(self.address, reason, is_passing=True)
        return left


_CURRENT: ContextVar[_Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def within(address: str) -> Iterator[None]:
    """Give up what is asked for in this block, as a FetchError of `address`, when it takes longer
    than a page may."""
    until = time.monotonic() + SECONDS_FOR_A_PAGE
    token = _CURRENT.set(_Deadline(address, SECONDS_FOR_A_PAGE, until))
    try:
        yield
    finally:
        _CURRENT.reset(token)


@contextmanager
def limited(timeout: float | None) -> Iterator[float | None]:
    """Yield how many seconds one step may take: `timeout`, or what is left where that is less."""
    deadline = _CURRENT.get()
    if deadline is None:
        yield timeout
        return
    left = deadline.left()
    try:
        yield left if timeout is None else min(left, timeout)
    except httpcore2.TimeoutException:
        deadline.left()
        raise


class Timed(httpcore2.NetworkStream):
    """A connection of which no step outlasts the deadline of the block that it is taken in."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come, `max_bytes` at the most."""
        with limited(timeout) as seconds:
            return self._stream.read(max_bytes, seconds)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send `buffer`."""
        with limited(timeout) as seconds:
            self._stream.write(buffer, seconds)

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Return the connection with TLS on it."""
        with limited(timeout) as seconds:
            return Timed(self._stream.start_tls(ssl_context, server_hostname, seconds))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of the connection under the name `info`."""
        return self._stream.get_extra_info(info)
