import pytest

from heritage.web.catalogue.years import DESTROYED, bars


def drawn(*events):
    return {bar.first: (bar.count, bar.destroyed) for bar in bars(events) if bar.count}


def test_an_event_is_in_every_year_it_may_have_happened_in():
    assert drawn(("2016-12-26/2017-01-10", None), ("2015-08-30", DESTROYED)) == {
        2015: (1, 1), 2016: (1, 0), 2017: (1, 0),
    }  # fmt: skip


@pytest.mark.parametrize("edtf", ["", "../2015", "1900/1990", "not a date"])
def test_what_could_be_any_year_is_in_none(edtf):
    assert drawn((edtf, None)) == {}


def test_a_few_years_stand_among_empty_ones():
    assert len(bars([("2015", None)])) == 9


def test_many_years_are_drawn_in_longer_stretches():
    many = bars([("1800", None), ("1999", DESTROYED)])
    assert len(many) <= 24
    assert (many[0].first, many[0].last, many[-1].label) == (1800, 1809, "1990-1999")
    assert many[-1].destroyed_height == 100
