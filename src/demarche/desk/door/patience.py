"""How long a connection may take to say what it wants."""

from __future__ import annotations

from asyncio import TimerHandle, Transport
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

_SECONDS_TO_ASK = 10.0


class Impatient(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """Ends connections that have not asked for anything whole after a while: uvicorn waits for
    ever, and each takes one of the few files that a process may have open."""

    seconds = _SECONDS_TO_ASK
    _late: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what was sent; the head of a request is to be whole in time, whatever drips in."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._forget()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self._is_answering():
            self._forget()
        elif self._late is None:
            self._late = self.loop.call_later(self.seconds, self._give_up)

    def _is_answering(self) -> bool:
        cycle: Any = self.cycle
        return cycle is not None and not cycle.response_complete

    def _give_up(self) -> None:
        self._late = None
        if not self._is_answering() and not self.transport.is_closing():
            self.transport.close()

    def _forget(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
