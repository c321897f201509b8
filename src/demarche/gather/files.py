"""Pages from files and folders."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

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
}
_COMPRESSED = ".gz"


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
        raise PageError(
            path, "a folder without reports (.txt, .md, .html, .jsonl, or .gz of these)"
        )


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
    with _opened(path) as raw:
        yield from pages_in(Stream(path, raw), _kind(path))


def _opened(path: str) -> BinaryIO:
    try:
        if path.lower().endswith(_COMPRESSED):
            return cast("BinaryIO", gzip.open(path))
        return Path(path).open("rb")
    except OSError as error:
        raise PageError(path, _reason(error)) from error


def _is_report(name: str) -> bool:
    is_about_the_folder = name.partition(".")[0].upper() == "README"
    return not name.startswith(".") and not is_about_the_folder and _kind(name) is not None


def _kind(path: str) -> Kind | None:
    name = path.lower().removesuffix(_COMPRESSED)
    return _KINDS.get(Path(name).suffix)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "may not be read"
    return f"could not be read: {error.strerror or error}"
