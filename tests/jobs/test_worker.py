from heritage.jobs import actions
from heritage.jobs.models import Job
from heritage.worker import HANDLERS, Worker
from tests.making import make_record, publish


def ask(house, kind):
    with house.write() as session:
        job = actions.enqueue(session, kind, unique_key=kind)
        session.commit()
        return job.id


def state(house, job_id):
    with house.read() as session:
        job = session.get_one(Job, job_id)
        return job.state, job.message


def test_the_worker_follows_the_outbox_and_does_what_was_asked(house):
    with house.write() as session:
        publish(session, make_record(session, "site", "Temple"))
        session.commit()
    asked = [ask(house, kind) for kind in HANDLERS]
    Worker(house).once()
    assert [record.title() for record in house.public.all()] == ["Temple"]
    assert [state(house, each)[0] for each in asked] == ["done", "done"]
    assert house.public_search.count() == 1


def test_a_job_that_fails_says_why_and_is_tried_again(house, monkeypatch):
    def broken(_house, _report):
        raise OSError("The disk is full.")

    monkeypatch.setitem(HANDLERS, "indexes.rebuild", broken)
    job = ask(house, "indexes.rebuild")
    Worker(house).once()
    assert state(house, job) == ("queued", "The disk is full.")


def test_a_worker_in_its_thread_is_woken_and_stops(house):
    worker = Worker(house)
    worker.start()
    with house.write() as session:
        publish(session, make_record(session, "site", "Temple"))
        session.commit()
    house.wake()
    for _ in range(200):
        if house.public.counts()["site"]:
            break
        worker.ended.wait(0.1)
    worker.stop()
    assert not worker.is_alive()
    assert house.public.counts()["site"] == 1
