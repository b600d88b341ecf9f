"""What the projector writes for one record or source, gathered from the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from heritage.claims.models import Claim
from heritage.claims.queries import base_field, of_source, on_record, open_to_public
from heritage.edition.projection import (
    closed_questions,
    project_claims,
    project_fields,
    project_record,
)
from heritage.edition.transforms import Context, stricter
from heritage.ledger.documents import Document, document
from heritage.ledger.queries import version
from heritage.media.models import File
from heritage.records.models import KINDS, Person, Record
from heritage.sources.models import Capture, Source, Text
from heritage.sources.queries import captured_before

FULL_TEXT = "text-use/full"
RECORD: Table = Record.__table__  # type: ignore[assignment]


def record_body(
    session: Session, record: Record, copy: Callable[[str], None]
) -> dict[str, Any] | None:
    """Make a record's edition from the version that was approved; none if it has no edition.

    What protects somebody holds at once, before any review: a person marked at risk today is
    gone today, a place made more sensitive today is coarser today.
    """
    doc = approved(session, "record", record)
    if doc is None or _at_risk(record, doc):
        return None
    context = _context(session, copy, _sensitivity(record, doc))
    claims = open_to_public(on_record(session, record.id))
    return project_record(KINDS[record.kind], doc, claims, context)


def source_body(session: Session, source: Source) -> dict[str, Any] | None:
    """Make a source's edition: what it is, its captures, what it says of public records."""
    doc = approved(session, "source", source)
    if doc is None:
        return None
    if source.link_withheld:
        doc["link_withheld"] = True
    context = _context(session, lambda _: None, "sensitivity/open")
    claims = project_claims(_claims(session, source), context)
    captures = _approved_captures(session, source)
    return {
        "title": {"en": doc["title"]},
        "fields": project_fields(Source, doc, context),
        "rows": {},
        "captures": [_capture(session, each) for each in captures],
        "claims": [claim for claim in claims if "record" in claim],
        "text": _text(captures) if doc.get("text_use") == FULL_TEXT else None,
    }


def approved(session: Session, kind: str, kept: Record | Source) -> Document | None:
    """Read the version of a thing that a reviewer approved."""
    if kept.published_version is None:
        return None
    return version(session, kind, kept.id, kept.published_version)


def _sensitivity(record: Record, doc: Document) -> str:
    return stricter(doc.get("sensitivity") or "", record.sensitivity)


def _at_risk(record: Record, doc: Document) -> bool:
    if not isinstance(record, Person):
        return False
    marked = bool(doc.get("at_risk")) or record.at_risk
    dead = doc.get("living") == "no" and record.living == "no"
    return marked and not dead


def _is_at_risk(session: Session, key: str) -> bool:
    kind = session.scalar(select(RECORD.c.kind).where(RECORD.c.id == key))
    if kind != "person":
        return False
    person = session.get_one(Person, key)
    return _at_risk(person, approved(session, "record", person) or document(person))


def _claims(session: Session, source: Source) -> list[Claim]:
    """Leave out what is withheld on its record: the public sees that it is, not what it is."""
    shown = []
    for claim in open_to_public(of_source(session, source.id)):
        record = session.get_one(Record, claim.record_id)
        doc = approved(session, "record", record) or {}
        closed = closed_questions(KINDS[record.kind], doc, _sensitivity(record, doc))
        if base_field(claim.field) not in closed:
            shown.append(claim)
    return shown


def _context(session: Session, copy: Callable[[str], None], sensitivity: str) -> Context:
    def rendition(sha256: str) -> Mapping[str, Any] | None:
        found = session.get(File, sha256)
        if found is None or found.rendition is None:
            return None
        copy(found.rendition)
        return {"sha256": found.rendition, "width": found.width, "height": found.height}

    return Context(
        records=lambda key: public_record_id(session, key),
        sources=lambda key: public_source_id(session, key),
        renditions=rendition,
        at_risk=lambda key: _is_at_risk(session, key),
        sensitivity=sensitivity,
    )


def public_record_id(session: Session, key: str) -> str | None:
    """Tell the public name of a record, if the public knows of it at all."""
    told = select(RECORD.c.public_id, RECORD.c.kind, RECORD.c.published_version)
    row = session.execute(told.where(RECORD.c.id == key)).first()
    if row is None or row.published_version is None:
        return None
    if row.kind == "person":
        record = session.get_one(Record, key)
        doc = version(session, "record", key, row.published_version)
        if doc is None or _at_risk(record, doc):
            return None
    return str(row.public_id)


def public_source_id(session: Session, key: str) -> str | None:
    """Tell the public name of a source, if it is published."""
    told = select(Source.public_id).where(Source.id == key, Source.published_version.is_not(None))
    return session.scalar(told)


def _capture(session: Session, capture: Capture) -> dict[str, Any]:
    file = session.get_one(File, capture.sha256)
    newest = next(iter(reversed(capture.texts)), None)
    return {
        "sha256": capture.sha256,
        "captured": capture.captured_at.date().isoformat(),
        "how": capture.how,
        "media_type": file.media_type,
        "text_sha256": newest.sha256 if newest else None,
        "extractor": newest.extractor if newest else None,
    }


def _text(captures: Iterable[Capture]) -> str | None:
    newest = max((each for capture in captures for each in capture.texts), key=_age, default=None)
    return newest.body if newest else None


def _age(text: Text) -> datetime:
    return text.made_at


def _approved_captures(session: Session, source: Source) -> list[Capture]:
    """Leave out what was captured since a reviewer last published the source."""
    seen = captured_before(session, source.id)
    return [each for each in source.captures if each.id in seen]
