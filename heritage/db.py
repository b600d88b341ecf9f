"""The floor under every table: base class, engines, sessions, portable types."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

SOUND_SQLITE = (3, 51, 3)
"""The first release without the bug that could corrupt a write-ahead log."""

BUSY_MS = 15_000


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, whatever the database thinks of time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment that does not say its zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back where SQLite forgot it."""
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value


def now() -> datetime:
    """Read the clock, in UTC, to the microsecond."""
    return datetime.now(UTC)


CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


Day = Annotated[int, "day"]
"""A day by its number in the proleptic Gregorian calendar, as `date.toordinal` counts; the years
of EDTF run further than any database's dates."""


class Base(DeclarativeBase):
    """Every table of the archive's own store."""

    metadata = MetaData(naming_convention=CONVENTION)
    type_annotation_map = {datetime: Moment, dict[str, Any]: JSON, list[str]: JSON, Day: BigInteger}


def sqlite_module() -> ModuleType:
    """Choose the newer SQLite: Python's own is often older than the one that is sound."""
    try:
        import pysqlite3
    except ImportError:
        return sqlite3
    newer: bool = pysqlite3.sqlite_version_info > sqlite3.sqlite_version_info
    return pysqlite3 if newer else sqlite3


def open_engine(url: str, *, read_only: bool = False) -> Engine:
    """Open a database by its URL, made durable: SQLite with WAL and synchronous=FULL.

    Writing connections begin with BEGIN IMMEDIATE, so that a save either has the floor at
    once or waits its turn; reading ones never wait.
    """
    if make_url(url).get_backend_name() != "sqlite":
        options = {"options": "-c default_transaction_read_only=on"} if read_only else {}
        return create_engine(url, pool_pre_ping=True, connect_args=options)
    engine = create_engine(url, module=sqlite_module(), connect_args={"timeout": BUSY_MS / 1000})
    event.listen(engine, "connect", _prepare(read_only=read_only))
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(*, read_only: bool) -> Callable[[Any, Any], None]:
    pragmas = [
        f"busy_timeout={BUSY_MS}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "secure_delete=ON",
        "query_only=ON" if read_only else "journal_mode=WAL",
    ]

    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return prepare


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def writers(engine: Engine) -> sessionmaker[Session]:
    """Make sessions that may change the archive."""
    return sessionmaker(engine, expire_on_commit=False)


def readers(engine: Engine) -> sessionmaker[Session]:
    """Make sessions that look and never hold a writer up."""
    return sessionmaker(engine.execution_options(reading=True), expire_on_commit=False)
