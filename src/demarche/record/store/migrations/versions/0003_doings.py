"""Acts by who does them and by what word: where the end of a promise or demand is looked for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table, empty: `demarche rebuild` fills it for what is on record already."""
    op.create_table(
        "doings",
        sa.Column("mention", sa.String(length=32), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("printed", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_doings_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_doings_until"),
        sa.PrimaryKeyConstraint("mention", "code", "word", "since", name="pk_doings"),
    )
    op.create_index("ix_doings_code_word_printed", "doings", ["code", "word", "printed"])
