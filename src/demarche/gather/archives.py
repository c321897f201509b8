"""Pages from WARC archives, the form in which crawls such as CC-NEWS are kept.

FastWARC parses the records. They are cut out of the archive here, because its own iterator ends
without a word where an archive is torn, and for good at the first record that it cannot parse.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader, BytesIO
from typing import BinaryIO

from fastwarc.warc import HeaderMap, WarcRecord

from demarche.gather.compressed import undone, unpacked
from demarche.gather.streams import Kind, kind_of, media_type_of
from demarche.model import Failure, Page, PageError
from demarche.read.article.decoding import foreign_kind

LARGEST_PAGE = 5_000_000

_LARGEST_BLOCK = LARGEST_PAGE + 1_000_000
_LONGEST_HEAD = 32_768
_LONGEST_HEAD_OF_AN_ANSWER = 131_072
_STEP = 65_536
_VERSION = b"WARC/"
_LENGTH = re.compile(r"[0-9]{1,15}")
_PAGES = {"", "text/html", "application/xhtml+xml", "text/plain"}
_WEB = ("http://", "https://")
_DIGESTS = {"md5", "sha1", "sha256", "sha384", "sha512"}
_CHUNK = re.compile(rb"[0-9a-fA-F]+[ \t]*(?:;[^\r\n]*)?\r?\n")
_ENOUGH_TO_TELL_HTML = 1024


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: its place in the archive, its headers, and its block or the beginning of it."""

    place: str
    headers: Mapping[str, str]
    block: bytes


@dataclass(frozen=True, slots=True)
class _Body:
    """What a record holds of a page: its body as sent, and what was said of it."""

    payload: bytes
    media_type: str
    codings: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


def pages_in_archive(name: str, raw: BinaryIO) -> Iterator[Page | Failure]:
    """Yield the pages of the WARC archive `raw`, plain or compressed with gzip or Zstandard.

    A page is a response of 200, or a resource, that is text or HTML; all else is passed over. One
    that cannot be read is a failure, and so is the rest of an archive that is torn. Raises
    PageError where `raw` is no WARC archive.
    """
    count = 0
    records = _records(name, unpacked(raw))
    while True:
        try:
            found = next(records, None)
        except (EOFError, OSError, zlib.error):
            yield Failure(name, f"torn after {_counted(count)}: the rest could not be read")
            return
        if found is None:
            return
        if isinstance(found, Failure):
            yield found
        else:
            count += 1
            yield from _pages(name, found)


def _counted(count: int) -> str:
    return "1 record" if count == 1 else f"{count:,} records"


def _records(name: str, stream: BufferedReader) -> Iterator[_Record | Failure]:
    """Yield the records of `stream`, and a failure for what stands in the place of one.

    Raises EOFError where the stream ends within a record.
    """
    number, is_lost = 0, False
    while line := stream.readline(_LONGEST_HEAD):
        if line.startswith(_VERSION):
            number += 1
            found = _record(f"{name}:{number}", line, stream)
            is_lost = isinstance(found, Failure)
            yield found
        elif _VERSION.startswith(line):
            raise EOFError
        elif line.strip() and not number:
            break
        elif line.strip() and not is_lost:
            is_lost = True
            yield Failure(f"{name}:{number + 1}", "is not a WARC record")
    if not number:
        raise PageError(name, "is not a WARC archive")


def _record(place: str, line: bytes, stream: BufferedReader) -> _Record | Failure:
    """Return the record that begins with `line`."""
    headers = _headers(_head(line, stream))
    length = headers.get("content-length", "")
    if not _LENGTH.fullmatch(length):
        return Failure(place, "a WARC record whose headers cannot be read")
    block = _block(int(length), stream)
    ahead = stream.peek(len(_VERSION))[: len(_VERSION)]
    if ahead[:1] not in b"\r\n" and not _VERSION.startswith(ahead):
        return Failure(place, "a WARC record that is not as long as it says")
    return _Record(place, headers, block)


def _head(line: bytes, stream: BufferedReader) -> bytes:
    """Return `line` and those after it up to a blank one; b"" where they are too many."""
    head = bytearray()
    while line.strip():
        head += line.rstrip(b"\r\n") + b"\r\n"
        if len(head) > _LONGEST_HEAD:
            return b""
        line = stream.readline(_LONGEST_HEAD)
    if not line:
        raise EOFError
    return bytes(head + b"\r\n")


def _headers(head: bytes) -> dict[str, str]:
    """Return the headers in `head`, none where it cannot be parsed; names are in lower case."""
    headers = HeaderMap()
    try:
        headers.parse(BytesIO(head))
    except OSError:
        return {}
    return {key.lower(): value.strip() for key, value in headers.to_tuples()}


def _block(length: int, stream: BufferedReader) -> bytes:
    """Return the next `length` bytes, or so much of them as may hold a page."""
    block = stream.read(min(length, _LARGEST_BLOCK))
    left = length - len(block)
    while left:
        passed_over = len(stream.read(min(left, _STEP)))
        if not passed_over:
            raise EOFError
        left -= passed_over
    return block


def _pages(archive: str, record: _Record) -> Iterator[Page | Failure]:
    try:
        page = _page(archive, record)
    except PageError as error:
        yield Failure(error.subject, error.reason)
    else:
        if page:
            yield page


def _page(archive: str, record: _Record) -> Page | None:
    """Return the page in `record`, or None where it holds none."""
    body = _body(record)
    if not body or body.media_type.partition(";")[0].strip().lower() not in _PAGES:
        return None
    address = record.headers.get("warc-target-uri", "").strip("<> ")
    if not address:
        raise PageError(record.place, "a WARC record without an address")
    if not address.lower().startswith(_WEB):
        return None
    data = _data(address, record, body)
    if not body.media_type and foreign_kind(data):
        return None
    return Page(
        name=address,
        data=data,
        media_type=body.media_type or media_type_of(data),
        url=address,
        accessed=_moment(record.headers.get("warc-date", "")),
        via=archive,
        headers=body.headers,
    )


def _body(record: _Record) -> _Body | None:
    kind = record.headers.get("warc-type", "").lower()
    if kind == "resource":
        return _Body(record.block, record.headers.get("content-type", ""))
    if kind != "response" or not record.block.startswith(b"HTTP/"):
        return None
    return _answer(record)


def _answer(record: _Record) -> _Body | None:
    """Return the body of a server's answer, or None where the answer is no page."""
    answer = WarcRecord()
    answer.set_bytes_content(record.block)
    answer.is_http = True
    try:
        answer.parse_http(quirks_mode=True, max_header_len=_LONGEST_HEAD_OF_AN_ANSWER)
    except OSError as error:
        raise PageError(record.place, "a server's answer that cannot be read") from error
    headers = answer.http_headers
    if headers.status_code != 200:
        return None
    return _Body(
        payload=answer.reader.read(),
        media_type=headers.get("Content-Type") or "",
        codings=_codings(headers),
        headers=tuple((key.lower(), value) for key, value in headers.to_tuples()),
    )


def _codings(headers: HeaderMap) -> tuple[str, ...]:
    """Return the encodings of a body, in the order in which they were put on."""
    stated = headers.get_multiple("Content-Encoding") + headers.get_multiple("Transfer-Encoding")
    names = (name.strip().lower() for value in stated for name in value.split(","))
    return tuple(name for name in names if name not in {"", "identity"})


def _data(address: str, record: _Record, body: _Body) -> bytes:
    """Return the bytes of the page at `address`, without its encodings."""
    if len(record.block) >= _LARGEST_BLOCK:
        raise PageError(address, f"larger than {LARGEST_PAGE // 1_000_000} MB")
    data = body.payload
    forms = [data]
    for coding in reversed(body.codings):
        data = _without(address, data, coding)
        forms.append(data)
    if len(data) > LARGEST_PAGE:
        raise PageError(address, f"larger than {LARGEST_PAGE // 1_000_000} MB")
    _check_digests(address, record, forms)
    return data


def _without(address: str, data: bytes, coding: str) -> bytes:
    """Return `data` without `coding`; as it is where the crawler has undone it, as many do."""
    try:
        result = undone(data, coding, LARGEST_PAGE)
    except (EOFError, LookupError) as error:
        if _is_text(data):
            return data
        raise PageError(address, f"its encoding cannot be undone: {coding}") from error
    if len(result) > LARGEST_PAGE:
        raise PageError(address, f"larger than {LARGEST_PAGE // 1_000_000} MB")
    return result


def _is_text(data: bytes) -> bool:
    if kind_of(data[:_ENOUGH_TO_TELL_HTML]) is Kind.HTML:
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not foreign_kind(data) and not _CHUNK.match(data)


def _check_digests(address: str, record: _Record, forms: list[bytes]) -> None:
    """Raise PageError where `record` states a digest that fits no form of what it holds.

    Some crawlers take that of the payload before its encodings are undone, others after.
    """
    block = record.headers.get("warc-block-digest", "")
    payload = record.headers.get("warc-payload-digest", "")
    fits = any(_is_digest_of(form, payload) for form in forms)
    if not (fits and _is_digest_of(record.block, block)):
        raise PageError(address, "does not match its digest")


def _is_digest_of(data: bytes, stated: str) -> bool:
    """Whether `stated`, in base 32 or 16, is the digest of `data`, or of a kind not known here."""
    kind, _, value = stated.strip().lower().partition(":")
    kind = kind.replace("-", "")
    if kind not in _DIGESTS:
        return True
    digest = hashlib.new(kind, data, usedforsecurity=False).digest()
    return value in {digest.hex(), base64.b32encode(digest).decode("ascii").lower()}


def _moment(stated: str) -> datetime | None:
    """Return the moment that `stated` gives, in UTC."""
    try:
        moment = datetime.fromisoformat(stated.strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
