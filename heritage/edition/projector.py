"""The projector: follows the outbox and writes the public store; nothing else does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import Session, selectinload, sessionmaker

from heritage.claims.models import Claim
from heritage.db import open_engine
from heritage.edition.bodies import record_body, source_body
from heritage.edition.leaving import empty_log, remove_pictures, shown_pictures, unshown
from heritage.edition.pen import Pen
from heritage.edition.store import PublicStore
from heritage.ledger.queries import outbox_after, outbox_end, published_naming
from heritage.media.store import FileStore
from heritage.records.models import Record
from heritage.records.queries import neighbours, resting_on
from heritage.sources.models import Source
from heritage.vocab.models import Term

Subject = tuple[str, str]
"""Kind (`record` or `source`) and staff id of something that changed."""
Progress = Callable[[int, int], None]


class Projector:
    """Keeps the public store equal to what was approved in the archive."""

    def __init__(
        self,
        read: sessionmaker[Session],
        public: PublicStore,
        files: FileStore,
        public_files: FileStore,
    ) -> None:
        self.read = read
        self.public = public
        self.files = files
        self.public_files = public_files

    def catch_up(self) -> int:
        """Follow the outbox to its end; what is done twice comes out the same."""
        done = 0
        while batch := self._batch():
            done += batch
        empty_log(self.public.url)
        return done

    def _batch(self) -> int:
        with self.read() as session:
            if not outbox_after(session, self.public.watermark(), 1):
                return 0
        with open_pen(self.public.url) as pen, self.read() as session:
            rows = outbox_after(session, pen.watermark())
            if not rows:
                return 0
            subjects = dict.fromkeys((row.kind, row.subject_id) for row in rows)
            self._follow(session, pen, subjects)
            pen.terms(_terms(session))
            pen.note("watermark", str(max(row.seq for row in rows)))
            gone = unshown(pen.connection, pen.dropped)
        remove_pictures(self.public_files, gone)
        return len(rows)

    def _follow(self, session: Session, pen: Pen, subjects: Iterable[Subject]) -> None:
        """Write what changed, then the records whose editions tell of it."""
        waiting, seen = list(subjects), set[Subject]()
        while waiting:
            subject = waiting.pop()
            if subject in seen:
                continue
            seen.add(subject)
            waiting += [each for each in self._write(session, pen, subject) if each not in seen]

    def _write(self, session: Session, pen: Pen, subject: Subject) -> list[Subject]:
        """Write one edition or take it out; name those that may now have to be told otherwise.

        Somebody who comes to be at risk may stand in the words of others without ever having had
        a page; what a record withholds must leave the pages of the sources that say it.
        """
        kept = _load(session, subject)
        if kept is None:
            return []
        known = pen.has(kept.public_id)
        body = _body(session, kept, self._rendition)
        kind = kept.kind if isinstance(kept, Record) else "source"
        if body is None:
            pen.remove(kept.public_id)
            changed = False
        else:
            changed = pen.put(kept.public_id, kind, kept.slug or kept.public_id, body)
        if kind == "person" or known is (body is None):
            return _telling_of(session, subject)
        if kind == "source":
            return _citing(session, kept.id)
        return _saying(session, kept.id) if changed else []

    def _rendition(self, rendition: str) -> None:
        """Copy a cleaned picture to where the public may fetch it."""
        if not self.public_files.has(rendition):
            with self.files.open(rendition) as stream:
                self.public_files.keep(stream.read())

    def rebuild(self, progress: Progress | None = None) -> int:
        """Write every edition anew from the archive; unchanged ones keep number and day."""
        with open_pen(self.public.url) as pen, self.read() as session:
            end = outbox_end(session)
            subjects = _all(session)
            for number, subject in enumerate(subjects):
                self._write(session, pen, subject)
                if progress:
                    progress(number + 1, len(subjects))
            known = {each.public_id for each in _kept(session, subjects)}
            for stray in pen.ids() - known:
                pen.remove(stray)
            pen.terms(_terms(session))
            pen.note("watermark", str(end))
            count, shown = len(pen.ids()), shown_pictures(pen.connection)
        remove_pictures(self.public_files, set(self.public_files.walk()) - shown)
        empty_log(self.public.url)
        return count

    def verify(self) -> list[str]:
        """Compare every edition with what the archive would publish now; name each difference."""
        faults = []
        with self.read() as session:
            subjects = _all(session)
            expected: dict[str, Any] = {}
            for kept in _kept(session, subjects):
                body = _body(session, kept, lambda _: None)
                if body is not None:
                    expected[kept.public_id] = json.loads(json.dumps(body))
        there = {record.id: record for record in self.public.all()}
        for key in sorted(set(expected) - set(there)):
            faults.append(f"edition {key} is missing from the public store")
        for key in sorted(set(there) - set(expected)):
            faults.append(f"edition {key} should not be in the public store")
        for key in sorted(set(there) & set(expected)):
            if there[key].body != expected[key]:
                faults.append(f"edition {key} ({there[key].path}) differs from the archive")
        return faults


class open_pen:  # noqa: N801
    """Hold the public store for writing: all of a batch is written, or nothing."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)

    def __enter__(self) -> Pen:
        self.connection: Connection = self.engine.connect()
        self.transaction = self.connection.begin()
        return Pen(self.connection)

    def __exit__(self, fault: type[BaseException] | None, *_rest: object) -> None:
        if fault is None:
            self.transaction.commit()
        else:
            self.transaction.rollback()
        self.connection.close()
        self.engine.dispose()


def _load(session: Session, subject: Subject) -> Record | Source | None:
    kind, key = subject
    return session.get(Record, key) if kind == "record" else session.get(Source, key)


def _all(session: Session) -> list[Subject]:
    records = select(Record.id).where(Record.published_version.is_not(None))
    sources = select(Source.id).where(Source.published_version.is_not(None))
    return [
        *(("source", key) for key in session.scalars(sources)),
        *(("record", key) for key in session.scalars(records)),
    ]


def _kept(session: Session, subjects: Iterable[Subject]) -> Iterable[Record | Source]:
    for subject in subjects:
        kept = _load(session, subject)
        if kept is not None:
            yield kept


def _body(
    session: Session, kept: Record | Source, copy: Callable[[str], None]
) -> Mapping[str, Any] | None:
    if isinstance(kept, Record):
        return record_body(session, kept, copy)
    return source_body(session, kept)


def _telling_of(session: Session, subject: Subject) -> list[Subject]:
    """Find every record and source whose edition may name this one."""
    kind, key = subject
    if kind == "source":
        return [*_citing(session, key), *(("record", each) for each in resting_on(session, key))]
    spoken = or_(Claim.record_id == key, Claim.asserted_by_id == key)
    claims = session.execute(select(Claim.source_id, Claim.record_id).where(spoken)).all()
    published = set(session.scalars(select(Source.id).where(Source.publisher_id == key)))
    published |= published_naming(session, "source", Source, key)
    return [
        *(("record", each) for each in neighbours(session, key)),
        *(("record", each) for each in {claim.record_id for claim in claims} - {key}),
        *(("source", each) for each in {claim.source_id for claim in claims} | published),
    ]


def _saying(session: Session, record_id: str) -> list[Subject]:
    named = select(Claim.source_id).where(Claim.record_id == record_id).distinct()
    return [("source", each) for each in session.scalars(named)]


def _citing(session: Session, source_id: str) -> list[Subject]:
    named = select(Claim.record_id).where(Claim.source_id == source_id).distinct()
    return [("record", each) for each in session.scalars(named)]


def _terms(session: Session) -> list[dict[str, Any]]:
    found = select(Term).options(selectinload(Term.mappings)).order_by(Term.key)
    return [
        {
            "key": term.key,
            "scheme": term.scheme,
            "local": term.local,
            "labels": json.dumps(
                {"en": term.label_en, "ar": term.label_ar, "fr": term.label_fr}, ensure_ascii=False
            ),
            "definition": term.definition,
            "broader": term.broader,
            "mappings": json.dumps(
                sorted(
                    [each.relation, each.target_scheme, each.target_term] for each in term.mappings
                )
            ),
            "position": term.position,
        }
        for term in session.scalars(found)
    ]
