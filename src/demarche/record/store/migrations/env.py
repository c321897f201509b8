"""Run by Alembic: the migrations, over the connection that the store hands in."""

from __future__ import annotations

from alembic import context

from demarche.record.store import schema

context.configure(
    connection=context.config.attributes["connection"], target_metadata=schema.metadata
)
with context.begin_transaction():
    context.run_migrations()
