import json
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from heritage.kit.places import (
    PRECISIONS,
    BadPlace,
    cell,
    distance_m,
    precision_for,
    read,
    say,
)

BEL = (34.5473, 38.2738)
DMS = "degrees, minutes, seconds"
GOOGLE = "https://www.google.com/maps"


@pytest.mark.parametrize(
    ("text", "form", "metres"),
    [
        ("34.5473, 38.2738", "decimal degrees", 11),
        ("34.5473,38.2738", "decimal degrees", 11),
        ("34.5473 38.2738", "decimal degrees", 11),
        ("34.5473\t38.2738", "decimal degrees", 11),
        ("34.5473; 38.2738", "decimal degrees", 11),
        ("(34.5473, 38.2738)", "decimal degrees", 11),
        ("+34.5473 +38.2738", "decimal degrees", 11),
        ("+34.5473+038.2738/", "decimal degrees", 11),
        ("34.5473°, 38.2738°", "decimal degrees", 11),
        ("34.5473° N, 38.2738° E", "decimal degrees", 11),
        ("34.5473N 38.2738E", "decimal degrees", 11),
        ("34.5473N38.2738E", "decimal degrees", 11),
        ("N34.5473 E38.2738", "decimal degrees", 11),
        ("E 38.2738, N 34.5473", "decimal degrees", 11),
        ("38.2738° east, 34.5473° north", "decimal degrees", 11),
        ("Latitude: 34.5473, Longitude: 38.2738", "decimal degrees", 11),
        ("lon=38.2738 lat=34.5473", "decimal degrees", 11),
        ("34,5473; 38,2738", "decimal degrees", 11),
        ("34,5473 38,2738", "decimal degrees", 11),
        ("34,5473, 38,2738", "decimal degrees", 11),
        ("34,5473° N, 38,2738° E", "decimal degrees", 11),
        ("34,5473 nord, 38,2738 est", "decimal degrees", 11),
        ("٣٤٫٥٤٧٣، ٣٨٫٢٧٣٨", "decimal degrees", 11),
        ("٣٤٫٥٤٧٣° شمالًا، ٣٨٫٢٧٣٨° شرقًا", "decimal degrees", 11),
        ("۳۴٫۵۴۷۳، ۳۸٫۲۷۳۸", "decimal degrees", 11),
        ("خط العرض ٣٤٫٥٤٧٣ خط الطول ٣٨٫٢٧٣٨", "decimal degrees", 11),
        ("34°32'50.28\"N 38°16'25.68\"E", DMS, 1),
        ("34°32′50.28″ N, 38°16′25.68″ E", DMS, 1),
        ("34° 32’ 50.28” N 38° 16’ 25.68” E", DMS, 1),
        ("N 34° 32' 50.28\" E 38° 16' 25.68\"", DMS, 1),
        ("34°32'50.28\" 38°16'25.68\"", DMS, 1),
        ("34 32 50.28 N 38 16 25.68 E", DMS, 1),
        ("34 32 50.28, 38 16 25.68", DMS, 1),
        ("34 32 50,28 38 16 25,68", DMS, 1),
        ("34:32:50.28N 38:16:25.68E", DMS, 1),
        ("34-32-50.28N 38-16-25.68E", DMS, 1),
        ("34d32'50.28\"N 38d16'25.68\"E", DMS, 1),
        ("34 degrees 32 minutes 50.28 seconds north, 38 deg 16 min 25.68 sec east", DMS, 1),
        ("343250.28N 0381625.68E", DMS, 1),
        ("٣٤°٣٢′٥٠٫٢٨″ شمال ٣٨°١٦′٢٥٫٦٨″ شرق", DMS, 1),
        ("٣٤ درجة و٣٢ دقيقة و٥٠٫٢٨ ثانية شمالاً، ٣٨ درجة و١٦ دقيقة و٢٥٫٦٨ ثانية شرقاً", DMS, 1),
        ("34°32.838'N 38°16.428'E", "degrees and decimal minutes", 1.9),
        ("N34 32.838 E38 16.428", "degrees and decimal minutes", 1.9),
        ("34 32.838, 38 16.428", "degrees and decimal minutes", 1.9),
        ("3432.838N 03816.428E", "degrees and decimal minutes", 1.9),
        (f"{GOOGLE}?q=34.5473,38.2738", "Google Maps link", 11),
        (f"{GOOGLE}?q=loc:34.5473+38.2738", "Google Maps link", 11),
        (f"{GOOGLE}/search/?api=1&query=34.5473%2C38.2738", "Google Maps link", 11),
        (f"{GOOGLE}/place/34.5473,38.2738/@34.1,38.9,12z", "Google Maps link", 11),
        (f"{GOOGLE}/place/34%C2%B032'50.28%22N+38%C2%B016'25.68%22E/", "Google Maps link", 1),
        (
            f"Temple of Bel\n{GOOGLE}/place/Temple+of+Bel/@34.1,38.9,17z/data=!3m1!4b1!4m6!3m5"
            "!1s0x1:0x2!8m2!3d34.5473!4d38.2738!16s?entry=ttu",
            "Google Maps link",
            11,
        ),
        ("maps.google.com/?ll=34.5473,38.2738&z=10", "Google Maps link", 11),
        (
            "https://www.openstreetmap.org/?mlat=34.5473&mlon=38.2738#map=14/34.1/38.9",
            "OpenStreetMap link",
            11,
        ),
        ("https://maps.apple.com/?ll=34.5473,38.2738&q=Bel", "map link", 11),
        (
            "https://geohack.toolforge.org/geohack.php?params=34_32_50.28_N_38_16_25.68_E_type:x",
            "map link",
            1,
        ),
        ("geo:34.5473,38.2738", "geo: link", 11),
        ("geo:34.5473,38.2738;u=35", "geo: link", 35),
        ("geo:0,0?q=34.5473,38.2738(Temple of Bel)", "geo: link", 11),
        ("POINT (38.2738 34.5473)", "WKT point, longitude first", 11),
        ("SRID=4326;POINT Z(38.2738 34.5473 405)", "WKT point, longitude first", 11),
        ('{"type":"Point","coordinates":[38.2738,34.5473]}', "GeoJSON point, longitude first", 11),
        (
            '{"type":"Feature","properties":{},"geometry":'
            '{"type":"Point","coordinates":[38.2738,34.5473,405]}}',
            "GeoJSON point, longitude first",
            11,
        ),
        ("37S DU 33369 23081", "MGRS grid reference", 1),
        ("37SDU3336923081", "MGRS grid reference", 1),
        ("37sdu 3336 2308", "MGRS grid reference", 10),
        ("MGRS: 37S DU 333 230", "MGRS grid reference", 100),
        ("37S 433369 3823081", "UTM coordinates", 1),
        ("37N 433369mE 3823081mN", "UTM coordinates", 1),
        ("UTM zone 37 North, E 433369, N 3823081", "UTM coordinates", 1),
        ("0433369E 3823081N 37S", "UTM coordinates", 1),
        ("8G6WG7WF+WG", "plus code", 14),
        ("8g6wg7wf+wg Tadmur", "plus code", 14),
    ],
)
def test_any_pasted_form_is_understood(text, form, metres):
    place = read(text)

    assert place.form == form
    assert place.precision_m == metres
    assert distance_m((place.lat, place.lon), BEL) <= 1.5 * metres + 2


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("-34.5, -38.25", -34.5, -38.25),
        ("34.5 S 38.25 W", -34.5, -38.25),
        ("34°30'S 38°15'W", -34.5, -38.25),
        ("٣٤°٣٠′ جنوبًا، ٣٨°١٥′ غربًا", -34.5, -38.25),
        ("-0°30', -0°15'", -0.5, -0.25),
        ("−34.5; −38.25", -34.5, -38.25),
        ("POINT(-38.25 -34.5)", -34.5, -38.25),
        ("geo:-34.5,-38.25", -34.5, -38.25),
        ("34, 38", 34, 38),
        ("34,38", 34, 38),
        ("34,5473 38", 34.5473, 38),
        ("90, 180", 90, 180),
    ],
)
def test_signs_letters_and_whole_numbers_are_kept(text, lat, lon):
    place = read(text)

    assert (place.lat, place.lon) == pytest.approx((lat, lon))


@pytest.mark.parametrize(
    "link",
    [
        f"{GOOGLE}/@34.5473,38.2738,15z",
        f"{GOOGLE}/place/Tadmur/@34.5473,38.2738,15z",
        "https://www.openstreetmap.org/#map=16/34.5473/38.2738",
        "https://www.bing.com/maps?cp=34.5473~38.2738&lvl=15",
    ],
)
def test_the_middle_of_a_map_is_read_but_not_taken_for_a_pin(link):
    place = read(link)

    assert (place.lat, place.lon) == BEL
    assert place.precision_m is None
    assert "middle of the map" in place.note


def test_the_letter_s_of_a_utm_zone_is_explained():
    north, south = read("37S 433369 3823081"), read("37S 433369 8823081")

    assert north.lat > 0 > south.lat
    assert "band" in north.note
    assert "south of the equator" in south.note
    assert read("37N 433369 3823081").note is None


def test_null_island_is_pointed_out():
    assert "Atlantic" in read("0, 0").note


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "No place was written"),
        (" \u200f ", "No place was written"),
        ("Palmyra", "could not be read"),
        ("near Tadmur, 3 km", "could not be read"),
        ("34.5473", "two numbers"),
        ("38.27,34.54,0", "two numbers"),
        ("34,5473,38,2738", "decimal commas"),
        ("34.5 N, 38.2", "One letter must say"),
        ("34.5 N, 38.2 N", "One letter must say"),
        ("lat 34.5, 38.2", "One letter must say"),
        ("-34.5 S, 38.2 E", "A sign and a letter"),
        ("34.5°32' N 38°16' E", "Only the last number"),
        ("34''32' N 38°16' E", "could not be read"),
        ("34°75' N 38°16' E", "below 60"),
        ("34°32'60\" N 38°16' E", "below 60"),
        ("95.2, 138.5", "latitude is beyond 90"),
        ("34.5, 238.2", "longitude is beyond 180"),
        ("200 N 38 E", "latitude is beyond 90"),
        ("9" * 400 + ", 1", "too large"),
        ("1" * 3000, "too long"),
        ("https://maps.app.goo.gl/AbCdEf123", "over the network"),
        ("Temple of Bel https://goo.gl/maps/AbCdEf", "over the network"),
        (f"{GOOGLE}/place/Palmyra/", "holds no coordinates"),
        ("https://example.org/news/12", "holds no coordinates"),
        (f"{GOOGLE}/data=!3d34.1!4d38.1!5m1!3d35.2!4d36.2", "more than one place"),
        (f"{GOOGLE}?q=134.5,38.2", "latitude is beyond 90"),
        ("POLYGON((38 34, 39 34, 39 35, 38 34))", "not a single point"),
        ("SRID=3857;POINT(4260000 4100000)", "another system"),
        ("geo:34.5,38.2;crs=nad27", "another system"),
        ('{"type":"LineString","coordinates":[[38,34],[39,35]]}', "not a single point"),
        ('{"type":"Point","coordinates":[38]}', "two numbers"),
        ('{"type":"Point","coordinates":["38","34"]}', "two numbers"),
        ('{"type":"Point","coordinates":[38,34]', "broken off"),
        ("{" * 1500, "broken off"),
        ('{"a":' + "[" * 1500, "broken off"),
        ("37SDU123", "as many digits"),
        ("37S DU 12 1234", "as many digits"),
        ("99SDU1234", "no such square"),
        ("37 433369 3823081", "no letter"),
        ("37O 433369 3823081", "from C to X"),
        ("37K 433369 3823081", "does not fit the letter"),
        ("77S 433369 3823081", "outside the UTM grid"),
        ("G7WF+WG Tadmur", "short plus code"),
        ("///limit.broom.flip", "three words"),
    ],
)
def test_what_cannot_be_read_is_refused_with_help(text, said):
    with pytest.raises(BadPlace, match=said) as refusal:
        read(text)

    assert refusal.value.hint.endswith(".") or ":" in refusal.value.hint


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("138.2738, 34.5473", "34.5473, 138.2738"),
        ("POINT(34.5473 138.2738)", "34.5473, 138.2738"),
        ("34.5, 238.25", "34.5, -121.75"),
    ],
)
def test_numbers_that_look_swapped_are_offered_the_other_way_round(text, suggestion):
    with pytest.raises(BadPlace) as refusal:
        read(text)

    assert refusal.value.suggestion == suggestion
    read(suggestion)


@given(st.text() | st.text("0123456789.,;°'\"NSEW +-/:٣٤٫،شمال", max_size=40))
def test_any_text_is_read_or_refused_in_words(text):
    place = understood(text)

    assert place is None or (abs(place.lat) <= 90 and abs(place.lon) <= 180)


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner)))
def test_any_geojson_is_read_or_refused_in_words(coordinates):
    place = understood(json.dumps({"type": "Point", "coordinates": coordinates}))

    assert place is None or (place.lon, place.lat) == tuple(coordinates[:2])


def understood(text):
    """Read a place, or take a refusal in words; anything else raised fails the test."""
    try:
        return read(text)
    except BadPlace:
        return None


LATITUDES = st.floats(-90, 90, allow_nan=False)
LONGITUDES = st.floats(-180, 180, allow_nan=False)
SIZES = st.sampled_from([0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 1, 2, 5, 10])


@given(LATITUDES, LONGITUDES)
def test_what_is_said_is_read_back(lat, lon):
    place = read(say(lat, lon))

    assert place.lat == pytest.approx(lat, abs=5.1e-6)
    assert place.lon == pytest.approx(lon, abs=5.1e-6)


@pytest.mark.parametrize(
    ("lat", "lon", "decimals", "said"),
    [
        (34.5473, 38.2738, 5, "34.5473, 38.2738"),
        (34.5473219, 38.2738, 2, "34.55, 38.27"),
        (-0.0000001, 120, 5, "0, 120"),
        (30, -100, 0, "30, -100"),
    ],
)
def test_a_point_is_said_with_no_digit_more_than_needed(lat, lon, decimals, said):
    assert say(lat, lon, decimals) == said


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (BEL, BEL, 0),
        ((0, 0), (0, 1), 111_195),
        ((0, 0), (0, 180), 20_015_115),
        ((34.5473, 38.2738), (33.5138, 36.2765), 215_900),
    ],
)
def test_distances_follow_the_globe(one, other, metres):
    assert distance_m(one, other) == pytest.approx(metres, rel=0.005)
    assert distance_m(other, one) == pytest.approx(distance_m(one, other))


@pytest.mark.parametrize(
    ("metres", "choice"),
    [(1, "building"), (31, "site"), (1_900, "settlement"), (110_000, "unknown"), (None, "unknown")],
)
def test_a_precision_is_offered_that_claims_no_more_than_the_digits(metres, choice):
    assert precision_for(metres).id == choice


def test_precisions_grow_from_the_building_to_the_unknown():
    metres = [choice.metres for choice in PRECISIONS]

    assert metres[-1] is None
    assert metres[:-1] == sorted(metres[:-1])
    assert [choice.id for choice in PRECISIONS][:3] == ["building", "site", "settlement"]


@given(LATITUDES, LONGITUDES, SIZES)
def test_a_point_lies_in_its_cell(lat, lon, size):
    home = cell(lat, lon, size)

    assert home.south <= lat <= home.north
    assert home.west <= (lon if lon < 180 else -180) <= home.east
    assert lat < home.north or lat == 90


@given(LATITUDES, LONGITUDES, SIZES, st.floats(0, 1), st.floats(0, 1))
def test_two_points_of_a_cell_have_the_very_same_cell(lat, lon, size, up, right):
    home = cell(lat, lon, size)
    other_lat = home.south + (home.north - home.south) * up
    other_lon = home.west + (home.east - home.west) * right
    assume(other_lat < home.north)
    assume(other_lon < home.east)

    assert cell(other_lat, other_lon, size) == home
    assert cell(home.lat, home.lon, size) == home


@given(LATITUDES, LONGITUDES, SIZES)
def test_a_cell_carries_no_digit_of_the_point(lat, lon, size):
    home = cell(lat, lon, size)
    decimals = len(f"{size / 2:.10f}".rstrip("0").partition(".")[2])

    for degrees in (home.south, home.west, home.lat, home.lon, home.north, home.east):
        assert degrees == round(degrees, decimals)


@pytest.mark.parametrize("step", range(-449, 450, 7))
def test_an_edge_belongs_to_the_cell_above_it(step):
    edge = float(f"{step * 2 / 10:.1f}")

    assert cell(edge, edge, 0.2).south == edge
    assert cell(math.nextafter(edge, -91), 0, 0.2).south == pytest.approx(edge - 0.2)


def test_a_cell_is_said_in_words():
    assert cell(34.5473, 38.2738, 0.2).label == "34.4–34.6° N, 38.2–38.4° E"
    assert cell(-0.1, -0.1, 0.5).label == "0–0.5° S, 0–0.5° W"
    assert cell(34.5473, 38.2738, 0.2).bounds == (38.2, 34.4, 38.4, 34.6)


@pytest.mark.parametrize("size", [0, -1, 0.7, 1 / 3, 100])
def test_a_grid_that_does_not_fit_the_globe_is_refused(size):
    with pytest.raises(ValueError, match="does not fit"):
        cell(34, 38, size)


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (math.nan, 0)])
def test_a_cell_needs_a_place_on_earth(lat, lon):
    with pytest.raises(ValueError, match="No place on Earth"):
        cell(lat, lon, 1)
