"""What is read in an article beside acts: statements, and expressions of time.

Of what was read before, that is not known until the record is rebuilt.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column."""
    op.add_column("readings", sa.Column("beside", sa.JSON(), nullable=True))
