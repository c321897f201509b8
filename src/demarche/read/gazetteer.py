"""What the tables know of each word, in numbers that the encoder takes as a feature."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.knowledge import EntryKind, Knowledge
from demarche.model import Sector

MARKED_SOURCE, MARKED_TARGET = 1, 2
_KINDS = {kind: number for number, kind in enumerate(EntryKind, start=3)}
_SECTORS = {sector: number for number, sector in enumerate(Sector, start=3 + len(EntryKind))}
SIZE = 32


def marks(words: Sequence[str], knowledge: Knowledge) -> list[int]:
    """Return a number for each word: the kind of name or the sector of the role it is part of."""
    out = [0] * len(words)
    for role in knowledge.roles.match(words):
        if role.role.sector is not None:
            number = _SECTORS[role.role.sector]
            out[role.start : role.end] = [number] * (role.end - role.start)
    for name in knowledge.names.match(words):
        number = _KINDS[name.entries[0].kind]
        out[name.start : name.end] = [number] * (name.end - name.start)
    return out
