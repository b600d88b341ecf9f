"""How documents are written for the cluster; nothing here needs one."""

from hypothesis import given
from hypothesis import strategies as st
from whoosh.util.numeric import byte_to_length, length_to_byte

from heritage.search.documents import Document, Name, Text
from heritage.search.opensearch.engine import _some_at_a_time
from heritage.search.opensearch.layout import (
    LENGTH_MATTERS,
    LONGEST_PATTERN,
    gone,
    laid_out,
    mark,
    scored,
    weighed,
)
from heritage.search.terms import terms

CODES = 256


def told(text: str) -> dict[str, int]:
    return {term: int(number) for term, number in (each.split("|") for each in text.split())}


@given(st.lists(st.sampled_from(["bel", "temple", "معبد", "_"]), max_size=400))
def test_a_number_tells_how_often_a_term_stands_and_all_of_them_how_long_the_field_is(field):
    numbers = told(weighed(field))
    rest = numbers.pop("+")

    assert {term: number // CODES for term, number in numbers.items()} == {
        term: field.count(term) for term in set(field)
    }
    assert {number % CODES for number in numbers.values()} <= {length_to_byte(len(field))}
    assert rest > 0
    assert (rest + sum(numbers.values())) / (2 * CODES) - 1 == len(field)


def test_lengths_are_read_back_as_the_embedded_engine_reads_them():
    """The script in the cluster has this formula in the place of Whoosh's table."""
    assert [round(27 * (1.033**code - 1)) for code in range(CODES)] == [
        byte_to_length(code) for code in range(CODES)
    ]


def test_every_scored_field_of_a_document_tells_its_length_and_what_was_removed_tells_none():
    site = Document("s", "site", "Bel", 1, names=(Name("Bel"),), summary=(Text("a cella", "en"),))
    for field in LENGTH_MATTERS:
        length = len(terms(site)[field])
        assert sum(told(laid_out(site)[scored(field)]).values()) == 2 * CODES * (length + 1)
        assert sum(told(mark(9)[scored(field)]).values()) == 2 * CODES
    assert gone("s") == {"id": "s", "gone": True}


@given(st.lists(st.text("ab", min_size=1, max_size=130), max_size=200))
def test_patterns_are_no_longer_than_the_cluster_takes_and_leave_nothing_out(starts):
    parts = list(_some_at_a_time(starts))

    assert [start for part in parts for start in part] == starts
    assert all(len(f"({'|'.join(part)}).+") <= LONGEST_PATTERN for part in parts)
