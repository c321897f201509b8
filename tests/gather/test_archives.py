"""WARC archives become pages; what cannot be read is listed, and a torn archive up to its tear."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from fastwarc.stream_io import GzipWriter, WarcWriter, ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import given
from hypothesis import strategies as st

from demarche.gather import archives
from demarche.gather.archives import pages_in_archive
from demarche.model import Failure, Page, PageError
from demarche.read import article

TEXT = "The two ministers will meet again in Oslo, an aide said on Friday."
HTML = f"<!doctype html><html><body><article><p>{TEXT}</p></article></body></html>".encode()
IS_HTML = "Content-Type: text/html; charset=utf-8"
ADDRESS = "https://post.example/talks"
NOT_UNDONE = "its encoding cannot be undone"


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
LAYOUT = [INFO, REQUEST, page(1), REQUEST, page(2), page(3)]
FORMS: dict[str, Callable[[list[bytes]], bytes]] = {
    "plain": b"".join,
    "gzip, a member for each record": lambda parts: b"".join(map(gzip.compress, parts)),
    "gzip, one member": lambda parts: gzip.compress(b"".join(parts)),
    "zstandard, a frame for each record": lambda parts: b"".join(map(zstandard.compress, parts)),
    "zstandard, one frame": lambda parts: zstandard.compress(b"".join(parts)),
}
ARCHIVES = {form: made(LAYOUT) for form, made in FORMS.items()}


@pytest.mark.parametrize("form", FORMS)
def test_each_answer_is_a_page_as_received(form: str) -> None:
    archive = FORMS[form]([INFO, REQUEST, response(answer(HTML, IS_HTML, "Server: One", "X: é"))])
    assert of(archive) == [
        Page(
            name=ADDRESS,
            data=HTML,
            media_type="text/html; charset=utf-8",
            url=ADDRESS,
            accessed=datetime(2021, 3, 14, 10, 20, 30, tzinfo=UTC),
            via="a.warc",
            headers=(
                ("content-type", "text/html; charset=utf-8"),
                ("server", "One"),
                ("x", "é"),
            ),
        )
    ]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst"])
def test_what_fastwarc_writes_is_read(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as raw:
        ends: dict[str, Callable[[], WarcWriter]] = {
            ".gz": lambda: GzipWriter(raw),
            ".zst": lambda: ZstdWriter(raw),
        }
        to = ends[Path(name).suffix]() if Path(name).suffix in ends else raw
        for number in range(3):
            written = WarcRecord()
            written.init_headers(WarcRecordType.response)
            written.headers["WARC-Target-URI"] = f"https://post.example/{number}"
            written.is_http = True
            written.set_bytes_content(answer(HTML, IS_HTML))
            written.write(to, checksum_data=True)
        if isinstance(to, WarcWriter):
            to.close()
    with (tmp_path / name).open("rb") as raw:
        found = list(pages_in_archive(name, raw))
    assert [each.name for each in found] == [f"https://post.example/{n}" for n in range(3)]
    assert {each.data for each in found if isinstance(each, Page)} == {HTML}


def test_a_page_from_an_archive_can_be_read() -> None:
    [found] = of(response(answer(HTML, IS_HTML)))
    assert isinstance(found, Page)
    assert article.from_page(found).text == TEXT


def test_a_resource_is_a_page() -> None:
    [found] = of(record("resource", ADDRESS, TEXT.encode(), "Content-Type: text/plain"))
    assert isinstance(found, Page)
    assert (found.data, found.media_type, found.headers) == (TEXT.encode(), "text/plain", ())


@pytest.mark.parametrize(
    ("headers", "body", "media_type"),
    [
        ([], HTML, "text/html"),
        ([], TEXT.encode(), "text/plain"),
        (["Content-Type: "], HTML, "text/html"),
        (["Content-Type: TEXT/PLAIN"], HTML, "TEXT/PLAIN"),
        (["content-type: application/xhtml+xml"], HTML, "application/xhtml+xml"),
        (["Content-Type: text/html"], b"", "text/html"),
    ],
    ids=short,
)
def test_a_page_is_of_the_type_sent_or_seen(
    headers: list[str], body: bytes, media_type: str
) -> None:
    [found] = of(response(answer(body, *headers)))
    assert isinstance(found, Page)
    assert (found.media_type, found.data) == (media_type, body)


@pytest.mark.parametrize(
    "other",
    [
        INFO,
        REQUEST,
        response(answer(HTML, IS_HTML, status="404 Not Found")),
        response(answer(b"", "Location: /", status="301 Moved Permanently")),
        response(answer(HTML, IS_HTML, status="206 Partial Content")),
        response(answer(HTML, IS_HTML, status="none")),
        response(answer(b"\x89PNG\r\n\x1a\n", "Content-Type: image/png")),
        response(answer(b"\x89PNG\r\n\x1a\n")),
        response(answer(b"{}", "Content-Type: application/json")),
        response(answer(b"a" * 7_000_000, "Content-Type: video/mp4")),
        response(b"20210314102030\npost.example. 300 IN A 192.0.2.1\n", address="dns:post.example"),
        response(answer(HTML, IS_HTML), address="dns:post.example"),
        record("resource", "metadata://crawler/log", b"Done.", "Content-Type: text/plain"),
        record("resource", ADDRESS, b"\x89PNG\r\n\x1a\n", "Content-Type: image/png"),
        record("revisit", ADDRESS, answer(b"", IS_HTML), "Content-Type: application/http"),
        record("metadata", ADDRESS, b"fetchTimeMs: 20", "Content-Type: application/warc-fields"),
        record("conversion", ADDRESS, TEXT.encode(), "Content-Type: text/plain"),
        record("response", ADDRESS, b"", "Content-Type: application/http"),
    ],
    ids=short,
)
def test_what_is_no_page_of_text_is_passed_over(other: bytes) -> None:
    assert [found.name for found in of(page(1) + other + page(2))] == [
        "https://post.example/1",
        "https://post.example/2",
    ]


@pytest.mark.parametrize(
    ("stated", "accessed"),
    [
        ("2021-03-14T10:20:30Z", datetime(2021, 3, 14, 10, 20, 30, tzinfo=UTC)),
        ("2021-03-14T10:20:30.123456789Z", datetime(2021, 3, 14, 10, 20, 30, 123456, tzinfo=UTC)),
        ("2021-03-14T10:20:30+09:00", datetime(2021, 3, 14, 1, 20, 30, tzinfo=UTC)),
        ("2021-03-14T10:20:30", datetime(2021, 3, 14, 10, 20, 30, tzinfo=UTC)),
        ("2021-03-14", datetime(2021, 3, 14, tzinfo=UTC)),
        ("2021-99-14T10:20:30Z", None),
        ("0001-01-01T00:00:00+09:00", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_page_was_accessed_when_its_record_was_made(
    stated: str, accessed: datetime | None
) -> None:
    made = response(answer(HTML, IS_HTML)).replace(b"2021-03-14T10:20:30Z", stated.encode())
    [found] = of(made)
    assert isinstance(found, Page)
    assert found.accessed == accessed
    assert found.accessed is None or found.accessed.tzinfo is UTC


ONE = response(answer(HTML, IS_HTML))


@pytest.mark.parametrize(
    "archive",
    [
        ONE.replace(ADDRESS.encode(), f"<{ADDRESS}>".encode()),
        ONE.replace(b"WARC-", b"warc-").replace(b"Content-", b"content-"),
        ONE.replace(b"WARC/1.0", b"WARC/1.1"),
        response(answer(HTML, IS_HTML).replace(b"\r\n", b"\n")).replace(b"\r\n", b"\n"),
        b"\r\n\r\n" + ONE,
        ONE.removesuffix(b"\r\n\r\n"),
        ONE.removesuffix(b"\r\n"),
    ],
    ids=["brackets", "lower case", "1.1", "bare ends of lines", "blank", "no end", "half an end"],
)
def test_archives_that_are_made_a_little_differently_are_read(archive: bytes) -> None:
    [found] = of(archive)
    assert isinstance(found, Page)
    assert (found.url, found.data) == (ADDRESS, HTML)


def test_records_that_follow_without_a_blank_line_are_read() -> None:
    first, second = page(1).removesuffix(b"\r\n\r\n"), page(2)
    assert [found.name[-2:] for found in of(first + second)] == ["/1", "/2"]


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


def test_a_server_s_answer_without_end_is_listed() -> None:
    block = answer(HTML, IS_HTML, f"Cookie: {'word ' * 100_000}")
    assert of(page(1) + response(block))[1:] == [
        Failure("a.warc:2", "a server's answer that cannot be read")
    ]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"What is this?\r\nNobody knows.\r\n\r\n", "is not a WARC record"),
        (
            page(9).replace(b"\r\nContent-Length", b"\r\nContent-Size"),
            "a WARC record whose headers cannot be read",
        ),
        (
            page(9).replace(b"Content-Length: ", b"Content-Length: -"),
            "a WARC record whose headers cannot be read",
        ),
        (
            page(9).replace(b"Content-Length: ", b"Content-Length: 9999999999999999"),
            "a WARC record whose headers cannot be read",
        ),
        (
            page(9).replace(b"WARC-Date: ", b"WARC-Date: " + b"very " * 9_000),
            "a WARC record whose headers cannot be read",
        ),
        (b"WARC/1.0\r\n\r\n", "a WARC record whose headers cannot be read"),
        (
            page(9).replace(b"Oslo", b"a very long way from Oslo").replace(b"hall", b"the hall"),
            "a WARC record that is not as long as it says",
        ),
        (
            response(answer(HTML, IS_HTML), address=""),
            "a WARC record without an address",
        ),
    ],
    ids=short,
)
def test_a_record_that_cannot_be_parsed_is_listed_and_the_rest_is_read(
    broken: bytes, reason: str
) -> None:
    first, failed, last = of(page(1) + broken + page(2))
    assert failed == Failure("a.warc:2", reason)
    assert [first.name, last.name] == ["https://post.example/1", "https://post.example/2"]


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


def whole_at(form: str) -> set[int]:
    """The places in an archive where it can be cut and is whole: at the end of a record."""
    if "one" in form:
        return {len(ARCHIVES[form])}
    ends = {len(FORMS[form](LAYOUT[:count])) for count in range(1, len(LAYOUT) + 1)}
    left_out = range(len(b"\r\n\r\n") + 1) if form == "plain" else range(1)
    return {end - length for end in ends for length in left_out}


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_an_archive_cut_anywhere_gives_its_pages_up_to_the_cut(
    form: str, data: st.DataObject
) -> None:
    whole = ARCHIVES[form]
    cut = data.draw(st.integers(min_value=1, max_value=len(whole)))
    found = of(whole[:cut])
    pages = [each for each in found if isinstance(each, Page)]
    assert pages == of(whole)[: len(pages)]
    if cut in whole_at(form):
        assert found == pages
    else:
        [torn] = found[len(pages) :]
        assert torn.name == "a.warc"
        assert isinstance(torn, Failure)
        assert torn.reason.startswith("torn after ")


@pytest.mark.parametrize(
    ("archive", "reason"),
    [
        (page(1)[:-9], "torn after 0 records: the rest could not be read"),
        (INFO + page(1)[:-9], "torn after 1 record: the rest could not be read"),
        (INFO + page(1) + page(2)[:-9], "torn after 2 records: the rest could not be read"),
        (INFO + page(1) + b"WARC/1", "torn after 2 records: the rest could not be read"),
        (INFO + page(1) + page(2)[:99], "torn after 2 records: the rest could not be read"),
        (
            gzip.compress(INFO) + gzip.compress(page(1)) + gzip.compress(page(2))[:9],
            "torn after 2 records: the rest could not be read",
        ),
        (
            gzip.compress(INFO) + gzip.compress(page(1)) + b"not gzip",
            "torn after 2 records: the rest could not be read",
        ),
        (
            zstandard.compress(INFO) + zstandard.compress(page(1)) + b"\x28\xb5",
            "torn after 2 records: the rest could not be read",
        ),
        (b"\x1f\x8b", "torn after 0 records: the rest could not be read"),
    ],
    ids=short,
)
def test_a_torn_archive_says_where(archive: bytes, reason: str) -> None:
    *_, failed = of(archive)
    assert failed == Failure("a.warc", reason)


def test_a_thousand_records_before_a_tear_are_counted() -> None:
    *_, failed = of(INFO * 1_000 + INFO[:-9])
    assert failed == Failure("a.warc", "torn after 1,000 records: the rest could not be read")


def test_an_archive_that_is_unpacked_on_its_way_here_may_be_torn_too() -> None:
    packed = bytearray(gzip.compress(INFO) + gzip.compress(page(1)) + gzip.compress(page(2)))
    packed[-40:-30] = b"\xff" * 10
    with gzip.open(io.BytesIO(packed)) as raw:
        *_, failed = pages_in_archive("a.warc", cast("BinaryIO", raw))
    assert failed == Failure("a.warc", "torn after 2 records: the rest could not be read")


def test_an_archive_whose_disk_fails_is_read_up_to_there() -> None:
    class Failing(io.BytesIO):
        """A file that can be read only so far."""

        def read1(self, size: int | None = -1, /) -> bytes:
            if piece := super().read1(size):
                return piece
            raise OSError(5, "Input/output error")

    found = list(pages_in_archive("a.warc", Failing(INFO + page(1))))
    assert [each.name for each in found] == ["https://post.example/1", "a.warc"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", TEXT.encode(), HTML, bytes(99), gzip.compress(b""), gzip.compress(HTML),
     zstandard.compress(HTML), b"filedesc://a.arc 0.0.0.0 20210314 text/plain 9\n"],
    ids=short,
)  # fmt: skip
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(PageError) as refused:
        of(content)
    assert (refused.value.subject, refused.value.reason) == ("a.warc", "is not a WARC archive")


@given(
    at=st.integers(min_value=len(INFO), max_value=len(ARCHIVES["plain"])),
    noise=st.binary(min_size=1, max_size=60),
    is_put_between=st.booleans(),
)
def test_no_noise_in_an_archive_stops_the_run(at: int, noise: bytes, is_put_between: bool) -> None:
    whole = ARCHIVES["plain"]
    rest = whole[at:] if is_put_between else whole[at + len(noise) :]
    assert len(of(whole[:at] + noise + rest)) <= len(LAYOUT) + 1
