"""What a record must be before it is written; every fault is named by its field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from heritage.kit.bad_date import Remark
from heritage.kit.dates import BadDate, parse
from heritage.kit.fields import Field, Kind
from heritage.kit.text import N_
from heritage.ledger.documents import Document, child_model, children_of, fields_of
from heritage.records.models import Record
from heritage.vocab.models import Term


class Invalid(ValueError):
    """A record cannot be written as it was told; `errors` names each field and what to do."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


def check(session: Session, record: Record, doc: Document, comment: str) -> None:
    """Find every fault of a document at once.

    Keys of `errors` are a field, `names:0:text` for a field of the first row, or `comment`.

    Raises:
        Invalid: with all faults found.
    """
    errors: dict[str, str] = {}
    if not comment.strip():
        errors["comment"] = N_(
            "Say in a few words what you did and why; it is kept in the history."
        )
    for path, told, value in _values(type(record), doc):
        if fault := _fault(session, told, value):
            errors[path] = fault
    errors |= _name_faults(doc)
    errors |= _parent_faults(session, record, doc)
    if errors:
        raise Invalid(errors)


def _values(model: type[Any], doc: Document) -> Iterator[tuple[str, Field, Any]]:
    for key, told in fields_of(model).items():
        if key in doc:
            yield key, told, doc[key]
    for key in children_of(model):
        inner = fields_of(child_model(model, key))
        for number, row in enumerate(doc.get(key) or []):
            for name, told in inner.items():
                if name in row:
                    yield f"{key}:{number}:{name}", told, row[name]


def _fault(session: Session, told: Field, value: Any) -> str | None:
    if value in (None, "", False):
        return None
    if told.kind is Kind.WHEN:
        return _date_fault(str(value))
    if told.kind is Kind.TERM:
        return _term_fault(session, told, str(value))
    if told.limit and len(str(value)) > told.limit:
        return Remark(
            N_("“%(label)s” is longer than %(limit)s characters."),
            label=told.label,
            limit=told.limit,
        )
    return None


def _date_fault(value: str) -> str | None:
    try:
        parse(value)
    except BadDate as fault:
        return fault.remark
    return None


def _term_fault(session: Session, told: Field, value: str) -> str | None:
    known = session.get(Term, value)
    if known is None or (told.vocabulary and known.scheme != told.vocabulary):
        return Remark(
            N_("“%(value)s” is not a term for “%(label)s”. Choose one from the list."),
            value=value,
            label=told.label,
        )
    return None


def _name_faults(doc: Document) -> dict[str, str]:
    if "names" not in doc:
        return {}
    errors = {
        f"names:{number}:text": N_("A name cannot be empty. Fill it in or remove the row.")
        for number, row in enumerate(doc["names"])
        if not (row.get("text") or "").strip()
    }
    if not doc["names"]:
        errors["names"] = N_("Give at least one name.")
    preferred = Counter(row.get("lang") for row in doc["names"] if row.get("preferred"))
    for lang, count in preferred.items():
        if count > 1:
            errors["names"] = Remark(
                N_("%(count)s names are preferred in one language (%(lang)s). Choose one."),
                count=count,
                lang=lang,
            )
    return errors


def _parent_faults(session: Session, record: Record, doc: Document) -> dict[str, str]:
    """Refuse a whole that lies inside its own part."""
    parent, seen = doc.get("part_of_id"), {record.id}
    while parent:
        if parent in seen:
            return {
                "part_of_id": N_("A place cannot be part of itself or of one of its own parts.")
            }
        seen.add(parent)
        found = session.scalar(select(Record).where(Record.id == parent))
        parent = getattr(found, "part_of_id", None)
    return {}
