"""The answers of servers: pages, ways on, waits, and what failed, each in our own terms."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

from demarche.gather.canonical import canonical
from demarche.gather.canonical import host_of as canonical_host
from demarche.gather.compressed import undone
from demarche.gather.streams import media_type_of
from demarche.model import FetchError, Page

SECONDS_FOR_AN_ANSWER = 20.0
LONGEST_WAIT = 30 * 24 * 3600.0
# Answers after which the same request may well be answered otherwise.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_PRIVATE = frozenset({"set-cookie", "set-cookie2"})
_MOST_CODINGS = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: where, up to what size, of which media types (none: of any)."""

    address: str
    accept: str
    most: int
    types: Collection[str]


@contextmanager
def translated(address: str) -> Iterator[None]:
    """Make what the library raises a FetchError of `address`."""
    try:
        yield
    except FetchError as error:
        if error.subject == address:
            raise
        reason = f"{error.subject} {error.reason}"
        raise FetchError(address, reason, is_passing=error.is_passing, wait=error.wait) from error
    except httpx2.TimeoutException as error:
        reason = f"no answer in {SECONDS_FOR_AN_ANSWER:.0f} seconds"
        raise FetchError(address, reason, is_passing=True) from error
    except httpx2.TransportError as error:
        reason = f"could not be fetched: {_one_line(error)}"
        raise FetchError(address, reason, is_passing=True) from error
    except httpx2.HTTPError as error:
        raise FetchError(address, f"could not be fetched: {_one_line(error)}") from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def parsed(address: str, given: str) -> httpx2.URL:
    """Return an address without its fragment; raises FetchError of `given` where it is none."""
    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise FetchError(given, f"not an address: {_one_line(error)}") from error
    if url.scheme not in {"http", "https"}:
        raise FetchError(given, "only http and https addresses are fetched")
    if canonical_host(address) is None:
        raise FetchError(given, f"not an address: {url.netloc.decode() or 'it'} names no host")
    return url.copy_with(fragment=None)


def host_of(address: str | httpx2.URL) -> str:
    """Return the host, with its port where that is not the usual one, by which requests are spaced.

    A dot at its end makes it no other host.
    """
    url = httpx2.URL(address)
    name = url.raw_host.decode().rstrip(".")
    return name if url.port is None else f"{name}:{url.port}"


def next_of(address: str, at: httpx2.URL, response: httpx2.Response) -> httpx2.URL:
    """Return where `response` sends the reader."""
    stated = response.headers["location"]
    try:
        to = str(at.join(stated))
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise FetchError(address, f"redirected to what is no address: {stated[:80]}") from error
    if httpx2.URL(to).scheme not in {"http", "https"}:
        raise FetchError(address, f"redirected to what is not http or https: {to[:80]}")
    return parsed(to, address)


def page_of(
    wanted: Wanted, response: httpx2.Response, passed: tuple[str, ...], via: str | None
) -> Page:
    """Return the page that `response` brings; raises FetchError where it brings none."""
    address = wanted.address
    if not response.is_success:
        raise refusal_of(address, response)
    media_type = response.headers.get("content-type", "")
    essence = media_type.partition(";")[0].strip().lower()
    if essence and wanted.types and essence not in wanted.types:
        raise FetchError(address, f"is {essence}, not text or HTML")
    data = _body(address, response, wanted.most)
    return Page(
        name=address,
        data=data,
        media_type=media_type or media_type_of(data),
        url=canonical(str(response.url)),
        accessed=datetime.now(UTC),
        via=via,
        redirects=passed,
        headers=_kept(response),
    )


def refusal_of(address: str, response: httpx2.Response) -> FetchError:
    """Return the failure for which `response` stands."""
    status = response.status_code
    reason = f"the server answered {status} {httpx2.codes.get_reason_phrase(status)}".strip()
    wait, is_passing = retry_after(response), status in PASSING
    return FetchError(address, reason, is_passing=is_passing, wait=wait, status=status)


def _kept(response: httpx2.Response) -> tuple[tuple[str, str], ...]:
    """Return the headers that speak of the page, and not of the one who asked for it."""
    headers = ((name.lower(), value) for name, value in response.headers.multi_items())
    return tuple((name, value) for name, value in headers if name not in _PRIVATE)


def _body(address: str, response: httpx2.Response, most: int) -> bytes:
    """Return the body without its encodings; neither may be larger than `most`."""
    data = _checked(address, _received(response, most), most)
    for coding in reversed(_codings(address, response)):
        data = _checked(address, _decoded(address, data, coding, most), most)
    return data


def beginning(address: str, response: httpx2.Response, most: int) -> bytes:
    """Return the first `most` bytes of the body without its encodings."""
    data = _received(response, most)
    for coding in reversed(_codings(address, response)):
        data = _decoded(address, data, coding, most)
    return data[:most]


def _received(response: httpx2.Response, most: int) -> bytes:
    """Return the body as it is sent; of one that is larger than `most`, a little more than that."""
    raw = bytearray()
    for chunk in response.iter_raw():
        raw += chunk
        if len(raw) > most:
            break
    return bytes(raw)


def _codings(address: str, response: httpx2.Response) -> list[str]:
    stated = response.headers.get("content-encoding", "").lower().split(",")
    codings = [name.strip() for name in stated if name.strip() not in {"", "identity"}]
    if len(codings) > _MOST_CODINGS:
        raise FetchError(address, f"is encoded {len(codings)} times over")
    return codings


def _decoded(address: str, data: bytes, coding: str, most: int) -> bytes:
    try:
        return undone(data, coding, most)
    except (EOFError, LookupError) as error:
        raise FetchError(address, f"its encoding cannot be undone: {coding[:40]}") from error


def _checked(address: str, data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise FetchError(address, f"larger than {most / 1_000_000:.3g} MB")
    return data


def retry_after(response: httpx2.Response) -> float | None:
    """Return for how many seconds a server asks to be let be, a month at the most."""
    stated = response.headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdecimal():
        return min(float(stated), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), LONGEST_WAIT)
