import pytest

from heritage.claims import actions as claims
from heritage.edition.projector import open_pen
from heritage.ledger.documents import document
from heritage.records import actions as records
from heritage.sources import actions as sources
from tests.making import make_record, make_source, person, publish


def of(house, title):
    return next((each for each in house.public.all() if each.title() == title), None)


def test_a_draft_has_no_edition(house):
    with house.write() as session:
        make_record(session, "site", "Secret Temple")
        session.commit()
    house.catch_up()
    assert list(house.public.all()) == []


def test_what_is_published_is_what_was_approved(house):
    with house.write() as session:
        site = make_record(session, "site", "Temple", summary_en="Approved.", staff_note="hush")
        publish(session, site)
        records.save(
            session, site, {"summary_en": "Not yet."}, by=person(session), comment="later",
            read_at=site.version,
        )  # fmt: skip
        session.commit()
    house.catch_up()
    edition = of(house, "Temple")
    assert edition.field("summary") == {"en": "Approved."}
    assert "hush" not in str(edition.body)


def test_staff_identifiers_never_leave(house):
    with house.write() as session:
        whole = make_record(session, "site", "Whole")
        part = make_record(session, "site", "Part", part_of_id=whole.id)
        publish(session, whole, part)
        ids = {whole.id, part.id, person(session).id}
        session.commit()
    house.catch_up()
    told = str([each.body for each in house.public.all()])
    assert not [each for each in ids if each in told]
    assert of(house, "Part").field("part_of") == of(house, "Whole").id


def test_a_claim_is_public_with_its_source_and_not_before(house):
    with house.write() as session:
        site, source = make_record(session, "site", "Temple"), make_source(session)
        claims.cite(
            session, source, site.id, {"field": "built", "value": "32 CE", "edtf": "0032"},
            by=person(session),
        )  # fmt: skip
        publish(session, site)
        session.commit()
        house.catch_up()
        assert of(house, "Temple").body["claims"] == []
        publish(session, source)
        session.commit()
    house.catch_up()
    [claim] = of(house, "Temple").body["claims"]
    assert (claim["value"], claim["source"]) == ("32 CE", of(house, "A report").id)


def test_withdrawing_a_source_takes_its_claims_along(house):
    with house.write() as session:
        site, source = make_record(session, "site", "Temple"), make_source(session)
        claims.cite(session, source, site.id, {"field": "built", "value": "x"}, by=person(session))
        publish(session, site, source)
        session.commit()
        house.catch_up()
        assert of(house, "Temple").body["claims"]
        sources.withdraw(
            session, source, by=person(session, "reviewer"), comment="wrong",
            read_at=source.version,
        )  # fmt: skip
        session.commit()
    house.catch_up()
    assert of(house, "Temple").body["claims"] == []
    assert of(house, "A report") is None


def test_a_person_marked_at_risk_is_gone_at_once_with_every_link(house):
    with house.write() as session:
        guard = make_record(session, "person", "Invented Guard", living="yes")
        event = make_record(session, "event", "Blast", affected=[{"subject_id": guard.id}])
        publish(session, guard, event)
        session.commit()
        house.catch_up()
        assert of(house, "Blast").rows("affected")
        records.save(
            session, guard, {"at_risk": True}, by=person(session), comment="threatened",
            read_at=guard.version,
        )  # fmt: skip
        session.commit()
    house.catch_up()
    assert of(house, "Invented Guard") is None
    assert of(house, "Blast").rows("affected") == []


@pytest.mark.parametrize(
    ("sensitivity", "seen"),
    [("open", (34.54738, 38.27393)), ("cell-0.2", (34.5, 38.3)), ("hidden", None)],
)
def test_a_sensitive_place_is_shown_by_its_cell_or_not_at_all(house, sensitivity, seen):
    with house.write() as session:
        site = make_record(
            session, "site", "Temple", sensitivity=f"sensitivity/{sensitivity}",
            places=[{"lat": 34.54738, "lon": 38.27393, "note_en": "behind the hill"}],
        )  # fmt: skip
        publish(session, site)
        session.commit()
    house.catch_up()
    rows = of(house, "Temple").rows("places")
    assert [(row["lat"], row["lon"]) for row in rows if "lat" in row] == ([seen] if seen else [])
    assert ("behind the hill" in str(rows)) == (sensitivity == "open")


def test_a_withheld_question_is_named_and_nothing_else_is_told(house):
    with house.write() as session:
        event = make_record(
            session, "event", "Killing", aftermath_en="ZQUNSAID",
            readings=[{"field": "aftermath", "verdict": "verdict/withheld", "value_en": "ZQUNSAID",
                       "reason_en": "It would hurt the family."}],
        )  # fmt: skip
        source = make_source(session)
        claims.cite(
            session, source, event.id, {"field": "aftermath", "value": "ZQUNSAID"},
            by=person(session),
        )  # fmt: skip
        publish(session, event, source)
        session.commit()
    house.catch_up()
    told = str([each.body for each in house.public.all()])
    assert "ZQUNSAID" not in told
    assert "It would hurt the family." in told


def test_the_number_and_day_change_only_when_readers_see_a_change(house):
    with house.write() as session:
        site = make_record(session, "site", "Temple", staff_note="one")
        publish(session, site)
        session.commit()
        house.catch_up()
        first = of(house, "Temple")
        records.save(
            session, site, document(site) | {"staff_note": "two"}, by=person(session),
            comment="private", read_at=site.version,
        )  # fmt: skip
        publish(session, site)
        session.commit()
    house.catch_up()
    assert of(house, "Temple") == first


def test_a_moved_page_is_found_by_its_old_address(house):
    with house.write() as session:
        site = make_record(session, "site", "Temple")
        publish(session, site)
        session.commit()
        house.catch_up()
        with open_pen(house.public.url) as pen:
            pen.put(site.public_id, "site", "great-temple", of(house, "Temple").body)
    assert house.public.moved("site", "temple") == "great-temple"
    assert house.public.record("site", "temple") is None


def test_following_twice_and_rebuilding_come_out_the_same(house):
    with house.write() as session:
        publish(session, make_record(session, "site", "One"), make_record(session, "site", "Two"))
        session.commit()
    assert house.catch_up() > 0
    before = list(house.public.all())
    assert house.catch_up() == 0
    house.projector().rebuild()
    assert list(house.public.all()) == before
    assert house.projector().verify() == []


def test_verify_names_an_edition_that_was_tampered_with(house):
    with house.write() as session:
        publish(session, make_record(session, "site", "Temple"))
        session.commit()
    house.catch_up()
    edition = of(house, "Temple")
    with open_pen(house.public.url) as pen:
        pen.put(edition.id, "site", "temple", {**edition.body, "title": {"en": "Forged"}})
    assert any(edition.id in fault for fault in house.projector().verify())
