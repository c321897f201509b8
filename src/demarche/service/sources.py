"""Sources to choose from, to look at before they are watched, and lists of them in files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demarche.model import (
    DemarcheError,
    Failure,
    PageError,
    RecordError,
    Source,
    SourceKind,
    UsageError,
)
from demarche.service import parts, polling

if TYPE_CHECKING:
    from demarche.gather.web import Web
    from demarche.record.record import Record

_NEWEST = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """A source that was asked once: how many reports it names, the newest of them (title and
    address), and what is wrong with it."""

    source: Source
    named: int
    newest: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]


def source_from(
    given: str,
    *,
    kind: str | None = None,
    name: str | None = None,
    publisher: str | None = None,
    country: str | None = None,
    language: str | None = None,
    grade: str | None = None,
) -> Source:
    """Return the source at an address, or the well-known one with an id, as it is described.

    Raises UsageError where it is none.
    """
    from demarche.knowledge.sources import known_sources

    offered = {row.id: row.source for row in known_sources()}.get(given)
    try:
        return Source(
            address=offered.address if offered else _canonical(given),
            kind=SourceKind(kind) if kind else (offered.kind if offered else SourceKind.FEED),
            name=name or (offered.name if offered else None),
            publisher=publisher or (offered.publisher if offered else None),
            country=country.upper() if country else (offered.country if offered else None),
            language=language or (offered.language if offered else None),
            grade=grade.upper() if grade else None,
        )
    except ValueError as error:
        raise UsageError(given, str(error)) from error


def _canonical(address: str) -> str:
    from demarche.gather.canonical import canonical

    return canonical(address)


def known(words: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the well-known sources in whose row all of `words` stand, in the table's order."""
    from demarche.knowledge.sources import known_sources

    rows = [
        {
            "id": row.id,
            "address": row.source.address,
            "kind": row.source.kind.value,
            "name": row.source.name,
            "publisher": row.source.publisher,
            "country": row.source.country,
            "language": row.source.language,
            "topic": row.topic,
        }
        for row in known_sources()
    ]
    wanted = [word.casefold() for word in words]
    return [
        row
        for row in rows
        if all(any(word in str(said).casefold() for said in row.values()) for word in wanted)
    ]


def check(
    record: Record, given: Sequence[str], *, contact: str | None, allowed: tuple[str, ...]
) -> Iterator[Checked | Failure]:
    """Ask sources once, those that are watched where none is `given`, and yield what they name."""
    chosen: list[Source | Failure] = list(record.gathering.sources())
    if given:
        chosen = [_chosen(record, one) for one in given]
    with parts.manners(contact=contact, allowed=allowed).web() as web:
        for one in chosen:
            yield one if isinstance(one, Failure) else _checked(web, one)


def _chosen(record: Record, given: str) -> Source | Failure:
    try:
        return record.gathering.source(given)
    except RecordError as error:
        try:
            return source_from(given)
        except UsageError:
            return Failure(error.subject, error.reason)


def _checked(web: Web, source: Source) -> Checked | Failure:
    from demarche.gather.web import Known

    try:
        asked = polling.ask(web, source, Known())
    except DemarcheError as error:
        return Failure(source.address, error.reason + _named_by(web, source, error))
    if asked is None:
        raise AssertionError("a source of which nothing is known is never unchanged")
    newest = tuple((one.title or one.address, one.address) for one in asked.items[:_NEWEST])
    return Checked(source, len(asked.items), newest, asked.faults)


def _named_by(web: Web, source: Source, error: DemarcheError) -> str:
    """Return which feeds a page names that is none itself, and what else can be done with it."""
    from demarche.gather.feeds import alternates

    if not isinstance(error, PageError):
        return ""
    try:
        page = web.page(source.address)
    except DemarcheError:
        return ""
    feeds = alternates(source.address, page.data) if page else ()
    if feeds:
        return f"; it names {', '.join(feeds)}"
    return "; with --kind section the reports that it names can be watched"


def exported(sources: Sequence[Source], path: str) -> bytes:
    """Return `sources` as the ending of `path` says: TOML, or else OPML."""
    from demarche.share.source_lists import to_opml, to_toml

    return to_toml(sources) if path.lower().endswith(".toml") else to_opml(sources, "Sources")


def imported(path: str) -> tuple[list[Source], list[Failure]]:
    """Return the sources that a file lists, and what in it is none.

    Raises PageError where there is no such file, or none that lists sources.
    """
    from pathlib import Path

    from demarche.share.source_lists import read

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise PageError(path, f"cannot be read: {error.strerror}") from error
    return read(path, data)
