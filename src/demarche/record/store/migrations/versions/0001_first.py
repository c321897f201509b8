"""The first schema."""

from __future__ import annotations

from alembic import op

from demarche.record.store import schema

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    bind = op.get_bind()
    schema.metadata.create_all(bind)
    if bind.dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE passage_terms USING fts5(terms, content='')")
    else:
        op.execute(
            "CREATE TABLE passage_terms (passage INTEGER PRIMARY KEY, terms TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX ix_passage_terms ON passage_terms USING GIN (terms)")
