"""Queries made to hurt: each is refused in words or answered, and none costs more than it may."""

from urllib.parse import urlencode

import pytest
from hypothesis import given, settings

from heritage.config import Settings
from heritage.house import open_house
from heritage.search.query import BadQuery, parse
from heritage.search.request import Request
from heritage.search.whoosh import WhooshBackend
from heritage.search.whoosh.snapshot import TooCostly
from tests.search.hostile import HOSTILE, generated
from tests.search.palmyra import PALMYRA
from tests.search.test_query import AWKWARD, attempt
from tests.support.visiting import application, visitor

IN_THE_FOLDER = pytest.mark.parametrize("empty", ["whoosh"], indirect=True)
"""By the hundred they are asked of the embedded engine alone: it shares its process with pages."""


def test_there_are_as_many_as_were_measured():
    assert len(HOSTILE) == 28


def test_the_same_seed_makes_the_same_queries():
    assert list(generated(50)) == list(generated(50))
    assert list(generated(50)) != list(generated(50, seed=1))


def refused_or_answered(backend: WhooshBackend, typed: str) -> bool:
    """Tell whether it was answered, after looking at what was said."""
    read = attempt(typed)
    if isinstance(read, BadQuery):
        assert len(str(read)) > 20
        assert len("".join(read.marked)) < 130
        return False
    found = backend.search(Request(query=read, facets=("kind",)))
    assert found.total == sum(count for _, count in found.facets["kind"])
    return True


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed[:20]))
def test_a_hostile_query_is_refused_in_words_or_answered(palmyra: WhooshBackend, typed):
    refused_or_answered(palmyra, typed)


@IN_THE_FOLDER
def test_queries_made_up_are_refused_in_words_or_answered(palmyra: WhooshBackend):
    answered = [refused_or_answered(palmyra, typed) for typed in generated(500)]

    assert 100 < sum(answered) < 450


@IN_THE_FOLDER
@pytest.mark.slow
def test_two_thousand_more_are_too(palmyra: WhooshBackend):
    for typed in generated(2_000, seed=2_000):
        refused_or_answered(palmyra, typed)


@pytest.fixture(scope="module")
def browser(seeded_home):
    house = open_house(Settings(home=seeded_home))
    yield visitor(application(house))
    house.close()


@pytest.mark.parametrize("path", ["/search", "/ar/search.json", "/map", "/search.csv"])
def test_no_hostile_query_brings_a_page_down(browser, path):
    queries = [*HOSTILE, *generated(60, seed=len(path))]
    for typed in queries:
        written = typed[:5_000].encode("utf-8", "replace")
        answer = browser.get(f"{path}?{urlencode({'q': written})}", status="*")
        assert answer.status_int in {200, 400}, typed[:100]
        assert answer.body


@settings(max_examples=100)
@given(AWKWARD)
def test_whatever_can_be_read_can_be_answered(palmyra: WhooshBackend, typed):
    read = attempt(typed)

    if not isinstance(read, BadQuery):
        found = palmyra.search(Request(query=read, per_page=100))
        assert found.total == len(found.hits)
    assert len(palmyra.suggest(typed)) <= 8


def test_a_search_that_has_used_up_its_time_is_stopped_in_words(tmp_path):
    hurried = WhooshBackend(tmp_path / "index", seconds=0)
    hurried.rebuild(PALMYRA, watermark=1)

    # The first search of a generation may take longer: it reads what all others need.
    assert hurried.search(Request()).total == len(PALMYRA)
    with pytest.raises(TooCostly, match="takes too long"):
        hurried.search(Request(query=parse("temple")))

    assert hurried.search(Request()).total == len(PALMYRA)
    hurried.close()
