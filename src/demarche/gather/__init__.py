"""Pages from files, folders, archives, mail, standard input and addresses, as they were received.

Nothing is judged here: whether a page holds a report is found out when it is read. Nothing is
fetched but the addresses that were asked for.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from demarche.gather.files import pages_at, pages_from
from demarche.model import DemarcheError, Failure, FetchError, Page

if TYPE_CHECKING:
    from demarche.gather.web import Web

__all__ = ["Gatherer", "Manners", "pages"]

STANDARD_INPUT = "-"
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Manners:
    """How the web is asked: `contact` is how those who run a host can reach whoever asks, `allowed`
    names hosts of private networks that may be asked, `pause` is in seconds."""

    contact: str | None = None
    allowed: tuple[str, ...] = ()
    pause: float | None = None

    def web(self, *, tries: int = 3, sleep: Callable[[float], None] = time.sleep) -> Web:
        """Return the web, to be asked so."""
        from demarche.gather.web import PAUSE, Web

        pause = PAUSE if self.pause is None else self.pause
        return Web(
            contact=self.contact, allowed=self.allowed, pause=pause, tries=tries, sleep=sleep
        )


class Gatherer:
    """Turns names of sources into pages; hosts are asked politely from one call to the next."""

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        stdin: BinaryIO | None = None,
        web: Web | None = None,
    ) -> None:
        self._manners = manners or Manners()
        self._stdin = stdin
        self._web = web

    def __call__(self, sources: Iterable[str]) -> Iterator[Page | Failure]:
        """Yield the pages of `sources`, in order, and a failure for each that is none.

        A source is the path of a file (text, HTML, JSON Lines, a WARC archive, an mbox or a
        message, or one of these compressed with gzip or Zstandard), a folder, which is searched
        with all below it, an http or https address, or "-" for standard input.
        """
        for source in sources:
            try:
                if source.lower().startswith(_WEB):
                    yield self._fetched(source)
                elif "://" in source:
                    raise FetchError(source, "only http and https addresses are fetched")
                elif source == STANDARD_INPUT:
                    yield from pages_from(source, self._stdin or sys.stdin.buffer)
                else:
                    yield from pages_at(source)
            except DemarcheError as error:
                yield Failure(error.subject, error.reason)

    def _fetched(self, address: str) -> Page:
        self._web = self._web or self._manners.web()
        page = self._web.page(address)
        if page is None:
            raise AssertionError("a page of which nothing is known is never unchanged")
        return page


def pages(
    sources: Iterable[str], *, stdin: BinaryIO | None = None, web: Web | None = None
) -> Iterator[Page | Failure]:
    """Yield the pages of `sources`, in order, and a failure for each that is none, as `Gatherer`
    does."""
    yield from Gatherer(stdin=stdin, web=web)(sources)
