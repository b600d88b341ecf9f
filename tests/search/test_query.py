"""The grammar: what is understood, what is refused, and that nothing else ever happens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.search.query import (
    FIELDS,
    And,
    BadQuery,
    FieldIs,
    Not,
    Or,
    Phrase,
    Query,
    Word,
    parse,
)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("", None),
        ("   ", None),
        ("temple", Word("temple")),
        ("temple bel", And((Word("temple"), Word("bel")))),
        ('"temple of bel"', Phrase("temple of bel")),
        ("“temple of bel”", Phrase("temple of bel")),
        ("«معبد بل»", Phrase("معبد بل")),
        ("-bel", Not(Word("bel"))),
        ('-"of bel"', Not(Phrase("of bel"))),
        ("NOT bel", Not(Word("bel"))),
        ("NOT NOT bel", Word("bel")),
        ("a OR b", Or((Word("a"), Word("b")))),
        ("a | b | c", Or((Word("a"), Word("b"), Word("c")))),
        ("x a OR b y", And((Word("x"), Or((Word("a"), Word("b"))), Word("y")))),
        ("a AND b", And((Word("a"), Word("b")))),
        ("(a b) OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("-(a b)", Not(And((Word("a"), Word("b"))))),
        ("pal*", Word("pal", prefix=True)),
        ("al-asa*", Word("al-asa", prefix=True)),
        ("grade:destroyed", FieldIs("grade", "destroyed")),
        ('source:"The Guardian"', FieldIs("source", "The Guardian")),
        ("Publisher:BBC", FieldIs("source", "BBC")),
        ("-kind:source", Not(FieldIs("kind", "source"))),
        ("title:bel", Word("bel", within="name")),
        ('name:"of bel"', Phrase("of bel", within="name")),
        ("name:pal*", Word("pal", prefix=True, within="name")),
        ("al-Asaad", Word("al-Asaad")),
        ("Palmyra: taken", And((Word("Palmyra:"), Word("taken")))),
        ("OR bel", Word("bel")),
        ("bel OR", Word("bel")),
        ("bel NOT", Word("bel")),
        ("what?", Word("what?")),
        ("[a TO z]", And((Word("[a"), Word("TO"), Word("z]")))),
    ],
)
def test_it_reads(typed, root):
    assert parse(typed).root == root


@pytest.mark.parametrize(
    ("typed", "position", "words"),
    [
        ("x" * 10_000, 256, "10000 characters"),
        ("a*", 0, "At least 3 letters"),
        ("bel pa*", 4, "At least 3 letters"),
        ("*", 0, "end of a word"),
        ("*bel", 0, "end of a word"),
        ("b*l", 1, "end of a word"),
        ("pal**", 3, "end of a word"),
        ("colour:red", 0, "no field “colour”"),
        ("bel http://example.org", 4, "no field “http”"),
        ("((((bel))))", 3, "3 deep"),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", 63, "12 words"),
        ("!!!", 0, "no word to look for"),
        ('""', 0, "no word to look for"),
        ("()", 0, "no word to look for"),
    ],
)
def test_it_refuses_in_words_and_says_where(typed, position, words):
    with pytest.raises(BadQuery) as refused:
        parse(typed)

    assert words in str(refused.value)
    assert refused.value.position == position


def test_an_unknown_field_is_told_which_there_are():
    with pytest.raises(BadQuery) as refused:
        parse("weather:dry")

    assert all(field in str(refused.value) for field in FIELDS)


@pytest.mark.parametrize("typed", ['"temple of bel', "(temple bel", "temple “of bel"])
def test_what_was_not_closed_is_closed_with_a_note(typed):
    query = parse(typed)

    assert query.root is not None
    assert "was not closed" in str(query.notes[0])


def test_joining_words_are_not_counted():
    assert parse("the temple of bel and the gate of the city by the castle on the hill in it").root


def attempt(typed: str) -> Query | BadQuery:
    try:
        return parse(typed)
    except BadQuery as refused:
        return refused


AWKWARD = st.one_of(
    st.text(max_size=300),
    st.text(alphabet='ab*?"“”()-|:~^[]{}\\/ \n\x00\ud800أةـ،OR', max_size=80),
    st.lists(
        st.sampled_from(
            ["OR", "NOT", "AND", "(", ")", '"', "-", "pal*", "kind:", "name:", "x", "-(", "بل", "|"]
        ),
        max_size=40,
    ).map(" ".join),
)


@given(AWKWARD)
def test_whatever_is_typed_it_is_read_or_refused(typed):
    read = attempt(typed)

    if isinstance(read, BadQuery):
        assert str(read)
        assert 0 <= read.position <= len(typed)
    else:
        assert read.root is None or typed.strip()
