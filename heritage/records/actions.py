"""Deeds on records: write, send to review, publish, withdraw, restore. They never commit."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from heritage.accounts.models import User
from heritage.claims.actions import approve_for_record
from heritage.kit.hashing import new_id
from heritage.kit.names import fold, slugify
from heritage.kit.text import N_
from heritage.ledger import actions as ledger
from heritage.ledger import queries as history
from heritage.ledger.documents import Document, document
from heritage.ledger.models import Status
from heritage.records.checks import Invalid, check
from heritage.records.models import KINDS, Record
from heritage.records.parts import Name

__all__ = ["Invalid"]


@event.listens_for(Name.text, "set")
def _fold_name(name: Name, text: str, _old: object, _initiator: object) -> None:
    name.folded = fold(text)


def create(session: Session, kind: str, doc: Document, by: User, comment: str) -> Record:
    """Begin a record of one kind, as a draft.

    Raises:
        Invalid: the document lacks something every record has, or holds what cannot be.
    """
    record = KINDS[kind](id=new_id(), public_id=new_id(), kind=kind)
    check(session, record, doc, comment)
    session.add(record)
    ledger.save(session, record, "record", doc, by=by, comment=comment, read_at=0, action="created")
    return record


def save(
    session: Session, record: Record, doc: Document, *, by: User, comment: str, read_at: int
) -> None:
    """Write a new version of a record; the public goes on seeing the one that was published.

    Raises:
        Invalid: as for `create`.
        Stale: somebody saved it since the form was opened.
    """
    check(session, record, doc, comment)
    ledger.save(session, record, "record", doc, by=by, comment=comment, read_at=read_at)


def send(session: Session, record: Record, *, by: User, comment: str, read_at: int) -> None:
    """Hand a record to the reviewers."""
    _step(session, record, Status.IN_REVIEW, by, comment, read_at)


def give_back(session: Session, record: Record, *, by: User, comment: str, read_at: int) -> None:
    """Return a record to its author with a word on what it lacks."""
    if not comment.strip():
        raise Invalid({"comment": N_("Say what has to be done before it can be published.")})
    _step(session, record, Status.DRAFT, by, comment, read_at)


def publish(session: Session, record: Record, *, by: User, comment: str, read_at: int) -> None:
    """Open exactly this version to everyone, with the claims of published sources on it.

    Raises:
        NotAllowed: the reviewer wrote it, or it is not in review.
        Stale: it is no longer the version the reviewer saw.
    """
    _step(session, record, Status.PUBLISHED, by, comment, read_at)
    record.slug = record.slug or free_slug(session, record)
    approve_for_record(session, record.id, by)


def withdraw(session: Session, record: Record, *, by: User, comment: str, read_at: int) -> None:
    """Take a record from the public; here it stays, whole."""
    if not comment.strip():
        raise Invalid(
            {"comment": N_("Say why it is withdrawn; the reason is kept in its history.")}
        )
    _step(session, record, Status.WITHDRAWN, by, comment, read_at)


def _step(
    session: Session, record: Record, to: Status, by: User, comment: str, read_at: int
) -> None:
    ledger.step(session, record, "record", to, by=by, comment=comment, read_at=read_at)


def restore(
    session: Session, record: Record, number: int, *, by: User, comment: str, read_at: int
) -> None:
    """Make a record what it was at an earlier version; the restoring is itself a new version."""
    doc = history.version(session, "record", record.id, number)
    if doc is None:
        raise Invalid({"version": N_("There is no such version.")})
    save(
        session,
        record,
        doc,
        by=by,
        comment=comment or f"Restored version {number}",
        read_at=read_at,
    )


def restore_field(
    session: Session,
    record: Record,
    number: int,
    key: str,
    *,
    by: User,
    comment: str,
    read_at: int,
) -> None:
    """Bring one field, or one list of rows, back from an earlier version."""
    old = history.version(session, "record", record.id, number)
    if old is None or key not in old:
        raise Invalid({"version": N_("There is no such version.")})
    doc: Mapping[str, object] = document(record) | {key: old[key]}
    save(
        session,
        record,
        dict(doc),
        by=by,
        comment=comment or f"Restored one field from version {number}",
        read_at=read_at,
    )


def free_slug(session: Session, record: Record) -> str:
    """Find an address nobody has: from the English name, else from any, romanised."""
    stem = slugify(record.title("en")) or record.public_id[:8]
    taken = set(
        session.scalars(
            select(Record.slug).where(
                Record.kind == record.kind,
                Record.id != record.id,
                func.coalesce(Record.slug, "").like(f"{stem}%"),
            )
        )
    )
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
