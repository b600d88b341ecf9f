"""What writes in the public store: one batch, one transaction, one hand at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from heritage.db import now
from heritage.edition.store import meta
from heritage.edition.tables import CHANGE, EDITION, FORMER, LOG, MENTION, META, TERM
from heritage.kit.hashing import canonical, sha256


class Pen:
    """Writes editions on an open transaction of the public store."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def watermark(self) -> int:
        """Tell up to which ledger entry the store follows the archive."""
        return int(meta(self.connection, "watermark") or 0)

    def note(self, key: str, value: str) -> None:
        """Keep one of the store's notes on itself."""
        self.connection.execute(delete(META).where(META.c.key == key))
        self.connection.execute(insert(META).values(key=key, value=value))

    def put(self, public_id: str, kind: str, slug: str, body: Mapping[str, Any]) -> bool:
        """Write an edition; when nothing a reader would see has changed, write nothing."""
        text = canonical(body)
        digest = sha256(f"{kind}\n{slug}\n{text}")
        there = self._row(public_id)
        if there is not None and there.digest == digest:
            return False
        number, day = (there.number if there else 0) + 1, now().date().isoformat()
        if there is not None and there.slug != slug:
            self._remember_address(there.kind, there.slug, public_id)
        self.connection.execute(delete(EDITION).where(EDITION.c.public_id == public_id))
        self.connection.execute(
            insert(EDITION).values(
                public_id=public_id, kind=kind, slug=slug, number=number, updated=day,
                digest=digest, body=text,
            )
        )  # fmt: skip
        self.connection.execute(
            insert(LOG).values(public_id=public_id, number=number, updated=day, digest=digest)
        )
        self._mentions(public_id, body)
        self._changed(public_id)
        return True

    def remove(self, public_id: str) -> bool:
        """Take a record out with all that was told of it."""
        if self._row(public_id) is None:
            return False
        for table in (EDITION, LOG, FORMER):
            self.connection.execute(delete(table).where(table.c.public_id == public_id))
        self.connection.execute(delete(MENTION).where(MENTION.c.from_id == public_id))
        self._changed(public_id)
        return True

    def has(self, public_id: str) -> bool:
        """Say whether there is an edition of this record."""
        return self._row(public_id) is not None

    def ids(self) -> set[str]:
        """Name every edition there is."""
        return set(self.connection.scalars(select(EDITION.c.public_id)))

    def terms(self, terms: Iterable[Mapping[str, Any]]) -> None:
        """Copy the vocabularies, when they changed since the last time."""
        rows = [dict(term) for term in terms]
        digest = sha256(canonical(rows))
        if meta(self.connection, "terms") == digest:
            return
        self.connection.execute(delete(TERM))
        if rows:
            self.connection.execute(insert(TERM), rows)
        self.note("terms", digest)

    def _row(self, public_id: str) -> Any:
        return self.connection.execute(
            select(EDITION).where(EDITION.c.public_id == public_id)
        ).first()

    def _remember_address(self, kind: str, slug: str, public_id: str) -> None:
        same = (FORMER.c.kind == kind) & (FORMER.c.slug == slug)
        self.connection.execute(delete(FORMER).where(same))
        self.connection.execute(insert(FORMER).values(kind=kind, slug=slug, public_id=public_id))

    def _mentions(self, public_id: str, body: Mapping[str, Any]) -> None:
        self.connection.execute(delete(MENTION).where(MENTION.c.from_id == public_id))
        named = sorted(mentioned(body) - {public_id})
        if named:
            self.connection.execute(
                insert(MENTION), [{"from_id": public_id, "to_id": each} for each in named]
            )

    def _changed(self, public_id: str) -> None:
        self.connection.execute(delete(CHANGE).where(CHANGE.c.public_id == public_id))
        self.connection.execute(insert(CHANGE).values(public_id=public_id))


POINTERS = {
    "part_of",
    "other",
    "subject",
    "agent",
    "alleged_by_record",
    "asserted_by_record",
    "place",
    "source",
    "publisher_record",
    "record",
}


def mentioned(body: Mapping[str, Any]) -> set[str]:
    """Find every record and source a body points to."""
    found: set[str] = set()
    stack: list[Any] = [body]
    while stack:
        here = stack.pop()
        if isinstance(here, Mapping):
            found |= {value for key, value in here.items() if key in POINTERS and _is_id(value)}
            stack += here.values()
        elif isinstance(here, list):
            stack += here
    return found


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == 32
