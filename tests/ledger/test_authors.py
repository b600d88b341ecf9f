from heritage.ledger.documents import document
from heritage.records import actions as records
from tests.making import make_record, person


def test_who_began_a_record_stays_known_when_another_goes_on_with_it(session):
    site = make_record(session, "site", "Temple")
    second = person(session, "second")
    records.save(session, site, document(site), by=second, comment="more", read_at=site.version)
    assert (site.created_by, site.updated_by) == (person(session).id, second.id)
