"""Words, stems and sounds: what must meet, and what must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.search import analysis


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Temple of Al-Lat’s cella", ["temple", "of", "al", "lats", "cella"]),
        ("تَدْمُر الأثريّة", ["تدمر", "الاثريه"]),
        ("Ḫālid al-Asʿad", ["halid", "al", "asad"]),
        ("م٢٠١٥ 2015", ["م2015", "2015"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        ("—…!", []),
    ],
)
def test_words_are_taken_from_folded_text(text, words):
    assert analysis.words(text) == words


@given(st.text(max_size=200))
def test_each_word_stands_where_it_is_said_to_stand(text):
    for token in analysis.tokenise(text):
        assert 0 <= token.start < token.end <= len(text)
        assert 0 < len(token.text) <= analysis.LONGEST_TERM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("amphitheatre", "amphitheaters"), ("destroyed", "destroys"), ("archaeology", "archeology"),
        ("colour", "colored"), ("organised", "organizes"), ("temples", "temple"),
    ],
)  # fmt: skip
def test_english_forms_and_spellings_share_a_stem(one, other):
    assert analysis.stem(one, "en") == analysis.stem(other, "en")


def test_arabic_stems_set_the_article_aside_and_keep_palmyra_from_destruction():
    assert (
        analysis.stem("والمعبد", "ar")
        == analysis.stem("المعبد", "ar")
        == analysis.stem("معبد", "ar")
    )
    assert analysis.stem("تدمر", "ar") != analysis.stem("تدمير", "ar")
    assert analysis.stem("بتدمر", "ar") == analysis.stem("تدمر", "ar")


def test_a_romanised_or_unknown_text_is_stemmed_as_what_it_is():
    assert analysis.languages_of("ar-Latn", "Tadmur") == ""
    assert analysis.languages_of("ckb", "شار") == ""
    assert analysis.languages_of("fr-CA", "ville") == "fr"
    assert analysis.languages_of("", "town") == "en"
    assert analysis.languages_of("und", "بلدة") == "ar"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("khaled", "خالد"), ("khaled", "khalid"), ("asaad", "assaad"), ("asaad", "اسعد"),
        ("baalshamin", "بعلشمين"), ("tadmur", "تدمر"), ("qassem", "قاسم"), ("bel", "بل"),
        ("abdulkarim", "عبدالكريم"), ("palmira", "بالميرا"), ("omar", "عمر"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_share_a_key_and_sound_alike(one, other):
    assert analysis.lookups(one, wide=False) & analysis.lookups(other, wide=False)
    assert [each.form for each in analysis.spellings(one, [other])] == [other]
    assert [each.form for each in analysis.spellings(other, [one])] == [one]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("asaad", "sayyid"),
        ("asaad", "صيدا"),
        ("تدمر", "تدمير"),
        ("اسعد", "اسد"),
        ("baal", "upbaal"),
    ],
)
def test_words_that_only_share_consonants_do_not_sound_alike(one, other):
    assert analysis.spellings(one, [other]) == []
    assert analysis.spellings(other, [one], wide=True) == []


def test_a_name_is_known_whole_and_by_its_own_part():
    assert analysis.whole_name("The Temple of Bel") == "temple bel"
    assert analysis.whole_name("المسرح الروماني في تدمر") == "مسرح روماني تدمر"
    assert analysis.core_name("Temple of Baal-Shamin") == "baal shamin"
    assert analysis.core_name("معبد بعل شمين") == "بعل شمين"
    assert analysis.core_name("The Museum") == "museum"


def test_a_number_is_itself_alone():
    assert analysis.keys("n33333") == analysis.keys("13") == frozenset()
    assert not any("13" in term for term in analysis.sound_terms("Tower 13"))
