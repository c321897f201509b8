"""Pages from addresses."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from demarche import __version__
from demarche.gather.streams import Kind, kind_of
from demarche.model import FetchError, Page

LARGEST_PAGE = 5_000_000
MOST_REDIRECTS = 5
SECONDS_FOR_AN_ANSWER = 20.0
SECONDS_FOR_A_PAGE = 60.0

_READABLE = {"text/html", "application/xhtml+xml", "text/plain", "text/markdown"}
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"


def new_client() -> httpx.Client:
    """Return a client that says who it is and does not wait for ever."""
    return httpx.Client(
        headers={"User-Agent": f"demarche/{__version__}", "Accept": _ACCEPT},
        timeout=SECONDS_FOR_AN_ANSWER,
    )


def fetch(address: str, client: httpx.Client) -> Page:
    """Return the page at `address`, as its server sends it.

    Up to five redirects are followed, but none from the open net into a private one. Raises
    FetchError where there is no page of text or HTML, or one of more than 5 MB.
    """
    with _translated(address):
        at = httpx.URL(address)
        for _ in range(MOST_REDIRECTS + 1):
            with client.stream("GET", at, follow_redirects=False) as response:
                if not response.has_redirect_location:
                    return _page(address, response)
                at = _next(address, at, response)
    raise FetchError(address, f"redirected more than {MOST_REDIRECTS} times")


@contextmanager
def _translated(address: str) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise FetchError(address, f"no answer in {SECONDS_FOR_AN_ANSWER:.0f} seconds") from error
    except httpx.InvalidURL as error:
        raise FetchError(address, f"not an address: {error}") from error
    except httpx.HTTPError as error:
        raise FetchError(address, f"could not be fetched: {_one_line(error)}") from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _next(address: str, at: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Return where `response` sends the reader."""
    to = at.join(response.headers["location"])
    if to.scheme not in {"http", "https"}:
        raise FetchError(address, f"redirected to what is not http or https: {to}")
    if _is_private(to.host) and not _is_private(httpx.URL(address).host):
        raise FetchError(address, f"redirected into a private network: {to}")
    return to


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _page(address: str, response: httpx.Response) -> Page:
    if not response.is_success:
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise FetchError(address, f"the server answered {status}")
    media_type = response.headers.get("content-type", "")
    essence = media_type.partition(";")[0].strip().lower()
    if essence and essence not in _READABLE:
        raise FetchError(address, f"is {essence}, not text or HTML")
    data = _body(address, response)
    return Page(address, data, media_type or _seeming(data), url=str(response.url))


def _seeming(data: bytes) -> str:
    """Return the media type of `data` whose server gives none."""
    return "text/html" if kind_of(data) is Kind.HTML else "text/plain"


def _body(address: str, response: httpx.Response) -> bytes:
    data = bytearray()
    last = time.monotonic() + SECONDS_FOR_A_PAGE
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > LARGEST_PAGE:
            raise FetchError(address, f"larger than {LARGEST_PAGE // 1_000_000} MB")
        if time.monotonic() > last:
            raise FetchError(address, f"not all there in {SECONDS_FOR_A_PAGE:.0f} seconds")
    return bytes(data)
