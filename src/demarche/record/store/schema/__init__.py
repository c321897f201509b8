"""The tables of the record: one schema for SQLite and PostgreSQL.

What is derived may change with each transaction and is never overwritten: a row holds from its
transaction `since` until its transaction `until`, exclusive; the present one has no `until`.
"""

from demarche.record.store.schema.columns import Moment, metadata
from demarche.record.store.schema.events import (
    corrections,
    dyads,
    events,
    expectations,
    members,
    names,
    passages,
    sides,
    silences,
)
from demarche.record.store.schema.gathering import items, polls, refusals, sources
from demarche.record.store.schema.reports import (
    answers,
    copies,
    doings,
    heirs,
    judgements,
    mentions,
    pages,
    readings,
    rulings,
    samples,
    sightings,
    traces,
    transactions,
)
from demarche.record.store.schema.users import tokens, users

__all__ = [
    "Moment",
    "answers",
    "copies",
    "corrections",
    "doings",
    "dyads",
    "events",
    "expectations",
    "heirs",
    "items",
    "judgements",
    "members",
    "mentions",
    "metadata",
    "names",
    "pages",
    "passages",
    "polls",
    "readings",
    "refusals",
    "rulings",
    "samples",
    "sides",
    "sightings",
    "silences",
    "sources",
    "tokens",
    "traces",
    "transactions",
    "users",
]
