"""What leaves the public leaves the disk: pictures nobody shows, words in the database's log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, exists, select
from sqlalchemy.engine import make_url

from heritage.db import open_engine
from heritage.edition.tables import EDITION
from heritage.media.store import FileStore

PATIENCE_MS = 1000
"""How long readers may hold the emptying of the log up; it is tried again at the next look."""


def pictures_in(body: Mapping[str, Any]) -> set[str]:
    """Name the cleaned pictures a body shows."""
    return {row["file"]["sha256"] for row in body["rows"].get("pictures", ())}


def shown_pictures(connection: Connection) -> set[str]:
    """Name every picture that any edition shows."""
    bodies = connection.scalars(select(EDITION.c.body).where(EDITION.c.body.contains('"pictures"')))
    return {each for body in bodies for each in pictures_in(json.loads(body))}


def unshown(connection: Connection, pictures: Iterable[str]) -> list[str]:
    """Keep those of the pictures that no edition shows any more."""
    return [
        each
        for each in sorted(pictures)
        if not connection.scalar(select(exists().where(EDITION.c.body.contains(each))))
    ]


def remove_pictures(files: FileStore, pictures: Iterable[str]) -> None:
    """Take pictures from where the public fetches them; the archive keeps its own copy."""
    for each in pictures:
        files.remove(each)


def empty_log(url: str) -> None:
    """Bring SQLite's log into the database and cut it off: it still holds what was taken out."""
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or not parts.database:
        return
    log = Path(f"{parts.database}-wal")
    if not log.exists() or log.stat().st_size == 0:
        return
    engine = open_engine(url)
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    finally:
        raw.close()
        engine.dispose()
