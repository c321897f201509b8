"""What cannot be read in an archive is listed, and a torn archive is read up to its tear."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO, cast

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from demarche.gather.archives import pages_in_archive
from demarche.model import Failure, Page, PageError
from tests.gather.warc import (
    FORMS,
    HTML,
    INFO,
    IS_HTML,
    REQUEST,
    TEXT,
    answer,
    of,
    page,
    response,
    short,
)

LAYOUT = [INFO, REQUEST, page(1), REQUEST, page(2), page(3)]
ARCHIVES = {form: made(LAYOUT) for form, made in FORMS.items()}


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
