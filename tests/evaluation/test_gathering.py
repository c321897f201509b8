"""The archive that gathering is timed on is the same each time, and is read back as it was made."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from evaluation.gathering_made import Capture, Made, captures, write
from fastwarc.warc import ArchiveIterator, WarcRecordType

from demarche import gather
from demarche.gather.feeds import feed_of
from demarche.model import Page, PageKind
from demarche.read.article.kinds import kind_of
from evaluation import gathering_made as gathering

MANY = 20


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of `MANY` pages."""
    path = tmp_path / "news.warc.gz"
    write(path, captures(MANY))
    return path


def page(capture: Capture, archive: Path) -> Page:
    """The page that a capture is read back as."""
    return Page(
        name=capture.address,
        data=capture.html,
        media_type=capture.media_type,
        url=capture.address,
        accessed=capture.moment,
        via=str(archive),
        headers=(("content-type", capture.media_type),),
    )


def members(data: bytes) -> Iterator[bytes]:
    """The members of a file of gzip, unpacked."""
    while data:
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
        yield unpacking.decompress(data)
        data = unpacking.unused_data


def test_the_archive_is_read_back_page_for_page(archive: Path) -> None:
    expected = [page(capture, archive) for capture in captures(MANY)]
    assert list(gather.pages([str(archive)])) == expected


def test_the_same_pages_are_made_each_time(archive: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.warc.gz"
    write(again, captures(MANY))
    assert list(captures(MANY)) == list(captures(MANY))
    assert again.read_bytes() == archive.read_bytes()


def test_each_record_is_a_member_of_gzip_and_a_request_goes_before_each_answer(
    archive: Path,
) -> None:
    with archive.open("rb") as raw:
        kinds = [record.record_type for record in ArchiveIterator(raw)]
    asked_and_answered = [WarcRecordType.request, WarcRecordType.response]
    assert kinds == [WarcRecordType.warcinfo, *asked_and_answered * MANY]
    beginnings = [member[:8] for member in members(archive.read_bytes())]
    assert beginnings == [b"WARC/1.0"] * len(kinds)


def test_no_report_is_shorter_or_longer_than_it_says() -> None:
    counts = [len(" ".join(story.paragraphs).split()) for story in gathering.stories(200)]
    assert min(counts) >= gathering.SHORTEST
    assert max(counts) <= gathering.LONGEST


def test_a_page_is_an_article_unless_it_is_made_as_none(archive: Path) -> None:
    for capture in captures(10 * MANY):
        is_article = kind_of(page(capture, archive)).kind is PageKind.ARTICLE
        assert is_article == (capture.made is not Made.NONE)


def test_pages_are_made_in_every_way() -> None:
    made = {capture.made for capture in captures(10 * MANY)}
    assert made == set(Made)


def test_a_feed_lists_each_of_its_items() -> None:
    assert len(feed_of("https://news.example/rss", gathering.feed()).items) == gathering.ITEMS
