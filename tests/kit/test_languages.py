"""Both languages write their own digits, directions and plurals."""

import pytest

from heritage.kit.languages import (
    LANGUAGES,
    NATIVE_NAMES,
    ascii_digits,
    catalogue,
    digits,
    direction,
    number,
    translations,
)


def test_every_language_knows_its_own_name():
    assert set(NATIVE_NAMES) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("ar-SY", "rtl"),
        ("ar-Latn", "ltr"),
        ("arc-Palm", "rtl"),
        ("ku", "ltr"),
        ("ku-Arab-IQ", "rtl"),
        ("grc", "ltr"),
    ],
)
def test_a_language_tag_tells_its_direction(tag, way):
    assert direction(tag) == way


def test_arabic_numbers_use_arabic_digits_and_marks():
    assert number(1234567, "ar") == "١٬٢٣٤٬٥٦٧"
    assert number(3.5, "ar") == "٣٫٥"
    assert number(1234567, "en") == "1,234,567"
    assert number(3.0, "en") == "3"


def test_years_are_never_grouped():
    assert digits("2015", "ar") == "٢٠١٥"
    assert digits("2015", "en") == "2015"


def test_both_arabic_digit_sets_are_read():
    assert ascii_digits("٢٠١٥ ۲۰۱۵") == "2015 2015"


def test_english_is_what_the_code_says():
    assert translations("en").gettext("Search") == "Search"


def test_an_unknown_sentence_stays_english_rather_than_failing():
    assert translations("ar").gettext("No such sentence anywhere") == "No such sentence anywhere"


def test_arabic_has_its_six_plural_forms():
    assert catalogue("ar").num_plurals == 6
    form = translations("ar").ngettext
    said = {form("%(num)s source", "%(num)s sources", n) for n in (0, 1, 2, 3, 11, 100)}
    assert len(said) >= 5, said
    assert form("%(num)s source", "%(num)s sources", 103) == form(
        "%(num)s source", "%(num)s sources", 3
    )
