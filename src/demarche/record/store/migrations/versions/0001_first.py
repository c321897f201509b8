"""The first schema."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from demarche.record.store.schema import Moment

revision = "0001"
down_revision = None

PRESENT, ENDED = sa.text("until IS NULL"), sa.text("until IS NOT NULL")


def only(where: Any) -> dict[str, Any]:
    """Return what makes an index one of some rows alone, on either store."""
    return {"sqlite_where": where, "postgresql_where": where}


def upgrade() -> None:
    """Make the tables, their indexes, and the index of words."""
    make_tables()
    has_no_day = sa.text("(due IS NULL)")
    by_day: list[Any] = [has_no_day, "due", "event"]
    op.create_index("ix_expectations_due", "expectations", by_day)
    op.create_index("ix_expectations_owner", "expectations", ["owner", *by_day])
    op.create_index("ix_expectations_present", "expectations", by_day, **only(PRESENT))
    outcome = ["outcome", *by_day]
    op.create_index("ix_expectations_outcome", "expectations", outcome, **only(PRESENT))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE passage_terms USING fts5(terms, content='')")
    else:
        op.execute(
            "CREATE TABLE passage_terms (passage INTEGER PRIMARY KEY, terms TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX ix_passage_terms ON passage_terms USING GIN (terms)")


def make_tables() -> None:
    """Make the tables and their plain indexes."""
    op.create_table(
        "names",
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("party", "name", name="pk_names"),
    )
    op.create_index("ix_names_folded", "names", ["folded", "party", "name"])
    op.create_table(
        "transactions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("recorded", Moment(), nullable=False),
        sa.Column("written", Moment(), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("program", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_transactions"),
    )
    op.create_index("ix_transactions_recorded", "transactions", ["recorded"])
    op.create_table(
        "answers",
        sa.Column("mention", sa.String(length=32), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("printed", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_answers_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_answers_until"),
        sa.PrimaryKeyConstraint("mention", "code", "since", name="pk_answers"),
    )
    op.create_index("ix_answers_code_printed", "answers", ["code", "printed"])
    op.create_table(
        "corrections",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("transaction", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=True),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("undoes", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["transaction"], ["transactions.id"], name="fk_corrections_transaction"
        ),
        sa.ForeignKeyConstraint(["undoes"], ["corrections.id"], name="fk_corrections_undoes"),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_target", "corrections", ["target"])
    op.create_index("ix_corrections_transaction", "corrections", ["transaction"])
    op.create_table(
        "dyads",
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("shown", sa.Date(), nullable=False),
        sa.Column("intensity", sa.Float(), nullable=True),
        sa.Column("awaited", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_dyads_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_dyads_until"),
        sa.PrimaryKeyConstraint("event", "since", "one", "other", name="pk_dyads"),
    )
    op.create_index(
        "ix_dyads_pair_month", "dyads", ["one", "other", "month", "intensity"], **only(PRESENT)
    )
    op.create_index(
        "ix_dyads_awaited",
        "dyads",
        ["one", "other", "awaited"],
        **only(sa.text("awaited IS NOT NULL")),
    )
    op.create_index("ix_dyads_pair_shown", "dyads", ["one", "other", "shown", "event"])
    op.create_table(
        "events",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("event_type", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=True),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("shown", sa.Date(), nullable=True),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("tellings", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("is_contradicted", sa.Boolean(), nullable=False),
        sa.Column("is_rejected", sa.Boolean(), nullable=False),
        sa.Column("is_corrected", sa.Boolean(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_events_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_events_until"),
        sa.PrimaryKeyConstraint("id", "since", name="pk_events"),
    )
    op.create_index(
        "ix_events_clash_present",
        "events",
        ["shown", "id"],
        **only(sa.text("until IS NULL AND is_contradicted")),
    )
    op.create_index("ix_events_present", "events", ["shown", "id"], **only(PRESENT))
    op.create_index(
        "ix_events_shown", "events", ["shown", "id", "since", "until", "event_type", "is_rejected"]
    )
    op.create_index("ix_events_since", "events", ["since"])
    op.create_index(
        "ix_events_story", "events", ["story", "shown", "is_rejected", "until", "since"]
    )
    op.create_index(
        "ix_events_type_present", "events", ["event_type", "shown", "id"], **only(PRESENT)
    )
    op.create_index("ix_events_until", "events", ["until"], **only(ENDED))
    op.create_table(
        "expectations",
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("opened", sa.Date(), nullable=True),
        sa.Column("first_due", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_expectations_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_expectations_until"),
        sa.PrimaryKeyConstraint("event", "since", name="pk_expectations"),
    )
    op.create_index("ix_expectations_since", "expectations", ["since"])
    op.create_index("ix_expectations_until", "expectations", ["until"], **only(ENDED))
    op.create_table(
        "heirs",
        sa.Column("mention", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("heir", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_heirs_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_heirs_until"),
        sa.PrimaryKeyConstraint("mention", "since", name="pk_heirs"),
    )
    op.create_index("ix_heirs_heir", "heirs", ["heir"])
    op.create_table(
        "judgements",
        sa.Column("one", sa.String(length=32), nullable=False),
        sa.Column("other", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_judgements_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_judgements_until"),
        sa.PrimaryKeyConstraint("one", "other", "since", name="pk_judgements"),
    )
    op.create_index("ix_judgements_other", "judgements", ["other"])
    op.create_table(
        "members",
        sa.Column("mention", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_members_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_members_until"),
        sa.PrimaryKeyConstraint("mention", "since", name="pk_members"),
    )
    op.create_index("ix_members_event_until", "members", ["event", "until"])
    op.create_table(
        "pages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("given", sa.Date(), nullable=True),
        sa.Column("accessed", Moment(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("transaction", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["transaction"], ["transactions.id"], name="fk_pages_transaction"),
        sa.PrimaryKeyConstraint("id", name="pk_pages"),
    )
    op.create_index("ix_pages_document", "pages", ["document"])
    op.create_index("ix_pages_sha256", "pages", ["sha256"])
    op.create_index("ix_pages_transaction", "pages", ["transaction"])
    op.create_table(
        "sides",
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=9), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_sides_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_sides_until"),
        sa.PrimaryKeyConstraint("event", "since", "place", name="pk_sides"),
    )
    op.create_index(
        "ix_sides_code_shown", "sides", ["code", "is_first", "shown", "event", "since", "until"]
    )
    op.create_index(
        "ix_sides_entity_shown", "sides", ["entity", "shown", "event", "since", "until"]
    )
    op.create_table(
        "silences",
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("silent", sa.Text(), nullable=True),
        sa.Column("asking", sa.Text(), nullable=True),
        sa.Column("began", sa.Date(), nullable=True),
        sa.Column("broken", sa.Date(), nullable=True),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_silences_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_silences_until"),
        sa.PrimaryKeyConstraint("event", "since", name="pk_silences"),
    )
    op.create_index("ix_silences_asking", "silences", ["asking"])
    op.create_index("ix_silences_pair", "silences", ["silent", "asking"])
    op.create_index("ix_silences_since", "silences", ["since"])
    op.create_index("ix_silences_until", "silences", ["until"], **only(ENDED))
    op.create_table(
        "traces",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("mention", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_traces_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_traces_until"),
        sa.PrimaryKeyConstraint("code", "mention", "since", name="pk_traces"),
    )
    op.create_index("ix_traces_code_first", "traces", ["code", "first"])
    op.create_index("ix_traces_mention", "traces", ["mention"])
    op.create_table(
        "copies",
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("other", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("share", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["other"], ["pages.id"], name="fk_copies_other"),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name="fk_copies_page"),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_copies_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_copies_until"),
        sa.PrimaryKeyConstraint("page", "other", "since", name="pk_copies"),
    )
    op.create_table(
        "mentions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("printed", sa.Date(), nullable=True),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("likeness", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name="fk_mentions_page"),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_mentions_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_mentions_until"),
        sa.PrimaryKeyConstraint("id", "since", name="pk_mentions"),
    )
    op.create_index("ix_mentions_page", "mentions", ["page"])
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("mention", sa.String(length=32), nullable=True),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name="fk_passages_page"),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_passages_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_passages_until"),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
    )
    op.create_index("ix_passages_page", "passages", ["page"])
    op.create_index("ix_passages_since", "passages", ["since"])
    op.create_table(
        "readings",
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("article", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sample", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name="fk_readings_page"),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_readings_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_readings_until"),
        sa.PrimaryKeyConstraint("page", "since", name="pk_readings"),
    )
    op.create_index("ix_readings_document", "readings", ["document"])
    op.create_index("ix_readings_published", "readings", ["published"])
    op.create_table(
        "rulings",
        sa.Column("one", sa.String(length=32), nullable=False),
        sa.Column("other", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("correction", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["correction"], ["corrections.id"], name="fk_rulings_correction"),
        sa.ForeignKeyConstraint(["since"], ["transactions.id"], name="fk_rulings_since"),
        sa.ForeignKeyConstraint(["until"], ["transactions.id"], name="fk_rulings_until"),
        sa.PrimaryKeyConstraint("one", "other", "since", name="pk_rulings"),
    )
    op.create_index("ix_rulings_other", "rulings", ["other"])
    op.create_table(
        "samples",
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name="fk_samples_page"),
        sa.PrimaryKeyConstraint("mark", "page", name="pk_samples"),
    )
