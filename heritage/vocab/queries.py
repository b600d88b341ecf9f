"""Questions to the vocabularies."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from heritage.vocab.models import Term


def scheme(session: Session, name: str) -> list[Term]:
    """List the terms of one scheme that are in use, in their order."""
    found = select(Term).where(Term.scheme == name, Term.retired.is_(False))
    return list(session.scalars(found.order_by(Term.position, Term.local)))


def schemes(session: Session) -> list[str]:
    """Name all schemes."""
    return list(session.scalars(select(Term.scheme).distinct().order_by(Term.scheme)))


def labels(session: Session, language: str) -> dict[str, str]:
    """Name every term, retired ones too, by its key."""
    return {term.key: term.label(language) for term in session.scalars(select(Term))}
