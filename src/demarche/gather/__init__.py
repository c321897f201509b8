"""Pages from files, folders, standard input, JSON Lines and addresses, as they were received.

Nothing is judged here: whether a page holds a report is found out when it is read. Nothing is
fetched but the addresses that were asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO

from demarche.gather.files import pages_at
from demarche.gather.streams import Stream, pages_in
from demarche.model import DemarcheError, Failure, FetchError, Page

if TYPE_CHECKING:
    import httpx

__all__ = ["pages"]

STANDARD_INPUT = "-"
_WEB = ("http://", "https://")


def pages(
    sources: Iterable[str], *, stdin: BinaryIO | None = None, client: httpx.Client | None = None
) -> Iterator[Page | Failure]:
    """Yield the pages of `sources`, in order, and a failure for each that is none.

    A source is the path of a file (text, HTML or JSON Lines, or one of these compressed with gzip),
    a folder, which is searched with all below it, an http or https address, or "-" for standard
    input. `stdin` and `client` serve in place of the process's own standard input and of a client
    made for the run.
    """
    with ExitStack() as open_until_done:
        for source in sources:
            try:
                if source.lower().startswith(_WEB):
                    client = client or _client(open_until_done)
                    yield _fetched(source, client)
                elif "://" in source:
                    raise FetchError(source, "only http and https addresses are fetched")
                elif source == STANDARD_INPUT:
                    yield from pages_in(Stream(source, stdin or sys.stdin.buffer))
                else:
                    yield from pages_at(source)
            except DemarcheError as error:
                yield Failure(error.subject, error.reason)


def _client(open_until_done: ExitStack) -> httpx.Client:
    from demarche.gather.web import new_client

    return open_until_done.enter_context(new_client())


def _fetched(address: str, client: httpx.Client) -> Page:
    from demarche.gather.web import fetch

    return fetch(address, client)
