"""What the door goes by."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from demarche.desk.door.sessions import Sessions
from demarche.service.record import Record
from demarche.service.users import Doorkeeper

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something may be done: `burst` times at once, then once in `every` seconds."""

    burst: int
    every: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked: sizes in bytes, rates for each user or else address."""

    body: int = 2**20
    upload: int = 8 * 2**20
    login: int = 2**14  # and whatever else a stranger sends
    address: int = 2**13  # what stands behind the `?`
    patience: float = 60.0  # seconds that a body may take to arrive
    asking: Rate = Rate(600, 1 / 60)
    reading: Rate = Rate(30, 2.0)
    at_once: int = 12  # requests of one asker; a browser sends six
    readings: int = 3  # texts that are read, of all askers; one of each
    queue: float = 30.0  # seconds that a request may wait for its turn
    attempts: Rate = Rate(10, 90.0)  # to log in from one address: too few to use up a name's
    guesses: Rate = Rate(50, 60.0)  # to log in under one name, from wherever


@dataclass(frozen=True)
class Rules:
    """What the door goes by.

    Where it `is_open`, whoever reaches it is the editor that the record names; that is for
    loopback alone. Else people log in. `hosts` are the names under which it may be asked beside
    those of loopback; `is_tls` says that nothing travels in the open.
    """

    record: Record
    keeper: Doorkeeper
    sessions: Sessions
    is_open: bool
    is_tls: bool
    hosts: frozenset[str]
    limits: Limits = Limits()
    clock: Callable[[], float] = field(default=time.monotonic)

    def is_known(self, host: str) -> bool:
        """Whether the desk may be asked under that name."""
        return host in _LOOPBACK or host in self.hosts

    def cookie(self, name: str) -> str:
        """Return what a cookie is called; with TLS browsers hold it to this host alone."""
        return f"__Host-{name}" if self.is_tls else name
