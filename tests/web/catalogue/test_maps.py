from heritage.web.catalogue.maps import of_places, of_results
from heritage.web.catalogue.searching import Params


def point(lat, lon, grade=None):
    return {"lat": lat, "lon": lon, "title": f"{lat}", "url": f"/sites/{lat}", "grade": grade}


def test_places_far_apart_are_pins_that_lead_to_their_pages():
    drawn = of_results([point(34.5, 38.2), point(33.5, 36.3)], Params(), "/search")
    assert [(pin.url, pin.count) for pin in drawn.pins] == [("/sites/34.5", 1), ("/sites/33.5", 1)]


def test_places_close_together_are_one_pin_that_leads_to_their_box(site):
    near = [point(34.547, 38.273, "destroyed"), point(34.552, 38.271)]
    with site.app.test_request_context():
        pin = of_results(near, Params(q="bel"), "/search").pins[0]
    assert (pin.count, pin.hot, pin.label) == (2, True, "2 records here")
    assert pin.url == "/search?q=bel&bbox=38.2510%2C34.5270%2C38.2930%2C34.5720"


def test_without_places_there_is_no_map():
    assert of_results([], Params(), "/search") is None
    assert of_places([{"lat": None, "lon": None}], "x", hot=False) is None


def test_a_cell_is_a_circle_of_doubt_as_wide_as_the_cell():
    place = {"lat": 34.5, "lon": 38.5, "cell": 0.2, "metres": None}
    assert of_places([place], "x", hot=False).pins[0].metres == 0.2 * 111_320 / 2
