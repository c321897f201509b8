"""Plain clients of the server of the tests, and news for it to serve."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable
from contextlib import closing

import pytest

from tests.gather.misbehaving import Site

PATIENCE = 10
NEWS = ["The two ministers met in Málaga on Friday.", "“We agree,” said one, & the other nodded."]
GET = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"


def calling(site: Site, host: str = "127.0.0.1") -> http.client.HTTPConnection:
    """A connection to `site`."""
    port = int(site.address.rpartition(":")[2])
    return http.client.HTTPConnection(host, port, timeout=PATIENCE)


def got(
    site: Site, path: str, *, method: str = "GET", host: str = "127.0.0.1", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """The status, the headers and the body that `site` answers."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(calling(site, host)) as connection:
        connection.request(method, path, headers=said)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, found, answer.read()


def go_without_an_answer(site: Site) -> None:
    """Ask `site`, which closes the connection before it answers."""
    with pytest.raises(http.client.RemoteDisconnected):
        got(site, "/")


def asking(site: Site) -> socket.socket:
    """An open socket by which "/" was asked for."""
    asker = socket.create_connection(("127.0.0.1", calling(site).port), timeout=PATIENCE)
    asker.sendall(GET)
    return asker


def all_of(asker: socket.socket) -> bytes:
    """All that comes by `asker` until it is closed."""
    return b"".join(iter(lambda: asker.recv(65_536), b""))


def seconds_of(site: Site) -> float:
    """How long the one request of `site` was under way."""
    [request] = site.requests()
    assert request.ended is not None
    return request.ended - request.at


def until(holds: Callable[[], object]) -> None:
    """Wait until `holds`."""
    last = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < last
        time.sleep(0.005)
