"""Deeds on sources: describe, keep a capture and read its text, send to review, withdraw."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select, true, update
from sqlalchemy.orm import Session

from heritage.accounts.models import User
from heritage.kit.dates import BadDate, parse
from heritage.kit.hashing import new_id, sha256
from heritage.kit.names import slugify
from heritage.kit.text import N_
from heritage.ledger import actions as ledger
from heritage.ledger import queries as history
from heritage.ledger.documents import Document
from heritage.ledger.models import Status
from heritage.media.actions import note as note_file
from heritage.media.inspect import inspect
from heritage.media.store import FileStore
from heritage.sources.extraction import Extracted, extract
from heritage.sources.models import Capture, Source, Text


class BadSource(ValueError):
    """A source cannot be written as it was told; `errors` names each field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


def create(session: Session, doc: Document, by: User, comment: str) -> Source:
    """Begin a source, as a draft.

    Raises:
        BadSource: it has no title, or a date that cannot be read.
    """
    source = Source(id=new_id(), public_id=new_id())
    check(doc, comment)
    session.add(source)
    ledger.save(session, source, "source", doc, by=by, comment=comment, read_at=0, action="created")
    return source


def save(
    session: Session, source: Source, doc: Document, *, by: User, comment: str, read_at: int
) -> None:
    """Write a new version of what we say of a source.

    Raises:
        BadSource, Stale: as for records.
    """
    check(doc, comment)
    ledger.save(session, source, "source", doc, by=by, comment=comment, read_at=read_at)


def check(doc: Document, comment: str) -> None:
    """Find every fault of a source at once."""
    errors: dict[str, str] = {}
    if not comment.strip():
        errors["comment"] = N_(
            "Say in a few words what you did and why; it is kept in the history."
        )
    if "title" in doc and not (doc["title"] or "").strip():
        errors["title"] = N_(
            "Give the title as the source prints it, or describe the source in a few words."
        )
    if doc.get("published"):
        try:
            parse(doc["published"])
        except BadDate as fault:
            errors["published"] = fault.remark
    url = (doc.get("url") or "").strip()
    if url and not url.lower().startswith(("http://", "https://")):
        errors["url"] = N_("The address must begin with http:// or https://.")
    if errors:
        raise BadSource(errors)


@dataclass(frozen=True)
class Taken:
    """Bytes that were looked into and read, ready to be kept."""

    data: bytes
    filename: str
    how: str
    media_type: str
    read: Extracted


def take(data: bytes, *, filename: str, how: str, url: str = "") -> Taken:
    """Look into bytes and read their text. It may take a while and needs no database.

    Raises:
        RefusedUpload: the bytes are of no kind the archive takes.
    """
    looked = inspect(data, filename)
    read = extract(data, looked.media_type, url or None)
    return Taken(data, filename, how, looked.media_type, read)


def keep(session: Session, files: FileStore, source: Source, taken: Taken, *, by: User) -> Capture:
    """Keep the bytes of a source as they came, and the text read out of them beside."""
    kept = files.keep(taken.data)
    note_file(session, kept, taken.media_type)
    capture = Capture(
        id=new_id(),
        source_id=source.id,
        sha256=kept.sha256,
        filename=taken.filename,
        how=taken.how,
        captured_by=by.id,
    )
    session.add(capture)
    session.flush()
    if taken.read.text:
        session.add(_text(capture, taken.read))
        session.flush()
    ledger.note(
        session,
        "captured",
        ("source", source.id),
        by,
        body={
            "capture": capture.id,
            "sha256": kept.sha256,
            "how": taken.how,
            "text": sha256(taken.read.text),
        },
        comment=f"{taken.how}: {taken.filename}" if taken.filename else taken.how,
        touching=[("source", source.id)],
    )
    return capture


def _text(capture: Capture, read: Extracted) -> Text:
    return Text(
        id=new_id(),
        capture_id=capture.id,
        body=read.text,
        sha256=sha256(read.text),
        extractor=read.extractor,
        pages=list(read.pages) if read.pages else None,
    )


def send(session: Session, source: Source, *, by: User, comment: str, read_at: int) -> None:
    """Hand a source, and what was cited from it, to the reviewers."""
    _step(session, source, Status.IN_REVIEW, by, comment, read_at)


def give_back(session: Session, source: Source, *, by: User, comment: str, read_at: int) -> None:
    """Return a source to its author with a word on what it lacks."""
    if not comment.strip():
        raise BadSource({"comment": N_("Say what has to be done before it can be published.")})
    _step(session, source, Status.DRAFT, by, comment, read_at)


def withdraw(session: Session, source: Source, *, by: User, comment: str, read_at: int) -> None:
    """Take a source, and every claim that rests on it, from the public."""
    if not comment.strip():
        raise BadSource(
            {"comment": N_("Say why it is withdrawn; the reason is kept in its history.")}
        )
    _step(session, source, Status.WITHDRAWN, by, comment, read_at)


def _step(
    session: Session, source: Source, to: Status, by: User, comment: str, read_at: int
) -> None:
    ledger.step(session, source, "source", to, by=by, comment=comment, read_at=read_at)


def restore(
    session: Session, source: Source, number: int, *, by: User, comment: str, read_at: int
) -> None:
    """Make a source what it was at an earlier version."""
    doc = history.version(session, "source", source.id, number)
    if doc is None:
        raise BadSource({"version": N_("There is no such version.")})
    save(
        session,
        source,
        doc,
        by=by,
        comment=comment or f"Restored version {number}",
        read_at=read_at,
    )


def free_slug(session: Session, source: Source) -> str:
    """Find an address nobody has, from publisher and title.

    For a source that is public, drafts do not count: the number at the end would tell of them.
    """
    stem = (slugify(f"{source.publisher} {source.title}") or source.public_id)[:70].strip("-")
    taken = set(
        session.scalars(
            select(Source.slug).where(
                Source.id != source.id,
                func.coalesce(Source.slug, "").like(f"{stem}%"),
                Source.edition > 0 if source.edition else true(),
            )
        )
    )
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def give_address(session: Session, source: Source) -> None:
    """Give a source its address when it is first published: titles of drafts stay unknown."""
    if source.edition > 1 and source.slug:
        return
    slug = free_slug(session, source)
    held = (Source.slug == slug) & (Source.id != source.id)
    session.execute(update(Source).where(held).values(slug=None))  # by a draft, from older days
    source.slug = slug
