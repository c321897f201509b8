"""What the owners of hosts allow robots to ask for (RFC 9309)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from demarche.model import FetchError

AGENT = "demarche"
# What a crawler has to read at least; rules of a longer file are cut off there.
LONGEST = 512_000
LONGEST_PAUSE = 60.0
_KEPT_FOR = 24 * 3600.0
_KEPT_AFTER_A_FAILURE = 600.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host allows until a moment of the clock: what its rules say, all where it has none,
    nothing where they cannot be had for some `fault`, which may be passing."""

    until: float
    parsed: Protego | None = None
    fault: str | None = None
    is_passing: bool = False

    def may(self, address: str) -> bool:
        """Whether `address` may be asked for."""
        if self.parsed:
            return self.parsed.can_fetch(address, AGENT)
        return self.fault is None

    @property
    def pause(self) -> float:
        """The seconds that the host wants between requests, as far as anyone can wait."""
        said = self.parsed.crawl_delay(AGENT) if self.parsed else None
        return min(said or 0.0, LONGEST_PAUSE)


class Robots:
    """The rules of hosts, fetched once a day by `ask`.

    `ask` returns the status and the first bytes of the answer at an address, and raises FetchError
    where there is no answer, or one that speaks of the server and not of its rules. A host without
    rules is open; one that fails is closed until it answers again.
    """

    def __init__(
        self,
        ask: Callable[[str], tuple[int, bytes]],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._clock = clock
        self._known: dict[str, Rules] = {}
        self._turns: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def rules(self, origin: str) -> Rules:
        """Return the rules of `origin`: a scheme and host, with a port where it is not the usual
        one."""
        with self._lock:
            turn = self._turns.setdefault(origin, threading.Lock())
        with turn:
            known = self._known.get(origin)
            if known is None or known.until <= self._clock():
                known = self._known[origin] = self._read(origin)
            return known

    def left(self, rules: Rules) -> float:
        """Return the seconds until `rules` are asked for anew."""
        return max(0.0, rules.until - self._clock())

    def _read(self, origin: str) -> Rules:
        try:
            status, data = self._ask(f"{origin}/robots.txt")
        except FetchError as error:
            seconds = max(_KEPT_AFTER_A_FAILURE, error.wait or 0.0)
            until = self._clock() + seconds
            return Rules(until, fault=error.reason, is_passing=error.is_passing)
        until = self._clock() + _KEPT_FOR
        return Rules(until, Protego.parse(_text(data)) if status < 300 else None)


def _text(data: bytes) -> str:
    """Return what `data` says; where it is cut off, up to the last line that is whole."""
    whole = data if len(data) < LONGEST else data[: data.rfind(b"\n", 0, LONGEST) + 1]
    return whole.decode("utf-8", errors="replace").removeprefix("\ufeff")
