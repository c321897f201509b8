"""Files, folders and standard input become pages; what cannot is listed with its reason."""

from __future__ import annotations

import gzip
import io
import os
from datetime import date
from pathlib import Path

import pytest
import zstandard

from demarche import gather
from demarche.gather import streams
from demarche.model import Failure, Page, PageError
from demarche.read import article

TEXT = "The two ministers will meet again in Oslo, an aide said on Friday."
HTML = f"<!doctype html>\n<html><body><article><p>{TEXT}</p></article></body></html>"
RECORD = f'{{"text": "{TEXT}"}}'
MESSAGE = (
    "From: The Post <desk@post.example>\nSubject: Ministers to meet\n"
    f"Message-ID: <1@post.example>\nContent-Type: text/plain\n\n{TEXT}\n"
)
BOX = f"From desk@post.example Fri Mar  5 23:30:00 2021\n{MESSAGE}\n" * 2


def of(*sources: str | Path, stdin: bytes = b"") -> list[Page | Failure]:
    """All that is gathered from `sources`."""
    return list(gather.pages(map(str, sources), stdin=io.BytesIO(stdin)))


def put(path: Path, content: str | bytes) -> Path:
    """A file at `path` that holds `content`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", TEXT, "text/plain"),
        ("a.md", TEXT, "text/plain"),
        ("A.TXT", TEXT, "text/plain"),
        ("a.txt", HTML, "text/plain"),
        ("a.html", HTML, "text/html"),
        ("a.htm", TEXT, "text/html"),
        ("a", TEXT, "text/plain"),
        ("a.page", f"\n\n{HTML}", "text/html"),
        ("a.page", f'<?xml version="1.0"?>\n<!-- a page -->\n<html>{TEXT}', "text/html"),
        ("a.page", f"<p>{TEXT}</p>", "text/plain"),
        ("a.txt", b"", "text/plain"),
        ("a.txt", b"\xff\x00", "text/plain"),
    ],
)
def test_a_file_is_one_page_as_received(
    tmp_path: Path, name: str, content: str | bytes, media_type: str
) -> None:
    path = put(tmp_path / name, content)
    assert of(path) == [Page(str(path), path.read_bytes(), media_type)]


def test_a_page_is_called_by_its_path_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "a.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert [page.name for page in of("./a.txt", "a.txt")] == ["./a.txt", "a.txt"]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.jsonl.gz", "a.gz"])
def test_a_file_compressed_with_gzip_is_what_it_holds(tmp_path: Path, name: str) -> None:
    content = {"a.html.gz": HTML, "a.jsonl.gz": RECORD}.get(name, TEXT)
    [page] = of(put(tmp_path / name, gzip.compress(content.encode())))
    assert isinstance(page, Page)
    assert page.data == (TEXT if name == "a.jsonl.gz" else content).encode()


def test_a_folder_gives_its_reports_sorted_and_passes_over_the_rest(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.html", "a/b/c.jsonl", "b/a.md", "a.txt.gz"]
    for name in names:
        put(tmp_path / name, gzip.compress(TEXT.encode()) if name.endswith("gz") else RECORD)
    for name in [
        ".hidden.txt",
        ".git/a.txt",
        "a/picture.png",
        "notes.pdf",
        "a/data.csv",
        "b/.x.md",
        "README.md",
    ]:
        put(tmp_path / name, TEXT)
    found = [os.path.relpath(page.name, tmp_path) for page in of(tmp_path)]
    assert found == ["a/b/c.jsonl:1", "a/z.html", "a.txt.gz", "b/a.md", "b.txt"]


def warc(number: int) -> bytes:
    """The record of a page in a WARC archive, which is like no other."""
    body = HTML.replace("Oslo", f"hall {number * 7919}")
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://post.example/{number}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer.encode())}\r\n\r\n"
    )
    return f"{head}{answer}\r\n\r\n".encode()


@pytest.mark.parametrize(
    ("name", "content", "names"),
    [
        ("a.warc", warc(1) + warc(2), ["https://post.example/1", "https://post.example/2"]),
        (
            "a.warc.gz",
            gzip.compress(warc(1)) + gzip.compress(warc(2)),
            ["https://post.example/1", "https://post.example/2"],
        ),
        ("a.warc.zst", zstandard.compress(warc(1)), ["https://post.example/1"]),
        ("a.mbox", BOX, ["a.mbox#1@post.example"] * 2),
        ("A.MBOX.gz", gzip.compress(BOX.encode()), ["A.MBOX.gz#1@post.example"] * 2),
        ("a.eml", MESSAGE, ["a.eml#1@post.example"]),
        ("a.eml.zst", zstandard.compress(MESSAGE.encode()), ["a.eml.zst#1@post.example"]),
        ("a.txt.zst", zstandard.compress(TEXT.encode()), ["a.txt.zst"]),
        ("a.html.zst", zstandard.compress(HTML.encode()), ["a.html.zst"]),
        (
            "a.jsonl.zst",
            zstandard.compress(f"{RECORD}\n{RECORD}\n".encode()),
            ["a.jsonl.zst:1", "a.jsonl.zst:2"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_archives_mail_and_compressed_files_in_a_folder_become_pages(
    tmp_path: Path, name: str, content: str | bytes, names: list[str]
) -> None:
    put(tmp_path / "z.txt", TEXT)
    path = put(tmp_path / "in" / name, content)
    *pages, last = of(tmp_path)
    assert last == Page(str(tmp_path / "z.txt"), TEXT.encode())
    assert [page.name.replace(f"{path.parent}/", "") for page in pages] == names
    assert of(path) == pages
    for page in pages:
        assert isinstance(page, Page)
        assert "The two ministers will meet again in" in article.from_page(page).text


def test_pages_of_archives_and_mail_say_where_they_come_from(tmp_path: Path) -> None:
    archive, box = put(tmp_path / "a.warc", warc(1)), put(tmp_path / "b.mbox", BOX)
    first, second, third = of(tmp_path)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert isinstance(third, Page)
    assert [first.via, second.via, third.via] == [str(archive), str(box), str(box)]
    assert (first.url, second.publisher) == ("https://post.example/1", "The Post")


def test_a_torn_archive_gives_its_pages_up_to_the_tear(tmp_path: Path) -> None:
    parts = [gzip.compress(warc(number)) for number in range(1, 4)]
    path = put(tmp_path / "a.warc.gz", b"".join(parts)[:-20])
    put(tmp_path / "b.txt", TEXT)
    first, second, torn, after = of(tmp_path)
    assert [first.name, second.name] == ["https://post.example/1", "https://post.example/2"]
    assert torn == Failure(str(path), "torn after 2 records: the rest could not be read")
    assert isinstance(after, Page)


def test_a_torn_file_of_zstandard_is_listed(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt.zst", zstandard.compress(TEXT.encode())[:-9])
    plain = put(tmp_path / "b.txt.zst", TEXT)
    assert of(tmp_path) == [
        Failure(str(path), "the compressed file is broken"),
        Failure(str(plain), "could not be read: Not a Zstandard file"),
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("a.warc", "is not a WARC archive"), ("a.mbox", "holds no message")],
)
def test_what_is_no_archive_and_no_mail_is_listed(tmp_path: Path, name: str, reason: str) -> None:
    path = put(tmp_path / name, "\n")
    assert of(path) == [Failure(str(path), reason)]


def test_one_broken_file_in_a_folder_stops_no_other(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", TEXT)
    broken = put(tmp_path / "b.txt.gz", gzip.compress(TEXT.encode())[:-9])
    put(tmp_path / "c.txt", TEXT)
    first, second, third = of(tmp_path)
    assert isinstance(first, Page)
    assert second == Failure(str(broken), "the compressed file is broken")
    assert isinstance(third, Page)


@pytest.mark.parametrize(
    ("stdin", "media_types"),
    [
        (TEXT, ["text/plain"]),
        (HTML, ["text/html"]),
        (f"\ufeff{HTML}", ["text/html"]),
        (f"\n{RECORD}\n\n{RECORD}", ["text/plain", "text/plain"]),
        (f"\ufeff{RECORD}", ["text/plain"]),
        ('{"html": "<p>The talks ended.</p>"}', ["text/html; charset=utf-8"]),
        ("", ["text/plain"]),
        ("{The talks}", ["text/plain"]),
    ],
)
def test_standard_input_is_text_html_or_json_lines(stdin: str, media_types: list[str]) -> None:
    found = of("-", stdin=stdin.encode())
    assert [page.media_type for page in found if isinstance(page, Page)] == media_types
    assert len(found) == len(media_types)


def test_records_are_taken_from_standard_input_as_they_come() -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as stdin, os.fdopen(writer, "wb", buffering=0) as sender:
        sender.write(f"{RECORD}\n".encode())
        pages = gather.pages(["-"], stdin=stdin)
        first = next(pages)
        assert isinstance(first, Page)
        assert first.name == "-:1"


def test_a_record_says_what_its_page_is(tmp_path: Path) -> None:
    path = put(
        tmp_path / "a.jsonl",
        '{"name": "one", "text": "The talks ended.", "title": "Talks end", "publisher": "The Post",'
        ' "url": "https://post.example/1", "published": "2021-03-14"}\n'
        '{"doc": "two", "text": "The talks ended.", "published": "2021-03-14T23:30:00+09:00"}\n'
        '{"id": 3, "text": "The talks ended.", "title": null, "more": [1]}\r\n'
        '\n{"html": "<p>Café</p>"}',
    )
    assert of(path) == [
        Page(
            "one",
            b"The talks ended.",
            url="https://post.example/1",
            publisher="The Post",
            title="Talks end",
            published=date(2021, 3, 14),
        ),
        Page("two", b"The talks ended.", published=date(2021, 3, 14)),
        Page("3", b"The talks ended."),
        Page(f"{path}:5", "<p>Café</p>".encode(), "text/html; charset=utf-8"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("no json", "not JSON: Expecting value (character 1)"),
        ('{"text": "a"', "not JSON: Expecting ',' delimiter (character 13)"),
        ("[1, 2]", "not a JSON object"),
        ('"words"', "not a JSON object"),
        ("{}", 'has neither "text" nor "html"'),
        ('{"text": null, "title": "One"}', 'has neither "text" nor "html"'),
        ('{"text": ["One"]}', '"text" is not a string'),
        ('{"text": "One", "title": "a\\u0000b"}', '"title" holds a NUL'),
        ('{"text": "One", "title": 1}', '"title" is not a string'),
        ('{"text": "half \\ud83d"}', '"text" holds half a surrogate pair'),
        (
            '{"text": "One", "published": "2021-02-30"}',
            '"published" is no day of the calendar: "2021-02-30"',
        ),
        ('{"text": "One", "published": "soon"}', '"published" is no day of the calendar: "soon"'),
        ('{"text": "One", "published": 20210314}', '"published" is not a string'),
        ("[" * 200_000, "not JSON that can be read: nested too deeply"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_line_that_is_no_record_is_listed_and_the_rest_is_read(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = put(tmp_path / "a.jsonl", f"{RECORD}\n{line}\n{RECORD}\n")
    first, second, third = of(path)
    assert isinstance(first, Page)
    assert second == Failure(f"{path}:2", reason)
    assert isinstance(third, Page)
    assert third.name == f"{path}:3"


def test_a_line_that_is_not_utf_8_is_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    path = put(tmp_path / "a.jsonl", b'{"text": "caf\xe9"}\n' + RECORD.encode())
    first, second = of(path)
    assert first == Failure(f"{path}:1", "not UTF-8 (byte 13 of the line is 0xe9)")
    assert isinstance(second, Page)


def test_a_record_without_end_is_listed_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LONGEST_RECORD", 2_000_000)
    endless = '{"text": "' + "word " * 1_000_000 + '"}'
    path = put(tmp_path / "a.jsonl", f"{RECORD}\n{endless}\n{RECORD}\n{endless}")
    found = of(path)
    assert [type(page) for page in found] == [Page, Failure, Page, Failure]
    assert found[1] == Failure(f"{path}:2", "a record larger than 2 MB")
    assert found[3] == Failure(f"{path}:4", "a record larger than 2 MB")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "holds no record"),
        (b"\n \n", "holds no record"),
        (b"%PDF-1.7", "is a PDF file, not JSON Lines"),
    ],
)
def test_a_file_without_records_is_listed(tmp_path: Path, content: bytes, reason: str) -> None:
    path = put(tmp_path / "a.jsonl", content)
    assert of(path) == [Failure(str(path), reason)]


def test_a_file_that_is_too_large_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LARGEST_REPORT", 1_000_000)
    path = put(tmp_path / "a.txt", f"{TEXT}\n" * 20_000)
    assert of(path) == [Failure(str(path), "larger than 1 MB")]


def test_what_is_not_there_is_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", TEXT)
    assert of(tmp_path / "none.txt", path, "", "a\0b", "ftp://post.example/a") == [
        Failure(str(tmp_path / "none.txt"), "no such file or folder"),
        Page(str(path), TEXT.encode()),
        Failure("", "no such file or folder"),
        Failure("a\0b", "no such file or folder"),
        Failure("ftp://post.example/a", "only http and https addresses are fetched"),
    ]


def test_a_folder_without_reports_is_listed(tmp_path: Path) -> None:
    put(tmp_path / "picture.png", b"\x89PNG")
    endings = ".txt, .md, .html, .jsonl, .warc, .mbox, .eml, or .gz or .zst of these"
    reason = f"a folder without reports ({endings})"
    assert of(tmp_path) == [Failure(str(tmp_path), reason)]


def test_a_file_that_cannot_be_opened_is_listed(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    assert of(loop) == [Failure(str(loop), "could not be read: Too many levels of symbolic links")]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_file_that_may_not_be_read_is_listed(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert of(path) == [Failure(str(path), "may not be read")]


def test_a_file_that_is_not_gzip_is_listed(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt.gz", TEXT)
    [found] = of(path)
    assert isinstance(found, Failure)
    assert found.reason.startswith("could not be read: Not a gzipped file")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "no text"),
        (" \n", "no text"),
        (b"caf\xe9", "not UTF-8 (byte 3 is 0xe9)"),
        (b"%PDF-1.7", "is a PDF file, not text in UTF-8"),
        (
            "word " * 2_000_000,
            "a line of 10,000,000 characters without a break (at most 1,000,000)",
        ),
    ],
    ids=["empty", "blank", "latin", "pdf", "endless"],
)
def test_what_is_gathered_but_is_no_report_is_refused_when_it_is_read(
    tmp_path: Path, content: str | bytes, reason: str
) -> None:
    [page] = of(put(tmp_path / "a.txt", content))
    assert isinstance(page, Page)
    with pytest.raises(PageError) as refused:
        article.from_page(page)
    assert refused.value.reason == reason


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    pages = gather.pages(str(tmp_path / name) for name in ["a.txt", "b.txt"])
    put(tmp_path / "a.txt", TEXT)
    assert isinstance(next(pages), Page)
    assert isinstance(next(pages), Failure)
