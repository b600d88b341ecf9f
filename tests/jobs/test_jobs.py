from datetime import timedelta

import pytest
import time_machine

from heritage.db import now
from heritage.jobs import actions
from heritage.jobs.models import Job


def test_a_job_is_given_to_one_worker_only(either_house):
    with either_house.write() as session:
        actions.enqueue(session, "tidy")
        session.commit()
    with either_house.write() as one:
        mine = actions.claim(one, "one", ["tidy"])
        one.commit()
    with either_house.write() as other:
        assert actions.claim(other, "other", ["tidy"]) is None
    assert mine.attempts == 1


def test_a_live_key_is_asked_for_once(session):
    first = actions.enqueue(session, "tidy", unique_key="all")
    assert actions.enqueue(session, "tidy", unique_key="all") is first


def test_a_dead_worker_gives_its_job_back_and_can_no_longer_finish_it(session):
    actions.enqueue(session, "tidy")
    late = actions.claim(session, "late", ["tidy"])
    with time_machine.travel(now() + actions.LEASE + timedelta(seconds=5)):
        assert actions.reap(session) == 1
        session.expire_all()
        held = actions.claim(session, "next", ["tidy"])
        assert (held.worker, held.attempts) == ("next", 2)
        late_copy = Job(id=held.id, worker="late", attempts=1)
        with pytest.raises(actions.Lost):
            actions.finish(session, late_copy)
        actions.finish(session, held, "done")
    session.expire_all()
    assert session.get(Job, late.id).state == "done"


def test_a_job_that_kills_every_worker_ends_as_failed(session):
    job = actions.enqueue(session, "tidy")
    job.max_attempts = 2
    at = now()
    for _ in range(2):
        at += actions.LEASE + timedelta(seconds=5)
        with time_machine.travel(at):
            actions.claim(session, "w", ["tidy"])
        at += actions.LEASE + timedelta(seconds=5)
        with time_machine.travel(at):
            actions.reap(session)
            session.expire_all()
    assert session.get(Job, job.id).state == "failed"


def test_a_cancelled_job_is_noticed_at_the_next_report(session):
    actions.enqueue(session, "tidy")
    job = actions.claim(session, "w", ["tidy"])
    assert actions.cancel(session, job.id)
    with pytest.raises(actions.Lost):
        actions.report(session, job, 1, 2)
