"""The table of work to be done later."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from heritage.db import Base, now
from heritage.kit.fields import internal
from heritage.kit.hashing import new_id

LIVE = "state in ('queued', 'running')"


class Job(Base):
    """A piece of work: queued, running, done, failed or cancelled. It may run twice, never less."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(
            "state in ('queued', 'running', 'done', 'failed', 'cancelled')", name="state"
        ),
        Index(
            "uq_job_live_key",
            "unique_key",
            unique=True,
            sqlite_where=text(LIVE),
            postgresql_where=text(LIVE),
        ),
        Index("ix_job_next", "state", "run_after"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id, info=internal("job"))
    kind: Mapped[str] = mapped_column(info=internal("which handler does it"))
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict, info=internal("what it needs"))
    unique_key: Mapped[str | None] = mapped_column(info=internal("one live job of this key"))
    state: Mapped[str] = mapped_column(default="queued", info=internal("where it stands"))
    attempts: Mapped[int] = mapped_column(default=0, info=internal("times begun"))
    max_attempts: Mapped[int] = mapped_column(default=5, info=internal("times it may be begun"))
    run_after: Mapped[datetime] = mapped_column(default=now, info=internal("not before"))
    lease_until: Mapped[datetime | None] = mapped_column(info=internal("a worker's hold on it"))
    worker: Mapped[str | None] = mapped_column(info=internal("who holds it"))
    progress: Mapped[int] = mapped_column(default=0, info=internal("done so far"))
    total: Mapped[int] = mapped_column(default=0, info=internal("out of"))
    message: Mapped[str] = mapped_column(default="", info=internal("what it says of itself"))
    asked_by: Mapped[str | None] = mapped_column(info=internal("for whom"))
    created_at: Mapped[datetime] = mapped_column(default=now, info=internal("asked when"))
    finished_at: Mapped[datetime | None] = mapped_column(info=internal("ended when"))
