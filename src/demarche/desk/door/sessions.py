"""Who is logged in: sessions that end when they are left idle, and at once by log-out."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from itsdangerous import BadSignature, Signer

from demarche.service.users import Known

_IDLE = 12 * 60 * 60.0
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who logged in; `csrf` is what their forms carry."""

    known: Known
    csrf: str
    seen: float


class Sessions:
    """The sessions of this process; what a browser holds is a signed number, and nothing else."""

    def __init__(
        self, clock: Callable[[], float], *, idle: float = _IDLE, most: int = _MOST
    ) -> None:
        """Sessions that end after `idle` seconds without a request; of too many, the oldest."""
        self._clock, self._idle, self._most = clock, idle, most
        self._signer = Signer(secrets.token_bytes(32), digest_method=hashlib.sha256)
        self._held: OrderedDict[str, Session] = OrderedDict()

    def begin(self, known: Known) -> str:
        """Return the cookie of a new session."""
        number = secrets.token_urlsafe(32)
        self._held[number] = Session(known, secrets.token_urlsafe(32), self._clock())
        while len(self._held) > self._most:
            self._held.popitem(last=False)
        return self.signed(number)

    def found(self, cookie: str) -> Session | None:
        """Return the session of a cookie, which goes on for that; None where it has ended."""
        number = self.read(cookie)
        session = self._held.pop(number, None) if number else None
        now = self._clock()
        if session is None or number is None or now - session.seen > self._idle:
            return None
        self._held[number] = Session(session.known, session.csrf, now)
        return session

    def end(self, cookie: str) -> None:
        """End the session of a cookie, if there is one."""
        self._held.pop(self.read(cookie) or "", None)

    def signed(self, words: str) -> str:
        """Return words with a signature, for a browser to hold."""
        return self._signer.sign(words).decode()

    def read(self, cookie: str) -> str | None:
        """Return the words that were signed here; None where they were not."""
        try:
            return self._signer.unsign(cookie).decode()
        except BadSignature:
            return None
