import json

from heritage.exchange import geojson
from tests.exchange.shelf import BASE, archive, edition, number

POINT = {"lat": 34.5, "lon": 38.3, "place_precision": "place-precision/area", "precision_m": 500.0}


def test_longitude_comes_first_and_the_id_is_permanent():
    site = edition("site", "temple", rows={"places": [POINT]})
    told = geojson.feature(site, archive(site))
    assert told["geometry"] == {"type": "Point", "coordinates": [38.3, 34.5]}
    assert told["id"] == f"{BASE}/id/{number('temple')}"
    assert told["properties"]["precision"] == "place-precision/area"
    assert told["properties"]["precision_m"] == 500.0


def test_a_record_without_a_place_keeps_a_null_geometry():
    person = edition("person", "somebody")
    told = geojson.feature(person, archive(person))
    assert told["geometry"] is None
    assert told["properties"]["precision"] is None


def test_a_hidden_place_says_how_large_its_cell_is():
    site = edition("site", "tomb", rows={"places": [{"lat": 34.5, "lon": 38.3, "cell": 0.2}]})
    assert geojson.feature(site, archive(site))["properties"]["cell"] == 0.2


def test_several_points_keep_what_is_known_of_each():
    site = edition("site", "wall", rows={"places": [POINT, {"lat": 1.0, "lon": 2.0, "cell": 1.0}]})
    told = geojson.feature(site, archive(site))
    assert told["geometry"]["coordinates"] == [[38.3, 34.5], [2.0, 1.0]]
    assert [each["cell"] for each in told["properties"]["points"]] == [None, 1.0]


def test_an_event_stands_where_what_it_befell_stands():
    site = edition("site", "temple", rows={"places": [POINT]})
    event = edition("event", "blast", rows={"effects": [{"subject": site.id}]})
    told = geojson.feature(event, archive(site, event))
    assert told["geometry"]["coordinates"] == [38.3, 34.5]
    assert told["properties"]["place_of"] == f"{BASE}/id/{site.id}"


def test_a_destroyed_site_tells_when():
    site = edition("site", "temple", grade="damage-grade/destroyed")
    event = edition(
        "event", "blast", happened="2015-08",
        rows={"effects": [{"subject": site.id, "grade": "damage-grade/destroyed"}]},
    )  # fmt: skip
    told = geojson.feature(site, archive(site, event))["properties"]
    assert (told["when"], told["earliest"], told["latest"]) == (
        "2015-08", "2015-08-01", "2015-08-31",
    )  # fmt: skip


def test_a_collection_is_json_and_says_how_many_there_are(palmyra, editions):
    features = (geojson.feature(each, palmyra) for each in editions)
    told = json.loads("".join(geojson.collection(features, {"numberMatched": len(editions)})))
    assert told["type"] == "FeatureCollection"
    assert told["numberMatched"] == len(told["features"]) == len(editions)
    assert "crs" not in told
    assert json.loads("".join(geojson.collection([], {})))["features"] == []
