import pytest

from heritage.exchange.when import when


@pytest.mark.parametrize(
    ("edtf", "begin", "doubted", "year"),
    [
        ("2015-08-30", (2015, 8, 30), False, "2015"),
        ("2015-08", (2015, 8), False, "2015"),
        ("0032~", (32,), True, "0032"),
        ("-0008", (-8,), False, "-0008"),
        ("2015-23", (), False, "2015"),
        ("[2015-05-20,2015-05-21]", (), False, "2015"),
        ("2015/2017", (), False, ""),
        ("../2015", (), False, ""),
        ("not a date", (), True, ""),
    ],
)
def test_a_date_gives_its_parts_only_where_it_has_them(edtf, begin, doubted, year):
    told = when(edtf)
    assert (told.begin, told.doubted, told.year) == (begin, doubted, year)


def test_no_date_is_no_date():
    assert when(None) is None
    assert when("") is None


def test_a_date_is_said_in_the_language_asked_for():
    assert "August" in when("2015-08").label
    assert "٢٠١٥" in when("2015-08", "ar").label
