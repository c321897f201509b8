"""An event from all its tellings, as it stood at any moment."""

from __future__ import annotations

from sqlalchemy import Connection, select

from demarche.model.events import Event
from demarche.record import on_record
from demarche.record.corrections import Hand
from demarche.record.events import event
from demarche.record.store import View, schema


def whole(connection: Connection, view: View, number: str) -> Event:
    """Return an event from all its tellings, as it stood in the view."""
    members = schema.members
    query = select(members.c.mention).where(members.c.event == number, view.holds(members))
    told = on_record.tellings(connection, [row.mention for row in connection.execute(query)], view)
    hand = Hand.over(connection, told, view)
    return event(list(told.values()), hand.fields(told), is_rejected=hand.is_rejected(told))
