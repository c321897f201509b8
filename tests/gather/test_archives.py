"""Each page of text in a WARC archive is gathered as it was received; all else is passed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.stream_io import GzipWriter, WarcWriter, ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from demarche.gather.archives import pages_in_archive
from demarche.model import Page
from demarche.read import article
from tests.gather.warc import (
    ADDRESS,
    FORMS,
    HTML,
    INFO,
    IS_HTML,
    REQUEST,
    TEXT,
    answer,
    of,
    page,
    record,
    response,
    short,
)


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
