"""Where the record is kept: one schema on SQLite or PostgreSQL, opened by its address."""

from demarche.record.store.engine import opened
from demarche.record.store.rows import (
    Moment,
    Now,
    Then,
    View,
    batches,
    begin,
    begins,
    change,
    present,
    take_turns,
)

__all__ = [
    "Moment",
    "Now",
    "Then",
    "View",
    "batches",
    "begin",
    "begins",
    "change",
    "opened",
    "present",
    "take_turns",
]
