"""docs/search.md keeps its word: its examples are asked, and no form of the language is missing."""

import re

import pytest

from heritage.search.params import FILTERS, PERIODS
from heritage.search.query import FIELDS, BadQuery, parse
from heritage.search.query_words import STATES, field_called
from heritage.search.request import SORTS, Results
from tests.search.examples import PAGE, VALUES, asked, examples, values_in_tables

EXAMPLES = examples()


@pytest.fixture(scope="module")
def public(read_house):
    return read_house.public_search


def test_there_are_examples_of_every_kind():
    assert len(EXAMPLES) > 50
    assert any(each.refused for each in EXAMPLES)
    assert any(each.address for each in EXAMPLES)
    assert PAGE.count("```") == 2 * len(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: ascii(str(each)))
def test_an_example_finds_what_it_says(public, example):
    if example.refused:
        with pytest.raises(BadQuery, match=re.escape(example.refused)):
            parse(example.query_string, values=VALUES)
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

    assert set(FIELDS) <= told
    assert {*FILTERS, *SORTS, *PERIODS, "q", "from", "to", "certain", "bbox", "near"} <= parameters
    assert all(f"`{state}`" in PAGE for state in STATES)


@pytest.mark.parametrize("typed", values_in_tables())
def test_a_value_in_a_table_is_one_of_the_vocabulary(typed):
    assert parse(typed, values=VALUES).root


def test_no_other_word_for_a_field_is_made_up():
    rows = re.findall(r"^\| (`.+?:`.*?)\|.*\| (.*?) \|$", PAGE, re.MULTILINE)
    for fields, others in rows:
        known = {field_called(each) for each in re.findall(r"`([\w-]+):`", fields)}
        for other in re.findall(r"`([^`]+?):", others):
            assert field_called(other) in known
