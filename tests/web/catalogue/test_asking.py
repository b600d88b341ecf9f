import pytest
from hypothesis import given
from hypothesis import strategies as some

from heritage.search.query import And, BadQuery, parse
from heritage.web.catalogue.asking import BOXES, taken_apart, written

FULL = (
    'temple "great court" palmyra OR tadmur -museum name:asaad text:"blown up" tetrap* '
    "tetrapilon~ -kind:source"
)


def meant(query):
    """Read what a query asks for, whatever the order in which it is asked."""
    root = parse(query).root
    return set(root.of) if isinstance(root, And) else {root}


def test_each_part_of_a_query_has_its_box():
    assert taken_apart(FULL) == {
        "all": "temple",
        "phrase": "great court",
        "any": "palmyra tadmur",
        "none": "museum",
        "name": "asaad",
        "text": '"blown up"',
        "begins": "tetrap",
        "slips": "tetrapilon",
        "rest": "-kind:source",
    }


def test_a_bracket_and_a_second_phrase_stay_as_they_are():
    assert taken_apart('"a b" (bel OR baal) -"c d" "e f"') == {
        "phrase": "a b",
        "none": '"c d"',
        "rest": '(bel OR baal) "e f"',
    }


def test_boxes_are_written_as_one_query_that_asks_the_same():
    assert meant(written(taken_apart(FULL))) == meant(FULL)


@pytest.mark.parametrize(
    "query",
    [
        "", "palmyra", '"a b" "c d"', "a OR b c OR d", "(a OR b) OR c", "NOT bel temple",
        "bel NOT temple", "-(bel temple) x", "uncited temple", 'place:"valley of the tombs"',
        "baalshamim~2", "a|b|c d", '("temple) of" bel) x', "الأسعد OR خالد", "-name:asaad x",
        "((a) b", 'temple "of bel', "AND bel", "OR bel", "bel OR",
    ],
)  # fmt: skip
def test_a_query_taken_apart_and_written_again_asks_the_same(query):
    assert meant(written(taken_apart(query))) == meant(query)


@pytest.mark.parametrize("query", ["pa*", "weather:dry", "(((((a)))))"])
def test_what_cannot_be_read_stays_as_it_was_typed(query):
    assert taken_apart(query) == {"rest": query}


@given(
    some.lists(
        some.sampled_from(
            ["bel", "temple", "OR", "|", "-", "(", ")", '"', "NOT", "AND", "name:", "kind:site",
             "pal*", "tadmur~", "-x", "معبد", '"a b"', "«", "»", ":", "text:bel"]
        ),
        max_size=8,
    ).map(" ".join)
)  # fmt: skip
def test_no_query_loses_its_meaning(query):
    try:
        told = meant(query)
    except BadQuery:
        return
    assert meant(written(taken_apart(query))) == told


@given(some.dictionaries(some.sampled_from(BOXES), some.text(max_size=20)))
def test_anything_may_be_filled_in(boxes):
    assert isinstance(written(boxes), str)
