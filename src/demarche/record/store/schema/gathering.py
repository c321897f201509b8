"""Of what is gathered. What is watched is kept with its past; when it was asked last is not."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, LargeBinary, String, Table, Text

from demarche.record.store.schema.columns import Moment, in_transaction, metadata, versions

sources = Table(
    "sources",
    metadata,
    Column("address", Text, primary_key=True),
    *versions(),
    Column("kind", String(8), nullable=False),
    Column("name", Text),
    Column("publisher", Text),
    Column("country", String(3)),
    Column("language", Text),
)

polls = Table(
    "polls",
    metadata,
    Column("source", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("stated", Integer),
    Column("last", Moment),
    Column("next", Moment, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("said", Text, nullable=False),
)

items = Table(
    "items",
    metadata,
    Column("address", Text, primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("title", Text),
    Column("published", Date),
    Column("stamp", Text, nullable=False),
    Column("found", Moment, nullable=False),
    Column("next", Moment, index=True),
    Column("tries", Integer, nullable=False),
    Column("looks", Integer, nullable=False),
    Column("said", Text, nullable=False),
)

refusals = Table(
    "refusals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("via", Text),
    Column("url", Text),
    Column("page", JSON),
    Column("data", LargeBinary),
    in_transaction(nullable=False, index=True),
    Column("admitted", ForeignKey("transactions.id")),
)
