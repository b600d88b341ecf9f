"""What people type is kept as they meant it, without what nobody can see."""

from hypothesis import given
from hypothesis import strategies as st

from heritage.kit.text import shorten, tidy, tidy_block, word_difference


def test_a_line_loses_its_edges_its_double_spaces_and_its_line_breaks():
    assert tidy("  Temple \t of\u00a0 Bel\n") == "Temple of Bel"


def test_nothing_typed_is_an_empty_line():
    assert tidy(None) == tidy(" \u200e ") == tidy_block(None) == ""


def test_letters_are_composed_so_that_one_name_is_one_string():
    assert tidy("Be\u0304l") == "B\u0113l"


def test_direction_overrides_are_dropped_and_persian_joiners_stay():
    assert tidy("exe.\u202etxt\u202c") == "exe.txt"
    assert tidy("می\u200cشود") == "می\u200cشود"


def test_a_block_keeps_its_paragraphs_and_lines():
    assert tidy_block(" one \r\ntwo\r\n\r\n\r\n\r\nthree\x00 ") == "one\ntwo\n\nthree"


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)
    assert tidy_block(tidy_block(text)) == tidy_block(text)


def test_a_long_text_is_cut_at_a_word():
    assert shorten("The temple stood at the end", 14) == "The temple…"
    assert shorten("The temple", 10) == "The temple"


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_shortened_text_always_fits(text, length):
    assert len(shorten(text, length)) <= length


def test_a_difference_names_the_words_that_went_and_came():
    assert word_difference("the temple was damaged", "the temple was destroyed") == [
        ("same", "the temple was "),
        ("del", "damaged"),
        ("ins", "destroyed"),
    ]


def test_a_vocalised_arabic_word_is_one_word():
    assert word_difference("مُدَمَّر", "متضرر") == [("del", "مُدَمَّر"), ("ins", "متضرر")]


@given(st.text(), st.text())
def test_a_difference_holds_both_sides_whole(before, after):
    pieces = word_difference(before, after)
    assert "".join(text for kind, text in pieces if kind != "ins") == before
    assert "".join(text for kind, text in pieces if kind != "del") == after
