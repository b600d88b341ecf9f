"""Questions about jobs."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from heritage.jobs.models import Job


def newest(session: Session, limit: int = 50) -> list[Job]:
    """List what was asked for lately, newest first."""
    return list(session.scalars(select(Job).order_by(Job.created_at.desc()).limit(limit)))
