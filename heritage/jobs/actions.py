"""Deeds on jobs: enqueue in the caller's transaction, claim, report, finish, retry."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from heritage.db import now
from heritage.jobs.models import Job
from heritage.kit.hashing import new_id

LEASE = timedelta(seconds=60)


class Lost(Exception):
    """The job is no longer this worker's: its lease ran out, or it was cancelled."""


def enqueue(
    session: Session,
    kind: str,
    payload: dict[str, Any] | None = None,
    *,
    unique_key: str | None = None,
    asked_by: str | None = None,
) -> Job:
    """Ask for work to be done after the caller commits; a live job of the same key serves both."""
    if unique_key is not None:
        live = select(Job).where(Job.unique_key == unique_key, Job.state.in_(("queued", "running")))
        if found := session.scalar(live):
            return found
    job = Job(
        id=new_id(), kind=kind, payload=payload or {}, unique_key=unique_key, asked_by=asked_by
    )
    session.add(job)
    session.flush()
    return job


def claim(session: Session, worker: str, kinds: list[str]) -> Job | None:
    """Take the next job due, holding it by a lease; no two workers get the same one."""
    due = (
        select(Job)
        .where(Job.state == "queued", Job.run_after <= now(), Job.kind.in_(kinds))
        .order_by(Job.run_after)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    job = session.scalar(due)
    if job is None:
        return None
    job.state, job.worker, job.lease_until = "running", worker, now() + LEASE
    job.attempts += 1
    session.flush()
    return job


def waiting(session: Session, kinds: list[str]) -> bool:
    """Say whether there is anything to do now, or a dead worker's job to give back."""
    due = and_(Job.state == "queued", Job.run_after <= now())
    dead = and_(Job.state == "running", Job.lease_until < now())
    found = select(Job.id).where(or_(due, dead), Job.kind.in_(kinds)).limit(1)
    return session.scalar(found) is not None


def report(session: Session, job: Job, done: int, total: int, message: str = "") -> None:
    """Tell how far a job is, and hold on to it for another while.

    Raises:
        Lost: somebody else has it by now, or it was cancelled.
    """
    _mine(session, job, progress=done, total=total, message=message, lease_until=now() + LEASE)


def finish(session: Session, job: Job, message: str = "") -> None:
    """Put a job away as done.

    Raises:
        Lost: as for `report`.
    """
    _mine(session, job, state="done", finished_at=now(), message=message, lease_until=None)


def fail(session: Session, job: Job, reason: str) -> None:
    """Put a job back for another try later, or away as failed when it had its tries."""
    spent = job.attempts >= job.max_attempts
    wait = timedelta(seconds=min(600, 2**job.attempts) * random.uniform(0.8, 1.2))  # noqa: S311
    _mine(
        session,
        job,
        state="failed" if spent else "queued",
        finished_at=now() if spent else None,
        run_after=now() + wait,
        message=reason[:2000],
        lease_until=None,
    )


def reap(session: Session) -> int:
    """Give back the jobs of workers that died; one that kills every worker ends as failed."""
    dead = and_(Job.state == "running", Job.lease_until < now())
    spent = _change(
        session,
        and_(dead, Job.attempts >= Job.max_attempts),
        state="failed",
        finished_at=now(),
        message="Every worker that took this job stopped in the middle of it.",
    )
    return spent + _change(session, dead, state="queued", worker=None, run_after=now())


def cancel(session: Session, job_id: str) -> bool:
    """Call a job off; a running one notices at its next report."""
    live = or_(Job.state == "queued", Job.state == "running")
    return _change(session, and_(Job.id == job_id, live), state="cancelled", finished_at=now()) == 1


def _mine(session: Session, job: Job, **values: Any) -> None:
    held = and_(
        Job.id == job.id,
        Job.state == "running",
        Job.worker == job.worker,
        Job.attempts == job.attempts,
    )
    if _change(session, held, **values) != 1:
        raise Lost(f"Job {job.id} is no longer held by {job.worker}.")


def _change(session: Session, where: ColumnElement[bool], **values: Any) -> int:
    result = session.execute(
        update(Job).where(where).values(**values).execution_options(synchronize_session=False)
    )
    return result.rowcount if isinstance(result, CursorResult) else 0
