from heritage.edition.present import present
from tests.making import make_record, publish
from tests.support.leaks import edition


def test_an_event_at_a_site_with_a_name_in_one_language_has_a_page(house):
    with house.write() as session:
        site = make_record(session, "site", "Temple", places=[{"lat": 34.5, "lon": 38.25}])
        event = make_record(session, "event", "Blast", effects=[{"subject_id": site.id}])
        publish(session, site, event)
        session.commit()
    house.catch_up()
    shown = present(edition(house, "Blast"), house.public, "ar")
    assert shown["places"][0]["of"] == {"en": "Temple", "ar": None}
