"""Questions to the ledger: what happened to a thing, and does the chain hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from heritage.kit.hashing import commitment
from heritage.ledger.actions import entry_hash
from heritage.ledger.documents import Document
from heritage.ledger.models import Body, Entry, Head, Kept, Outbox


def history(session: Session, kind: str, subject_id: str) -> list[Entry]:
    """Tell all that befell a thing, newest first."""
    found = select(Entry).where(Entry.subject_kind == kind, Entry.subject_id == subject_id)
    return list(session.scalars(found.order_by(Entry.seq.desc())))


def version(session: Session, kind: str, subject_id: str, number: int) -> Document | None:
    """Read a thing as it stood at one version; none if there is no such version."""
    text = session.scalar(
        select(Body.text)
        .join(Entry, Entry.seq == Body.seq)
        .where(
            Entry.subject_kind == kind,
            Entry.subject_id == subject_id,
            Entry.version == number,
            Body.text != "null",
        )
        .order_by(Entry.seq)
        .limit(1)
    )
    doc: Document | None = json.loads(text) if text else None
    return doc


def published_naming(session: Session, kind: str, model: type[Kept], key: str) -> set[str]:
    """Find the things whose approved version names this id, where a newer draft may not."""
    mine = (Entry.subject_kind == kind) & (Entry.subject_id == model.id)
    found = (
        select(model.id)
        .join(Entry, mine & (Entry.version == model.published_version))
        .join(Body, Body.seq == Entry.seq)
        .where(model.version != model.published_version, Body.text.contains(key))
    )
    return set(session.scalars(found))


def body_of(session: Session, entry: Entry) -> Any:
    """Read what an entry is about; none when there was nothing to keep or it was erased."""
    kept = session.get(Body, entry.seq)
    return json.loads(kept.text) if kept else None


@dataclass(frozen=True)
class Fault:
    """One place where the ledger does not hold."""

    seq: int
    what: str


def faults(session: Session) -> Iterator[Fault]:
    """Walk the whole chain and name each entry that was altered, moved or removed."""
    prev, expected = "0" * 64, 1
    bodies: dict[int, tuple[str, str]] = {
        seq: (salt, text)
        for seq, salt, text in session.execute(select(Body.seq, Body.salt, Body.text))
    }
    for entry in session.scalars(select(Entry).order_by(Entry.seq)):
        if entry.seq != expected:
            yield Fault(expected, f"entry {expected} is missing")
        if entry.prev != prev:
            yield Fault(entry.seq, f"entry {entry.seq} does not follow the one before it")
        if entry.hash != entry_hash(entry):
            yield Fault(entry.seq, f"entry {entry.seq} was altered")
        if entry.seq in bodies and commitment(*bodies[entry.seq]) != entry.digest:
            yield Fault(entry.seq, f"the body of entry {entry.seq} was altered")
        prev, expected = entry.hash, entry.seq + 1
    yield from _head_faults(session, prev, expected - 1)


def _head_faults(session: Session, last_hash: str, last: int) -> Iterator[Fault]:
    head = session.get(Head, 1)
    if head is None and last == 0:
        return
    if head is None or head.seq != last or head.hash != last_hash:
        yield Fault(last, "the end of the chain was cut or its head altered")


def head(session: Session) -> tuple[int, str]:
    """Tell the number and hash of the newest entry."""
    found = session.get(Head, 1)
    return (found.seq, found.hash) if found else (0, "0" * 64)


def outbox_after(session: Session, seq: int, limit: int = 500) -> list[Outbox]:
    """Fetch word of changes after an entry, in order; whole entries only.

    An entry's rows are never split over two batches: a watermark names an entry.
    """
    rows = list(
        session.scalars(
            select(Outbox).where(Outbox.seq > seq).order_by(Outbox.seq, Outbox.id).limit(limit)
        )
    )
    if len(rows) < limit:
        return rows
    last = rows[-1].seq
    rest = select(Outbox).where(Outbox.seq == last, Outbox.id > rows[-1].id).order_by(Outbox.id)
    return [*rows, *session.scalars(rest)]


def changed(session: Session, ids: Iterable[str], after: int) -> set[str]:
    """Tell which of these things changed after an entry."""
    wanted = Outbox.subject_id.in_(set(ids))
    return set(session.scalars(select(Outbox.subject_id).where(wanted, Outbox.seq > after)))


def outbox_end(session: Session) -> int:
    """Tell the newest entry that any change was told with."""
    return session.scalar(select(func.max(Outbox.seq))) or 0


def newest(session: Session, *, offset: int = 0, limit: int = 100) -> list[Entry]:
    """List the newest entries of the whole chain."""
    found = select(Entry).order_by(Entry.seq.desc()).offset(offset).limit(limit)
    return list(session.scalars(found))
