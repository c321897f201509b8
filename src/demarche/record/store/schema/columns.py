"""What the tables are made of: moments, and the transactions between which a row holds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, Index, MetaData, TypeDecorator, text


class Moment(TypeDecorator[datetime]):
    """A point in time, kept in UTC by stores that know of no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment as it is stored."""
        if value is None:
            return None
        at = value.astimezone(UTC)
        return at.replace(tzinfo=None) if dialect.name == "sqlite" else at

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def in_transaction(name: str = "transaction", **more: Any) -> Column[int]:
    """A column that names a transaction."""
    return Column(name, ForeignKey("transactions.id"), **more)


def versions() -> list[Column[Any]]:
    """The columns of a row that holds for a time."""
    return [in_transaction("since", primary_key=True), in_transaction("until", nullable=True)]


PRESENT = "until IS NULL"
HAS_NO_DAY = text("(due IS NULL)")


def index_of(name: str, *columns: Any, where: str) -> Index:
    """An index of some rows alone."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
