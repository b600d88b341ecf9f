"""Deeds on accounts: make, invite, sign in and out, disable. They never commit."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from heritage.accounts.models import Attempt, Invitation, SavedSearch, SignIn, User
from heritage.accounts.passwords import HASHER, fault_of, hashed, matches
from heritage.db import now
from heritage.kit.bad_date import Remark
from heritage.kit.hashing import new_id, sha256
from heritage.kit.text import N_
from heritage.ledger.actions import note

IDLE = timedelta(hours=2)
ABSOLUTE = timedelta(hours=12)
INVITATION = timedelta(hours=72)
WINDOW = timedelta(minutes=5)
TRIES = 10
MOST_SEARCHES = 100
LONGEST_NAME = 120


class BadAccount(ValueError):
    """An account cannot be made or changed as told."""


class BadSearch(ValueError):
    """A search cannot be saved or renamed as told."""


class Refused(Exception):
    """Signing in failed. The words are the same whether the name or the password was wrong."""


class TooMany(Refused):
    """Too many tries lately, from this account or this network."""


def add(
    session: Session,
    name: str,
    display_name: str,
    *,
    role: str = "archivist",
    clearance: str = "staff",
    password: str | None = None,
    by: User | None = None,
) -> User:
    """Make an account; without a password it waits for its invitation.

    Raises:
        BadAccount: the name is taken or will not do, or the password is weak.
    """
    plain = name.strip().lower()
    if not plain or not plain.replace("-", "").replace(".", "").isalnum():
        raise BadAccount(N_("A sign-in name has letters, digits, dots and hyphens only."))
    if session.scalar(select(User).where(User.name == plain)):
        raise BadAccount(Remark(N_("There is already an account named “%(name)s”."), name=plain))
    user = User(
        id=new_id(), name=plain, display_name=display_name.strip() or plain, role=role,
        clearance=clearance,
    )  # fmt: skip
    if password is not None:
        set_password(user, password)
    session.add(user)
    session.flush()
    note(session, "account.made", ("user", user.id), by, body={"name": plain, "role": role})
    return user


def set_password(user: User, password: str) -> None:
    """Give an account its password.

    Raises:
        BadAccount: the password is too short, too long or too common.
    """
    if fault := fault_of(password, user.name):
        raise BadAccount(fault)
    user.password_hash, user.password_set_at = hashed(password), now()


def invite(session: Session, user: User, by: User | None) -> str:
    """Make a single-use token by which somebody chooses a password; it is shown once."""
    token = secrets.token_urlsafe(32)
    session.add(
        Invitation(token_hash=sha256(token), user_id=user.id, expires_at=now() + INVITATION)
    )
    note(session, "account.invited", ("user", user.id), by)
    return token


def invited(session: Session, token: str) -> Invitation | None:
    """Find a live invitation by its token."""
    found = session.get(Invitation, sha256(token))
    if found is None or found.used_at is not None or found.expires_at < now():
        return None
    return found


def accept(session: Session, invitation: Invitation, password: str) -> User:
    """Use an invitation: the password is set, every older sign-in ends.

    Raises:
        BadAccount: the password will not do; the invitation stays good.
    """
    user = session.get_one(User, invitation.user_id)
    set_password(user, password)
    invitation.used_at = now()
    end_all(session, user)
    note(session, "account.password", ("user", user.id), user)
    return user


def sign_in(session: Session, name: str, password: str, *, network: str, agent: str) -> str:
    """Open a session for somebody who knows the password, and give its token.

    Raises:
        TooMany: ten tries in five minutes for this account or this network.
        Refused: the name, the password or the account will not do.
    """
    plain = name.strip().lower()
    keys = (f"name:{sha256(plain)[:24]}", f"net:{network}")
    if any(_tries(session, key) >= TRIES for key in keys):
        raise TooMany(N_("Too many tries. Wait five minutes, then try again."))
    user = session.scalar(select(User).where(User.name == plain))
    if (
        not matches(user.password_hash if user else None, password)
        or user is None
        or not user.active
    ):
        session.add_all(Attempt(key=key) for key in keys)
        raise Refused(N_("This name and password do not go together."))
    if user.password_hash and HASHER.check_needs_rehash(user.password_hash):
        user.password_hash = hashed(password)
    session.execute(delete(Attempt).where(Attempt.key == keys[0]))
    token = secrets.token_urlsafe(32)
    session.add(SignIn(token_hash=sha256(token), user_id=user.id, agent=agent[:120]))
    note(session, "signed in", ("user", user.id), user)
    return token


def _tries(session: Session, key: str) -> int:
    recent = select(func.count()).where(Attempt.key == key, Attempt.at > now() - WINDOW)
    return session.scalar(recent) or 0


def who(session: Session, token: str) -> User | None:
    """Tell whose token this is, if its session has neither ended nor run out."""
    found = session.get(SignIn, sha256(token))
    if found is None or found.ended_at is not None:
        return None
    at = now()
    if at - found.seen_at > IDLE or at - found.created_at > ABSOLUTE:
        return None
    user = session.get(User, found.user_id)
    return user if user is not None and user.active else None


def seen(session: Session, token: str) -> None:
    """Keep a session alive; one that was ended meanwhile stays ended."""
    session.execute(
        update(SignIn)
        .where(SignIn.token_hash == sha256(token), SignIn.ended_at.is_(None))
        .values(seen_at=now())
    )


def sign_out(session: Session, token: str) -> None:
    """End one session."""
    session.execute(update(SignIn).where(SignIn.token_hash == sha256(token)).values(ended_at=now()))


def end_all(session: Session, user: User) -> None:
    """End every session of somebody, on every device."""
    session.execute(
        update(SignIn)
        .where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
        .values(ended_at=now())
    )


def change_role(session: Session, user: User, role: str, clearance: str, by: User) -> None:
    """Give somebody another role or clearance; it holds from the next click on."""
    user.role, user.clearance = role, clearance
    note(
        session,
        "account.role",
        ("user", user.id),
        by,
        body={"role": role, "clearance": clearance},
    )


def disable(session: Session, user: User, by: User | None) -> None:
    """Shut an account and end its sessions; what it did stays in the ledger."""
    user.active = False
    end_all(session, user)
    note(session, "account.disabled", ("user", user.id), by)


def enable(session: Session, user: User, by: User | None) -> None:
    """Open a shut account again."""
    user.active = True
    note(session, "account.enabled", ("user", user.id), by)


def keep_search(
    session: Session, owner: User, side: str, query: str, *, name: str, mark: int
) -> SavedSearch:
    """Keep a search for somebody; one that is kept already gets the new name.

    Raises:
        BadSearch: it has no name, or there are too many.
    """
    kept = session.scalar(
        select(SavedSearch).where(
            SavedSearch.owner_id == owner.id, SavedSearch.side == side, SavedSearch.query == query
        )
    )
    if kept is not None:
        rename_search(kept, name)
        return kept
    mine = select(func.count()).where(SavedSearch.owner_id == owner.id)
    if (session.scalar(mine) or 0) >= MOST_SEARCHES:
        raise BadSearch(
            Remark(
                N_("There are %(most)s saved searches already; delete some."), most=MOST_SEARCHES
            )
        )
    kept = SavedSearch(
        owner_id=owner.id, side=side, query=query, name=_search_name(name), mark=mark
    )
    session.add(kept)
    return kept


def rename_search(kept: SavedSearch, name: str) -> None:
    """Call a saved search otherwise.

    Raises:
        BadSearch: there is no name, or it is too long.
    """
    kept.name = _search_name(name)


def _search_name(name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise BadSearch(N_("Give the search a name."))
    if len(plain) > LONGEST_NAME:
        raise BadSearch(
            Remark(
                N_("A name can have %(most)s characters; this one is longer."), most=LONGEST_NAME
            )
        )
    return plain


def look_at(kept: SavedSearch, mark: int) -> None:
    """Take what a saved search finds up to a change as seen."""
    kept.looked_at, kept.mark = now(), mark


def forget_search(session: Session, kept: SavedSearch) -> None:
    """Delete a saved search; nothing of it stays."""
    session.delete(kept)
