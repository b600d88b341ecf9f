"""The words beside a filter can be typed; what is no value of a field is refused, and not empty."""

import pytest
from werkzeug.datastructures import MultiDict

from heritage.kit.languages import LANGUAGES
from heritage.search.params import Params, read_params
from heritage.search.query import BadQuery, FieldIs, parse
from heritage.search.request import Request
from heritage.search.values import SCHEMES, SENTENCES, ValueNames, public_values


@pytest.fixture(scope="module")
def values(read_house) -> ValueNames:
    return public_values(read_house.public)


def test_every_label_finds_what_its_filter_finds(read_house, values):
    facets = (*SCHEMES, *SENTENCES)
    counts = read_house.public_search.search(Request(facets=facets)).facets
    tried = 0
    for field in facets:
        for code, count in counts[field]:
            for label in {values._values[field][code][language] for language in LANGUAGES}:
                asked = Request(query=parse(f'{field}:"{label}"', values=values))
                assert read_house.public_search.search(asked).total == count, (field, label)
                tried += 1
    assert tried > 100


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ("grade:severe", "grade", "severe"),
        ('grade:"Severe damage"', "grade", "severe"),
        ("حالة:مُدَمَّر", "grade", "destroyed"),
        ('نوع:"قطعة أثرية"', "kind", "thing"),
        ("kind:sites", "kind", "site"),
        ('weight:"sources disagree"', "weight", "contested"),
        ('is:"has a picture"', "is", "pictured"),
        ("بلد:سوريا", "country", "SY"),
        ("country:syrie", "country", "SY"),
        ("country:sy", "country", "SY"),
        ("lang:Arabic", "lang", "ar"),
        ("lang:ar-Latn", "lang", "ar-Latn"),
        ("source:anything", "source", "anything"),
    ],
)
def test_a_value_is_known_by_each_of_its_names(values, typed, field, code):
    assert parse(typed, values=values).root == FieldIs(field, code)


@pytest.mark.parametrize(
    ("typed", "field", "one_of_them"),
    [
        ("kind:nonsense", "kind", "Person"),
        ("grade:ruined", "grade", '"severe damage"'),
        ("role:archeologist", "role", "archaeologist"),
        ("country:Syra", "country", "Syria"),
        ("weight:heavy", "weight", '"One source"'),
    ],
)
def test_what_is_no_value_is_refused_with_those_there_are(values, typed, field, one_of_them):
    with pytest.raises(BadQuery) as refused:
        parse(typed, values=values)

    told = refused.value
    assert told.text[told.position : told.end] == typed.partition(":")[2]
    assert f"is no value of {field}" in str(told)
    assert one_of_them in str(told)
    assert len(str(told.values["known"]).split(",")) <= 12
    assert told.values["known"].words["ar"]


def test_an_address_says_what_is_wrong_and_keeps_what_was_typed(values):
    told: Params = read_params(MultiDict([("q", "temple grade:ruined")]), values)

    assert told.q == "temple grade:ruined"
    assert told.faults["q"].marked == ("temple grade:", "ruined", "")
