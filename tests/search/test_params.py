"""The address of a search: all of its state, read and written again."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from werkzeug.datastructures import MultiDict

from heritage.search.params import (
    COUNTED,
    FILTERS,
    Params,
    canonical,
    period_for,
    read_params,
)


def read(query: str) -> Params:
    return read_params(MultiDict(parse_qsl(query, keep_blank_values=True)))


def day(written: str) -> int:
    return date.fromisoformat(written).toordinal()


def test_everything_a_search_can_be_stands_in_its_address():
    asked = (
        "?q=temple&kind=site&kind=event&grade=destroyed&is=contested&place=palmyra"
        "&cited_by=asor&from=2015&to=2016-03&certain=1&bbox=38%2C34%2C39%2C35"
        "&near=34.55%2C38.27%2C20km&by=month&sort=latest&page=3"
    )

    told = read(asked[1:])

    assert not told.faults
    assert told.string(page=3) == asked
    assert read(told.string()[1:]).page == 1


def test_every_filter_is_read_with_all_its_values():
    told = read("&".join(f"{key}=site&{key}=event" for key in FILTERS))

    assert dict(told.chosen) == dict.fromkeys(FILTERS, ("site", "event"))
    assert set(COUNTED) < set(FILTERS)
    assert "status" not in FILTERS


def test_a_request_asks_for_what_the_address_says():
    told = read("from=2015&to=2016-03&certain=1&bbox=38,34,39,35&near=34.55,38.27,20km&page=2")

    asked = told.request(("kind",))

    assert (asked.from_day, asked.to_day) == (day("2015-01-01"), day("2016-03-31"))
    assert asked.certainly
    assert asked.bbox == (38, 34, 39, 35)
    assert asked.near == (34.55, 38.27, 20)
    assert (asked.page, asked.facets, asked.sort) == (2, ("kind",), "title")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("from=2015-08&to=2015-08", "2015-08-01", "2015-08-31"),
        ("from=2014..2016&to=2014..2016", "2014-01-01", "2016-12-31"),
        ("from=٢٠١٥&to=٢٠١٥-٠٨", "2015-01-01", "2015-08-31"),
        ("from=August 2015&to=late August 2015", "2015-08-01", "2015-08-31"),
        ("from=آب ٢٠١٥&to=آب ٢٠١٥", "2015-08-01", "2015-08-31"),
    ],
)
def test_days_are_read_as_people_write_them(typed, first, last):
    told = read(typed)

    assert not told.faults
    assert (told.from_day, told.to_day) == (day(first), day(last))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("~2014", "2013-01-01", "2015-12-31"),
        ("2014~", "2013-01-01", "2015-12-31"),
        ("~2015-08-30", "2015-08-29", "2015-08-31"),
    ],
)
def test_about_a_time_reaches_as_far_again_to_both_sides(typed, first, last):
    told = read(f"from={typed}&to={typed}")

    assert (told.from_day, told.to_day) == (day(first), day(last))


@pytest.mark.parametrize(
    ("typed", "circle"),
    [
        ("34.55,38.27,20km", (34.55, 38.27, 20)),
        ("34.55, 38.27, 20", (34.55, 38.27, 20)),
        ("34.55,38.27,500m", (34.55, 38.27, 0.5)),
        ("34.55,38.27,10mi", (34.55, 38.27, 16.09344)),
        ("-34.55;-38.27;1.5 KM", (-34.55, -38.27, 1.5)),
        ("٣٤٫٥٥، ٣٨٫٢٧، ٢٠ كم", (34.55, 38.27, 20)),
    ],
)
def test_a_circle_is_read_in_any_digits_and_units(typed, circle):
    told = read_params(MultiDict({"near": typed}))

    assert told.circle == pytest.approx(circle)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("near=34.55,38.27", "near"), ("near=91,0,5km", "near"), ("near=0,181,5km", "near"),
        ("near=34,38,0km", "near"), ("near=34,38,-5km", "near"), ("near=34,38,99999km", "near"),
        ("near=34,38,5parsecs", "near"), ("near=x", "near"), ("near=34,38,nankm", "near"),
        ("by=week", "by"), ("from=3/4/2015", "from"), ("to=x..y", "to"), ("bbox=1,2,3", "bbox"),
        ("from=2016&to=2015", "to"), ("sort=best", "sort"), ("page=0", "page"), ("q=a*", "q"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_in_words_and_kept(typed, name):
    told = read(typed)

    assert list(told.faults) == [name]
    assert len(told.faults[name].message) > 20
    assert dict(parse_qsl(typed)).items() <= dict(told.pairs()).items() or name == "page"


def test_the_place_of_a_fault_in_the_words_is_marked():
    told = read("q=temple+colour:red&from=x")

    assert told.faults["q"].marked == ("temple ", "colour", ":red")
    assert told.faults["from"].marked is None


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("", "year"), ("from=2015", "year"), ("from=2015&to=2015", "month"),
        ("from=2014&to=2016", "month"), ("from=2000&to=2016", "year"),
        ("from=1800&to=2016", "decade"), ("from=1800&to=2016&by=month", "month"),
    ],
)  # fmt: skip
def test_what_is_counted_by_suits_the_span(typed, period):
    assert read(typed).period == period


def test_an_open_side_is_counted_by_year():
    assert period_for(None, day("2015-01-01")) == "year"


def test_a_place_is_chosen_by_its_identifier_or_by_a_name():
    key = "0123456789abcdef" * 2

    assert read(f"place={key}").request().filters == {"place": (key,)}
    assert read("place=Palmyra&place=Bosra").request().filters == {
        "place_name": ("palmyra", "bosra")
    }
    assert read("agent=Islamic State").request().filters == {"agent_name": ("islamic state",)}


def test_the_same_question_is_the_same_text():
    one = canonical(read("q=temple+of+bel&kind=site&kind=event&page=4&sort=title&certain=on"))
    other = canonical(read("certain=1&kind=event&kind=site&q=+temple++of+bel+&by=year"))

    assert one == other
    assert canonical(read(one)) == one
    assert one != canonical(read("q=temple+of+bel&kind=site"))
    assert canonical(read("page=2")) == ""


def test_a_chosen_value_is_taken_away_alone():
    told = read("q=x&kind=site&kind=event&certain=1")

    assert told.without("kind", "site") == "?q=x&kind=event&certain=1"
    assert told.without("kind", "none") == told.string()
    assert not told.empty
    assert read("sort=title").empty
    assert not read("near=34,38,1km").empty
