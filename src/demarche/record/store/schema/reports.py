"""Reports as they were received and read, what they tell, and what is judged of it."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from demarche.record.store.schema.columns import Moment, in_transaction, metadata, versions

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
    in_transaction(nullable=False, index=True),
)

sightings = Table(
    "sightings",
    metadata,
    Column("page", ForeignKey("pages.id"), primary_key=True),
    Column("accessed", Moment, primary_key=True),
    in_transaction(nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("page", ForeignKey("pages.id"), primary_key=True),
    *versions(),
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
    *versions(),
    Column("share", Float, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", String(32), primary_key=True),
    *versions(),
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
    *versions(),
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
    *versions(),
    Column("printed", Date, nullable=False),
    Index("ix_answers_code_printed", "code", "printed"),
)

doings = Table(
    "doings",
    metadata,
    Column("mention", String(32), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    *versions(),
    Column("printed", Date, nullable=False),
    Index("ix_doings_code_word_printed", "code", "word", "printed"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("one", String(32), primary_key=True),
    Column("other", String(32), primary_key=True),
    *versions(),
    Column("verdict", String(10), nullable=False),
    Column("score", Float, nullable=False),
    Index("ix_judgements_other", "other"),
)

rulings = Table(
    "rulings",
    metadata,
    Column("one", String(32), primary_key=True),
    Column("other", String(32), primary_key=True),
    *versions(),
    Column("verdict", String(10), nullable=False),
    Column("by", Text, nullable=False),
    Column("correction", ForeignKey("corrections.id"), nullable=False),
    Index("ix_rulings_other", "other"),
)

heirs = Table(
    "heirs",
    metadata,
    Column("mention", String(32), primary_key=True),
    *versions(),
    Column("heir", String(32), nullable=False, index=True),
)
