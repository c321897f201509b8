"""Where the words of mentions were printed."""

from __future__ import annotations

from collections.abc import Iterable

from demarche.model.events import Printed
from demarche.record import on_record
from demarche.record.record import Record


def where_printed(record: Record, mentions: Iterable[str]) -> dict[str, Printed]:
    """Return where and when each mention was printed, by its id; those not on record are left out.

    They are looked up together, so that a list of events can be shown with its addresses.
    """
    with record.viewing() as (connection, view):
        told = on_record.tellings(connection, mentions, view)
    return {number: one.printed for number, one in told.items()}
