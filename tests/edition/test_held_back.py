"""What is held back is held back on every page, and at once."""

import pytest

from heritage.claims import actions as claims
from heritage.sources import actions as sources
from tests.making import make_record, make_source, person, publish
from tests.support.leaks import edition, save


def told(house) -> str:
    """Write down all that the public store says."""
    return str([(each.slug, each.body) for each in house.public.all()])


def withheld(field: str) -> list[dict[str, str]]:
    return [{"field": field, "verdict": "verdict/withheld", "reason_en": "Who said it lives."}]


def cite(session, source, record, **said) -> None:
    claims.cite(session, source, record.id, said, by=person(session))


def test_a_withheld_question_is_closed_for_claims_in_either_language(house):
    with house.write() as session:
        event = make_record(session, "event", "Killing", readings=withheld("aftermath"))
        source = make_source(session)
        cite(session, source, event, field="aftermath_en", value="ZQUNSAID")
        publish(session, event, source)
        session.commit()
    house.catch_up()
    assert "Who said it lives." in told(house)
    assert "ZQUNSAID" not in told(house)


def test_what_a_record_comes_to_withhold_leaves_the_pages_of_its_sources(house):
    with house.write() as session:
        event, source = make_record(session, "event", "Killing"), make_source(session)
        cite(session, source, event, field="aftermath", value="ZQUNSAID")
        publish(session, event, source)
        session.commit()
        house.catch_up()
        assert "ZQUNSAID" in str(edition(house, "A report").body)
        save(session, event, readings=withheld("aftermath"))
        publish(session, event)
        session.commit()
    house.catch_up()
    assert "ZQUNSAID" not in told(house)
    assert house.projector().verify() == []


@pytest.mark.parametrize("field", ["places", "staff_note", "sensitivity"])
def test_a_claim_does_not_say_what_the_field_itself_may_not(house, field):
    with house.write() as session:
        site, source = make_record(session, "site", "Tomb"), make_source(session)
        cite(session, source, site, field=field, value="34.54738, 38.27393")
        publish(session, site, source)
        session.commit()
        house.catch_up()
        assert ("34.54738" in told(house)) == (field == "places")
        save(session, site, sensitivity="sensitivity/cell-0.2")
        session.commit()
    house.catch_up()
    assert "34.54738" not in told(house)
    assert house.projector().verify() == []


def test_somebody_at_risk_is_not_named_in_the_words_beside_their_link_either(house):
    with house.write() as session:
        guard = make_record(session, "person", "Zqname", living="yes")
        agent = {"agent_id": guard.id, "agent_words": "Zqname"}
        teller = {"agent_words": "gunmen", "alleged_by": "Zqname", "alleged_by_id": guard.id}
        event = make_record(session, "event", "Blast", attributions=[agent, teller])
        source = make_source(session, publisher="Zqname", publisher_id=guard.id)
        said = {"asserted_by": "Zqname", "asserted_by_id": guard.id}
        cite(session, source, event, field="grade", value="heavy", **said)
        publish(session, event, source)
        session.commit()
        house.catch_up()
        assert told(house).count("Zqname") == 5
        save(session, guard, at_risk=True)
        session.commit()
    house.catch_up()
    assert "Zqname" not in told(house)
    assert edition(house, "Blast").rows("attributions") == [{"agent_words": "gunmen"}]
    assert house.projector().verify() == []


def test_an_agent_who_has_no_page_is_not_told_by_a_gap(house):
    with house.write() as session:
        agent = make_record(session, "group", "Unpublished")
        rows = [{"agent_id": agent.id, "note_en": "Seen by many."}]
        event = make_record(session, "event", "Blast", attributions=rows)
        publish(session, event)
        session.commit()
        house.catch_up()
        assert edition(house, "Blast").rows("attributions") == []
        publish(session, agent)
        session.commit()
    house.catch_up()
    assert edition(house, "Blast").rows("attributions")[0]["agent"] == agent.public_id


def test_a_text_captured_after_the_review_waits_for_the_next(house):
    with house.write() as session:
        source = make_source(session, text_use="text-use/full")
        keep(house, session, source, b"A reviewer read this page about the temple.")
        publish(session, source)
        keep(house, session, source, b"Nobody read this page about ZQUNSEEN yet.")
        session.commit()
        house.catch_up()
        seen = edition(house, "A report").body
        assert seen["text"] == "A reviewer read this page about the temple."
        assert len(seen["captures"]) == 1
        save(session, source, note_en="With a second capture.")
        publish(session, source)
        session.commit()
    house.catch_up()
    assert len(edition(house, "A report").body["captures"]) == 2
    assert "ZQUNSEEN" in told(house)


def keep(house, session, source, data: bytes) -> None:
    taken = sources.take(data, filename="page.txt", how="uploaded")
    sources.keep(session, house.files, source, taken, by=person(session))
