"""The worker: follows the outbox and does the jobs asked for, beside the server or by itself."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable

from heritage.house import House
from heritage.jobs import actions as jobs
from heritage.jobs.models import Job
from heritage.kit.text import N_
from heritage.search.sync import DeskIndex, PublicIndex

log = logging.getLogger(__name__)
EVERY = 0.5
"""Seconds between looks at the outbox when nobody rings."""

Report = Callable[[int, int, str], None]
Handler = Callable[[House, Report], str]


def rebuild_indexes(house: House, report: Report) -> str:
    """Make both search indexes anew; searches go on being answered from the old ones."""
    desk = DeskIndex(house.read, house.desk_search)
    count = desk.rebuild(lambda done: report(done, 0, N_("The desk's index")))
    public = PublicIndex(house.public, house.public_search)
    count += public.rebuild(lambda done: report(done, 0, N_("The public index")))
    return str(count)


def rebuild_editions(house: House, report: Report) -> str:
    """Write every edition anew from what was approved."""
    return str(house.projector().rebuild(lambda done, total: report(done, total, N_("Editions"))))


HANDLERS: dict[str, Handler] = {
    "indexes.rebuild": rebuild_indexes,
    "editions.rebuild": rebuild_editions,
}
"""What can be asked for, by name. A handler may run twice: it comes out the same."""


class Worker(threading.Thread):
    """Brings public store and indexes up to date whenever something was committed."""

    def __init__(self, house: House) -> None:
        super().__init__(name="worker", daemon=True)
        self.house = house
        self.ended = threading.Event()
        self.called = f"{socket.gethostname()}-{os.getpid()}"

    def run(self) -> None:
        """Work until told to stop. A fault is logged and tried again; nothing is skipped."""
        while not self.ended.is_set():
            self.house.alarm.wait(EVERY)
            self.house.alarm.clear()
            self.once()

    def once(self) -> int:
        """Follow the outbox to its end, then do what was asked for."""
        try:
            done = self.house.catch_up()
            while not self.ended.is_set() and self._one_job():
                done += 1
        except Exception:
            log.exception("The worker met a fault and will try again.")
            self.ended.wait(1.0)
            return 0
        return done

    def _one_job(self) -> bool:
        """Take the next job, if there is one, and do it."""
        with self.house.read() as session:
            if not jobs.waiting(session, list(HANDLERS)):
                return False
        with self.house.write() as session:
            jobs.reap(session)
            job = jobs.claim(session, self.called, list(HANDLERS))
            session.commit()
        if job is None:
            return False
        try:
            said = HANDLERS[job.kind](self.house, self._report(job))
        except jobs.Lost:
            log.warning("Job %s was cancelled or taken by another worker.", job.id)
        except Exception as fault:
            log.exception("Job %s failed.", job.id)
            reason = str(fault)
            self._end(job, lambda session: jobs.fail(session, job, reason))
        else:
            self._end(job, lambda session: jobs.finish(session, job, said))
        return True

    def _report(self, job: Job) -> Report:
        def report(done: int, total: int, message: str) -> None:
            with self.house.write() as session:
                jobs.report(session, job, done, total, message)
                session.commit()

        return report

    def _end(self, job: Job, deed: Callable[..., None]) -> None:
        try:
            with self.house.write() as session:
                deed(session)
                session.commit()
        except jobs.Lost:
            log.warning("Job %s ended after its hold on it had.", job.id)

    def stop(self) -> None:
        """Finish what is under way, then end."""
        self.ended.set()
        self.house.wake()
        if self.is_alive():
            self.join(timeout=30)
