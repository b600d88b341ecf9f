"""The ledger's tables, and what every kept thing has: a version, a status, a public name."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from heritage.db import Base, now
from heritage.kit.fields import internal
from heritage.kit.hashing import new_id


class Status(StrEnum):
    """Where a kept thing stands on its way to the public."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


STATUSES = "status in ('draft', 'in_review', 'published', 'withdrawn')"


class Kept:
    """Something whose every version the ledger keeps: a record or a source."""

    id: Mapped[str] = mapped_column(
        primary_key=True, default=new_id, info=internal("staff identifier")
    )
    public_id: Mapped[str] = mapped_column(
        unique=True, default=new_id, info=internal("public identifier, copied by the projector")
    )
    slug: Mapped[str | None] = mapped_column(
        info=internal("address on the public site, copied by the projector")
    )
    status: Mapped[str] = mapped_column(
        default=Status.DRAFT, index=True, info=internal("where it stands in review")
    )
    version: Mapped[int] = mapped_column(default=0, info=internal("number of its last change"))
    published_version: Mapped[int | None] = mapped_column(
        info=internal("the version the public sees; none when it sees nothing")
    )
    edition: Mapped[int] = mapped_column(default=0, info=internal("number of the public edition"))
    created_at: Mapped[datetime] = mapped_column(default=now, info=internal("made when"))
    updated_at: Mapped[datetime] = mapped_column(default=now, info=internal("changed when"))

    @declared_attr
    def created_by(cls) -> Mapped[str | None]:
        """Name who began it."""
        return mapped_column(ForeignKey("user.id"), info=internal("made by whom"))

    @declared_attr
    def updated_by(cls) -> Mapped[str | None]:
        """Name who changed it last."""
        return mapped_column(ForeignKey("user.id"), info=internal("changed by whom"))

    @declared_attr
    def sent_by(cls) -> Mapped[str | None]:
        """Name who sent it to review: that person may not publish it."""
        return mapped_column(ForeignKey("user.id"), info=internal("sent to review by whom"))


class Entry(Base):
    """One change, bound to all changes before it by its hash."""

    __tablename__ = "ledger_entry"
    __table_args__ = (Index("ix_ledger_entry_subject", "subject_kind", "subject_id", "version"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=internal("order"))
    at: Mapped[datetime] = mapped_column(info=internal("when"))
    actor_id: Mapped[str | None] = mapped_column(info=internal("who"))
    action: Mapped[str] = mapped_column(info=internal("what was done"))
    subject_kind: Mapped[str] = mapped_column(info=internal("to what kind of thing"))
    subject_id: Mapped[str] = mapped_column(info=internal("to which"))
    version: Mapped[int] = mapped_column(default=0, info=internal("the version it made"))
    comment: Mapped[str] = mapped_column(default="", info=internal("why, in the actor's words"))
    digest: Mapped[str] = mapped_column(info=internal("commitment to the body"))
    prev: Mapped[str] = mapped_column(info=internal("hash of the entry before"))
    hash: Mapped[str] = mapped_column(unique=True, info=internal("hash of this entry"))


class Body(Base):
    """What an entry is about, in full; it may be erased by law and the chain still stands."""

    __tablename__ = "ledger_body"

    seq: Mapped[int] = mapped_column(
        ForeignKey("ledger_entry.seq"), primary_key=True, info=internal("entry")
    )
    salt: Mapped[str] = mapped_column(info=internal("keeps the commitment from being guessed"))
    text: Mapped[str] = mapped_column(info=internal("canonical JSON of the thing as it became"))


class Head(Base):
    """The end of the chain; whoever adds to it holds this row."""

    __tablename__ = "ledger_head"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1, info=internal("always one"))
    seq: Mapped[int] = mapped_column(default=0, info=internal("number of the last entry"))
    hash: Mapped[str] = mapped_column(default="0" * 64, info=internal("hash of the last entry"))


class Outbox(Base):
    """Word that a thing changed, for the indexes and the public store to follow."""

    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("seq", "kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=internal("row"))
    seq: Mapped[int] = mapped_column(index=True, info=internal("the entry that told it"))
    kind: Mapped[str] = mapped_column(info=internal("record or source"))
    subject_id: Mapped[str] = mapped_column(index=True, info=internal("which"))
