"""WARC archives made record by record, and all that is gathered from them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable

import zstandard

from demarche.gather.archives import pages_in_archive
from demarche.model import Failure, Page

TEXT = "The two ministers will meet again in Oslo, an aide said on Friday."
HTML = f"<!doctype html><html><body><article><p>{TEXT}</p></article></body></html>".encode()
IS_HTML = "Content-Type: text/html; charset=utf-8"
ADDRESS = "https://post.example/talks"


def short(value: object) -> str:
    """What a case is called by."""
    return f"{len(value)} bytes" if isinstance(value, bytes) else str(value)[:50]


def record(kind: str, address: str, block: bytes, *headers: str) -> bytes:
    """A record as it stands in an archive."""
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:8f6c0d9e-7f0b-4a53-b6c1-2d4f5e6a7b8c>",
        "WARC-Date: 2021-03-14T10:20:30Z",
        *([f"WARC-Target-URI: {address}"] if address else []),
        *headers,
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """A server's answer."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "\r\n"]).encode("latin-1") + body


def response(block: bytes, *headers: str, address: str = ADDRESS) -> bytes:
    """The record of a server's answer."""
    is_answer = "Content-Type: application/http; msgtype=response"
    return record("response", address, block, is_answer, *headers)


def page(number: int) -> bytes:
    """The record of a page that is like no other's."""
    body = HTML.replace(b"Oslo", f"hall {number * 7919}".encode())
    return response(answer(body, IS_HTML), address=f"https://post.example/{number}")


def of(archive: bytes) -> list[Page | Failure]:
    """All that is gathered from `archive`."""
    return list(pages_in_archive("a.warc", io.BytesIO(archive)))


INFO = record("warcinfo", "", b"software: a crawler\r\n", "Content-Type: application/warc-fields")
REQUEST = record(
    "request",
    ADDRESS,
    b"GET /talks HTTP/1.1\r\nHost: post.example\r\n\r\n",
    "Content-Type: application/http; msgtype=request",
)
FORMS: dict[str, Callable[[list[bytes]], bytes]] = {
    "plain": b"".join,
    "gzip, a member for each record": lambda parts: b"".join(map(gzip.compress, parts)),
    "gzip, one member": lambda parts: gzip.compress(b"".join(parts)),
    "zstandard, a frame for each record": lambda parts: b"".join(map(zstandard.compress, parts)),
    "zstandard, one frame": lambda parts: zstandard.compress(b"".join(parts)),
}
