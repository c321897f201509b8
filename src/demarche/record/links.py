"""What links lead to from mentions on record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, select

from demarche.model.judgements import Verdict
from demarche.record.corrections import has_rulings, rulings_on
from demarche.record.parts import CERTAIN, LINK
from demarche.record.store import Now, Then, View, batches, schema


class Links:
    """The links of mentions on record, each read when it is first asked for."""

    def __init__(self, connection: Connection, view: View) -> None:
        self._connection, self._view = connection, view
        self._is_ruled = has_rulings(connection)
        self._rows: dict[str, dict[str, float]] = {}

    def near(self, mentions: Collection[str]) -> Mapping[str, Mapping[str, float]]:
        """Return of each mention which others a link leads to, and how strong it is."""
        missing = sorted(mention for mention in mentions if mention not in self._rows)
        self._rows |= {mention: {} for mention in missing}
        for one, other, strength in self._read(missing):
            for row, end in ((self._rows.get(one), other), (self._rows.get(other), one)):
                if row is not None:
                    row[end] = max(strength, row.get(end, 0.0))
        return self._rows

    def _read(self, mentions: list[str]) -> Iterator[tuple[str, str, float]]:
        table, holds = schema.judgements, self._view.holds(schema.judgements)
        for some in batches(mentions):
            for side in (table.c.one, table.c.other):
                query = select(table.c.one, table.c.other, table.c.score).where(
                    side.in_(some), table.c.score >= LINK, holds
                )
                rows = self._connection.execute(query)
                yield from ((row.one, row.other, row.score) for row in rows)
        if not self._is_ruled:
            return
        for ruled in rulings_on(self._connection, mentions, self._view):
            if ruled.verdict is not Verdict.DIFFERENT:
                yield ruled.one, ruled.other, CERTAIN


def neighbours(connection: Connection, transaction: int, mentions: Collection[str]) -> set[str]:
    """Return what links lead to from `mentions`, or led to before `transaction`."""
    return {
        other
        for view in (Then(transaction - 1), Now())
        for row in Links(connection, view).near(mentions).values()
        for other in row
    }
