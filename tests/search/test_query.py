"""The grammar: what is understood, what is refused, and that nothing else ever happens."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.search.query import (
    FIELDS,
    LONGEST,
    And,
    BadQuery,
    FieldIs,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    When,
    Word,
    parse,
    parts,
)
from heritage.search.query_words import DESK_FIELDS
from heritage.search.query_writing import written


def day(written: str) -> int:
    return date.fromisoformat(written).toordinal()


def time(first: str, last: str, **how: bool) -> When:
    return When(day(first) if first else None, day(last) if last else None, **how)


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
        # slips
        ("palmira~", Word("palmira", slips=1)),
        ("palmira~1", Word("palmira", slips=1)),
        ("baalshamin~2", Word("baalshamin", slips=2)),
        ("الزباء~١", Word("الزباء", slips=1)),
        ("al-asaad~", Word("al-asaad", slips=1)),
        ("name:palmira~", Word("palmira", within="name", slips=1)),
        ("~ bel", Word("bel")),
        # time
        ("when:2015-08", time("2015-08-01", "2015-08-31")),
        ("when:2014..2016", time("2014-01-01", "2016-12-31")),
        ("when:2014/2016", time("2014-01-01", "2016-12-31")),
        ("when:..2016-03", time("", "2016-03-31")),
        ("when:2015-05..", time("2015-05-01", "")),
        ("when:~2014", time("2013-01-01", "2015-12-31")),
        ("when:201X", time("2010-01-01", "2019-12-31")),
        ("when:[2015-08-27..2015-08-30]", time("2015-08-27", "2015-08-30")),
        ("when:٢٠١٥", time("2015-01-01", "2015-12-31")),
        ('when:"late August 2015"', time("2015-08-21", "2015-08-31")),
        ("certain:2015", time("2015-01-01", "2015-12-31", certainly=True)),
        ("متى:٢٠١٥-٠٨", time("2015-08-01", "2015-08-31")),
        ('متى:"آب ٢٠١٥"', time("2015-08-01", "2015-08-31")),
        ("يقينًا:2015", time("2015-01-01", "2015-12-31", certainly=True)),
        ("-when:2015", Not(time("2015-01-01", "2015-12-31"))),
        # space
        ("near:34.55,38.27,20km", Near(34.55, 38.27, 20)),
        ('near:"34.55, 38.27, 500 m"', Near(34.55, 38.27, 0.5)),
        ("قرب:٣٤٫٥٥،٣٨٫٢٧،٢٠كم", Near(34.55, 38.27, 20)),
        # what records rest on
        ('cited-by:"ASOR CHI"', FieldIs("cited_by", "ASOR CHI")),
        ("cited_by:asor", FieldIs("cited_by", "asor")),
        ("uncited", FieldIs("is", "uncited")),
        ("-Contested", Not(FieldIs("is", "contested"))),
        ('"uncited"', Phrase("uncited")),
        ("name:uncited", Word("uncited", within="name")),
        ("pictured", Word("pictured")),
        ("is:pictured", FieldIs("is", "pictured")),
        ("has:picture", FieldIs("is", "pictured")),
        ('هو:"متنازع عليه"', FieldIs("is", "contested")),
        # other words for the same
        ("kind:people", FieldIs("kind", "person")),
        ("نوع:موقع", FieldIs("kind", "site")),
        ("country:syria", FieldIs("country", "SY")),
        ("البلد:سوريا", FieldIs("country", "SY")),
        ("country:sy", FieldIs("country", "sy")),
        ("lang:Arabic", FieldIs("lang", "ar")),
        ('cause:"military occupation"', FieldIs("cause", "military-occupation")),
        ("source-kind:report", FieldIs("source_kind", "report")),
        ("in:Palmyra", FieldIs("place", "Palmyra")),
        # marks nobody sees
        ("kind:\u200esite\u200f", FieldIs("kind", "site")),
        ("\u202epalmyra\u202c", Word("palmyra")),
        ("bel\x00shamin", And((Word("bel"), Word("shamin")))),
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
        (" ".join(f"word{n}" for n in range(25)), 158, "24 words"),
        ("!!!", 0, "no word to look for"),
        ('""', 0, "no word to look for"),
        ("()", 0, "no word to look for"),
        ("~", 0, "no word to look for"),
        ("bel~", 0, "At least 4 letters"),
        ("temple palmyra~2", 7, "At least 8 letters"),
        ("palmyra~3", 0, "1 or 2"),
        ("temple of~", 7, "At least 4 letters"),
        ("temple when:yesterday", 12, "not a date"),
        ("when:3/4/2015", 5, "not a date"),
        ("certain:x", 8, "not a date"),
        ("near:34.55,38.27", 5, "latitude, longitude and distance"),
        ("near:palmyra", 5, "latitude, longitude and distance"),
        ("is:lovely", 0, "pictured, contested, uncited"),
        ("has:wings", 0, "pictured, contested, uncited"),
        ("alpha* beta* gamma* delta* epsi* zeta* theta*", 39, "too much at once"),
    ],
)
def test_it_refuses_in_words_and_says_where(typed, position, words):
    with pytest.raises(BadQuery) as refused:
        parse(typed)

    assert words in str(refused.value)
    assert refused.value.position == position


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("temple colour:red bel", ("temple ", "colour", ":red bel")),
        ("temple when:yesterday bel", ("temple when:", "yesterday", " bel")),
        ('when:"the other day"', ("when:", '"the other day"', "")),
        ("bel *shamin", ("bel ", "*", "shamin")),
        ("x" * 300, ("…" + "x" * 40, "x" * 40 + "…", "")),
        ("t" * 60 + " a* " + "z" * 60, ("…" + "t" * 39 + " ", "a*", " " + "z" * 39 + "…")),
    ],
)
def test_the_place_of_a_fault_is_marked(typed, marked):
    with pytest.raises(BadQuery) as refused:
        parse(typed)

    assert refused.value.marked == marked


def test_an_unknown_field_is_told_which_there_are():
    with pytest.raises(BadQuery) as refused:
        parse("weather:dry")

    assert all(field.replace("_", "-") in str(refused.value) for field in FIELDS)
    assert "cited_by" not in str(refused.value)


def test_a_word_that_says_more_alone_is_told_of():
    note = parse("palmyra uncited").notes[0]

    assert "is:uncited" in str(note)
    assert "quotation marks" in str(note)


def test_a_desk_has_its_own_fields():
    assert parse("status:draft", DESK_FIELDS).root == FieldIs("status", "draft")
    for fields, typed in ((FIELDS, "status:draft"), (DESK_FIELDS, "cited-by:bbc")):
        with pytest.raises(BadQuery, match="no field"):
            parse(typed, fields)


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
            [
                "OR",
                "NOT",
                "AND",
                "(",
                ")",
                '"',
                "-",
                "pal*",
                "kind:",
                "name:",
                "x",
                "-(",
                "بل",
                "|",
                "palmira~",
                "when:2015",
                "when:",
                "certain:201X",
                "near:34,38,5km",
                "uncited",
                "is:pictured",
                "cited-by:",
                "متى:٢٠١٥",
                "-OR",
                "~2",
                "\u200f",
                "country:Syria",
            ]
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


@given(AWKWARD)
def test_what_is_read_can_be_written_and_read_again(typed):
    read = attempt(typed)
    if isinstance(read, BadQuery) or read.root is None or len(written(read.root)) > LONGEST:
        return

    assert parse(written(read.root)).root == read.root


@given(AWKWARD)
def test_a_tree_is_never_deeper_than_brackets_may_stand(typed):
    read = attempt(typed)

    if not isinstance(read, BadQuery) and read.root is not None:
        assert len(list(parts(read.root))) < 100
