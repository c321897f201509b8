"""Pages from files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

from demarche.gather.archives import pages_in_archive
from demarche.gather.compressed import is_packed, opened, unpacked
from demarche.gather.mail import pages_in_mail
from demarche.gather.streams import Kind, Stream, pages_in
from demarche.model import DemarcheError, Failure, Page, PageError

_KINDS = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".jsonl": Kind.RECORDS,
    ".ndjson": Kind.RECORDS,
    ".warc": Kind.ARCHIVE,
    ".mbox": Kind.MAIL,
    ".eml": Kind.MAIL,
}
_COMPRESSED = (".gz", ".zst")
_ENOUGH = 8
_SOUGHT = ".txt, .md, .html, .jsonl, .warc, .mbox, .eml, or .gz or .zst of these"


def pages_at(path: str) -> Iterator[Page | Failure]:
    """Yield the pages of the file at `path`, or of all reports in the folder there.

    Raises PageError where there is neither, or the file cannot be read; a file in a folder that
    cannot be read is a failure beside the pages of the others.
    """
    if not path or "\0" in path:
        raise PageError(path, "no such file or folder")
    if not Path(path).is_dir():
        yield from _pages_of_file(path)
        return
    is_empty = True
    for found in reports_in(path):
        is_empty = False
        if isinstance(found, Failure):
            yield found
        else:
            try:
                yield from _pages_of_file(found)
            except DemarcheError as error:
                yield Failure(error.subject, error.reason)
    if is_empty:
        raise PageError(path, f"a folder without reports ({_SOUGHT})")


def pages_from(name: str, raw: BinaryIO) -> Iterator[Page | Failure]:
    """Yield the pages of a stream that has no ending to tell what it holds: its first bytes do."""
    stream = raw if isinstance(raw, BufferedReader) else BufferedReader(cast("RawIOBase", raw))
    opening = stream.peek(_ENOUGH)[:_ENOUGH]
    if is_packed(opening):
        stream = unpacked(stream)
        opening = Stream(name, stream).peek(_ENOUGH)
    if opening.startswith(b"WARC/"):
        yield from pages_in_archive(name, stream)
    else:
        yield from pages_in(Stream(name, stream))


def reports_in(folder: str) -> Iterator[str | Failure]:
    """Yield the paths of the reports in `folder` and below, sorted.

    What is hidden is passed over, and so is a README, which speaks of the folder. A folder below
    that cannot be looked into is a failure.
    """
    refused: list[Failure] = []
    found: list[str] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: refused.append(_no(error))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [str(Path(place, name)) for name in names if _is_report(name)]
    yield from refused
    yield from sorted(found, key=lambda path: Path(path).parts)


def _no(error: OSError) -> Failure:
    return Failure(str(error.filename), _reason(error))


def _pages_of_file(path: str) -> Iterator[Page | Failure]:
    kind = _kind(path)
    with _opened(path) as raw:
        if kind is Kind.ARCHIVE:
            yield from pages_in_archive(path, raw)
        elif kind is Kind.MAIL:
            yield from pages_in_mail(path, raw)
        else:
            yield from pages_in(Stream(path, raw), kind)


def _opened(path: str) -> BinaryIO:
    try:
        # An archive is unpacked as it is read, so that one that is torn is read up to the tear.
        return Path(path).open("rb") if _kind(path) is Kind.ARCHIVE else opened(path)
    except OSError as error:
        raise PageError(path, _reason(error)) from error


def _is_report(name: str) -> bool:
    is_about_the_folder = name.partition(".")[0].upper() == "README"
    return not name.startswith(".") and not is_about_the_folder and _kind(name) is not None


def _kind(path: str) -> Kind | None:
    name = path.lower()
    for ending in _COMPRESSED:
        name = name.removesuffix(ending)
    return _KINDS.get(Path(name).suffix)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "may not be read"
    return f"could not be read: {error.strerror or error}"
