"""A real HTTP server on this machine that answers as it is told to, well or badly.

A `Site` is a server on a port of its own; its answers are values that say what is sent and how:
late, in drips, cut off, without end, or no HTTP at all. Answers made ready are in `answers`.
"""

from __future__ import annotations

import itertools
import math
import select
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

AT_ONCE = 16_384
SECONDS_TO_CLOSE = 5.0


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: `at` and `ended` are of time.monotonic(), and header names are lower-case.

    `path` has the query with it, and `host` is what the Host header says. A request has `ended`
    when the last bytes of its answer go out, or its client has gone; until then that is None.
    """

    method: str
    path: str
    host: str
    headers: Mapping[str, str]
    at: float
    ended: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent, and how.

    `delay` is in seconds and comes first. `raw` is sent as it is in place of the status line and
    the headers, and `body` after it. With `drip`, both go out `at_a_time` bytes by `at_a_time`
    bytes, with so many seconds between. An endless answer sends its body again and again. With
    `cut_after`, no more of the body is sent than so many bytes, whatever the headers promise. The
    connection stays open only after an answer that ends where its headers say.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float | None = None
    at_a_time: int = 1
    is_endless: bool = False
    cut_after: int | None = None
    raw: bytes | None = None

    def __post_init__(self) -> None:
        if self.is_endless and (not self.body or self.cut_after is not None):
            raise ValueError("an endless answer has a body, and is not cut")
        if self.at_a_time < 1 or min(self.delay, self.drip or 0, self.cut_after or 0) < 0:
            raise ValueError(f"cannot be sent so: {self}")


Reply: TypeAlias = Answer | Callable[[Request], Answer]
NOT_FOUND = Answer(404, b"Nothing is here.", {"Content-Type": "text/plain"})


class Site:
    """A server on a port of its own, from the start of a `with` block to its end.

    What is asked before the block begins waits for it. An error in an answer that is a function is
    raised at the end of the block.
    """

    def __init__(self) -> None:
        self._server = _Server(self)
        self._changed = threading.Condition()
        self._answers: dict[str, list[Reply]] = {}
        self._log: list[Request] = []
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self.second_address = f"http://localhost:{self._server.server_port}"

    def __enter__(self) -> Site:
        self._server.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._server.stop()
        if kind is None and self._server.errors:
            raise self._server.errors[0]

    def answers(self, path: str, *answers: Reply) -> None:
        """Answer what asks for `path` with `answers`, one after another, the last again and again.

        A path without a query also answers for itself with any query.
        """
        if not answers:
            raise ValueError(f"no answer for {path}")
        with self._changed:
            self._answers[path] = list(answers)

    def requests(self, path: str | None = None) -> list[Request]:
        """Return what was asked so far, or asked for `path`, in the order in which it began."""
        with self._changed:
            return [one for one in self._log if path is None or path in _names(one.path)]

    def most_at_once(self, host: str | None = None) -> int:
        """Return the most requests, of all or of `host`, that were under way at one time."""
        changes = [(one.at, 1) for one in self._of(host)]
        changes += [(_end_of(one), -1) for one in self._of(host)]
        return max(itertools.accumulate((change for _, change in sorted(changes)), initial=0))

    def seconds_from_start_to_start(self, host: str | None = None) -> list[float]:
        """Return the seconds from the start of each request to the start of the next."""
        return [after.at - before.at for before, after in itertools.pairwise(self._of(host))]

    def seconds_from_end_to_start(self, host: str | None = None) -> list[float]:
        """Return the seconds from when all before it had ended to the start of each next request.

        They are below nought where one before it was still under way, and minus infinity where it
        still is.
        """
        found = self._of(host)
        ends = itertools.accumulate((_end_of(one) for one in found), max)
        return [after.at - end for end, after in zip(ends, found[1:], strict=False)]

    def falls_quiet(self, *, within: float = SECONDS_TO_CLOSE) -> bool:
        """Return whether no request is under way any more before `within` seconds are over."""
        with self._changed:
            return self._changed.wait_for(
                lambda: all(one.ended is not None for one in self._log), within
            )

    def _of(self, host: str | None) -> list[Request]:
        """Return the requests of `host`, which may be said with its port or without."""
        hosts = {host, f"{host}:{self._server.server_port}"}
        return [one for one in self.requests() if host is None or one.host in hosts]

    def _begin(self, method: str, path: str, headers: Mapping[str, str]) -> int:
        with self._changed:
            host = headers.get("host", "")
            self._log.append(Request(method, path, host, headers, time.monotonic()))
            return len(self._log) - 1

    def _next_answer(self, number: int) -> Answer:
        with self._changed:
            request = self._log[number]
            names = (name for name in _names(request.path) if name in self._answers)
            waiting = self._answers.get(next(names, ""), [NOT_FOUND])
            reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return reply if isinstance(reply, Answer) else reply(request)

    def _end(self, number: int) -> None:
        with self._changed:
            if self._log[number].ended is None:
                self._log[number] = replace(self._log[number], ended=time.monotonic())
                self._changed.notify_all()


def _names(path: str) -> tuple[str, str]:
    return path, path.partition("?")[0]


def _end_of(request: Request) -> float:
    return math.inf if request.ended is None else request.ended


class _Server(ThreadingHTTPServer):
    """Keeps its connections and their threads, so that none of them outlasts it."""

    request_queue_size = 128

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site
        self.errors: list[BaseException] = []
        self._serving = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self._connections: list[tuple[socket.socket, threading.Thread]] = []

    def start(self) -> None:
        self._serving.start()

    def stop(self) -> None:
        self.shutdown()
        self._serving.join()
        self.server_close()
        for connection, _ in self._connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        for _, thread in self._connections:
            thread.join(SECONDS_TO_CLOSE)

    def process_request(self, request: Any, client_address: Any) -> None:
        arguments = (request, client_address)
        thread = threading.Thread(target=self.process_request_thread, args=arguments, daemon=True)
        self._connections.append((request, thread))
        thread.start()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError):
            self.errors.append(error)


class _Handler(BaseHTTPRequestHandler):
    """Sends the answers of the site, and leaves off when the client goes or the site closes."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        headers: dict[str, str] = {}
        for name, value in self.headers.items():
            headers[name.lower()] = ", ".join(filter(None, (headers.get(name.lower()), value)))
        site = self.server.site
        number = site._begin(self.command, self.path, headers)
        try:
            self._send(site._next_answer(number), number)
        finally:
            site._end(number)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, answer: Answer, number: int) -> None:
        """Send `answer`; the request has ended just before its client can have seen the end."""
        self.close_connection = self.close_connection or not _ends_by_its_length(answer)
        self._wait(answer.delay)
        pieces = _pieces(answer, is_head=self.command == "HEAD")
        last = next(pieces, b"")
        for piece in pieces:
            self.wfile.write(last)
            self._wait(answer.drip or 0)
            last = piece
        self.server.site._end(number)
        self.wfile.write(last)

    def _wait(self, seconds: float) -> None:
        """Wait, but no longer than the client does: its end can be read when it goes."""
        until = time.monotonic() + seconds
        if seconds and select.select([self.connection], [], [], seconds)[0]:
            if not self.connection.recv(1, socket.MSG_PEEK):
                raise ConnectionAbortedError("the client has gone")
            time.sleep(max(0, until - time.monotonic()))


def _ends_by_its_length(answer: Answer) -> bool:
    """Return whether a client can tell where `answer` ends, and the connection may stay open."""
    is_length_own = "content-length" not in {name.lower() for name in answer.headers}
    return is_length_own and not (
        answer.is_endless or answer.cut_after is not None or answer.raw is not None
    )


def _pieces(answer: Answer, *, is_head: bool) -> Iterator[bytes]:
    """Yield what is sent, piece by piece."""
    size = AT_ONCE if answer.drip is None else answer.at_a_time
    if answer.raw is None:
        yield _head(answer)
    else:
        yield from _slices(answer.raw, size)
    if is_head:
        return
    if answer.is_endless:
        yield from itertools.cycle(_slices(answer.body * (1 + size // len(answer.body)), size))
    yield from _slices(answer.body[: answer.cut_after], size)


def _slices(body: bytes, size: int) -> list[bytes]:
    return [body[start : start + size] for start in range(0, len(body), size)]


def _head(answer: Answer) -> bytes:
    names = {name.lower() for name in answer.headers}
    lines = [f"HTTP/1.1 {answer.status} {_phrase(answer.status)}"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    if not answer.is_endless and "content-length" not in names and answer.status not in (204, 304):
        lines.append(f"Content-Length: {len(answer.body)}")
    if not _ends_by_its_length(answer):
        lines.append("Connection: close")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unheard Of"
