"""Questions about accounts."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from heritage.accounts.models import SavedSearch, SignIn, User


def everyone(session: Session) -> list[User]:
    """List all accounts, open ones first."""
    return list(session.scalars(select(User).order_by(User.active.desc(), User.name)))


def by_name(session: Session, name: str) -> User | None:
    """Find an account by the name it signs in with."""
    return session.scalar(select(User).where(User.name == name.strip().lower()))


def display_names(session: Session, ids: Iterable[str | None]) -> dict[str, str]:
    """Call people by their names."""
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    rows = session.execute(select(User.id, User.display_name).where(User.id.in_(wanted)))
    return {row.id: row.display_name for row in rows}


def sign_ins(session: Session, user: User) -> list[SignIn]:
    """List somebody's open sessions, newest first."""
    live = select(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    return list(session.scalars(live.order_by(SignIn.seen_at.desc())))


def saved_searches(session: Session, owner: User) -> list[SavedSearch]:
    """List the searches somebody keeps, by name."""
    mine = select(SavedSearch).where(SavedSearch.owner_id == owner.id)
    return list(session.scalars(mine.order_by(SavedSearch.name, SavedSearch.id)))


def saved_search(session: Session, owner: User, key: str) -> SavedSearch | None:
    """Find a search among those somebody keeps; what others keep is not there."""
    return session.scalar(
        select(SavedSearch).where(SavedSearch.owner_id == owner.id, SavedSearch.id == key)
    )
