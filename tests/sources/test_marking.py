import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.sources.marking import Lexicon, Mark, NameEntry

NAMES = [
    NameEntry("palmyra", "site", "Palmyra", "en"),
    NameEntry("palmyra", "site", "تدمر", "ar"),
    NameEntry("theatre", "site", "Roman amphitheatre", "en"),
    NameEntry("theatre", "site", "المسرح الروماني", "ar"),
    NameEntry("bel", "site", "Temple of Bel", "en"),
    NameEntry("bel", "site", "معبد بل", "ar"),
    NameEntry("cella", "site", "cella of the Temple of Bel", "en"),
    NameEntry("asaad", "person", "Khaled al-Asaad", "en"),
    NameEntry("asaad", "person", "خالد الأسعد", "ar"),
    NameEntry("is", "group", "ISIS", "en"),
    NameEntry("is", "group", "IS", "en"),
    NameEntry("raqqa", "site", "الرقة", "ar"),
    NameEntry("citadel-a", "site", "the Citadel", "en"),
    NameEntry("citadel-b", "site", "Citadel", "en"),
]
LEXICON = Lexicon.build(NAMES)
ARTICLE = (
    "Troops entered Palmyra on Thursday. ISIS had blown up two ancient temples there and killed "
    "Khaled al-Asaad, who kept the city’s antiquities.\n\nA film from the Roman amphitheater "
    "followed. The Assad government called it a victory."
)


def marked(text, lexicon=LEXICON):
    return [(text[mark.start : mark.end], *mark.record_ids) for mark in lexicon.mark(text)]


def test_an_article_shows_the_records_it_names_and_nothing_else():
    assert marked(ARTICLE) == [
        ("Palmyra", "palmyra"),
        ("ISIS", "is"),
        ("Khaled al-Asaad", "asaad"),
        ("Roman amphitheater", "theatre"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PALMYRA'S ruins", [("PALMYRA", "palmyra")]),
        ("Palmyra’s ruins", [("Palmyra", "palmyra")]),
        ("Palmyra'da", [("Palmyra", "palmyra")]),
        ("Palmyrene", []),
        ("New-Palmyra", [("Palmyra", "palmyra")]),
        ("Pálmyra", [("Pálmyra", "palmyra")]),
        ("the Roman\namphitheatre", [("Roman\namphitheatre", "theatre")]),
        ("It was Roman. Amphitheatre visits end.", []),
        ("the cella of the Temple of Bel", [("cella of the Temple of Bel", "cella")]),
        ("the Temple of Bel’s wall", [("Temple of Bel", "bel")]),
        ("Khaled al Asaad", [("Khaled al Asaad", "asaad")]),
        ("KHALED AL-ASAAD", [("KHALED AL-ASAAD", "asaad")]),
        ("The Citadel fell", [("Citadel", "citadel-a", "citadel-b")]),
        ("this is it, IS said", [("IS", "is")]),
        ("two ancient temples", []),
        ("", []),
    ],
)
def test_names_are_found_as_whole_words_in_any_spelling_of_the_same_letters(text, found):
    assert marked(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("في تدمر", [("تدمر", "palmyra")]),
        ("وتدمر وبتدمر ولتدمر", [("تدمر", "palmyra")] * 3),
        ("وَتَدْمُر", [("تَدْمُر", "palmyra")]),
        ("تـدمـر", [("تـدمـر", "palmyra")]),
        ("بمعبد بل", [("معبد بل", "bel")]),
        ("قتل خالد الاسعد", [("خالد الاسعد", "asaad")]),
        ("من الرقة وبالرقة", [("الرقة", "raqqa"), ("الرقة", "raqqa")]),
        ("للرقة", [("لرقة", "raqqa")]),
        ("للمسرح الروماني", [("لمسرح الروماني", "theatre")]),
        ("ستدمرها", []),
        ("التدمري", []),
    ],
)
def test_arabic_names_are_found_behind_what_is_written_onto_them(text, found):
    assert marked(text) == found


@pytest.mark.parametrize(
    "text",
    ["Chalid al-Asad", "Khalid Asaad", "Khaled Al Assad", "Khalid al-Assaad’s", "Khaled al-As'ad"],
)
def test_another_spelling_of_a_person_is_only_likely(text):
    (mark,) = LEXICON.mark(f"said {text} there")

    assert (mark.record_ids, mark.certain) == (("asaad",), False)
    assert mark.name == "Khaled al-Asaad"


@pytest.mark.parametrize(
    "text",
    [
        "Assad",
        "the Assad regime",
        "Bashar al-Assad",
        "Walid al-Asaad",
        "al-Asaad",
        "Khaled. Asaad",
        "Khaled,\n\nAsaad",
        "khaled asad",
        "الأسد",
        "بشار الأسد",
    ],
)
def test_nobody_is_taken_for_a_person_who_only_shares_a_name(text):
    assert marked(f"said {text} there") == []


def test_a_surname_recorded_alone_is_never_certain():
    (mark,) = Lexicon.build([NameEntry("asaad", "person", "al-Asaad", "en")]).mark(
        "So al-Asaad said"
    )

    assert (mark.record_ids, mark.certain) == (("asaad",), False)


def test_a_person_known_in_arabic_alone_is_likely_in_latin_letters():
    lexicon = Lexicon.build([NameEntry("asaad", "person", "خالد الأسعد", "ar")])

    (mark,) = lexicon.mark("He met Khaled al-Asaad.")
    assert (mark.start, mark.end, mark.certain) == (7, 22, False)


def test_places_are_never_marked_by_sound():
    assert Lexicon.build([NameEntry("x", "site", "Tell Halaf", "en")]).mark("Tall Halif") == []


def test_names_without_letters_or_beyond_all_measure_are_left_out():
    lexicon = Lexicon.build(NameEntry("x", "site", text) for text in ("", "–", "A", "word " * 40))

    assert lexicon.mark("– A word " * 50) == []


@given(st.lists(st.sampled_from([*(n.text for n in NAMES), "الأسعد", "and", "'", "’s", ".", "\n\n",
                                 " ", "و", "ل", "Ḿ", "\u0651", "ﷺ", "𝔓", "ẞ"])))  # fmt: skip
def test_marks_lie_in_the_text_in_order_and_never_over_each_other(pieces):
    text = "".join(pieces)
    marks = LEXICON.mark(text)

    ends = 0
    for mark in marks:
        assert ends <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end].strip() == text[mark.start : mark.end]
        ends = mark.end


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_name_is_found_wherever_it_stands_between_other_words(before, after):
    text = f"{before}\n\nTemple of Bel\n\n{after}"
    start = len(before) + 2

    assert Mark(start, start + 13, ("bel",), "Temple of Bel") in LEXICON.mark(text)


def test_the_founding_article_is_marked_with_the_palmyra_records(shared):
    text = (shared / "data/article/inquisitr-palmyra-2016.txt").read_text(encoding="utf-8")
    records = [
        record
        for name in ("people", "records")
        for record in json.loads((shared / f"data/palmyra/{name}.json").read_text("utf-8"))
    ]
    lexicon = Lexicon.build(
        NameEntry(each["id"], "person" if each["id"].startswith("per-") else "site", name["text"])
        for each in records
        for name in each["names"]
    )

    found = marked(text, lexicon)

    assert ("Khaled al-Asaad", "per-asaad") in found
    assert ("Roman amphitheater", "rec-theatre") in found
    assert found.count(("Palmyra", "rec-palmyra")) >= 9
    assert {record for _, record in found} == {"per-asaad", "rec-theatre", "rec-palmyra"}
