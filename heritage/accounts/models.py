"""The people who work here, how they sign in, and what they were given."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from heritage.db import Base, now
from heritage.kit.fields import internal
from heritage.kit.hashing import new_id

ROLES = ("reader", "archivist", "reviewer", "steward", "auditor")
CLEARANCES = ("staff", "sensitive")
SIDES = ("desk", "public")


class User(Base):
    """Somebody who works on the archive. No e-mail address is asked of anyone."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint(f"role in {ROLES}", name="role"),
        CheckConstraint(f"clearance in {CLEARANCES}", name="clearance"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id, info=internal("person"))
    name: Mapped[str] = mapped_column(unique=True, info=internal("name to sign in with"))
    display_name: Mapped[str] = mapped_column(info=internal("name to be called by"))
    role: Mapped[str] = mapped_column(default="archivist", info=internal("what they do here"))
    clearance: Mapped[str] = mapped_column(default="staff", info=internal("what they may see"))
    password_hash: Mapped[str | None] = mapped_column(info=internal("Argon2id"))
    password_set_at: Mapped[datetime | None] = mapped_column(info=internal("since when"))
    active: Mapped[bool] = mapped_column(default=True, info=internal("may sign in"))
    language: Mapped[str] = mapped_column(default="en", info=internal("reads the desk in"))
    created_at: Mapped[datetime] = mapped_column(default=now, info=internal("since when"))


class SignIn(Base):
    """One sign-in: a random token, kept as its hash, ended by time, by its owner or a steward."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(primary_key=True, info=internal("SHA-256 of token"))
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), index=True, info=internal("whose"))
    created_at: Mapped[datetime] = mapped_column(default=now, info=internal("since"))
    seen_at: Mapped[datetime] = mapped_column(default=now, info=internal("last seen"))
    ended_at: Mapped[datetime | None] = mapped_column(info=internal("ended"))
    agent: Mapped[str] = mapped_column(default="", info=internal("browser, in a few words"))


class Invitation(Base):
    """A link by which somebody chooses a password: single use, short-lived, kept as its hash."""

    __tablename__ = "invitation"

    token_hash: Mapped[str] = mapped_column(primary_key=True, info=internal("SHA-256 of token"))
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"), info=internal("for whom"))
    expires_at: Mapped[datetime] = mapped_column(info=internal("until"))
    used_at: Mapped[datetime | None] = mapped_column(info=internal("used"))


class Attempt(Base):
    """A failed sign-in, so that guessing is slowed down over all processes alike."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=internal("row"))
    key: Mapped[str] = mapped_column(info=internal("account or network it was made from"))
    at: Mapped[datetime] = mapped_column(default=now, info=internal("when"))


class SavedSearch(Base):
    """A search somebody of the desk comes back to, on the desk or in the catalogue.

    It is theirs alone. No page shows it to anyone else, and the ledger, which forgets nothing, is
    never told of it: who looked for whom is nobody's business.
    """

    __tablename__ = "saved_search"
    __table_args__ = (
        CheckConstraint(f"side in {SIDES}", name="side"),
        UniqueConstraint("owner_id", "side", "query"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id, info=internal("search"))
    owner_id: Mapped[str] = mapped_column(ForeignKey("user.id"), info=internal("whose"))
    side: Mapped[str] = mapped_column(info=internal("of the desk or of the catalogue"))
    query: Mapped[str] = mapped_column(info=internal("what is asked, as in an address"))
    name: Mapped[str] = mapped_column(info=internal("called by its owner"))
    created_at: Mapped[datetime] = mapped_column(default=now, info=internal("since when"))
    looked_at: Mapped[datetime] = mapped_column(default=now, info=internal("last looked at"))
    mark: Mapped[int] = mapped_column(info=internal("the change up to which it was looked at"))
