"""The encodings of an archived page are undone, and its size and digests are held to."""

from __future__ import annotations

import base64
import gzip
import hashlib
import zlib

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from demarche.gather import archives
from demarche.model import Failure, Page
from tests.gather.warc import ADDRESS, HTML, IS_HTML, answer, of, page, response, short

NOT_UNDONE = "its encoding cannot be undone"


def chunked(body: bytes) -> bytes:
    """A body in two chunks."""
    parts = [body[:30], body[30:], b""]
    return b"".join(b"%X\r\n%s\r\n" % (len(part), part) for part in parts)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["Content-Encoding: gzip"], gzip.compress(HTML)),
        (["Content-Encoding: x-gzip"], gzip.compress(HTML)),
        (["Content-Encoding: GZIP"], gzip.compress(HTML)),
        (["Content-Encoding: deflate"], zlib.compress(HTML)),
        (["Content-Encoding: deflate"], zlib.compress(HTML)[2:-4]),
        (["Content-Encoding: br"], brotli.compress(HTML)),
        (["Content-Encoding: zstd"], zstandard.compress(HTML)),
        (["Content-Encoding: identity"], HTML),
        (["Content-Encoding: gzip, br"], brotli.compress(gzip.compress(HTML))),
        (["Content-Encoding: gzip", "Content-Encoding: br"], brotli.compress(gzip.compress(HTML))),
        (["Transfer-Encoding: chunked"], chunked(HTML)),
        (["Transfer-Encoding: gzip, chunked"], chunked(gzip.compress(HTML))),
        (
            ["Transfer-Encoding: chunked", "Content-Encoding: gzip"],
            chunked(gzip.compress(HTML)),
        ),
        # As crawlers keep them that undo the encodings and leave the headers as they were.
        (["Content-Encoding: gzip"], HTML),
        (["Content-Encoding: br"], HTML),
        (["Transfer-Encoding: chunked"], HTML),
        (["Transfer-Encoding: chunked", "Content-Encoding: gzip"], HTML),
        (["Content-Encoding: utf-8"], HTML),
    ],
    ids=short,
)
def test_the_encodings_of_a_page_are_undone(headers: list[str], body: bytes) -> None:
    [found] = of(response(answer(body, IS_HTML, *headers)))
    assert isinstance(found, Page)
    assert found.data == HTML


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        (["Content-Encoding: gzip"], gzip.compress(HTML)[:-9], f"{NOT_UNDONE}: gzip"),
        (["Content-Encoding: gzip"], brotli.compress(HTML), f"{NOT_UNDONE}: gzip"),
        (["Content-Encoding: br"], brotli.compress(HTML)[:-9], f"{NOT_UNDONE}: br"),
        (["Content-Encoding: rot13"], gzip.compress(HTML), f"{NOT_UNDONE}: rot13"),
        (["Transfer-Encoding: chunked"], chunked(HTML)[:-9], f"{NOT_UNDONE}: chunked"),
        (["Content-Encoding: gzip"], gzip.compress(bytes(90_000_000)), "larger than 5 MB"),
        (["Content-Encoding: br"], brotli.compress(bytes(9_000_000)), "larger than 5 MB"),
        (["Content-Encoding: zstd"], zstandard.compress(bytes(90_000_000)), "larger than 5 MB"),
        (["Transfer-Encoding: chunked"], chunked(b"word " * 1_000_001), "larger than 5 MB"),
        ([], b"word " * 1_000_001, "larger than 5 MB"),
        ([], b"word " * 2_000_000, "larger than 5 MB"),
    ],
    ids=short,
)  # fmt: skip
def test_a_page_that_cannot_be_read_is_listed_and_the_rest_is_read(
    headers: list[str], body: bytes, reason: str
) -> None:
    first, failed, last = of(page(1) + response(answer(body, IS_HTML, *headers)) + page(2))
    assert failed == Failure(ADDRESS, reason)
    assert isinstance(first, Page)
    assert isinstance(last, Page)


def test_a_page_may_be_as_large_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_PAGE", len(HTML))
    packed = answer(gzip.compress(HTML), IS_HTML, "Content-Encoding: gzip")
    for block in (answer(HTML, IS_HTML), packed):
        [found] = of(response(block))
        assert isinstance(found, Page)


def base32(kind: str, data: bytes) -> str:
    """The digest of `data` as most crawlers write it."""
    return base64.b32encode(hashlib.new(kind, data).digest()).decode()


PACKED = gzip.compress(HTML, mtime=0)
BLOCK = answer(chunked(PACKED), IS_HTML, "Transfer-Encoding: chunked", "Content-Encoding: gzip")


@pytest.mark.parametrize(
    "header",
    [
        f"WARC-Block-Digest: sha1:{base32('sha1', BLOCK)}",
        f"WARC-Block-Digest: sha256:{hashlib.sha256(BLOCK).hexdigest()}",
        f"WARC-Payload-Digest: sha1:{base32('sha1', chunked(PACKED))}",
        f"WARC-Payload-Digest: SHA-1:{base32('sha1', PACKED).lower()}",
        f"WARC-Payload-Digest: md5:{hashlib.md5(HTML, usedforsecurity=False).hexdigest()}",
        "WARC-Payload-Digest: blake3:1234",
        "WARC-Payload-Digest: ",
    ],
)
def test_a_page_that_matches_its_digest_is_read(header: str) -> None:
    [found] = of(response(BLOCK, header))
    assert isinstance(found, Page)
    assert found.data == HTML


@pytest.mark.parametrize(
    "header",
    [
        f"WARC-Block-Digest: sha1:{base32('sha1', HTML)}",
        f"WARC-Payload-Digest: sha1:{base32('sha1', BLOCK)}",
        "WARC-Payload-Digest: sha256:1234",
        "WARC-Payload-Digest: sha1:",
    ],
)
def test_a_page_that_does_not_match_its_digest_is_listed(header: str) -> None:
    failed, last = of(response(BLOCK, header) + page(2))
    assert failed == Failure(ADDRESS, "does not match its digest")
    assert isinstance(last, Page)
