"""Deeds of the ledger: note a change, save a version, send it through review.

Deeds never commit; the door does, once.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from heritage.db import Base, now
from heritage.kit.hashing import canonical, commitment, sha256
from heritage.kit.text import N_
from heritage.ledger.documents import Document, document, put
from heritage.ledger.models import Body, Entry, Head, Kept, Outbox, Status


class Actor(Protocol):
    """Whoever does something in the archive."""

    id: Any


class Stale(Exception):
    """The thing was changed by somebody else since the form was opened."""

    def __init__(self, kept: Any, read_at: int) -> None:
        super().__init__(N_("Somebody changed this record while you were editing it."))
        self.kept = kept
        self.read_at = read_at


class NotAllowed(Exception):
    """The step asked for is not open from where the thing stands."""


def note(
    session: Session,
    action: str,
    subject: tuple[str, str],
    by: Actor | None,
    *,
    body: object = None,
    version: int = 0,
    comment: str = "",
    touching: Iterable[tuple[str, str]] = (),
) -> Entry:
    """Add one entry to the chain and tell the outbox what it touches.

    The head row is held until the door commits, so entries are ordered as they are committed.
    """
    head = _hold_head(session)
    salt, text = secrets.token_hex(16), canonical(body)
    entry = Entry(
        seq=head.seq + 1,
        at=now(),
        actor_id=by.id if by else None,
        action=action,
        subject_kind=subject[0],
        subject_id=subject[1],
        version=version,
        comment=comment,
        digest=commitment(salt, text),
        prev=head.hash,
        hash="",
    )
    entry.hash = entry_hash(entry)
    session.add(entry)
    session.flush()
    session.add(Body(seq=entry.seq, salt=salt, text=text))
    head.seq, head.hash = entry.seq, entry.hash
    for kind, subject_id in dict.fromkeys(touching):
        session.add(Outbox(seq=entry.seq, kind=kind, subject_id=subject_id))
    session.flush()
    return entry


def _hold_head(session: Session) -> Head:
    head = session.scalar(
        select(Head).where(Head.id == 1).with_for_update().execution_options(populate_existing=True)
    )
    if head is None:
        head = Head(id=1, seq=0, hash="0" * 64)
        session.add(head)
        session.flush()
    return head


def entry_hash(entry: Entry) -> str:
    """Bind an entry to the one before it: the hash covers everything but the erasable body."""
    return sha256(
        canonical(
            {
                "seq": entry.seq,
                "at": _moment(entry.at),
                "actor": entry.actor_id,
                "action": entry.action,
                "subject": [entry.subject_kind, entry.subject_id],
                "version": entry.version,
                "comment": entry.comment,
                "digest": entry.digest,
                "prev": entry.prev,
            }
        )
    )


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def save(
    session: Session,
    kept: Any,
    subject_kind: str,
    doc: Document,
    *,
    by: Actor,
    comment: str,
    read_at: int,
    action: str = "saved",
    touching: Iterable[tuple[str, str]] = (),
) -> Entry:
    """Write a new version of a thing, unless somebody else wrote one since `read_at`.

    Raises:
        Stale: the version in the archive is not the one the form was read at.
    """
    hold(session, kept)
    if (kept.version or 0) != read_at:
        raise Stale(kept, read_at)
    put(kept, doc)
    kept.version = read_at + 1
    kept.updated_at, kept.updated_by = now(), by.id
    kept.created_by = kept.created_by if read_at else by.id
    kept.status = Status.DRAFT
    session.add(kept)
    session.flush()
    return note(
        session,
        action,
        (subject_kind, kept.id),
        by,
        body=document(kept),
        version=kept.version,
        comment=comment,
        touching=[(subject_kind, kept.id), *touching],
    )


def hold(session: Session, kept: Any) -> None:
    """Keep everyone else off this thing until the door commits, and see it as it is now."""
    if kept in session and not session.is_modified(kept) and kept.version:
        session.refresh(kept, with_for_update=True)


def step(
    session: Session,
    kept: Any,
    subject_kind: str,
    to: Status,
    *,
    by: Actor,
    comment: str,
    read_at: int,
    touching: Iterable[tuple[str, str]] = (),
) -> Entry:
    """Move a thing one step through review, noting who did it.

    Raises:
        Stale: it changed since the page was opened: the reviewer approves what was seen.
        NotAllowed: the step is not open, or its author tries to publish it.
    """
    hold(session, kept)
    if kept.version != read_at:
        raise Stale(kept, read_at)
    _check_step(kept, to, by)
    kept.status = to
    if to is Status.IN_REVIEW:
        kept.sent_by = by.id
    if to is Status.PUBLISHED:
        kept.published_version = kept.version
        kept.edition += 1
    if to is Status.WITHDRAWN:
        kept.published_version = None
    session.flush()
    return note(
        session,
        to.value,
        (subject_kind, kept.id),
        by,
        version=kept.version,
        comment=comment,
        touching=[(subject_kind, kept.id), *touching],
    )


OPEN_STEPS: dict[Status, frozenset[str]] = {
    Status.IN_REVIEW: frozenset({Status.DRAFT, Status.WITHDRAWN}),
    Status.DRAFT: frozenset({Status.IN_REVIEW}),
    Status.PUBLISHED: frozenset({Status.IN_REVIEW}),
    Status.WITHDRAWN: frozenset({Status.PUBLISHED, Status.DRAFT, Status.IN_REVIEW}),
}


def _check_step(kept: Kept, to: Status, by: Actor) -> None:
    if kept.status not in OPEN_STEPS[to]:
        raise NotAllowed(N_("This step is not open from where the record stands now."))
    if to is Status.WITHDRAWN and kept.published_version is None:
        raise NotAllowed(N_("Only what is public can be withdrawn."))
    if to is Status.PUBLISHED and by.id in {kept.sent_by, kept.updated_by}:
        raise NotAllowed(N_("Somebody else must publish it: who wrote it may not approve it."))


def is_kept(thing: Base) -> bool:
    """Say whether the ledger keeps versions of this thing."""
    return isinstance(thing, Kept)
