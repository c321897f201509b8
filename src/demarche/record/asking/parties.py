"""Who is meant by a code or a name."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from demarche.record.store import View, schema
from demarche.record.words import folded

_MOST_NAMES = 100


def parties(connection: Connection, view: View, words: str) -> tuple[tuple[str, str, int], ...]:
    """Return who is meant by a code or a name: (code or entity, name, events), the likeliest first.

    A code is found as such; else the names of parties are searched for the words.
    """
    sides, names = schema.sides, schema.names
    code = words.upper()
    is_code = select(sides.c.code).where(sides.c.code == code, view.holds(sides)).limit(1)
    if connection.execute(is_code).first():
        return ((code, code, 0),)
    is_named = names.c.folded.contains(folded(words.strip()), autoescape=True)
    query = select(names.c.folded, names.c.party, names.c.name).where(is_named)
    rows = connection.execute(query.order_by(names.c.folded).limit(_MOST_NAMES)).all()
    known: dict[str, str] = {}
    for _, party, name in sorted(rows):
        known.setdefault(party, name)
    found = [(party, name, _events_of(connection, view, party)) for party, name in known.items()]
    return tuple(sorted((one for one in found if one[2]), key=lambda one: (-one[2], one[0])))


def _events_of(connection: Connection, view: View, party: str) -> int:
    """Return to how many events a party, by its code or entity, is one."""
    sides = schema.sides
    is_party = [sides.c.entity == party]
    if ":" not in party:
        is_party = [sides.c.code == party, sides.c.is_first.is_(True)]
    query = select(func.count()).select_from(sides).where(*is_party, view.holds(sides))
    return int(connection.execute(query).scalar_one())
