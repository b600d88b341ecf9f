"""The indexes follow the stores: the desk's the archive, the public one the public store."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from heritage.edition.store import PublicStore
from heritage.ledger.models import Outbox
from heritage.ledger.queries import outbox_after, outbox_end
from heritage.records.models import Record
from heritage.search.backend import (
    Backend,
    Progress,
    SearchAway,
    SearchBusy,
    SearchUnavailable,
    SearchUnsafe,
)
from heritage.search.desk_documents import record_document, source_document
from heritage.search.documents import Change, Document, Removal
from heritage.search.neighbours import Neighbours
from heritage.search.public_documents import public_document
from heritage.search.request import Difference
from heritage.sources.models import Source

BATCH = 200
log = logging.getLogger(__name__)


class Follower(ABC):
    """An index that follows a store."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    def catch_up(self) -> int:
        """Take in what changed since; an index that cannot be read is made anew.

        One that cannot be reached or trusted is left alone: the outbox waits until it can be.
        """
        try:
            return self._caught_up()
        except (SearchAway, SearchBusy, SearchUnsafe):
            return 0

    def _caught_up(self) -> int:
        try:
            mark = self.backend.watermark()
            if mark is not None:
                done = self._follow(mark)
                if not done:
                    self.backend.tidy()
                return done
        except (SearchAway, SearchBusy, SearchUnsafe):
            raise
        except SearchUnavailable as fault:
            log.warning("%s It is made anew.", fault)
        return self.rebuild()

    @abstractmethod
    def rebuild(self, progress: Progress | None = None) -> int:
        """Make the index anew from its store, while the old one goes on answering."""

    @abstractmethod
    def _follow(self, mark: int) -> int:
        """Take in what came after a mark."""


class DeskIndex(Follower):
    """The desk's index: everything, drafts included, as the outbox tells of it."""

    def __init__(self, read: sessionmaker[Session], backend: Backend) -> None:
        super().__init__(backend)
        self.read = read

    def _follow(self, mark: int) -> int:
        done = 0
        with self.read() as session:
            while rows := outbox_after(session, mark, BATCH):
                mark = max(row.seq for row in rows)
                subjects = dict.fromkeys((row.kind, row.subject_id) for row in rows)
                self.backend.apply([self._change(session, *each) for each in subjects], mark)
                done += len(rows)
        return done

    def _change(self, session: Session, kind: str, key: str) -> Change:
        return self._document(session, kind, key) or Removal(key, _version(session, key))

    def _document(self, session: Session, kind: str, key: str) -> Document | None:
        version = _version(session, key)
        if kind == "record":
            record = session.get(Record, key)
            return record_document(session, record, version) if record else None
        source = session.get(Source, key)
        return source_document(session, source, version) if source else None

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make the index anew from the archive, while the old one goes on answering."""
        with self.read() as session:
            mark = outbox_end(session)
            return self.backend.rebuild(self._all(session), mark, progress)

    def _all(self, session: Session) -> Iterator[Document]:
        for kind, model in (("record", Record), ("source", Source)):
            for key in session.scalars(select(model.id).order_by(model.id)).all():
                if document := self._document(session, kind, key):
                    yield document
                session.expunge_all()

    def verify(self) -> Difference:
        """Compare every document with the archive."""
        with self.read() as session:
            expected: Mapping[str, int] = {
                document.id: document.version for document in self._all(session)
            }
        return self.backend.verify(expected)


def _version(session: Session, key: str) -> int:
    """Tell a record's newest change; read before the record, it is never too new for it."""
    return session.scalar(select(func.max(Outbox.seq)).where(Outbox.subject_id == key)) or 0


class PublicIndex(Follower):
    """The catalogue's index: editions and nothing else."""

    def __init__(self, public: PublicStore, backend: Backend) -> None:
        super().__init__(backend)
        self.public = public

    def _follow(self, mark: int) -> int:
        changes = self.public.changes_after(mark)
        for start in range(0, len(changes), BATCH):
            some = changes[start : start + BATCH]
            self.backend.apply(self._changes(some), some[-1][0])
        return len(changes)

    def _changes(self, told: Sequence[tuple[int, str]]) -> list[Change]:
        records, near = self.public.many(key for _, key in told), Neighbours(self.public)
        near.gather(list(records.values()))
        return [
            public_document(records[key], near, seq) if key in records else Removal(key, seq)
            for seq, key in told
        ]

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make the index anew from the public store."""
        changes = self.public.changes_after(0)
        mark = changes[-1][0] if changes else 0
        return self.backend.rebuild(self._all(), mark, progress)

    def _all(self) -> Iterator[Document]:
        versions, near = self.public.versions(), Neighbours(self.public)
        every = self.public.all()
        while some := list(islice(every, BATCH)):
            near.gather(some)
            for record in some:
                yield public_document(record, near, versions.get(record.id, 0))

    def verify(self) -> Difference:
        """Compare every document with the public store."""
        return self.backend.verify(self.public.versions())
