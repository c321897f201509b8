"""Which state of the record a view shows."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from demarche.record.store import Then, View, schema


def version(connection: Connection, view: View) -> int:
    """Return the number of the last transaction that a view has in it; 0 where there is none."""
    if isinstance(view, Then):
        return view.transaction
    return connection.execute(select(func.max(schema.transactions.c.id))).scalar_one() or 0
