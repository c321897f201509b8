"""How the desk is served: where, to whom, and until when."""

from __future__ import annotations

import ipaddress
import logging
import os
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from demarche.desk.door.app import app
from demarche.desk.door.patience import Impatient
from demarche.model import UsageError
from demarche.service.record import Record
from demarche.service.users import keeper_of

_SECONDS_TO_FINISH = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk is to be opened, and what stands before it."""

    host: str = "127.0.0.1"
    port: int = 8321
    names: Sequence[str] = ()
    log_in: bool = False
    behind_tls: bool = False
    proxies: Sequence[str] = ()
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_loopback(self) -> bool:
        """Whether it can be reached from this machine alone."""
        return self.host == "localhost" or _is(self.host, "is_loopback")

    @property
    def is_open(self) -> bool:
        """Whether nobody need log in: only where nothing leads there from another machine."""
        leads_there = self.behind_tls or self.proxies or self.names
        return self.is_loopback and not leads_there and not self.log_in

    @property
    def is_tls(self) -> bool:
        """Whether nothing travels in the open."""
        return self.behind_tls or self.certificate is not None

    def address(self, port: int) -> str:
        """Return the address to ask it at, where it listens at a port."""
        scheme = "https" if self.certificate else "http"
        host = self.names[0] if self.names and not self.is_loopback else self.host
        return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _is(host: str, what: str) -> bool:
    try:
        return bool(getattr(ipaddress.ip_address(host), what))
    except ValueError:
        return False


def check(place: Place, record: Record) -> None:
    """Raise UsageError where the desk must not be opened so, saying what to do."""
    _check_certificate(place)
    if place.is_open:
        return
    if not place.is_loopback and not place.is_tls:
        reason = (
            "passwords would travel in the open: give --certificate and --key, or --behind-tls "
            "where a proxy in front does TLS"
        )
        raise UsageError(place.host, reason)
    if _is(place.host, "is_unspecified") and not place.names:
        raise UsageError(place.host, "say under which name people reach it: --name")
    if not keeper_of(record).has_users():
        reason = "nobody could log in: demarche user add NAME --role editor"
        raise UsageError(place.host, reason)


def _check_certificate(place: Place) -> None:
    if place.certificate is None and place.key is None:
        return
    if place.certificate is None or place.key is None:
        raise UsageError("serve", "a certificate needs its key: --certificate and --key")
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
            place.certificate, place.key
        )
    except OSError as error:  # of TLS as well
        reason = f"cannot be used with {place.key}: {error.strerror or error}"
        raise UsageError(str(place.certificate), reason) from error


def serve(place: Place, record: Record, *, told: Callable[[str], None]) -> None:
    """Serve the desk until a signal ends it; `told` is called with its address once it is open.

    Raises UsageError where it cannot listen there.
    """
    with _listening(place) as listener:
        at = place.address(listener.getsockname()[1])
        _Server(_config(place, record), lambda: told(at)).run([listener])


def _config(place: Place, record: Record) -> uvicorn.Config:
    """Return how uvicorn is to serve: quietly, and believing nobody but the proxies named."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    hosts = (*place.names, place.host)
    return uvicorn.Config(
        app(record, is_open=place.is_open, is_tls=place.is_tls, hosts=hosts),
        http=Impatient,
        proxy_headers=bool(place.proxies),
        forwarded_allow_ips=list(place.proxies),
        ssl_certfile=place.certificate,
        ssl_keyfile=place.key,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )


class _Server(uvicorn.Server):
    """A server that says when it is open, and ends well on a signal."""

    def __init__(self, config: uvicorn.Config, told: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the desk, and say so."""
        await super().startup(sockets)
        if self.started:
            self._told()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end, which takes no longer than some seconds more than answers are given."""
        super().handle_exit(sig, frame)
        end_for_certain(_SECONDS_TO_FINISH + 2)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on signals; unlike uvicorn's own, they are not raised again afterwards."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = [signal.signal(number, self.handle_exit) for number in numbers]
        try:
            yield
        finally:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)


def end_for_certain(seconds: float, end: Callable[[int], object] = os._exit) -> threading.Timer:
    """Have the process end after a while, if it has not ended by then.

    A question that is at work in a thread cannot be broken off, and Python waits for it. What was
    not written to the record whole is not in it.
    """
    timer = threading.Timer(seconds, end, (0,))
    timer.daemon = True
    timer.start()
    return timer


def _listening(place: Place) -> socket.socket:
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        return socket.create_server((place.host, place.port), family=family)
    except OSError as error:
        where = f"{place.host}:{place.port}"
        raise UsageError(where, f"cannot listen there: {error.strerror or error}") from error
