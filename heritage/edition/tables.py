"""The tables of the public store. There is nothing here that the public may not see."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

PUBLIC = MetaData()

EDITION = Table(
    "edition",
    PUBLIC,
    Column("public_id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("slug", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("updated", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("kind", "slug"),
    Index("ix_edition_updated", "updated"),
)

MENTION = Table(
    "mention",
    PUBLIC,
    Column("from_id", String, primary_key=True),
    Column("to_id", String, primary_key=True),
    Index("ix_mention_to", "to_id"),
)

FORMER = Table(
    "former_address",
    PUBLIC,
    Column("kind", String, primary_key=True),
    Column("slug", String, primary_key=True),
    Column("public_id", String, nullable=False),
)

LOG = Table(
    "edition_log",
    PUBLIC,
    Column("public_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("updated", String, nullable=False),
    Column("digest", String, nullable=False),
)

TERM = Table(
    "term",
    PUBLIC,
    Column("key", String, primary_key=True),
    Column("scheme", String, nullable=False),
    Column("local", String, nullable=False),
    Column("labels", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("broader", String),
    Column("mappings", Text, nullable=False),
    Column("position", Integer, nullable=False),
)

CHANGE = Table(
    "change",
    PUBLIC,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("public_id", String, nullable=False, unique=True),
    sqlite_autoincrement=True,
)

META = Table(
    "meta",
    PUBLIC,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
