"""What follows from reports: events and their parties, what is awaited, silences; corrections."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from demarche.record.store.schema.columns import (
    HAS_NO_DAY,
    PRESENT,
    in_transaction,
    index_of,
    metadata,
    versions,
)

members = Table(
    "members",
    metadata,
    Column("mention", String(32), primary_key=True),
    *versions(),
    Column("event", String(32), nullable=False),
    Index("ix_members_event_until", "event", "until"),
)

events = Table(
    "events",
    metadata,
    Column("id", String(32), primary_key=True),
    *versions(),
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
    index_of("ix_events_until", "until", where="until IS NOT NULL"),
    Index("ix_events_shown", "shown", "id", "since", "until", "event_type", "is_rejected"),
    Index("ix_events_story", "story", "shown", "is_rejected", "until", "since"),
    index_of("ix_events_present", "shown", "id", where=PRESENT),
    index_of("ix_events_type_present", "event_type", "shown", "id", where=PRESENT),
    index_of("ix_events_clash_present", "shown", "id", where=f"{PRESENT} AND is_contradicted"),
)

sides = Table(
    "sides",
    metadata,
    Column("event", String(32), primary_key=True),
    *versions(),
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
    *versions(),
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("month", String(7), nullable=False),
    Column("shown", Date, nullable=False),
    Column("intensity", Float),
    Column("awaited", Text),
    index_of("ix_dyads_awaited", "one", "other", "awaited", where="awaited IS NOT NULL"),
    Index("ix_dyads_pair_shown", "one", "other", "shown", "event"),
    index_of("ix_dyads_pair_month", "one", "other", "month", "intensity", where=PRESENT),
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
    *versions(),
    Column("kind", String(16), nullable=False),
    Column("owner", Text),
    Column("outcome", String(16), nullable=False),
    Column("opened", Date),
    Column("first_due", Date),
    Column("due", Date),
    Column("slips", Integer, nullable=False),
    Column("closed", Date),
    Column("state", JSON, nullable=False),
    index_of("ix_expectations_present", HAS_NO_DAY, "due", "event", where=PRESENT),
    Index("ix_expectations_due", HAS_NO_DAY, "due", "event"),
    index_of("ix_expectations_outcome", "outcome", HAS_NO_DAY, "due", "event", where=PRESENT),
    Index("ix_expectations_owner", "owner", HAS_NO_DAY, "due", "event"),
    index_of("ix_expectations_until", "until", where="until IS NOT NULL"),
    Index("ix_expectations_since", "since"),
)

silences = Table(
    "silences",
    metadata,
    Column("event", String(32), primary_key=True),
    *versions(),
    Column("kind", String(16), nullable=False),
    Column("silent", Text),
    Column("asking", Text),
    Column("began", Date),
    Column("broken", Date),
    Column("state", JSON, nullable=False),
    Index("ix_silences_pair", "silent", "asking"),
    Index("ix_silences_asking", "asking"),
    index_of("ix_silences_until", "until", where="until IS NOT NULL"),
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
    in_transaction(nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("target", Text, nullable=False, index=True),
    Column("field", String(16)),
    Column("value", JSON),
    Column("before", JSON),
    Column("place", Integer, nullable=False),
    Column("undoes", ForeignKey("corrections.id")),
)
