"""Questions to the claims."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from heritage.claims.models import Claim
from heritage.kit.fields import Level


def on_record(session: Session, record_id: str) -> list[Claim]:
    """List what sources say of a record, oldest first; claims taken back are left out."""
    found = select(Claim).where(Claim.record_id == record_id, Claim.retracted_at.is_(None))
    return list(session.scalars(found.order_by(Claim.created_at, Claim.id)))


def of_source(session: Session, source_id: str) -> list[Claim]:
    """List what one source says, in the order of its text."""
    found = select(Claim).where(Claim.source_id == source_id, Claim.retracted_at.is_(None))
    return sorted(session.scalars(found), key=lambda each: (each.quote_start or 0, each.created_at))


def by_field(claims: Iterable[Claim]) -> dict[str | None, list[Claim]]:
    """Put claims on the same field side by side."""
    sides: dict[str | None, list[Claim]] = {}
    for claim in claims:
        sides.setdefault(base_field(claim.field), []).append(claim)
    return sides


def base_field(field: str | None) -> str | None:
    """Name the question behind a field told in two languages: `extent` for `extent_en`."""
    if field and field[-3:] in {"_en", "_ar"}:
        return field[:-3]
    return field


def open_to_public(claims: Iterable[Claim]) -> list[Claim]:
    """Keep the claims a reviewer approved and that hold nothing back."""
    return [
        claim
        for claim in claims
        if claim.approved_by and claim.level == Level.PUBLIC and claim.retracted_at is None
    ]
