"""Pages from open streams of bytes: text, HTML, or JSON Lines."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from io import BufferedReader
from typing import BinaryIO, cast

from demarche.gather.records import page_of
from demarche.model import Failure, Page, PageError
from demarche.read.article.decoding import foreign_kind

LARGEST_REPORT = 50_000_000
LONGEST_RECORD = 20_000_000

_HTML = re.compile(
    rb"\s*(?:<!doctype html|<(?:html|head|body)\b|<(?:\?xml|!--).{0,900}?<(?:!doctype )?html\b)",
    re.IGNORECASE | re.DOTALL,
)
_RECORD = re.compile(rb"\s*\{\s*\"")
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_MARK = b"\xef\xbb\xbf"
_ENOUGH_TO_TELL_HTML = 1024


class Kind(Enum):
    """What a stream holds: one plain text, one page of HTML, a page in each of its lines, in each
    record of an archive of the web, or in each message."""

    TEXT = "text/plain"
    HTML = "text/html"
    RECORDS = "application/jsonl"
    ARCHIVE = "application/warc"
    MAIL = "application/mbox"


@dataclass(frozen=True, slots=True)
class Stream:
    """An open stream of bytes, under the name by which failures call it."""

    name: str
    raw: BinaryIO

    def line(self) -> bytes:
        """Return the next line, or as much of it as a record may be long; b"" at the end."""
        return self._read(self.raw.readline, LONGEST_RECORD + 1)

    def read(self, most: int) -> bytes:
        """Return what is left of the stream, `most` bytes of it at the most."""
        return self._read(self.raw.read, most)

    def peek(self, most: int) -> bytes:
        """Return the next bytes of a buffered stream, up to `most`, and leave them there."""
        return self._read(cast("BufferedReader", self.raw).peek, most)[:most]

    def _read(self, read: Callable[[int], bytes], most: int) -> bytes:
        try:
            return read(most)
        except (EOFError, zlib.error) as error:
            raise PageError(self.name, "the compressed file is broken") from error
        except OSError as error:
            raise PageError(self.name, f"could not be read: {error.strerror or error}") from error


def pages_in(stream: Stream, kind: Kind | None = None) -> Iterator[Page | Failure]:
    """Yield the pages of `stream`; its first bytes tell what it holds where `kind` does not.

    Raises PageError where it cannot be read, or holds one report that is too large to be one.
    """
    opening = _opening(stream)
    kind = kind or kind_of(opening)
    if kind is Kind.RECORDS:
        yield from _records(stream, opening)
        return
    data = opening + stream.read(max(0, LARGEST_REPORT - len(opening)) + 1)
    if len(data) > LARGEST_REPORT:
        raise PageError(stream.name, f"larger than {LARGEST_REPORT // 1_000_000} MB")
    yield Page(stream.name, data, kind.value)


def kind_of(data: bytes) -> Kind:
    """Return what `data`, the first bytes of a stream, look like."""
    opening = data.removeprefix(_MARK)
    if _HTML.match(opening):
        return Kind.HTML
    return Kind.RECORDS if _RECORD.match(opening) else Kind.TEXT


def media_type_of(data: bytes) -> str:
    """Return the media type of one page for which none was given."""
    return "text/html" if kind_of(data) is Kind.HTML else "text/plain"


def _opening(stream: Stream) -> bytes:
    """Return the first line that is not blank with those before it, and more of what may be HTML.

    No more is read than that, so that records can be taken as they come.
    """
    opening = b""
    while line := stream.line():
        opening += line
        if line.removeprefix(_MARK).strip():
            break
    if opening.removeprefix(_MARK).lstrip().startswith(b"<"):
        opening += stream.read(_ENOUGH_TO_TELL_HTML)
    return opening


def _records(stream: Stream, opening: bytes) -> Iterator[Page | Failure]:
    if not opening.removeprefix(_MARK).strip():
        raise PageError(stream.name, "holds no record")
    if foreign := foreign_kind(opening):
        raise PageError(stream.name, f"is {foreign}, not JSON Lines")
    for number, line in enumerate(_lines(stream, opening.removeprefix(_MARK)), start=1):
        name = f"{stream.name}:{number}"
        if len(line) > LONGEST_RECORD:
            yield Failure(name, f"a record larger than {LONGEST_RECORD // 1_000_000} MB")
        elif line.strip():
            try:
                page = page_of(name, line)
            except PageError as error:
                yield Failure(error.subject, error.reason)
            else:
                yield page


def _lines(stream: Stream, opening: bytes) -> Iterator[bytes]:
    """Yield the lines of `opening` and of the rest; of one that is too long, its beginning."""
    *whole, last = _LINE.findall(opening)
    yield from whole
    line = last if last.endswith(b"\n") else last + stream.line()
    while line:
        yield line
        while not line.endswith(b"\n") and (line := stream.line()):
            pass
        line = stream.line()
