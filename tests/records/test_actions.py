import threading

import pytest
from sqlalchemy.exc import IntegrityError

from heritage.kit.days import iso_day
from heritage.ledger.actions import NotAllowed, Stale
from heritage.ledger.documents import document
from heritage.records import actions
from heritage.records.checks import Invalid
from heritage.records.models import Record, Site
from tests.making import make_record, named, person, publish


def test_a_date_is_kept_with_its_first_and_last_day(either_house):
    with either_house.write() as session:
        event = make_record(session, "event", "A test blast", happened="2015-08~")
        session.commit()
        session.expire_all()
        assert iso_day(event.happened_earliest) == "2015-08-01"
        assert iso_day(event.happened_latest) == "2015-08-31"


def test_a_record_without_a_name_is_refused_with_the_field(session):
    with pytest.raises(Invalid) as refused:
        actions.create(session, "site", {"names": []}, person(session), "why")
    assert "names" in refused.value.errors


@pytest.mark.parametrize(
    ("doc", "field"),
    [
        ({"built": "sometime"}, "built"),
        ({"grade": "damage-grade/very"}, "grade"),
        ({"grade": "effect/collapse"}, "grade"),
        ({"names": [{"text": " ", "lang": "en"}]}, "names:0:text"),
        ({"names": [*named("One"), *named("Two")]}, "names"),
    ],
)
def test_every_fault_is_named_by_its_field(session, doc, field):
    with pytest.raises(Invalid) as refused:
        actions.create(session, "site", {"names": named("T")} | doc, person(session), "")
    assert field in refused.value.errors
    assert "comment" in refused.value.errors


def test_a_place_cannot_lie_inside_its_own_part(session):
    whole = make_record(session, "site", "Whole")
    part = make_record(session, "site", "Part", part_of_id=whole.id)
    with pytest.raises(Invalid) as refused:
        actions.save(
            session, whole, {"part_of_id": part.id}, by=person(session), comment="turn round",
            read_at=whole.version,
        )  # fmt: skip
    assert "part_of_id" in refused.value.errors


def test_who_wrote_it_cannot_publish_it(session):
    site = make_record(session, "site", "Test Temple")
    reviewer = person(session, "reviewer")
    actions.save(session, site, document(site), by=reviewer, comment="mine", read_at=site.version)
    actions.send(session, site, by=person(session), comment="", read_at=site.version)
    with pytest.raises(NotAllowed):
        actions.publish(session, site, by=reviewer, comment="", read_at=site.version)


def test_the_reviewer_publishes_what_was_seen_or_nothing(session):
    site = make_record(session, "site", "Test Temple")
    actions.send(session, site, by=person(session), comment="", read_at=site.version)
    with pytest.raises(Stale):
        actions.publish(session, site, by=person(session, "reviewer"), comment="", read_at=0)


def test_two_records_of_one_name_get_two_addresses(session):
    one, other = make_record(session, "site", "Twin"), make_record(session, "site", "Twin")
    publish(session, one, other)
    assert (one.slug, other.slug) == ("twin", "twin-2")


def test_an_edit_after_publishing_leaves_the_published_version(session):
    site = make_record(session, "site", "Test Temple")
    publish(session, site)
    seen = site.published_version
    actions.save(
        session, site, {"summary_en": "New."}, by=person(session), comment="more",
        read_at=site.version,
    )  # fmt: skip
    assert (site.status, site.published_version) == ("draft", seen)


def test_restoring_one_field_brings_back_that_field_alone(session):
    site = make_record(session, "site", "Test Temple", summary_en="First.", country="SY")
    by = person(session)
    changed = document(site) | {"summary_en": "Second.", "country": "IQ"}
    actions.save(session, site, changed, by=by, comment="changed", read_at=1)
    actions.restore_field(session, site, 1, "summary_en", by=by, comment="", read_at=2)
    assert (site.summary_en, site.country, site.version) == ("First.", "IQ", 3)


def test_restoring_a_version_brings_back_its_rows(session):
    site = make_record(session, "site", "Test Temple", "معبد تجريبي")
    by = person(session)
    actions.save(session, site, {"names": named("Renamed")}, by=by, comment="renamed", read_at=1)
    actions.restore(session, site, 1, by=by, comment="", read_at=2)
    assert [name.text for name in site.names] == ["Test Temple", "معبد تجريبي"]


def test_the_database_itself_refuses_what_cannot_be(either_house):
    with either_house.write() as session:
        site = make_record(session, "site", "Test Temple")
        session.commit()
        site.status = "forgotten"
        with pytest.raises(IntegrityError):
            session.commit()


EDITORS, EDITS = 8, 40


def test_no_acknowledged_edit_vanishes(either_house):
    """320 edits by eight people who each look, think and save."""
    with either_house.write() as session:
        key = make_record(session, "site", "Test Temple").id
        session.commit()
    acknowledged: list[str] = []
    faults: list[BaseException] = []

    def edit(editor: int) -> None:
        try:
            for number in range(EDITS):
                if _one_edit(either_house, key, f"{editor}-{number}"):
                    acknowledged.append(f"{editor}-{number}")
        except BaseException as fault:
            faults.append(fault)
            raise

    crowd = [threading.Thread(target=edit, args=(each,)) for each in range(EDITORS)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()

    assert not faults
    with either_house.read() as session:
        site = session.get_one(Record, key)
        there = [row.value for row in site.identifiers]
        assert sorted(there) == sorted(acknowledged)
        assert site.version == 1 + len(acknowledged)
    assert acknowledged


def _one_edit(house, key, mark) -> bool:
    """Read the form, add one row, save it: as a browser does, in two requests."""
    with house.read() as session:
        site = session.get_one(Site, key)
        doc, read_at = document(site), site.version
    doc["identifiers"] = [*doc["identifiers"], {"scheme": "test", "value": mark}]
    with house.write() as session:
        site = session.get_one(Site, key)
        try:
            actions.save(session, site, doc, by=person(session), comment="edit", read_at=read_at)
        except Stale:
            session.rollback()
            return False
        session.commit()
        return True
