"""What is compressed is read as what it holds, and what is broken or cut off is told from it."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from demarche.gather import compressed
from demarche.gather.streams import Stream
from demarche.model import PageError

LINES = b"The two ministers met in Oslo.\nThey will meet again, an aide said.\n" * 50
HELD = [LINES, b"", b"The end."]
FRAMES = b"".join(map(zstandard.compress, HELD))
MEMBERS = b"".join(map(gzip.compress, HELD))
ENDS_OF_FRAMES = [len(b"".join(map(zstandard.compress, HELD[:n]))) for n in range(4)]
SKIPPED = b"\x50\x2a\x4d\x18\x04\x00\x00\x00note"
COMPRESSED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: bytes(brotli.compress(data, quality=3)),
    "zstd": zstandard.compress,
    "chunked": lambda data: b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data),
}


def short(value: object) -> str:
    """What a case is called by."""
    return f"{len(value)} bytes" if isinstance(value, bytes) else str(value)


def put(path: Path, content: bytes) -> str:
    """The path of a file that holds `content`."""
    path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", LINES),
        ("a.txt.gz", gzip.compress(LINES)),
        ("A.TXT.GZ", gzip.compress(LINES)),
        ("a.txt.zst", zstandard.compress(LINES)),
        ("A.TXT.ZST", zstandard.compress(LINES)),
        ("a.zst", SKIPPED + zstandard.compress(LINES[:99]) + zstandard.compress(LINES[99:])),
        ("a.zst", zstandard.compress(LINES) + SKIPPED),
    ],
    ids=short,
)
def test_a_file_is_opened_as_what_its_name_says(tmp_path: Path, name: str, content: bytes) -> None:
    with compressed.opened(put(tmp_path / name, content)) as stream:
        assert stream.readline() == LINES[:31]
        assert stream.read(5) == b"They "
        assert stream.read() == LINES[36:]
        assert stream.read() == b""
        assert stream.readline() == b""


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    for name in ["a.txt", "a.txt.gz", "a.txt.zst"]:
        with compressed.opened(put(tmp_path / name, b"")) as stream:
            assert stream.read() == b""


def test_a_file_is_closed_with_its_stream(tmp_path: Path) -> None:
    stream = compressed.opened(put(tmp_path / "a.zst", FRAMES))
    stream.close()
    assert stream.closed
    with pytest.raises(ValueError, match="closed"):
        stream.read()


def test_what_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    for name in ["a.txt", "a.txt.gz", "a.txt.zst"]:
        with pytest.raises(FileNotFoundError):
            compressed.opened(str(tmp_path / name))


def test_a_file_that_is_not_zstandard_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"^Not a Zstandard file$"):
        compressed.opened(put(tmp_path / "a.txt.zst", LINES))


@pytest.mark.parametrize("name", ["a.gz", "a.zst"])
@pytest.mark.parametrize("left_out", [1, 3, 9, 40])
def test_a_file_that_ends_too_early_is_broken(tmp_path: Path, name: str, left_out: int) -> None:
    whole = {"a.gz": gzip.compress(LINES), "a.zst": zstandard.compress(LINES)}[name]
    path = put(tmp_path / name, whole[:-left_out])
    with compressed.opened(path) as raw, pytest.raises(PageError) as refused:
        Stream(path, raw).read(len(LINES) + 1)
    assert refused.value.reason == "the compressed file is broken"


@pytest.mark.parametrize(
    "content",
    [
        FRAMES + b"more",
        FRAMES[:30] + b"XXXXXXXX" + FRAMES[38:],
        b"\x28\xb5",
        zstandard.compress(b"a" * 100)[:5] + b"\xff" * 100,
    ],
    ids=short,
)
def test_a_zstandard_file_that_is_not_well_formed_is_broken(tmp_path: Path, content: bytes) -> None:
    path = put(tmp_path / "a.zst", content)
    with compressed.opened(path) as raw, pytest.raises(PageError) as refused:
        Stream(path, raw).read(len(LINES) * 2)
    assert refused.value.reason == "the compressed file is broken"


@given(cut=st.integers(min_value=1, max_value=len(FRAMES)))
def test_zstandard_cut_anywhere_but_between_frames_is_broken(cut: int) -> None:
    stream = compressed.unpacked(io.BytesIO(FRAMES[:cut]))
    if cut in ENDS_OF_FRAMES:
        assert stream.read() == b"".join(HELD[: ENDS_OF_FRAMES.index(cut)])
    else:
        with pytest.raises(EOFError):
            stream.read()


@pytest.mark.parametrize(
    ("content", "held"),
    [
        (LINES, LINES),
        (MEMBERS, b"".join(HELD)),
        (FRAMES, b"".join(HELD)),
        (gzip.compress(LINES) + bytes(40_000), LINES),
        (b"T", b"T"),
        (b"", b""),
    ],
    ids=["plain", "gzip", "zstandard", "filled up", "a byte", "nothing"],
)
def test_the_first_bytes_tell_how_a_stream_is_compressed(content: bytes, held: bytes) -> None:
    raw = io.BytesIO(content)
    stream = compressed.unpacked(raw)
    assert stream.read() == held
    stream.close()
    assert not raw.closed


@pytest.mark.parametrize(
    "content",
    [MEMBERS[:-1], MEMBERS[:1], MEMBERS + b"more", MEMBERS[:-8] + bytes(8), FRAMES[:1], FRAMES[:3]],
    ids=short,
)
def test_a_stream_that_is_broken_says_so(content: bytes) -> None:
    with pytest.raises(EOFError):
        compressed.unpacked(io.BytesIO(content)).read()


def test_a_dictionary_at_the_head_of_a_file_is_used() -> None:
    samples: list[bytes | bytearray | memoryview] = [
        b"The ministers of %d states met in hall %d.\n" % (n, n * 7) for n in range(900)
    ]
    dictionary = zstandard.train_dictionary(2_000, samples)
    packed = zstandard.ZstdCompressor(dict_data=dictionary).compress(LINES)
    for kept in (dictionary.as_bytes(), zstandard.compress(dictionary.as_bytes())):
        head = b"\x5d\x2a\x4d\x18" + len(kept).to_bytes(4, "little") + kept
        assert compressed.unpacked(io.BytesIO(head + packed)).read() == LINES
        with pytest.raises(EOFError):
            compressed.unpacked(io.BytesIO(head[:-1])).read()
    with pytest.raises(EOFError):
        compressed.unpacked(io.BytesIO(packed)).read()
    with pytest.raises(EOFError):
        compressed.unpacked(io.BytesIO(b"\x5d\x2a\x4d\x18\xff\xff\xff\xff")).read()


@pytest.mark.parametrize("coding", COMPRESSED)
@given(data=st.binary(min_size=1, max_size=400))
def test_an_encoding_that_is_undone_gives_what_was_there(coding: str, data: bytes) -> None:
    assert compressed.undone(COMPRESSED[coding](data), coding, 1_000) == data


@pytest.mark.parametrize("coding", COMPRESSED)
@given(share=st.floats(min_value=0.01, max_value=0.99))
def test_an_encoding_that_is_cut_off_is_refused(coding: str, share: float) -> None:
    whole = COMPRESSED[coding](LINES).removesuffix(b"0\r\n\r\n")
    with pytest.raises(EOFError):
        compressed.undone(whole[: max(1, int(share * len(whole)))], coding, 10_000)


@pytest.mark.parametrize("coding", COMPRESSED)
def test_a_body_that_is_not_encoded_as_said_is_refused(coding: str) -> None:
    with pytest.raises(EOFError):
        compressed.undone(LINES, coding, 10_000)


def test_an_encoding_that_is_not_known_is_refused() -> None:
    with pytest.raises(LookupError):
        compressed.undone(LINES, "rot13", 10_000)


def test_deflate_is_undone_without_the_head_that_it_should_have() -> None:
    assert compressed.undone(zlib.compress(LINES)[2:-4], "deflate", 10_000) == LINES


@pytest.mark.parametrize(
    "body",
    [
        b"4\r\nThe \r\n5\r\ntalks\r\n0\r\n\r\n",
        b"0004 ; note=1\r\nThe \r\n5\ntalks\n0\r\nTrailer: 1\r\n\r\n",
    ],
)
def test_chunks_are_put_together(body: bytes) -> None:
    assert compressed.undone(body, "chunked", 100) == b"The talks"


@pytest.mark.parametrize("body", [b"4\r\nThe", b"4\r\nThe \r\n", b"4\r\nThe \r\nx\r\n", b"The "])
def test_chunks_that_do_not_add_up_are_refused(body: bytes) -> None:
    with pytest.raises(EOFError):
        compressed.undone(body, "chunked", 100)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_few_bytes_that_stand_for_very_many_never_fill_the_memory(coding: str) -> None:
    bomb = COMPRESSED[coding](bytes(100_000_000))
    assert len(bomb) < 200_000
    tracemalloc.start()
    found = compressed.undone(bomb, coding, 1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) > 1_000_000
    assert peak < 60_000_000
