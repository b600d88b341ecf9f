"""What leaves the public leaves every edition that told of it."""

from heritage.claims import actions as claims
from heritage.ledger.documents import document
from tests.making import make_record, make_source, person, publish
from tests.support.leaks import edition, save, withdraw


def test_a_link_that_a_draft_dropped_still_vanishes_from_what_was_approved(house):
    with house.write() as session:
        guard = make_record(session, "person", "Invented Guard", living="yes")
        event = make_record(session, "event", "Blast", affected=[{"subject_id": guard.id}])
        publish(session, guard, event)
        session.commit()
        house.catch_up()
        save(session, event, affected=[])
        session.commit()
        house.catch_up()
        assert edition(house, "Blast").rows("affected")
        save(session, guard, at_risk=True)
        session.commit()
    house.catch_up()
    assert edition(house, "Blast").rows("affected") == []


def test_a_withdrawn_place_leaves_the_posts_held_there(house):
    with house.write() as session:
        museum = make_record(session, "site", "Museum")
        keeper = make_record(
            session, "person", "Keeper", posts=[{"title_en": "Keeper", "place_id": museum.id}]
        )
        publish(session, museum, keeper)
        session.commit()
        house.catch_up()
        assert "place" in edition(house, "Keeper").rows("posts")[0]
        withdraw(session, museum)
        session.commit()
    house.catch_up()
    assert edition(house, "Keeper").rows("posts") == [{"title": {"en": "Keeper"}}]


def test_a_withdrawn_source_leaves_the_names_that_were_seen_in_it(house):
    with house.write() as session:
        gazetteer, site = make_source(session, "Gazetteer"), make_record(session, "site", "Temple")
        save(session, site, names=[document(site)["names"][0] | {"source_id": gazetteer.id}])
        publish(session, gazetteer, site)
        session.commit()
        house.catch_up()
        assert edition(house, "Temple").body["names"][0]["source"] == gazetteer.public_id
        withdraw(session, gazetteer)
        session.commit()
    house.catch_up()
    assert "source" not in edition(house, "Temple").body["names"][0]


def test_who_asserted_a_claim_leaves_the_page_of_its_source_too(house):
    with house.write() as session:
        witness = make_record(session, "person", "Invented Witness", living="yes")
        site, source = make_record(session, "site", "Temple"), make_source(session, "Report")
        told = {"field": "built", "value": "32 CE", "asserted_by_id": witness.id}
        claims.cite(session, source, site.id, told, by=person(session))
        publish(session, witness, site, source)
        session.commit()
        house.catch_up()
        assert witness.public_id in str(edition(house, "Report").body)
        save(session, witness, at_risk=True)
        session.commit()
    house.catch_up()
    assert witness.public_id not in str([each.body for each in house.public.all()])
    assert house.projector().verify() == []
