"""What writes in the public store: one batch, one transaction, one hand at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from heritage.db import now
from heritage.edition.leaving import pictures_in
from heritage.edition.store import meta
from heritage.edition.tables import CHANGE, EDITION, FORMER, LOG, MENTION, META, TERM
from heritage.kit.hashing import canonical, sha256


class Pen:
    """Writes editions on an open transaction of the public store."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.dropped: set[str] = set()
        """Pictures an edition showed before and shows no longer."""

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
        self._dropping(there, body)
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
        around = self._around(public_id, kind)
        self._mentions(public_id, body)
        self._changed(public_id, around | self._around(public_id, kind))
        return True

    def remove(self, public_id: str) -> bool:
        """Take a record out with all that was told of it."""
        there = self._row(public_id)
        if there is None:
            return False
        self._dropping(there, {"rows": {}})
        around = self._around(public_id, there.kind)
        for table in (EDITION, LOG, FORMER):
            self.connection.execute(delete(table).where(table.c.public_id == public_id))
        self.connection.execute(delete(MENTION).where(MENTION.c.from_id == public_id))
        self._changed(public_id, around)
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

    def _dropping(self, there: Any, body: Mapping[str, Any]) -> None:
        if there is not None:
            self.dropped |= pictures_in(json.loads(there.body)) - pictures_in(body)

    def _around(self, public_id: str, kind: str) -> set[str]:
        """Find the editions that are searched by what this one says.

        A site is found by the causes and days of its events, an event where its sites stand, a
        record by the publishers of its sources, a part by its wholes, and what befell it by the
        names of who is said to have done it.
        """
        if kind == "event":
            named = select(MENTION.c.to_id).where(MENTION.c.from_id == public_id)
            return set(self.connection.scalars(named))
        if kind == "source":
            return {each for each, of in self._mentioning(public_id) if of != "source"}
        if kind in {"site", "thing"}:
            found = {public_id}
            self._gather(public_id, found)
            return found - {public_id}
        events = {each for each, of in self._mentioning(public_id) if of == "event"}
        named = select(MENTION.c.to_id).where(MENTION.c.from_id.in_(events))
        return (events | set(self.connection.scalars(named))) - {public_id}

    def _gather(self, public_id: str, found: set[str]) -> None:
        """Go down from a whole to its parts, and to the events and people of each."""
        for each, kind in self._mentioning(public_id):
            if each in found or kind not in {"site", "thing", "event", "person"}:
                continue
            found.add(each)
            fields = json.loads(self._row(each).body)["fields"]
            if fields.get("part_of") == public_id:
                self._gather(each, found)

    def _mentioning(self, public_id: str) -> list[tuple[str, str]]:
        found = (
            select(MENTION.c.from_id, EDITION.c.kind)
            .join(EDITION, EDITION.c.public_id == MENTION.c.from_id)
            .where(MENTION.c.to_id == public_id)
        )
        return [(each, kind) for each, kind in self.connection.execute(found)]

    def _changed(self, public_id: str, around: Iterable[str]) -> None:
        """Tell the index to look at this edition again, and at those searched by what it says."""
        for each in (*sorted(around), public_id):
            if each == public_id or self.has(each):
                self.connection.execute(delete(CHANGE).where(CHANGE.c.public_id == each))
                self.connection.execute(insert(CHANGE).values(public_id=each))


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
