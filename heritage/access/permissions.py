"""The law in one table: what each role may do. Clearance is told apart from role."""

from __future__ import annotations

from enum import StrEnum

from heritage.accounts.models import User
from heritage.kit.fields import Level


class Permission(StrEnum):
    """Something one may be allowed to do."""

    SEE_DESK = "see the desk"
    EDIT = "write records and sources"
    REVIEW = "publish, return and withdraw"
    MANAGE_ACCOUNTS = "make and shut accounts"
    SEE_LEDGER = "read the whole ledger"


P = Permission
ROLES: dict[str, frozenset[Permission]] = {
    "reader": frozenset({P.SEE_DESK}),
    "archivist": frozenset({P.SEE_DESK, P.EDIT}),
    "reviewer": frozenset({P.SEE_DESK, P.EDIT, P.REVIEW}),
    "steward": frozenset({P.SEE_DESK, P.EDIT, P.REVIEW, P.MANAGE_ACCOUNTS, P.SEE_LEDGER}),
    "auditor": frozenset({P.SEE_DESK, P.SEE_LEDGER}),
}


def may(user: User | None, permission: Permission) -> bool:
    """Say whether somebody may do something; nobody may do nothing."""
    return user is not None and user.active and permission in ROLES.get(user.role, frozenset())


def clearance(user: User | None) -> Level:
    """Say up to which level somebody may know values. Managing accounts clears for nothing."""
    if user is None or not user.active:
        return Level.PUBLIC
    return Level.SENSITIVE if user.clearance == "sensitive" else Level.STAFF


def may_know(user: User | None, level: int) -> bool:
    """Say whether somebody may know a value of this level."""
    return level <= clearance(user)
