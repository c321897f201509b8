"""One request at a time for each host, with a pause between."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from demarche.model import FetchError


@dataclass
class _Host:
    turn: threading.Lock = field(default_factory=threading.Lock)
    free_from: float = 0.0


class Pace:
    """Makes requests to a host wait for each other and for the pause between them, in seconds."""

    def __init__(
        self,
        pause: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._pause = pause
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause: float = 0.0, *, patience: float = math.inf) -> Iterator[None]:
        """Wait until `host` may be asked, and keep others from asking it meanwhile.

        The pause begins when the turn ends; it is `pause` where that is longer than the usual one.
        Raises FetchError, and does not wait, where that would take longer than `patience`.
        """
        with self._at(host).turn:
            wait = self.wait(host)
            if wait > patience:
                reason = f"is to be let be for another {wait:.0f} seconds"
                raise FetchError(host, reason, is_passing=True, wait=wait)
            self._sleep(wait)
            try:
                yield
            finally:
                self.hold(host, max(self._pause, pause))

    def hold(self, host: str, seconds: float) -> None:
        """Let `host` be for so many seconds from now, or for longer where that was said before."""
        at, until = self._at(host), self._clock() + seconds
        with self._lock:
            at.free_from = max(at.free_from, until)

    def wait(self, host: str) -> float:
        """Return how many seconds `host` is to be let be."""
        return max(0.0, self._at(host).free_from - self._clock())

    def _at(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())
