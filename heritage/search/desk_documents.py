"""From a record or source, drafts included, to the document by which the desk finds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy.orm import Session

from heritage.claims.models import Claim
from heritage.claims.queries import base_field, by_field, of_source, on_record
from heritage.claims.weigh import Weight, weigh
from heritage.edition.public import PATHS
from heritage.kit.fields import Kind, Level
from heritage.ledger.documents import children_of, fields_of
from heritage.records.models import Person, Record
from heritage.search.documents import Days, Document, Name, Text
from heritage.sources.models import Source
from heritage.sources.queries import texts


def record_document(session: Session, record: Record, version: int) -> Document | None:
    """Describe a record to the desk's index; people at risk are looked up by name alone, in SQL.

    Every archivist may search this index, so what needs clearance does not enter it.
    """
    if isinstance(record, Person) and record.at_risk:
        return None
    claims = [each for each in on_record(session, record.id) if each.level <= Level.STAFF]
    place = next((row for row in record.places if row.lat is not None), None)
    return Document(
        id=record.id,
        kind=record.kind,
        title=record.title(),
        version=version,
        names=tuple(Name(row.text, row.lang) for row in record.names if row.preferred),
        aliases=tuple(Name(row.text, row.lang) for row in record.names if not row.preferred),
        summary=tuple(_prose(record)),
        quotes=tuple(
            Text(text, "") for each in claims for text in (each.quote, each.value) if text
        ),
        facets={
            "status": (record.status,),
            "country": (record.country,) if record.country else (),
            "grade": _local(getattr(record, "grade", None)),
            "type": _local(getattr(record, "heritage_type", None)),
            "event_kind": _local(getattr(record, "event_kind", None)),
            "is": tuple(_states(record, claims)),
            "weight": tuple(_weights(claims)),
            "verdict": _distinct(_verdicts(record)),
            **{key: _distinct(_terms(record, key)) for key in OF_ROWS},
        },
        whens=tuple(_whens(record)),
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        added=version,
        url=f"/desk/{PATHS[record.kind]}/{record.id}",
        stored={"status": record.status, "title": {"en": record.title(), "ar": record.title("ar")}},
    )


def source_document(session: Session, source: Source, version: int) -> Document:
    """Describe a source to the desk's index, its whole text included."""
    claims = of_source(session, source.id)
    return Document(
        id=source.id,
        kind="source",
        title=source.title,
        version=version,
        names=(Name(source.title, source.language),),
        summary=tuple(
            Text(text, source.language)
            for text in (source.publisher, source.authors, source.original_reporting)
            if text
        ),
        quotes=tuple(Text(claim.quote, source.language) for claim in claims if claim.quote),
        body=tuple(Text(text.body, source.language) for text in texts(session, source)[:1]),
        facets={
            "status": (source.status,),
            "source": (source.publisher,) if source.publisher else (),
            "source_kind": _local(source.source_kind),
            "lang": (source.language,) if source.language else (),
        },
        whens=tuple(_whens(source)),
        added=version,
        url=f"/desk/sources/{source.id}",
        stored={"status": source.status, "title": {"en": source.title}},
    )


OF_ROWS = ("cause", "effect", "role", "fate")
"""Terms a record has itself or in its rows. What other records say of it is not looked at: the desk
finds a draft by what is written in it."""


def _terms(record: Record, key: str) -> Iterator[str | None]:
    rows = (row for name in children_of(type(record)) for row in getattr(record, name))
    for each in (record, *rows):
        told = fields_of(type(each)).get(key)
        if told is not None and told.level <= Level.STAFF:
            yield getattr(each, key)


def _verdicts(record: Record) -> Iterator[str]:
    """Give what the archive concludes on the questions that every archivist may see."""
    fields = {base_field(key): told for key, told in fields_of(type(record)).items()}
    for reading in record.readings:
        told = fields.get(base_field(reading.field))
        if told is None or told.level <= Level.STAFF:
            yield reading.verdict


def _weights(claims: list[Claim]) -> list[str]:
    """Say how the sources stand to each other on each field."""
    return sorted({weigh(of).value for key, of in by_field(claims).items() if key})


def _distinct(keys: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({local for key in keys for local in _local(key)}))


def _prose(record: Record) -> Iterator[Text]:
    for key, told in fields_of(type(record)).items():
        if told.kind in {Kind.TEXT, Kind.PROSE} and told.level <= Level.STAFF:
            value = getattr(record, key)
            if isinstance(value, str) and value:
                yield Text(value, told.language)


def _states(record: Record, claims: list[Claim]) -> Iterator[str]:
    """Tell what can be said of a record in one word."""
    if getattr(record, "pictures", ()):
        yield "pictured"
    fields = by_field(claims)
    if any(weigh(of) is Weight.CONTESTED for key, of in fields.items() if key):
        yield "contested"
    rows = (row for key in children_of(type(record)) for row in getattr(record, key))
    named = any(getattr(row, "source_id", None) for row in rows)
    if not named and all(weigh(of) is Weight.UNCITED for of in fields.values()):
        yield "uncited"


def _whens(kept: Any) -> Iterator[Days]:
    for key, told in fields_of(type(kept)).items():
        if told.kind is Kind.WHEN and getattr(kept, key):
            days = getattr(kept, f"{key}_earliest"), getattr(kept, f"{key}_latest")
            if days != (None, None):
                yield days


def _local(key: str | None) -> tuple[str, ...]:
    return (key.split("/", 1)[-1],) if key else ()
