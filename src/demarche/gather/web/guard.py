"""Which addresses of the net may be asked: public ones, and those that are allowed by name."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection, Iterable
from typing import Any, TypeAlias

import httpcore2
import httpx2

from demarche.gather.web.deadline import Timed, limited
from demarche.model import FetchError

_Options: TypeAlias = Iterable[Any]

# For protocols, not for hosts; of this, Python takes a part for public, up to 3.12.3.
_ASSIGNED = ipaddress.IPv4Network("192.0.0.0/24")
# All that is given to hosts of the net so far (IANA's registry of IPv6 address space).
_UNICAST = ipaddress.IPv6Network("2000::/3")
# Stands for an IPv4 address, which is in its last four bytes (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class Guard(httpcore2.NetworkBackend):
    """Connects to public addresses, and to the hosts `allowed` by name.

    A name is looked up here and the connection made to the very address that was looked at, so that
    neither a redirect nor a second answer of the name service leads into a private network.
    """

    def __init__(self, allowed: Collection[str] = ()) -> None:
        self._allowed = frozenset(name.lower().strip("[]").rstrip(".") for name in allowed)
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _Options | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a connection to `host`; raises FetchError where it may not be asked."""
        error: Exception | None = None
        for address in self._addresses(host, port):
            try:
                with limited(timeout) as seconds:
                    made = self._plain.connect_tcp(
                        address, port, seconds, local_address, list(socket_options or ())
                    )
                return Timed(made)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failed:
                error = failed
        raise error or httpcore2.ConnectError(f"no address of {host} is known")

    def connect_unix_socket(self, path: str, *_: object, **__: object) -> httpcore2.NetworkStream:
        """Refuse: nothing on the web lies behind a socket of this machine."""
        raise FetchError(path, "is no host of the web")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"no address of {host} is known") from error
        addresses = list(dict.fromkeys(str(where[0]) for *_, where in found))
        if host.lower().rstrip(".") not in self._allowed and not all(map(_is_public, addresses)):
            raise FetchError(host, "lies in a private network, and is not allowed by name")
        return addresses


def _is_public(address: str) -> bool:
    """Whether an address may be reached by anybody; one that carries another counts as that."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast and found not in _ASSIGNED
    inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
    if found in _TRANSLATED:
        inner = ipaddress.IPv4Address(found.packed[-4:])
    return _is_public(str(inner)) if inner else found.is_global and found in _UNICAST


def transport(guard: Guard) -> httpx2.HTTPTransport:
    """Return a transport whose connections are made by `guard`, over HTTP/1.1 or HTTP/2."""
    context = httpx2.create_ssl_context()
    made = httpx2.HTTPTransport(verify=context, http2=True, trust_env=False)
    made._pool = httpcore2.ConnectionPool(
        ssl_context=context,
        http1=True,
        http2=True,
        max_connections=20,
        keepalive_expiry=30.0,
        network_backend=guard,
    )
    return made
