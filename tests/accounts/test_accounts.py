from datetime import timedelta

import pytest
import time_machine

from heritage.accounts import actions
from heritage.accounts.models import SignIn
from heritage.db import now
from tests.making import PASSWORD, person


def enter(session, name="archivist", password=PASSWORD, network="10.0.0.0/24"):
    return actions.sign_in(session, name, password, network=network, agent="a test")


def test_a_token_names_its_owner_and_is_kept_as_a_hash(session):
    token = enter(session)
    assert actions.who(session, token).name == "archivist"
    assert token not in {row.token_hash for row in session.query(SignIn)}


def test_wrong_name_and_wrong_password_sound_the_same(session):
    with pytest.raises(actions.Refused) as unknown:
        enter(session, name="nobody")
    with pytest.raises(actions.Refused) as wrong:
        enter(session, password="not this one at all")
    assert str(unknown.value) == str(wrong.value)


def test_after_ten_tries_even_the_right_password_waits(session):
    for _ in range(10):
        with pytest.raises(actions.Refused):
            enter(session, password="guess guess guess")
    with pytest.raises(actions.TooMany):
        enter(session)
    with time_machine.travel(now() + timedelta(minutes=6)):
        assert enter(session)


def test_guessing_many_names_from_one_network_is_slowed_down_too(session):
    for number in range(10):
        with pytest.raises(actions.Refused):
            enter(session, name=f"guess{number}")
    with pytest.raises(actions.TooMany):
        enter(session)
    assert enter(session, network="10.9.9.0/24")


def test_a_session_ends_when_idle_when_old_and_when_told(session):
    token = enter(session)
    with time_machine.travel(now() + actions.IDLE + timedelta(minutes=1)):
        assert actions.who(session, token) is None
    actions.sign_out(session, token)
    assert actions.who(session, token) is None


def test_a_session_that_was_ended_is_not_kept_awake(session):
    token = enter(session)
    actions.sign_out(session, token)
    actions.seen(session, token)
    assert actions.who(session, token) is None


def test_a_disabled_account_is_out_at_once(session):
    token = enter(session)
    actions.disable(session, person(session), None)
    assert actions.who(session, token) is None
    with pytest.raises(actions.Refused):
        enter(session)


def test_an_invitation_works_once_and_ends_other_sessions(session):
    old = enter(session)
    token = actions.invite(session, person(session), None)
    actions.accept(session, actions.invited(session, token), "another four plain words")
    assert actions.invited(session, token) is None
    assert actions.who(session, old) is None
    assert enter(session, password="another four plain words")


def test_an_invitation_runs_out(session):
    token = actions.invite(session, person(session), None)
    with time_machine.travel(now() + actions.INVITATION + timedelta(minutes=1)):
        assert actions.invited(session, token) is None


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "password1234", "x" * 129])
def test_a_weak_password_is_refused_in_words(session, password):
    with pytest.raises(actions.BadAccount):
        actions.set_password(person(session), password)
