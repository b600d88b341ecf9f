"""Questions to the records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from heritage.kit.fields import Kind
from heritage.kit.names import LIKELY, fold, likeness
from heritage.kit.places import distance_m
from heritage.ledger.documents import child_model, children_of, fields_of
from heritage.ledger.queries import published_naming
from heritage.records.models import KINDS, Event, Record, Site, Thing
from heritage.records.parts import Identifier, Name, Place
from heritage.records.parts_of_events import Affected, Effect


def by_ids(session: Session, ids: Iterable[str]) -> dict[str, Record]:
    """Fetch several records at once."""
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    found = session.scalars(select(Record).where(Record.id.in_(wanted)))
    return {record.id: record for record in found}


def titled(session: Session, ids: Iterable[str], language: str = "en") -> dict[str, str]:
    """Name several records."""
    return {key: record.title(language) for key, record in by_ids(session, ids).items()}


def parts_of(session: Session, record: Record) -> list[Record]:
    """List what a site or thing contains."""
    inside = or_(Site.part_of_id == record.id, Thing.part_of_id == record.id)
    found = session.scalars(select(Record).where(inside))
    return sorted(found, key=lambda each: each.title())


def events_of(session: Session, record: Record) -> list[Event]:
    """List the events that befell a record, in order of their earliest day."""
    mine = select(Effect.record_id).where(Effect.subject_id == record.id)
    people = select(Affected.record_id).where(Affected.subject_id == record.id)
    found = select(Event).where(or_(Event.id.in_(mine), Event.id.in_(people)))
    return list(session.scalars(found.order_by(Event.happened_earliest)))


def neighbours(session: Session, record_id: str) -> set[str]:
    """Find the records that name this one, in their rows now or as they were approved."""
    return _naming(session, Kind.RECORD, record_id)


def resting_on(session: Session, source_id: str) -> set[str]:
    """Find the records that say, now or as they were approved, what was seen in this source."""
    return _naming(session, Kind.SOURCE, source_id)


def _naming(session: Session, kind: Kind, key: str) -> set[str]:
    found = published_naming(session, "record", Record, key)
    for owner, column in _pointers(kind):
        found |= set(session.scalars(select(owner).where(column == key)))
    return found


@cache
def _pointers(kind: Kind) -> list[tuple[Any, Any]]:
    """List the columns that name a record or a source, each with the column of whose it is."""
    parts = {child_model(model, key) for model in KINDS.values() for key in children_of(model)}
    owners: list[tuple[Any, str]] = [(model, "id") for model in KINDS.values()]
    owners += [(part, "record_id") for part in sorted(parts, key=lambda each: each.__name__)]
    return [
        (getattr(model, owner), getattr(model, key))
        for model, owner in owners
        for key, told in fields_of(model).items()
        if told.kind is kind
    ]


@dataclass(frozen=True)
class Alike:
    """A record that may be the one being entered, and why it is thought so."""

    record: Record
    why: str
    score: float


def alike(
    session: Session,
    kind: str,
    names: Iterable[str],
    *,
    point: tuple[float, float] | None = None,
    identifiers: Iterable[tuple[str, str]] = (),
    but: str = "",
    limit: int = 3,
) -> list[Alike]:
    """Suggest records that may already stand for this: by name, by place, by identifier."""
    found: dict[str, Alike] = {}
    for each in [
        *_alike_by_identifier(session, identifiers),
        *_alike_by_name(session, kind, names),
        *(_alike_by_place(session, kind, point) if point else ()),
    ]:
        known = found.get(each.record.id)
        if each.record.id != but and (known is None or known.score < each.score):
            found[each.record.id] = each
    return sorted(found.values(), key=lambda each: -each.score)[:limit]


def _alike_by_name(session: Session, kind: str, names: Iterable[str]) -> Iterable[Alike]:
    told = [name for name in names if len(fold(name)) >= 3]
    rows = (
        session.execute(
            select(Name.text, Name.record_id)
            .join(Record, Record.id == Name.record_id)
            .where(Record.kind == kind)
        ).all()
        if told
        else []
    )
    scored: dict[str, tuple[float, str]] = {}
    for text, record_id in rows:
        score = max(likeness(text, name) for name in told)
        if score >= LIKELY and score > scored.get(record_id, (0.0, ""))[0]:
            scored[record_id] = (score, text)
    records = by_ids(session, scored)
    for record_id, (score, text) in scored.items():
        yield Alike(records[record_id], f"name: {text}", score)


def _alike_by_identifier(
    session: Session, identifiers: Iterable[tuple[str, str]]
) -> Iterable[Alike]:
    for scheme, value in identifiers:
        if not value:
            continue
        same = select(Identifier.record_id).where(
            func.lower(Identifier.scheme) == scheme.lower(), Identifier.value == value
        )
        for record in session.scalars(select(Record).where(Record.id.in_(same))):
            yield Alike(record, f"{scheme}: {value}", 1.0)


def _alike_by_place(session: Session, kind: str, point: tuple[float, float]) -> Iterable[Alike]:
    lat, lon = point
    near = (
        select(Place)
        .join(Record, Record.id == Place.record_id)
        .where(
            Record.kind == kind,
            Place.lat.between(lat - 0.005, lat + 0.005),
            Place.lon.between(lon - 0.01, lon + 0.01),
        )
    )
    for place in session.scalars(near):
        away = distance_m((lat, lon), (place.lat or 0.0, place.lon or 0.0))
        if away <= 500:
            record = session.get_one(Record, place.record_id)
            yield Alike(record, f"{round(away)} m away", 0.9 - away / 5000)
