import pytest
from webtest import TestApp

from heritage.search.backend import SearchAway
from tests.making import make_record, publish
from tests.web.catalogue.conftest import catalogue_over

NEAR, FAR = (34.55, 38.27), (33.51, 36.31)


def site_at(session, name, place):
    lat, lon = place
    where = {"lat": lat, "lon": lon, "place_precision": "place-precision/settlement"}
    return make_record(session, "site", name, places=[where])


def blast(session, name, day, site):
    return make_record(
        session, "event", name, happened=day, event_kind="event-kind/destruction",
        effects=[{"subject_id": site.id, "effect": "effect/collapse"}],
    )  # fmt: skip


@pytest.fixture
def day(house):
    """Two sites near each other and one far away, each struck; one of them a year later too."""
    with house.write() as session:
        tomb, tower, inn = (
            site_at(session, "Painted Tomb", NEAR), site_at(session, "Painted Tomb Tower", NEAR),
            site_at(session, "Old Inn", FAR),
        )  # fmt: skip
        told = [
            blast(session, "Tomb struck", "2015-08-30", tomb),
            blast(session, "Tower struck", "2015-08-29/2015-08-31", tower),
            blast(session, "Inn struck", "2015-08-30", inn),
            blast(session, "Tower struck again", "2016-08-30", tower),
            blast(session, "Some year", "2015", tower),
        ]
        publish(session, tomb, tower, inn, *told)
        session.commit()
    house.catch_up()
    return TestApp(catalogue_over(house))


def listed(page, part):
    return {each.text for each in page.html.select(f"#{part} li a")}


def test_what_happened_the_same_days_nearby_is_beside_an_event(day):
    assert listed(day.get("/events/tomb-struck"), "nearby") == {"Tower struck", "Some year"}
    assert listed(day.get("/events/inn-struck"), "nearby") == set()


def test_and_beside_a_site_but_not_what_befell_it_itself(day):
    assert listed(day.get("/sites/painted-tomb"), "nearby") <= {"Tower struck", "Some year"}
    assert "Tomb struck" not in listed(day.get("/sites/painted-tomb"), "nearby")


def test_a_whole_year_is_not_the_same_day(day):
    assert not day.get("/events/some-year").html.select("#nearby")


def test_records_like_it_are_beside_a_record_and_none_that_its_page_names(day):
    assert "Painted Tomb Tower" in listed(day.get("/sites/painted-tomb"), "alike")
    assert "Tomb struck" not in listed(day.get("/sites/painted-tomb"), "alike")


def test_everything_around_it_is_one_step_away(day):
    found = day.get("/sites/painted-tomb").click("Everything within 50 km")
    assert found.request.GET["near"] == "34.5500,38.2700,50km"
    titles = {each.text for each in found.html.select(".rlist h3 a")}
    assert {"Painted Tomb", "Painted Tomb Tower"} <= titles
    assert "Old Inn" not in titles


def test_a_page_stands_without_the_search(house, day):
    class Away:
        def like(self, _id, _limit):
            raise SearchAway("Nobody answers.")

        def search(self, _request):
            raise SearchAway("Nobody answers.")

        def close(self):
            """Hold nothing."""

    whole, house.public_search = house.public_search, Away()
    try:
        page = day.get("/events/tomb-struck", status=200)
        assert not page.html.select("#nearby, #alike")
    finally:
        house.public_search = whole
