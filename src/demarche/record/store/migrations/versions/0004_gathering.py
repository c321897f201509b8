"""Sources that are watched, what waits to be fetched from them, and what was kept out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from demarche.record.store.schema import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sources",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_sources_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_sources_until"),
        sa.PrimaryKeyConstraint("address", "since", name="pk_sources"),
    )
    op.create_table(
        "polls",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("stated", sa.Integer(), nullable=True),
        sa.Column("last", Moment(), nullable=True),
        sa.Column("next", Moment(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_polls"),
    )
    op.create_table(
        "items",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("found", Moment(), nullable=False),
        sa.Column("next", Moment(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_items"),
    )
    op.create_index("ix_items_next", "items", ["next"])
    op.create_index("ix_items_source", "items", ["source"])
    op.create_table(
        "refusals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("page", sa.JSON(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("transaction", sa.Integer(), nullable=False),
        sa.Column("admitted", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["transaction"], ["transactions.id"], name="fk_refusals_transaction"
        ),
        sa.ForeignKeyConstraint(["admitted"], ["transactions.id"], name="fk_refusals_admitted"),
        sa.PrimaryKeyConstraint("id", name="pk_refusals"),
    )
    op.create_index("ix_refusals_transaction", "refusals", ["transaction"])
