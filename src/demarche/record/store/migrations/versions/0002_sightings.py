"""When each page was seen, and how it came: the way there and what its server sent with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from demarche.record.store.schema import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of sightings, one for each page so far, and the new columns of pages."""
    sightings = op.create_table(
        "sightings",
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("accessed", Moment(), nullable=False),
        sa.Column("transaction", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name="fk_sightings_page"),
        sa.ForeignKeyConstraint(
            ["transaction"], ["transactions.id"], name="fk_sightings_transaction"
        ),
        sa.PrimaryKeyConstraint("page", "accessed", name="pk_sightings"),
    )
    pages = sa.table(
        "pages", sa.column("id"), sa.column("accessed", Moment()), sa.column("transaction")
    )
    columns = ["page", "accessed", "transaction"]
    seen = sa.select(pages.c.id, pages.c.accessed, pages.c.transaction)
    op.execute(sightings.insert().from_select(columns, seen))
    for column in ("via", "redirects", "headers"):
        op.add_column("pages", sa.Column(column, sa.Text() if column == "via" else sa.JSON()))
