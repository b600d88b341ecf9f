"""Deeds on claims: cite, correct, take back, approve. They never commit."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from heritage.accounts.models import User
from heritage.claims.models import Claim
from heritage.db import now
from heritage.kit.anchoring import Selector, find
from heritage.kit.dates import BadDate, parse
from heritage.kit.hashing import new_id
from heritage.kit.text import N_
from heritage.ledger import actions as ledger
from heritage.ledger.documents import document, put
from heritage.ledger.models import Status
from heritage.sources.actions import give_address
from heritage.sources.models import Source, Text


class BadClaim(ValueError):
    """A claim cannot be made as it was told; `errors` names each field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


def cite(
    session: Session,
    source: Source,
    record_id: str,
    told: dict[str, Any],
    *,
    by: User,
    selector: Selector | None = None,
    text: Text | None = None,
) -> Claim:
    """Record what a source says of one record, with the passage that says it.

    `told` holds the claim's own fields: `field`, `value`, `edtf`, `asserted_by` and the rest.
    A passage is looked up in the captured text at once: what stands there is marked as checked.

    Raises:
        BadClaim: nothing is claimed, or a date cannot be read.
    """
    claim = Claim(id=new_id(), public_id=new_id(), source_id=source.id, record_id=record_id)
    _tell(claim, told)
    if selector is not None and text is not None:
        _anchor(claim, selector, text)
    session.add(claim)
    session.flush()
    claim.created_by = by.id
    _note(session, claim, "cited", by)
    return claim


def _tell(claim: Claim, told: dict[str, Any]) -> None:
    errors = {}
    if not (told.get("value") or told.get("quote") or claim.quote):
        errors["value"] = N_("Say what the source reports, or quote the passage.")
    if told.get("edtf"):
        try:
            parse(told["edtf"])
        except BadDate as fault:
            errors["edtf"] = fault.remark
    if errors:
        raise BadClaim(errors)
    put(claim, {key: value for key, value in told.items() if key != "level"})
    claim.level = int(told.get("level", claim.level or 0))


def _anchor(claim: Claim, selector: Selector, text: Text) -> None:
    """Tie the passage to the captured text, and say whether it truly stands there."""
    claim.text_id = text.id
    claim.quote, claim.quote_prefix, claim.quote_suffix = (
        selector.exact,
        selector.prefix,
        selector.suffix,
    )
    claim.quote_start, claim.quote_end = selector.start, selector.end
    anchor = find(text.body, selector)
    claim.checked = anchor.level if anchor and anchor.verified else "unchecked"


def correct(
    session: Session, claim: Claim, told: dict[str, Any], *, by: User, read_at: int
) -> None:
    """Change a claim; it leaves the public until it is reviewed again.

    Raises:
        Stale: somebody else changed it since.
        BadClaim: as for `cite`.
    """
    ledger.hold(session, claim)
    if claim.version != read_at:
        raise ledger.Stale(claim, read_at)
    _tell(claim, told)
    claim.version += 1
    claim.approved_by, claim.changed_by = None, by.id
    session.flush()
    _note(session, claim, "corrected", by)


def take_back(session: Session, claim: Claim, *, by: User, comment: str) -> None:
    """Retract a claim: it is no longer shown, and its history is kept."""
    claim.retracted_at = now()
    claim.version += 1
    session.flush()
    _note(session, claim, "retracted", by, comment)


def restore(session: Session, claim: Claim, *, by: User) -> None:
    """Undo a retraction; the claim has to be approved anew."""
    claim.retracted_at, claim.approved_by = None, None
    claim.version += 1
    session.flush()
    _note(session, claim, "restored", by)


def _note(session: Session, claim: Claim, action: str, by: User, comment: str = "") -> None:
    ledger.note(
        session,
        action,
        ("claim", claim.id),
        by,
        body=document(claim),
        version=claim.version,
        comment=comment,
        touching=[("record", claim.record_id), ("source", claim.source_id)],
    )


def publish_source(
    session: Session, source: Source, *, by: User, comment: str, read_at: int
) -> None:
    """Open a source to everyone, and with it what it says of published records.

    Raises:
        NotAllowed: the reviewer wrote it, or it is not in review.
        Stale: it is no longer the version the reviewer saw.
    """
    waiting = _waiting(session, by, Claim.source_id == source.id)
    ledger.step(
        session,
        source,
        "source",
        Status.PUBLISHED,
        by=by,
        comment=comment,
        read_at=read_at,
        touching=[("record", claim.record_id) for claim in waiting],
    )
    give_address(session, source)
    _approve(session, waiting, by)


def approve_for_record(session: Session, record_id: str, by: User) -> None:
    """Open the claims on a record whose sources are public already."""
    public = select(Source.id).where(Source.published_version.is_not(None))
    waiting = _waiting(session, by, Claim.record_id == record_id, Claim.source_id.in_(public))
    _approve(session, waiting, by)


def _waiting(session: Session, by: User, *where: ColumnElement[bool]) -> list[Claim]:
    """Find claims not yet approved that this reviewer did not make: who wrote may not approve."""
    found = select(Claim).where(
        *where,
        Claim.approved_by.is_(None),
        Claim.retracted_at.is_(None),
        Claim.created_by.is_distinct_from(by.id),
        Claim.changed_by.is_distinct_from(by.id),
    )
    return list(session.scalars(found))


def _approve(session: Session, claims: list[Claim], by: User) -> None:
    for claim in claims:
        claim.approved_by = by.id
        ledger.note(
            session,
            "approved",
            ("claim", claim.id),
            by,
            version=claim.version,
            touching=[("source", claim.source_id), ("record", claim.record_id)],
        )
    session.flush()
