"""The public store: a database of its own that holds what anyone may see, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, func, or_, select

from heritage.db import open_engine
from heritage.edition.public import KINDS, PublicRecord, PublicTerm
from heritage.edition.tables import CHANGE, EDITION, FORMER, LOG, MENTION, META, PUBLIC, TERM


class PublicStore:
    """Questions anyone may ask. Writing goes through the projector's `Pen` alone."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = open_engine(url, read_only=True).execution_options(reading=True)

    def make(self) -> None:
        """Lay out an empty store, or leave one that is there as it is."""
        engine = open_engine(self.url)
        PUBLIC.create_all(engine)
        engine.dispose()

    def close(self) -> None:
        """Let go of connections."""
        self.engine.dispose()

    def record(self, kind: str, slug: str) -> PublicRecord | None:
        """Find an edition by its address."""
        return self._one(and_(EDITION.c.kind == kind, EDITION.c.slug == slug))

    def by_id(self, public_id: str) -> PublicRecord | None:
        """Find an edition by its permanent identifier."""
        return self._one(EDITION.c.public_id == public_id)

    def _one(self, where: Any) -> PublicRecord | None:
        with self.engine.connect() as connection:
            row = connection.execute(select(EDITION).where(where)).first()
        return _record(row) if row else None

    def many(self, ids: Iterable[str], kind: str | None = None) -> dict[str, PublicRecord]:
        """Fetch several editions, perhaps of a kind; what is not public is not among them."""
        wanted = sorted({each for each in ids if each})
        found: dict[str, PublicRecord] = {}
        with self.engine.connect() as connection:
            for start in range(0, len(wanted), 400):
                some = select(EDITION).where(EDITION.c.public_id.in_(wanted[start : start + 400]))
                if kind is not None:
                    # Written so, no index serves it: SQLite would walk through all of the kind.
                    some = some.where(EDITION.c.kind.concat("") == kind)
                for row in connection.execute(some):
                    found[row.public_id] = _record(row)
        return found

    def beginning(self, beginnings: Iterable[str]) -> list[PublicRecord]:
        """Fetch editions by how their identifiers begin, in the order asked for."""
        wanted = list(beginnings)
        lengths = {len(each) for each in wanted}
        found: dict[str, PublicRecord] = {}
        with self.engine.connect() as connection:
            for start in range(0, len(wanted), 100):
                some = or_(*(_begins(each) for each in wanted[start : start + 100]))
                for row in connection.execute(select(EDITION).where(some)):
                    found |= dict.fromkeys((row.public_id[:n] for n in lengths), _record(row))
        return [found[each] for each in wanted if each in found]

    def mentioning(self, public_id: str, kind: str | None = None) -> list[PublicRecord]:
        """List the editions that point to this one: its events, its parts, who cites it."""
        found = (
            select(EDITION)
            .join(MENTION, MENTION.c.from_id == EDITION.c.public_id)
            .where(MENTION.c.to_id == public_id)
            .order_by(EDITION.c.kind, EDITION.c.slug)
        )
        if kind is not None:
            found = found.where(EDITION.c.kind == kind)
        with self.engine.connect() as connection:
            return [_record(row) for row in connection.execute(found)]

    def mentioning_any(self, ids: Iterable[str], kind: str) -> dict[str, list[PublicRecord]]:
        """List for each of these the editions of a kind that point to it; each is read once."""
        wanted = sorted(set(ids))
        pairs: list[tuple[str, str]] = []
        with self.engine.connect() as connection:
            for start in range(0, len(wanted), 400):
                some = MENTION.c.to_id.in_(wanted[start : start + 400])
                pairs += connection.execute(select(MENTION.c.to_id, MENTION.c.from_id).where(some))
        known = self.many((key for _, key in pairs), kind)
        found: dict[str, list[PublicRecord]] = {each: [] for each in wanted}
        for to, key in pairs:
            if key in known:
                found[to].append(known[key])
        return {each: sorted(some, key=lambda near: near.slug) for each, some in found.items()}

    def moved(self, kind: str, slug: str) -> str | None:
        """Tell where a page went that once stood at this address."""
        found = (
            select(EDITION.c.slug)
            .join(FORMER, FORMER.c.public_id == EDITION.c.public_id)
            .where(FORMER.c.kind == kind, FORMER.c.slug == slug)
        )
        with self.engine.connect() as connection:
            return connection.scalar(found)

    def source_at(self, url: str) -> PublicRecord | None:
        """Find a public source by the address it was published at."""
        for record in self.all("source"):
            if record.field("url") and str(record.field("url")).rstrip("/") == url.rstrip("/"):
                return record
        return None

    def terms(self) -> Terms:
        """Open the vocabularies."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(TERM).order_by(TERM.c.scheme, TERM.c.position)).all()
        return Terms(
            PublicTerm(
                key=row.key,
                scheme=row.scheme,
                local=row.local,
                labels=json.loads(row.labels),
                definition=row.definition,
                broader=row.broader,
                mappings=tuple(tuple(each) for each in json.loads(row.mappings)),
            )
            for row in rows
        )

    def newest(self, limit: int = 10, kind: str | None = None) -> list[PublicRecord]:
        """List what changed last for the public."""
        found = (
            select(EDITION)
            .join(CHANGE, CHANGE.c.public_id == EDITION.c.public_id)
            .order_by(EDITION.c.updated.desc(), CHANGE.c.seq.desc())
            .limit(limit)
        )
        if kind is not None:
            found = found.where(EDITION.c.kind == kind)
        with self.engine.connect() as connection:
            return [_record(row) for row in connection.execute(found)]

    def counts(self) -> dict[str, int]:
        """Count the editions of each kind."""
        counted = select(EDITION.c.kind, func.count().label("number")).group_by(EDITION.c.kind)
        with self.engine.connect() as connection:
            told = {row.kind: row.number for row in connection.execute(counted)}
        return {kind: told.get(kind, 0) for kind in KINDS}

    def all(self, kind: str | None = None) -> Iterator[PublicRecord]:
        """Go through all editions, in the order of their permanent identifiers."""
        found = select(EDITION).order_by(EDITION.c.public_id)
        if kind is not None:
            found = found.where(EDITION.c.kind == kind)
        with self.engine.connect() as connection:
            for row in connection.execution_options(yield_per=200).execute(found):
                yield _record(row)

    def log(self, public_id: str) -> list[tuple[int, str]]:
        """Tell the editions there were of a record: number and day, newest first."""
        found = select(LOG.c.number, LOG.c.updated).where(LOG.c.public_id == public_id)
        with self.engine.connect() as connection:
            return [
                (number, day)
                for number, day in connection.execute(found.order_by(LOG.c.number.desc()))
            ]

    def changes_after(self, seq: int) -> list[tuple[int, str]]:
        """Tell which editions came, changed or went after a change, in order."""
        found = select(CHANGE.c.seq, CHANGE.c.public_id).where(CHANGE.c.seq > seq)
        with self.engine.connect() as connection:
            return [
                (number, key) for number, key in connection.execute(found.order_by(CHANGE.c.seq))
            ]

    def changed(self, ids: Iterable[str], after: int) -> set[str]:
        """Tell which of these came or changed after a change."""
        wanted, found = sorted(set(ids)), set[str]()
        with self.engine.connect() as connection:
            for start in range(0, len(wanted), 400):
                some = CHANGE.c.public_id.in_(wanted[start : start + 400])
                late = select(CHANGE.c.public_id).where(some, CHANGE.c.seq > after)
                found |= set(connection.scalars(late))
        return found

    def watermark(self) -> int:
        """Tell up to which ledger entry the store follows the archive."""
        with self.engine.connect() as connection:
            return int(meta(connection, "watermark") or 0)

    def versions(self) -> dict[str, int]:
        """Tell the newest change of each edition, for the index to be compared with."""
        found = select(CHANGE.c.public_id, CHANGE.c.seq).join(
            EDITION, EDITION.c.public_id == CHANGE.c.public_id
        )
        with self.engine.connect() as connection:
            return {row.public_id: row.seq for row in connection.execute(found)}


class Terms(Mapping[str, PublicTerm]):
    """The vocabularies as the catalogue knows them, by key."""

    def __init__(self, terms: Iterable[PublicTerm]) -> None:
        self._terms = {term.key: term for term in terms}

    def __getitem__(self, key: str) -> PublicTerm:
        return self._terms[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def label(self, key: str | None, language: str) -> str:
        """Name a term, or show its key where nobody named it."""
        if not key:
            return ""
        term = self._terms.get(key)
        return term.label(language) if term else key.split("/", 1)[-1]

    def scheme(self, name: str) -> list[PublicTerm]:
        """List the terms of one scheme in their order."""
        return [term for term in self._terms.values() if term.scheme == name]

    def schemes(self) -> list[str]:
        """Name all schemes."""
        return sorted({term.scheme for term in self._terms.values()})


def meta(connection: Connection, key: str) -> str | None:
    """Read one of the store's notes on itself."""
    return connection.scalar(select(META.c.value).where(META.c.key == key))


def _begins(beginning: str) -> ColumnElement[bool]:
    """Pick identifiers that begin so: they are hexadecimal, and “g” stands after every one."""
    return and_(EDITION.c.public_id >= beginning, EDITION.c.public_id < beginning + "g")


def _record(row: Row[Any]) -> PublicRecord:
    return PublicRecord(
        id=row.public_id,
        kind=row.kind,
        slug=row.slug,
        edition=row.number,
        updated=row.updated,
        body=json.loads(row.body),
    )
