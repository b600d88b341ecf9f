import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.sources.hints import Hint, hints


def shown(text, language=None):
    return [(hint.kind, text[hint.start : hint.end]) for hint in hints(text, language)]


def dates(text):
    return [(text[h.start : h.end], h.note) for h in hints(text) if h.kind == "date"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Since May, 2015, they held it.", [("Since May, 2015", "2015-05/..")]),
        ("It fell in late August 2015.", [("in late August 2015", "2015-08-21~/2015-08-31~")]),
        ("on 30 August 2015 it fell", [("on 30 August 2015", "2015-08-30")]),
        ("on August 30, 2015, it fell", [("on August 30, 2015", "2015-08-30")]),
        ("between 27 and 31 August 2015", [
            ("between 27 and 31 August 2015", "[2015-08-27..2015-08-31]")]),
        ("built c. 32 CE", [("c. 32 CE", "0032~")]),
        ("in the second century AD", [("in the second century AD", "01XX")]),
        ("director from 1963 to 2003", [("from 1963 to 2003", "1963/2003")]),
        ("on hold since February 27.", [("since February 27", "incomplete")]),
        ("signed 3/4/2015", [("3/4/2015", "2015-04-03 | 2015-03-04")]),
        ("strikes on Wednesday", [("on Wednesday", "relative")]),
        ("They may 2,015 times march 3 abreast", []),
        ("room 2015, page 12", []),
    ],
)  # fmt: skip
def test_dates_are_found_in_english_prose_and_read(text, found):
    assert dates(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("سيطروا منذ أيار 2015 على المدينة", [("منذ أيار 2015", "2015-05/..")]),
        ("في ١٨ آب/أغسطس ٢٠١٥ قتل", [("في ١٨ آب/أغسطس ٢٠١٥", "2015-08-18")]),
        ("في أواخر آب 2015", [("في أواخر آب 2015", "2015-08-21~/2015-08-31~")]),
        ("في عام 2015", [("في عام 2015", "2015")]),
        ("سقط يوم الأربعاء الماضي", [("يوم الأربعاء الماضي", "relative")]),
        ("أب لولدين", []),
    ],
)
def test_dates_are_found_in_arabic_prose_and_read(text, found):
    assert dates(text) == found


@pytest.mark.parametrize(
    "text",
    ["destroyed", "Demolished", "blown up", "blew it up", "shelled", "looting", "bombardment",
     "air strike", "airstrikes", "razed", "reduced to rubble", "vandalised", "collapsed",
     "دمّر", "دمروا", "تدمير", "المدمرة", "فجّر", "وفجرت", "تفجيره", "قصف", "القصف", "نهبت",
     "وهدموا", "انهيار", "أضرار"],
)  # fmt: skip
def test_words_of_damage_are_hinted_at_in_their_forms(text):
    assert shown(f"- {text} -") == [("damage", text)]


@pytest.mark.parametrize(
    "text",
    ["beheaded", "executions", "casualties", "killed", "wounded", "kidnapped",
     "قُتل", "مقتل", "إعدام", "ضحايا", "قطعوا رأس", "اختطاف"],
)  # fmt: skip
def test_words_of_harm_to_people_are_hinted_at(text):
    assert shown(f"- {text} -") == [("casualty", text)]


@pytest.mark.parametrize(
    "text",
    ["unconfirmed", "reportedly", "According to", "claims", "could not be independently verified",
     "are believed to", "supposed", "غير مؤكدة", "بحسب", "ولم يتسن التحقق", "يزعم", "ربما"],
)  # fmt: skip
def test_words_of_doubt_are_hinted_at(text):
    assert shown(f"- {text} -") == [("hedge", text)]


@pytest.mark.parametrize(
    "text",
    ["shellfish and seashells", "a skilled hand", "reclaimed land", "the deadline", "mayor",
     "levels of the mound", "الفجر", "فجرا", "تدمر مدينة", "قاتل"],
)  # fmt: skip
def test_words_that_only_look_alike_are_left_alone(text):
    assert [kind for kind, _ in shown(text) if kind != "date"] == []


def test_dawn_is_not_an_explosion():
    assert shown("فجر الأحد") == [("date", "فجر الأحد")]


def test_a_language_that_is_known_spares_the_search_for_the_other():
    text = "قصف المدينة (destroyed)"

    assert shown(text, "ar") == [("damage", "قصف")]
    assert shown(text) == [("damage", "قصف"), ("damage", "destroyed")]


@given(st.lists(st.sampled_from(["May", "2015", "3", "30", "of", "the", "between", "and", ",", "/",
                                 "آب", "قُتل", "في", "أواخر", "destroyed", "not", "be", "-", "ﷺ",
                                 "\u0651", "BC", "century"])))  # fmt: skip
def test_hints_lie_in_the_text_in_order_and_never_over_each_other(words):
    text = " ".join(words)

    ends = 0
    for hint in hints(text):
        assert ends <= hint.start < hint.end <= len(text)
        ends = hint.end


def test_a_long_text_of_half_dates_is_searched_through():
    half = (
        "between the 1 and the 2 and " * 5_000
        + "could not be " * 5_000
        + "في أواخر يوم شهر " * 5_000
    )

    assert all(isinstance(hint, Hint) for hint in hints(half))


def test_the_founding_article_has_its_date_its_dead_and_its_doubts(shared):
    text = (shared / "data/article/inquisitr-palmyra-2016.txt").read_text(encoding="utf-8")

    found = shown(text)

    assert ("date", "Since May, 2015") in found
    assert ("casualty", "beheaded") in found
    assert ("hedge", "unconfirmed") in found
    assert found.count(("damage", "destroyed")) == 3
