"""From documents to a public archive through the rooms' own deeds, each stage of it timed."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from heritage.accounts.models import User
from heritage.claims import actions as claims
from heritage.house import House
from heritage.kit.fields import Kind
from heritage.ledger.documents import child_model, children_of, document, fields_of
from heritage.records import actions as records
from heritage.records.models import KINDS, Event, Record
from heritage.search.sync import DeskIndex, PublicIndex
from heritage.sources import actions as sources
from heritage.sources.models import Source
from tests.load.inventing import Written, invented
from tests.making import person

BATCH = 200
SEED = 20151118
COMMENT = "made for the bench"
FOLLOWED = 5


@dataclass(frozen=True)
class Stage:
    """One stage of filling: how many things, and how long they took in CPU and on the wall."""

    what: str
    count: int
    cpu_s: float
    wall_s: float

    @property
    def rate(self) -> float:
        """Say how many a second of CPU."""
        return self.count / max(self.cpu_s, 1e-9)


def fill(house: House, count: int) -> list[Stage]:
    """Write and publish so many records, project and index them, and follow a few changes.

    Projecting and indexing are timed as `rebuild` does them, each record once: to follow the outbox
    of so many at a stroke would write the editions of those they name again and again.
    """
    written = list(invented(count, SEED))
    desk = DeskIndex(house.read, house.desk_search)
    public = PublicIndex(house.public, house.public_search)
    return [
        _timed("written and published", lambda: _write(house, written)),
        _timed("projected", house.projector().rebuild),
        _timed("indexed for the desk", desk.rebuild),
        _timed("indexed for the public", public.rebuild),
        _timed("one change to the public", lambda: _follow(house)),
    ]


def _timed(what: str, work: Callable[[], int]) -> Stage:
    cpu, wall = time.process_time(), time.perf_counter()
    count = work()
    return Stage(what, count, time.process_time() - cpu, time.perf_counter() - wall)


def _write(house: House, written: Iterable[Written]) -> int:
    """Write, cite, send and publish everything, two hundred records to a commit."""
    ids: list[str] = []
    rest = iter(written)
    while some := list(islice(rest, BATCH)):
        with house.write() as session:
            _batch(session, some, ids)
            session.commit()
    return len(ids)


def _batch(session: Session, some: list[Written], ids: list[str]) -> None:
    writer, reviewer = person(session), person(session, "reviewer")
    for each in some:
        kept = _create(session, each, ids, writer)
        ids.append(kept.id)
        for said in each.claims:
            source = session.get_one(Source, ids[said.source])
            claims.cite(session, source, kept.id, said.told, by=writer)
        _publish(session, kept, writer, reviewer)


def _create(session: Session, each: Written, ids: list[str], by: User) -> Record | Source:
    model = KINDS.get(each.kind, Source)
    doc = with_ids(model, each.doc, ids)
    if each.kind == "source":
        return sources.create(session, doc, by, COMMENT)
    return records.create(session, each.kind, doc, by, COMMENT)


def _publish(session: Session, kept: Record | Source, writer: User, reviewer: User) -> None:
    seen: Mapping[str, Any] = {"comment": COMMENT, "read_at": kept.version}
    if isinstance(kept, Record):
        records.send(session, kept, by=writer, **seen)
        records.publish(session, kept, by=reviewer, **seen)
    else:
        sources.send(session, kept, by=writer, **seen)
        claims.publish_source(session, kept, by=reviewer, **seen)


def _follow(house: House) -> int:
    """Publish a change to one event after the other, each followed into both indexes at once."""
    with house.read() as session:
        keys = list(session.scalars(select(Event.id).order_by(Event.id).limit(FOLLOWED)))
    for number, key in enumerate(keys):
        with house.write() as session:
            record = session.get_one(Record, key)
            doc = document(record) | {"extent_en": f"Seen anew {number} times."}
            writer, reviewer = person(session), person(session, "reviewer")
            records.save(session, record, doc, by=writer, comment=COMMENT, read_at=record.version)
            _publish(session, record, writer, reviewer)
            session.commit()
        house.catch_up()
    return len(keys)


def with_ids(model: type[Any], doc: Mapping[str, Any], ids: list[str]) -> dict[str, Any]:
    """Put staff ids where the document has the numbers of records written before."""
    pointers = set(_pointers(model))
    known = {
        key: ids[value] if key in pointers and value is not None else value
        for key, value in doc.items()
    }
    for key in children_of(model):
        if key in doc:
            known[key] = [with_ids(child_model(model, key), row, ids) for row in doc[key]]
    return known


def _pointers(model: type[Any]) -> Iterator[str]:
    for key, told in fields_of(model).items():
        if told.kind in {Kind.RECORD, Kind.SOURCE}:
            yield key
