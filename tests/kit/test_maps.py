"""A small map holds its places, names what is near, and stays light."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.config import folder
from heritage.kit import maps

PALMYRA = (34.5497, 38.2706)
DAMASCUS = (33.51, 36.29)

latitudes = st.floats(min_value=-85, max_value=85)
longitudes = st.floats(min_value=-180, max_value=180)
places = st.lists(st.tuples(latitudes, longitudes), min_size=1, max_size=6)


def numbers(path):
    return [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)]


@given(places)
def test_every_place_is_inside_its_map(points):
    view = maps.frame(points, 420, 300)
    for lat, lon in points:
        x, y = view.project(lat, lon)
        assert -0.2 <= x <= 420.2
        assert -0.2 <= y <= 300.2


def test_one_place_stands_in_the_middle_with_its_region_around():
    view = maps.frame([PALMYRA])
    assert view.project(*PALMYRA) == pytest.approx((210, 150), abs=0.2)
    assert view.ground.north - view.ground.south >= 4
    assert {"Homs", "Damascus"} <= {label.en for label in view.cities}
    assert [label.ar for label in view.countries] == ["سوريا"]


def test_north_is_up_and_east_is_to_the_end_of_the_line():
    view = maps.frame([PALMYRA, DAMASCUS])
    (palmyra_x, palmyra_y), (damascus_x, damascus_y) = (
        view.project(*PALMYRA),
        view.project(*DAMASCUS),
    )
    assert damascus_x < palmyra_x
    assert damascus_y > palmyra_y


def test_a_kilometre_is_as_long_across_as_up():
    view = maps.frame([PALMYRA])
    lat, lon = PALMYRA
    _, up = view.project(lat + 0.5, lon)
    across, middle = view.project(lat, lon + 0.5 / 0.8236)
    assert across - 210 == pytest.approx(150 - up, rel=0.02)
    assert middle == pytest.approx(150, abs=0.2)


def test_land_borders_and_rivers_are_drawn_and_nothing_lies_far_outside():
    view = maps.frame([PALMYRA])
    assert view.land.startswith("M")
    assert view.land.endswith("Z")
    assert view.borders
    assert view.rivers
    for start in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", view.land + view.borders + view.rivers):
        x, y = map(float, start)
        assert -13 <= x <= 433
        assert -13 <= y <= 313


@pytest.mark.parametrize(
    "points", [[PALMYRA], [PALMYRA, DAMASCUS], [], [(-40, 170), (60, -150)], [(34, 38), (48, 2)]]
)
def test_a_map_is_light_enough_to_stand_in_a_page(points):
    view = maps.frame(points)
    assert len(view.land + view.borders + view.rivers + view.lakes) < 20_000


@given(places)
def test_names_stand_on_the_page_and_never_on_one_another(points):
    view = maps.frame(points)
    labels = view.cities
    for label in labels:
        assert 0 <= label.x <= 420
        assert 0 <= label.y <= 300
    spots = [(label.text_x, label.y, label.anchor) for label in labels]
    assert len(set(spots)) == len(spots)


def test_no_places_give_the_whole_world():
    view = maps.frame([])
    assert view.shows(*PALMYRA)
    assert view.shows(-33, 151)
    assert view.shows(40, -74)


def test_an_uncertain_place_has_a_circle_as_wide_as_the_doubt():
    view = maps.frame([PALMYRA])
    degrees = view.ground.north - view.ground.south
    assert view.reach(111_320) == pytest.approx(300 / degrees, rel=0.01)


def test_the_same_places_in_another_order_are_the_same_map():
    assert maps.frame([PALMYRA, DAMASCUS]) == maps.frame([DAMASCUS, PALMYRA])


def test_the_browser_map_stands_on_the_same_ground():
    kit = Path(maps.__file__).with_name("basemap.json")
    assert kit.read_bytes() == (folder("static") / "catalogue" / "basemap.json").read_bytes()
    assert kit.stat().st_size < 150_000


def test_searches_in_one_region_are_shown_on_one_map():
    near, further, aleppo = (34.62, 38.31), (34.7, 38.25), (36.2, 37.16)

    assert maps.frame([PALMYRA, near]).land == maps.frame([PALMYRA, further]).land
    assert maps.frame([PALMYRA, near]).land != maps.frame([PALMYRA, aleppo]).land


@given(places)
def test_every_place_has_room_around_it_unless_the_world_ends_there(points):
    view = maps.frame(points)

    for lat, lon in points:
        x, y = view.project(lat, lon)
        west, south, east, north = view.ground
        assert 0.05 <= x / view.width <= 0.95 or west <= -179.9 or east >= 179.9
        assert 0.05 <= y / view.height <= 0.95 or south <= -57.9 or north >= 81.9
