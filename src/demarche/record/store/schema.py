"""The tables of the record: one schema for SQLite and PostgreSQL.

What is derived may change with each transaction and is never overwritten: a row holds from its
transaction `since` until its transaction `until`, exclusive; the present one has no `until`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)


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


def _in(name: str = "transaction", **more: Any) -> Column[int]:
    """A column that names a transaction."""
    return Column(name, ForeignKey("transactions.id"), **more)


def _versions() -> list[Column[Any]]:
    """The columns of a row that holds for a time."""
    return [_in("since", primary_key=True), _in("until", nullable=True)]


_PRESENT = "until IS NULL"
_HAS_NO_DAY = text("(due IS NULL)")


def _only(name: str, *columns: Any, where: str) -> Index:
    """An index of some rows alone."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


transactions = Table(
    "transactions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("recorded", Moment, nullable=False, index=True),
    Column("written", Moment, nullable=False),
    Column("action", String(16), nullable=False),
    Column("who", Text, nullable=False),
    Column("because", Text),
    Column("program", Text, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("url", Text),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("publisher", Text),
    Column("title", Text),
    Column("published", Date),
    Column("given", Date),
    Column("accessed", Moment, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("via", Text),
    Column("redirects", JSON),
    Column("headers", JSON),
    _in(nullable=False, index=True),
)

sightings = Table(
    "sightings",
    metadata,
    Column("page", ForeignKey("pages.id"), primary_key=True),
    Column("accessed", Moment, primary_key=True),
    _in(nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("page", ForeignKey("pages.id"), primary_key=True),
    *_versions(),
    Column("reader", Text, nullable=False),
    Column("document", Text, nullable=False, index=True),
    Column("is_latest", Boolean, nullable=False),
    Column("publisher", Text),
    Column("title", Text),
    Column("language", Text),
    Column("published", Date, index=True),
    Column("article", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("sample", LargeBinary, nullable=False),
    Column("beside", JSON),
)

samples = Table(
    "samples",
    metadata,
    Column("mark", BigInteger, primary_key=True),
    Column("page", ForeignKey("pages.id"), primary_key=True),
)

copies = Table(
    "copies",
    metadata,
    Column("page", ForeignKey("pages.id"), primary_key=True),
    Column("other", ForeignKey("pages.id"), primary_key=True),
    *_versions(),
    Column("share", Float, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", String(32), primary_key=True),
    *_versions(),
    Column("page", ForeignKey("pages.id"), nullable=False, index=True),
    Column("printed", Date),
    Column("told", JSON, nullable=False),
    Column("quote", Text, nullable=False),
    Column("likeness", LargeBinary, nullable=False),
)

traces = Table(
    "traces",
    metadata,
    Column("code", Text, primary_key=True),
    Column("mention", String(32), primary_key=True),
    *_versions(),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Index("ix_traces_code_first", "code", "first"),
    Index("ix_traces_mention", "mention"),
)

answers = Table(
    "answers",
    metadata,
    Column("mention", String(32), primary_key=True),
    Column("code", Text, primary_key=True),
    *_versions(),
    Column("printed", Date, nullable=False),
    Index("ix_answers_code_printed", "code", "printed"),
)

doings = Table(
    "doings",
    metadata,
    Column("mention", String(32), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    *_versions(),
    Column("printed", Date, nullable=False),
    Index("ix_doings_code_word_printed", "code", "word", "printed"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("one", String(32), primary_key=True),
    Column("other", String(32), primary_key=True),
    *_versions(),
    Column("verdict", String(10), nullable=False),
    Column("score", Float, nullable=False),
    Index("ix_judgements_other", "other"),
)

rulings = Table(
    "rulings",
    metadata,
    Column("one", String(32), primary_key=True),
    Column("other", String(32), primary_key=True),
    *_versions(),
    Column("verdict", String(10), nullable=False),
    Column("by", Text, nullable=False),
    Column("correction", ForeignKey("corrections.id"), nullable=False),
    Index("ix_rulings_other", "other"),
)

heirs = Table(
    "heirs",
    metadata,
    Column("mention", String(32), primary_key=True),
    *_versions(),
    Column("heir", String(32), nullable=False, index=True),
)

members = Table(
    "members",
    metadata,
    Column("mention", String(32), primary_key=True),
    *_versions(),
    Column("event", String(32), nullable=False),
    Index("ix_members_event_until", "event", "until"),
)

events = Table(
    "events",
    metadata,
    Column("id", String(32), primary_key=True),
    *_versions(),
    Column("event_type", String(16), nullable=False),
    Column("status", String(16)),
    Column("first", Date),
    Column("last", Date),
    Column("shown", Date),
    Column("story", Text),
    Column("tellings", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("is_contradicted", Boolean, nullable=False),
    Column("is_rejected", Boolean, nullable=False),
    Column("is_corrected", Boolean, nullable=False),
    Column("state", JSON, nullable=False),
    Index("ix_events_since", "since"),
    _only("ix_events_until", "until", where="until IS NOT NULL"),
    Index("ix_events_shown", "shown", "id", "since", "until", "event_type", "is_rejected"),
    Index("ix_events_story", "story", "shown", "is_rejected", "until", "since"),
    _only("ix_events_present", "shown", "id", where=_PRESENT),
    _only("ix_events_type_present", "event_type", "shown", "id", where=_PRESENT),
    _only("ix_events_clash_present", "shown", "id", where=f"{_PRESENT} AND is_contradicted"),
)

sides = Table(
    "sides",
    metadata,
    Column("event", String(32), primary_key=True),
    *_versions(),
    Column("place", Integer, primary_key=True),
    Column("role", String(9), nullable=False),
    Column("code", Text),
    Column("entity", Text),
    Column("name", Text, nullable=False),
    Column("is_first", Boolean, nullable=False),
    Column("shown", Date, nullable=False),
    Index("ix_sides_code_shown", "code", "is_first", "shown", "event", "since", "until"),
    Index("ix_sides_entity_shown", "entity", "shown", "event", "since", "until"),
)

dyads = Table(
    "dyads",
    metadata,
    Column("event", String(32), primary_key=True),
    *_versions(),
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("month", String(7), nullable=False),
    Column("shown", Date, nullable=False),
    Column("intensity", Float),
    Column("awaited", Text),
    _only("ix_dyads_awaited", "one", "other", "awaited", where="awaited IS NOT NULL"),
    Index("ix_dyads_pair_shown", "one", "other", "shown", "event"),
    _only("ix_dyads_pair_month", "one", "other", "month", "intensity", where=_PRESENT),
)

names = Table(
    "names",
    metadata,
    Column("party", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    Index("ix_names_folded", "folded", "party", "name"),
)

expectations = Table(
    "expectations",
    metadata,
    Column("event", String(32), primary_key=True),
    *_versions(),
    Column("kind", String(16), nullable=False),
    Column("owner", Text),
    Column("outcome", String(16), nullable=False),
    Column("opened", Date),
    Column("first_due", Date),
    Column("due", Date),
    Column("slips", Integer, nullable=False),
    Column("closed", Date),
    Column("state", JSON, nullable=False),
    _only("ix_expectations_present", _HAS_NO_DAY, "due", "event", where=_PRESENT),
    Index("ix_expectations_due", _HAS_NO_DAY, "due", "event"),
    _only("ix_expectations_outcome", "outcome", _HAS_NO_DAY, "due", "event", where=_PRESENT),
    Index("ix_expectations_owner", "owner", _HAS_NO_DAY, "due", "event"),
    _only("ix_expectations_until", "until", where="until IS NOT NULL"),
    Index("ix_expectations_since", "since"),
)

silences = Table(
    "silences",
    metadata,
    Column("event", String(32), primary_key=True),
    *_versions(),
    Column("kind", String(16), nullable=False),
    Column("silent", Text),
    Column("asking", Text),
    Column("began", Date),
    Column("broken", Date),
    Column("state", JSON, nullable=False),
    Index("ix_silences_pair", "silent", "asking"),
    Index("ix_silences_asking", "asking"),
    _only("ix_silences_until", "until", where="until IS NOT NULL"),
    Index("ix_silences_since", "since"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(8), nullable=False),
    Column("page", ForeignKey("pages.id"), nullable=False, index=True),
    Column("mention", String(32)),
    Column("since", ForeignKey("transactions.id"), nullable=False, index=True),
    Column("until", ForeignKey("transactions.id")),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", String(32), primary_key=True),
    _in(nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("target", Text, nullable=False, index=True),
    Column("field", String(16)),
    Column("value", JSON),
    Column("before", JSON),
    Column("place", Integer, nullable=False),
    Column("undoes", ForeignKey("corrections.id")),
)

# Of what is gathered. What is watched is kept with its past; when it was asked last is not.

sources = Table(
    "sources",
    metadata,
    Column("address", Text, primary_key=True),
    *_versions(),
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
    _in(nullable=False, index=True),
    Column("admitted", ForeignKey("transactions.id")),
)

# Of who may ask. No past is kept: secrets do not stay.

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
