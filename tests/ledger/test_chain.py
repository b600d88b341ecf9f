import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from heritage.ledger.actions import note
from heritage.ledger.models import Body
from heritage.ledger.queries import faults, head, history, outbox_after
from tests.making import make_record


def chain(session, length=6):
    for number in range(length):
        note(session, "tried", ("test", f"t{number % 2}"), None, body={"n": number})
    session.commit()


def test_a_whole_chain_has_no_fault(either_house):
    with either_house.write() as session:
        make_record(session, "site", "Test Temple")
        chain(session)
        assert list(faults(session)) == []
        seq, hash_ = head(session)
        assert seq > 6 and len(hash_) == 64


@pytest.mark.parametrize(
    "column", ["at", "actor_id", "action", "subject_id", "version", "comment", "digest", "prev"]
)
def test_any_altered_column_is_named(session, column):
    chain(session)
    value = "'2001-01-01 00:00:00.000000'" if column == "at" else "'7'"
    session.execute(text(f"update ledger_entry set {column} = {value} where seq = 3"))
    session.commit()
    session.expire_all()
    assert any("entry 3 was altered" in fault.what for fault in faults(session))


def test_a_removed_entry_is_named(session):
    chain(session)
    session.execute(text("delete from ledger_body where seq = 3"))
    session.execute(text("delete from ledger_entry where seq = 3"))
    session.commit()
    assert any("entry 3 is missing" in fault.what for fault in faults(session))


def test_a_cut_end_is_noticed_by_the_head(session):
    chain(session)
    last = head(session)[0]
    session.execute(text(f"delete from ledger_body where seq = {last}"))
    session.execute(text(f"delete from ledger_entry where seq = {last}"))
    session.commit()
    assert any("end of the chain" in fault.what for fault in faults(session))


def test_two_bodies_changed_round_are_noticed(session):
    chain(session)
    one, other = session.get(Body, 2), session.get(Body, 3)
    one.text, other.text, one.salt, other.salt = other.text, one.text, other.salt, one.salt
    session.commit()
    told = [fault.what for fault in faults(session)]
    assert "the body of entry 2 was altered" in told
    assert "the body of entry 3 was altered" in told


def test_an_erased_body_leaves_the_chain_whole(session):
    chain(session)
    session.execute(text("delete from ledger_body where seq = 3"))
    session.commit()
    assert list(faults(session)) == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_altered_byte_of_a_body_is_noticed(house, data):
    with house.write() as session:
        chain(session, 2)
        seq = head(session)[0]
        body = session.scalar(text("select text from ledger_body where seq = :s"), {"s": seq})
        place = data.draw(st.integers(0, len(body) - 1))
        changed = body[:place] + chr((ord(body[place]) + 1) % 0x500 or 65) + body[place + 1 :]
        session.execute(
            text("update ledger_body set text = :t where seq = :s"), {"t": changed, "s": seq}
        )
        assert any(fault.seq == seq for fault in faults(session))
        session.rollback()


def test_history_is_told_newest_first_and_keeps_the_whole_document(session):
    site = make_record(session, "site", "Test Temple", summary_en="Old stones.")
    session.commit()
    newest = history(session, "record", site.id)[0]
    kept = json.loads(
        session.scalar(text("select text from ledger_body where seq = :s"), {"s": newest.seq})
    )
    assert kept["summary_en"] == "Old stones."
    assert kept["names"][0]["text"] == "Test Temple"


def test_the_outbox_never_splits_the_word_of_one_entry(session):
    for number in range(3):
        note(
            session, "tried", ("test", str(number)), None,
            touching=[("record", f"{number}-{each}") for each in range(4)],
        )  # fmt: skip
    session.commit()
    start = head(session)[0] - 3
    rows = outbox_after(session, start, limit=5)
    assert len(rows) == 8
    assert {row.seq for row in rows} == {start + 1, start + 2}
