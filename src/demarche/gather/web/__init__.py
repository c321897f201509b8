"""The web, asked politely: pages and feeds from addresses."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TypeVar

import httpx2

from demarche import __version__
from demarche.gather.web.answers import (
    PASSING,
    SECONDS_FOR_AN_ANSWER,
    Wanted,
    beginning,
    host_of,
    next_of,
    page_of,
    parsed,
    refusal_of,
    retry_after,
    translated,
)
from demarche.gather.web.deadline import within
from demarche.gather.web.guard import Guard, transport
from demarche.gather.web.pace import Pace
from demarche.gather.web.robots import AGENT, LONGEST, LONGEST_PAUSE, Robots
from demarche.model import FetchError, Page

__all__ = ["PAUSE", "Known", "Web"]

_T = TypeVar("_T")

LARGEST_PAGE = 5_000_000
LARGEST_FEED = 20_000_000
MOST_REDIRECTS = 5
# Seconds between the end of a request and the next one to the same host.
PAUSE = 2.0

_READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
_PAGES = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"
_FEEDS = (
    "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,"
    "text/xml;q=0.9,text/html;q=0.5,*/*;q=0.1"
)
_AS_IT_IS = {"Accept-Encoding": "identity"}
_ENCODINGS = "gzip, br, zstd, deflate"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address from the last answer, by which a server can tell that nothing
    has changed."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, page: Page) -> Known:
        """Return what `page` came with."""
        headers = dict(page.headers)
        return cls(headers.get("etag"), headers.get("last-modified"))

    def headers(self) -> dict[str, str]:
        """Return the headers that ask only for what is new."""
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in stated.items() if value and value.isascii()}


_NOTHING = Known()


class Web:
    """Fetches what lies at addresses, as the owners of hosts would have it.

    Each host is asked one thing at a time, with a pause between, only for what its robots.txt
    allows, and is let be as long as it asks for. Private networks are not asked, but for the hosts
    `allowed` by name. `contact` is an address at which those who ask can be reached. What fails in
    passing is tried again, `tries` times in all, where that takes no longer than `patience` seconds
    a time. Can be used from several threads.
    """

    def __init__(
        self,
        *,
        contact: str | None = None,
        allowed: Collection[str] = (),
        pause: float = PAUSE,
        tries: int = 3,
        patience: float = 30.0,
        client: httpx2.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = client or _new_client(Guard(allowed), contact)
        self._pace = Pace(pause, sleep=sleep)
        self._robots = Robots(lambda at: self._tried(at, lambda: self._rules(at)))
        self._tries = tries
        self._patience = max(patience, pause)

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def page(self, address: str, known: Known = _NOTHING, *, via: str | None = None) -> Page | None:
        """Return the page at `address` as its server sends it; None where it is still as `known`.

        Raises FetchError where there is no page of text or HTML, or one of more than 5 MB.
        """
        return self._fetch(Wanted(address, _PAGES, LARGEST_PAGE, _READABLE), known, via)

    def feed(self, address: str, known: Known = _NOTHING) -> Page | None:
        """Return what lies at `address`, of whatever type, up to 20 MB; else as `page`."""
        return self._fetch(Wanted(address, _FEEDS, LARGEST_FEED, ()), known, None)

    def _fetch(self, wanted: Wanted, known: Known, via: str | None) -> Page | None:
        return self._tried(wanted.address, lambda: self._followed(wanted, known, via))

    def _tried(self, address: str, ask: Callable[[], _T]) -> _T:
        """Return what `ask` does, again and again where it fails in passing."""
        for left in reversed(range(self._tries)):
            try:
                return ask()
            except FetchError as error:
                after = error.wait if error.wait is not None else 2.0 ** (self._tries - left - 1)
                if not (left and error.is_passing and after <= self._patience):
                    raise
                self._pace.hold(host_of(address), after)
        raise AssertionError("a page is tried at least once")

    def _followed(self, wanted: Wanted, known: Known, via: str | None) -> Page | None:
        """Return the page after the redirects to it, each a request of its own."""
        address, headers = wanted.address, {"Accept": wanted.accept} | known.headers()
        at, passed = parsed(address, address), list[str]()
        while True:
            pause = self._check(address, at)
            with self._asked(address, at, headers, pause) as response:
                if response.status_code == httpx2.codes.NOT_MODIFIED and known != _NOTHING:
                    return None
                if not response.has_redirect_location:
                    return page_of(wanted, response, tuple(passed), via)
                to = next_of(address, at, response)
            passed.append(str(at))
            if len(passed) > MOST_REDIRECTS:
                raise FetchError(address, f"redirected more than {MOST_REDIRECTS} times")
            at = to

    def _check(self, address: str, at: httpx2.URL) -> float:
        """Return the pause that the host of `at` wants; raises FetchError where it may not be
        asked."""
        rules = self._robots.rules(f"{at.scheme}://{at.netloc.decode()}")
        if rules.fault:
            reason = f"robots.txt of {at.host} cannot be had: {rules.fault}"
            wait = self._robots.left(rules) if rules.is_passing else None
            raise FetchError(address, reason, is_passing=rules.is_passing, wait=wait)
        if not rules.may(str(at)):
            raise FetchError(address, f"robots.txt of {at.host} forbids it")
        return rules.pause

    @contextmanager
    def _asked(
        self, address: str, at: httpx2.URL, headers: Mapping[str, str], pause: float | None = None
    ) -> Iterator[httpx2.Response]:
        """Yield the answer at `at`, once its host may be asked; what fails is of `address`.

        The pause that the host wants, if it is not known, may be the longest.
        """
        patience = max(self._patience, LONGEST_PAUSE if pause is None else pause)
        with (
            translated(address),
            self._pace.turn(host_of(at), pause or 0.0, patience=patience),
            within(address),
            self._client.stream("GET", at, headers=headers) as response,
        ):
            self._obey(response)
            yield response

    def _obey(self, response: httpx2.Response) -> None:
        """Let a host be for as long as it asks to."""
        wait = retry_after(response)
        if wait and response.status_code in PASSING:
            self._pace.hold(host_of(response.url), wait)

    def _rules(self, address: str) -> tuple[int, bytes]:
        """Return the status and the first bytes of a robots.txt, after up to five redirects."""
        at = parsed(address, address)
        for _ in range(MOST_REDIRECTS + 1):
            with self._asked(address, at, _AS_IT_IS) as response:
                if response.status_code in PASSING or response.is_server_error:
                    raise refusal_of(address, response)
                if not response.has_redirect_location:
                    return response.status_code, beginning(address, response, LONGEST)
                at = next_of(address, at, response)
        return 404, b""


def _new_client(guard: Guard, contact: str | None) -> httpx2.Client:
    """Return a client that says who it is, keeps no cookies and does not wait for ever."""
    about = f" ({contact})" if contact else ""
    says = {"User-Agent": f"{AGENT}/{__version__}{about}", "Accept-Encoding": _ENCODINGS}
    return httpx2.Client(
        transport=transport(guard),
        headers=httpx2.Headers(says, encoding="utf-8"),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        timeout=SECONDS_FOR_AN_ANSWER,
        trust_env=False,
        follow_redirects=False,
    )
