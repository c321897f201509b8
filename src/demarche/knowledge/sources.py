"""Well-known public feeds on diplomacy, to choose from; none is watched unless it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from demarche.knowledge.rows import rows
from demarche.model import Source, SourceKind, TableError

_TABLE = "known_sources"
_COLUMNS = "id address kind name publisher country language topic seen".split()


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source that is offered: what it is about, and what its address was taken from."""

    id: str
    source: Source
    topic: str
    seen: str


@cache
def known_sources() -> tuple[KnownSource, ...]:
    """Return the well-known sources, in the order of their table."""
    return tuple(_entries())


def _entries() -> Iterator[KnownSource]:
    for id_, address, kind, name, publisher, country, language, topic, seen in rows(
        _TABLE, *_COLUMNS
    ):
        try:
            source = Source(
                address,
                SourceKind(kind),
                name=name or None,
                publisher=publisher or None,
                country=country or None,
                language=language or None,
            )
        except ValueError as error:
            raise TableError(_TABLE, f"{id_}: {error}") from error
        yield KnownSource(id_, source, topic, seen)
