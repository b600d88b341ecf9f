"""The advanced form and the one address it writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.search.advanced import (
    Advanced,
    advanced_to_query,
    query_to_advanced,
    read_advanced,
)
from heritage.search.query import parse
from tests.search.test_query import AWKWARD, attempt


@pytest.mark.parametrize(
    ("form", "query"),
    [
        (Advanced(), ""),
        (Advanced(all="temple bel"), "temple bel"),
        (Advanced(any="palmyra tadmur"), "palmyra OR tadmur"),
        (Advanced(phrase="temple of bel"), '"temple of bel"'),
        (Advanced(none="museum castle"), "-museum -castle"),
        (Advanced(name="khaled asaad"), "name:khaled name:asaad"),
        (Advanced(other="when:2015-08 uncited"), "when:2015-08 uncited"),
        (
            Advanced("temple", "bel nabu", "blown up", "arch", "palmyra", "near:34,38,5km"),
            'temple bel OR nabu "blown up" name:palmyra -arch near:34,38,5km',
        ),
        (Advanced(all='"OR" (bel -x | uncited'), 'or bel x "uncited"'),
        (Advanced(all="pal* palmira~"), "pal* palmira~"),
    ],
)
def test_a_form_writes_a_query(form, query):
    assert advanced_to_query(form) == query


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("temple bel -arch", Advanced(all="temple bel", none="arch")),
        ('a OR b "c d" name:e', Advanced(any="a b", phrase="c d", name="e")),
        ("a OR b c OR d", Advanced(any="a b", other="(c OR d)")),
        (
            "bel when:2015 uncited",
            Advanced(all="bel", other="when:2015-01-01..2015-12-31 is:uncited"),
        ),
        ("(a b) OR c", Advanced(other="((a b) OR c)")),
        ('"one" "two"', Advanced(phrase="one", other='"two"')),
        ("-(a b)", Advanced(other="-(a b)")),
        ("", Advanced()),
        ("colour:red", Advanced(other="colour:red")),
        ("pal* name:asa* -x~", Advanced(other="pal* name:asa* -x~")),
    ],
)
def test_a_query_fills_the_form_in(query, form):
    assert query_to_advanced(query) == form


@given(AWKWARD)
def test_a_query_goes_through_the_form_and_still_asks_the_same(typed):
    form = query_to_advanced(typed)

    again = query_to_advanced(advanced_to_query(form))

    assert again == query_to_advanced(advanced_to_query(again))
    assert form.empty == (not typed.strip() or attempt(typed) == attempt(""))


@given(st.builds(Advanced, *[st.text(max_size=20)] * 5))
def test_whatever_is_filled_in_gives_words_and_nothing_else(form):
    query = advanced_to_query(form)

    assert all(mark not in query.replace(" OR ", " ") for mark in "()|")
    attempt(query)


def test_a_form_is_read_from_an_address():
    form = read_advanced({"all": " temple  bel ", "none": "arch", "page": "3"})

    assert form == Advanced(all="temple bel", none="arch")
    assert parse(advanced_to_query(form)).root == parse("temple bel -arch").root
    assert Advanced().empty
