"""Names from GeoNames, in a file made for these tests."""

import pytest

from heritage.exchange.geonames import ADDRESS, BadGeoNames, OtherName, read, take
from heritage.ledger.models import Status
from heritage.sources.models import Source
from tests.making import make_record, new_house, person

LINES = [
    "1\t900\ten\tOld Town\t1\t\t\t\t\t\n",
    "2\t900\tfr\tVieille Ville\t\t\t\t\t\t\n",
    "3\t900\tar\tالمدينة القديمة\t\t\t\t\t\t\n",
    "4\t900\t\tPalaiopolis\t\t\t\t1\t\t\n",
    "5\t900\tlink\thttps://en.wikipedia.org/wiki/Old_Town\t\t\t\t\t\t\n",
    "6\t900\tfr\tVIEILLE VILLE\t\t\t\t\t\t\n",
    "7\t901\ten\tElsewhere\t\t\t\t\t\t\n",
]


@pytest.fixture
def session(tmp_path):
    house = new_house(tmp_path / "archive")
    with house.write() as session:
        yield session
    house.close()


@pytest.fixture
def town(session):
    told = {"identifiers": [{"scheme": "geonames", "value": "900"}]}
    return make_record(session, "site", "Old Town", **told)


def test_names_are_read_for_the_places_wanted_and_links_are_none():
    assert read(LINES, {"900"})["900"][1:4] == [
        OtherName("Vieille Ville", "fr", historical=False),
        OtherName("المدينة القديمة", "ar", historical=False),
        OtherName("Palaiopolis", "und", historical=True),
    ]
    assert read(LINES, {"902"}) == {}


def test_a_place_gains_each_name_once_with_its_source(session, town):
    assert take(session, LINES, person(session)) == (1, 3)

    assert [(name.text, name.script, name.name_kind) for name in town.names[1:]] == [
        ("Vieille Ville", "Latn", "name-kind/variant"),
        ("المدينة القديمة", "Arab", "name-kind/variant"),
        ("Palaiopolis", "Latn", "name-kind/historical"),
    ]
    source = session.get(Source, town.names[1].source_id)
    assert (source.url, source.licence, source.status) == (ADDRESS, "CC BY 4.0", Status.DRAFT)


def test_done_twice_it_changes_nothing(session, town):
    take(session, LINES, person(session))
    version = town.version

    assert take(session, LINES, person(session)) == (0, 0)
    assert town.version == version


def test_a_file_of_another_kind_is_refused_by_its_line(session, town):
    with pytest.raises(BadGeoNames, match=r"Line 2 has 1 columns"):
        take(session, [LINES[0], "Old Town\n"], person(session))
