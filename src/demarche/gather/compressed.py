"""Files and bodies freed of their compression: gzip, Zstandard, deflate, Brotli, and chunks.

All is undone in small steps, so that a few bytes that stand for gigabytes never fill the memory,
and what ends before its compression does is told from what is whole.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

import brotli  # type: ignore[import-untyped]
import zstandard

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_GZIP = b"\x1f\x8b"
_FRAME = b"\x28\xb5\x2f\xfd"
_SKIPPED_FRAME = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18", re.DOTALL)
_DICTIONARY = b"\x5d\x2a\x4d\x18"
_LARGEST_DICTIONARY = 16_000_000
# A step holds 16 MB at the most: gzip grows by 1,032 and Zstandard by 32,768, and Brotli is told.
_GZIP_STEP = 16_384
_ZSTANDARD_STEP = 512
_BROTLI_STEP = 65_536
_ZLIB = {bytes([window << 4 | 8]) for window in range(8)}
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


class _Decoder(Protocol):
    """Undoes the compression of one gzip member or Zstandard frame."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


def opened(path: str) -> BinaryIO:
    """Return a stream of what the file at `path` holds: gzip (.gz), Zstandard (.zst), or plain.

    Raises OSError where the file cannot be opened or is not what its name says. Reading raises
    EOFError where it ends too early or is broken, and what the gzip module raises.
    """
    if path.lower().endswith(".gz"):
        return cast("BinaryIO", gzip.open(path))
    raw = Path(path).open("rb")  # noqa: SIM115
    if not path.lower().endswith(".zst"):
        return raw
    opening = raw.peek(4)[:4]
    if not _is_zstandard(opening):
        raw.close()
        raise OSError("Not a Zstandard file")
    return io.BufferedReader(_Flow(_unpacked(raw), raw))


def is_packed(opening: bytes) -> bool:
    """Whether a stream that begins so is compressed with gzip or Zstandard."""
    return opening.startswith((_GZIP, _FRAME, _DICTIONARY))


def unpacked(raw: BinaryIO) -> io.BufferedReader:
    """Return a stream of what `raw` holds, plain or compressed as its first bytes tell.

    Reading raises EOFError where `raw` ends too early or is broken. `raw` is not closed with it.
    """
    return io.BufferedReader(_Flow(_unpacked(raw)))


def undone(data: bytes, coding: str, most: int) -> bytes:
    """Return `data` without `coding`, an encoding of HTTP such as "gzip" or "chunked".

    Of what is larger than `most` bytes, that and a little more is returned. Raises EOFError where
    it ends too early or is broken, and LookupError where there is no such coding.
    """
    result = bytearray()
    for piece in _CODINGS[coding](data):
        result += piece
        if len(result) > most:
            break
    return bytes(result)


class _Flow(io.RawIOBase):
    """A stream of the bytes that come in pieces; closes `below` where it is given."""

    def __init__(self, pieces: Iterator[bytes], below: BinaryIO | None = None) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")
        self._below = below

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        room = memoryview(buffer).cast("B")
        size = min(len(room), len(self._left))
        room[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def close(self) -> None:
        if self._below is not None:
            self._below.close()
        super().close()


def _unpacked(raw: BinaryIO) -> Iterator[bytes]:
    """Yield what `raw` holds; fewer bytes than tell gzip or Zstandard count as a broken file."""
    opening = raw.read(4)
    if opening[:2] in {_GZIP, _GZIP[:1]}:
        yield from _members(opening, raw, _gzip_decoder, _GZIP_STEP)
    elif opening and _is_zstandard(opening):
        yield from _zstandard_pieces(opening, raw)
    else:
        yield opening
        # Of a stream that is itself unpacked, read would lose what comes before a broken part.
        read: Callable[[int], bytes] = getattr(raw, "read1", raw.read)
        while piece := read(_GZIP_STEP):
            yield piece


def _is_zstandard(opening: bytes) -> bool:
    """Whether a file that begins with `opening`, four bytes or all it has, may be Zstandard."""
    begins = _FRAME.startswith(opening) or _DICTIONARY.startswith(opening)
    return begins or _SKIPPED_FRAME.match(opening) is not None


def _members(
    packed: bytes, raw: BinaryIO, new_decoder: Callable[[], _Decoder], step: int
) -> Iterator[bytes]:
    """Yield what the members of a file hold, `packed` and the rest of `raw`, one after another."""
    packed = packed or raw.read(step)
    while packed:
        decoder = new_decoder()
        while not decoder.eof:
            if not packed:
                raise EOFError("ends before its compression does")
            yield _decompressed(decoder, packed)
            packed = decoder.unused_data if decoder.eof else raw.read(step)
        # Tapes and some tools fill up the rest with zeros.
        while not (packed := packed.lstrip(b"\0")) and (packed := raw.read(step)):
            pass


def _decompressed(decoder: _Decoder, packed: bytes) -> bytes:
    try:
        return decoder.decompress(packed)
    except (zlib.error, zstandard.ZstdError) as error:
        raise EOFError("the compression is broken") from error


def _gzip_decoder() -> _Decoder:
    return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)


def _zstandard_pieces(opening: bytes, raw: BinaryIO) -> Iterator[bytes]:
    """Yield what a Zstandard file holds; it may begin with its dictionary.

    Archives keep it in a frame that others skip (the WARC format's Zstandard profile, 1.0).
    """
    dictionary = b""
    if opening == _DICTIONARY:
        opening, dictionary = b"", _dictionary(raw)
    return _members(opening, raw, _zstandard_decoder(dictionary), _ZSTANDARD_STEP)


def _dictionary(raw: BinaryIO) -> bytes:
    size = int.from_bytes(raw.read(4), "little")
    if size > _LARGEST_DICTIONARY:
        raise EOFError("a dictionary that is too large")
    dictionary = raw.read(size)
    if len(dictionary) < size:
        raise EOFError("ends within its dictionary")
    if dictionary.startswith(_FRAME):
        return undone(dictionary, "zstd", _LARGEST_DICTIONARY)
    return dictionary


def _zstandard_decoder(dictionary: bytes = b"") -> Callable[[], _Decoder]:
    known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    decompressor = zstandard.ZstdDecompressor(dict_data=known)
    return cast("Callable[[], _Decoder]", decompressor.decompressobj)


def _gunzipped(data: bytes) -> Iterator[bytes]:
    return _members(b"", io.BytesIO(data), _gzip_decoder, _GZIP_STEP)


def _unzstandard(data: bytes) -> Iterator[bytes]:
    return _members(b"", io.BytesIO(data), _zstandard_decoder(), _ZSTANDARD_STEP)


def _inflated(data: bytes) -> Iterator[bytes]:
    """Yield what "deflate" holds: with zlib's two bytes at its head or, against the rule, none."""
    has_head = data[:1] in _ZLIB and int.from_bytes(data[:2], "big") % 31 == 0
    wbits = zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS
    return _members(b"", io.BytesIO(data), lambda: zlib.decompressobj(wbits), _GZIP_STEP)


def _unbrotli(data: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    while not decoder.is_finished():
        try:
            piece = decoder.process(data, output_buffer_limit=_BROTLI_STEP)
        except brotli.error as error:
            raise EOFError("the compression is broken") from error
        if not piece and not decoder.is_finished() and decoder.can_accept_more_data():
            raise EOFError("ends before its compression does")
        yield piece
        data = b""


def _unchunked(data: bytes) -> Iterator[bytes]:
    """Yield the chunks of `data`, each of which says its size first; the last has none."""
    place = 0
    while (chunk := _CHUNK.match(data, place)) and (size := int(chunk[1], 16)):
        end = chunk.end() + size
        if len(data) < end:
            raise EOFError("ends within a chunk")
        yield data[chunk.end() : end]
        place = end + (2 if data.startswith(b"\r\n", end) else 1)
    if not chunk:
        raise EOFError("a chunk without its size")


_CODINGS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _inflated,
    "br": _unbrotli,
    "zstd": _unzstandard,
    "chunked": _unchunked,
}
