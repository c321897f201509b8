"""Of who may ask. No past is kept: secrets do not stay."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from demarche.record.store.schema.columns import Moment, metadata

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", String(6), nullable=False),
    Column("password", Text, nullable=False),
    Column("made", Moment, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(8), primary_key=True),
    Column("user", ForeignKey("users.name"), nullable=False, index=True),
    Column("name", Text),
    Column("sha256", String(64), nullable=False),
    Column("made", Moment, nullable=False),
    Index("ix_tokens_sha256", "sha256", unique=True),
)
