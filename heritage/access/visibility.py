"""Which rows somebody may see: every desk query starts here."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false, or_, select, true

from heritage.access.permissions import Permission, clearance, may
from heritage.accounts.models import User
from heritage.claims.models import Claim
from heritage.kit.fields import Level
from heritage.records.models import Person, Record


def records_for(viewer: User | None) -> ColumnElement[bool]:
    """Pick the records this viewer may know of: at-risk people only with clearance."""
    if not may(viewer, Permission.SEE_DESK):
        return false()
    if clearance(viewer) >= Level.SENSITIVE:
        return true()
    at_risk = select(Person.__table__.c.id).where(Person.__table__.c.at_risk.is_(True))
    return or_(Record.kind != "person", Record.id.not_in(at_risk))


def claims_for(viewer: User | None) -> ColumnElement[bool]:
    """Pick the claims this viewer may know of."""
    if not may(viewer, Permission.SEE_DESK):
        return false()
    return Claim.level <= int(clearance(viewer))
