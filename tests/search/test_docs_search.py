"""docs/search.md keeps its word: its examples are asked, and no form of the language is missing."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from werkzeug.datastructures import MultiDict

from heritage.config import Settings, folder
from heritage.house import open_house
from heritage.search.params import FILTERS, PERIODS, read_params
from heritage.search.query import FIELDS, BadQuery, parse
from heritage.search.query_words import STATES, field_called
from heritage.search.request import SORTS, Request, Results
from tests.search.examples import Example, examples

EXAMPLES = examples()
PAGE = (folder("seed_data").parent / "docs" / "search.md").read_text("utf-8")


@pytest.fixture(scope="module")
def public(seeded_home):
    house = open_house(Settings(home=seeded_home))
    yield house.public_search
    house.close()


def asked(example: Example) -> Request:
    if not example.address:
        return Request(query=parse(example.query_string))
    told = read_params(MultiDict(parse_qsl(urlsplit(example.query_string).query)))
    assert not told.faults
    return told.request()


def test_there_are_examples_of_every_kind():
    assert len(EXAMPLES) > 50
    assert any(each.refused for each in EXAMPLES)
    assert any(each.address for each in EXAMPLES)
    assert PAGE.count("```") == 2 * len(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: ascii(str(each)))
def test_an_example_finds_what_it_says(public, example):
    if example.refused:
        with pytest.raises(BadQuery, match=re.escape(example.refused)):
            parse(example.query_string)
        return
    results: Results = public.search(asked(example))

    if example.first is not None:
        assert results.hits
        assert results.hits[0].title == example.first
    if example.found is not None:
        assert results.total == example.found
        assert not results.notes or "is:" in str(results.notes[0])


def test_every_field_and_parameter_is_told_of():
    told = {field_called(each) for each in re.findall(r"`([\w-]+):", PAGE)}
    parameters = set(re.findall(r"`([\w]+)(?:=1)?`", PAGE.split("## In the address")[1]))

    assert set(FIELDS) - {"status"} <= told
    assert {*FILTERS, *SORTS, *PERIODS, "q", "from", "to", "certain", "bbox", "near"} <= parameters
    assert all(f"`{state}`" in PAGE for state in STATES)


def test_no_other_word_for_a_field_is_made_up():
    rows = re.findall(r"^\| (`.+?:`.*?)\|.*\| (.*?) \|$", PAGE, re.MULTILINE)
    for fields, others in rows:
        known = {field_called(each) for each in re.findall(r"`([\w-]+):`", fields)}
        for other in re.findall(r"`([^`]+?):", others):
            assert field_called(other) in known
