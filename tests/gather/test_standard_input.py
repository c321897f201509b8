"""Standard input has no name to tell what it holds: its first bytes do."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable

import pytest
import zstandard
from fastwarc.warc import WarcRecord, WarcRecordType

from demarche import gather
from demarche.model import Failure, Page

TEXT = b"The two ministers will meet again in Oslo, an aide said on Friday."
RECORDS = json.dumps({"name": "one", "text": TEXT.decode()}).encode() + b"\n"
ADDRESS = "https://post.example/a"


def archive() -> bytes:
    """An archive of one page."""
    record = WarcRecord()
    record.init_headers(WarcRecordType.resource)
    record.headers["WARC-Target-URI"] = ADDRESS
    record.headers["Content-Type"] = "text/plain"
    record.set_bytes_content(TEXT)
    out = io.BytesIO()
    record.write(out)
    return out.getvalue()


def packed(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, packed])
@pytest.mark.parametrize(
    ("data", "name"), [(TEXT, "-"), (RECORDS, "one"), (archive(), ADDRESS)],
    ids=["text", "records", "archive"],
)  # fmt: skip
def test_what_it_holds_is_told_by_its_first_bytes(
    data: bytes, name: str, pack: Callable[[bytes], bytes]
) -> None:
    (page,) = gather.pages(["-"], stdin=io.BytesIO(pack(data)))
    assert isinstance(page, Page)
    assert (page.name, page.data) == (name, TEXT)


def test_what_is_cut_off_is_listed() -> None:
    cut = gzip.compress(TEXT)[:-9]
    assert list(gather.pages(["-"], stdin=io.BytesIO(cut))) == [
        Failure("-", "the compressed file is broken")
    ]
