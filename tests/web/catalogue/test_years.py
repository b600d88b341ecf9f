import pytest

from heritage.search.query import parse
from heritage.search.request import Request
from heritage.web.catalogue.years import DESTROYED, MOST_BARS, drawn, of_events, of_results, units


def of(house, **asked):
    request = Request(**{"periods": units("year"), "of_which": DESTROYED, **asked})
    return of_results(request, house.public_search.search(request))


def told(years):
    return {bar.begin: (bar.count, bar.destroyed) for bar in years.bars if bar.count}


def test_a_bar_counts_what_may_have_happened_then_and_what_of_it_was_destroyed(written):
    years = of(written, filters={"kind": ("event",)})
    assert told(years)["2015"] == (2, 1)
    assert told(years)["2016"] == (1, 0)


def test_what_has_no_date_is_in_no_bar_and_is_counted(written):
    assert of(written, filters={"kind": ("site",)}).undated == 1


def test_a_search_that_leaves_out_destruction_draws_none(written):
    years = of(written, filters={"kind": ("event",), "grade": ("minor",)})
    assert not any(bar.destroyed for bar in years.bars)


def test_only_the_time_asked_for_is_drawn(written):
    first, last = 735599, 735963  # 2015
    years = of(written, from_day=first, to_day=last, periods=("month",))
    assert {bar.year for bar in years.bars if bar.count} == {"2015"}
    assert "2015-08" in told(years)


def test_nothing_found_draws_nothing(written):
    assert of(written, query=parse("zzzqqq")).bars == ()


def test_the_events_of_the_archive_have_bars(written):
    assert told(of_events(written.public_search))["2015"] == (2, 1)


def test_a_few_years_stand_among_empty_ones():
    assert len(drawn("year", {2015: 1}, {}).bars) == 9


def test_what_lies_before_the_first_bar_is_named():
    years = drawn("year", {1900: 1, 2015: 3}, {})
    assert len(years.bars) == MOST_BARS
    assert years.before == "1987"


@pytest.mark.parametrize(
    ("unit", "number", "begin", "end"),
    [
        ("month", 2015 * 12 + 7, "2015-08", "2015-08"),
        ("year", 2015, "2015", "2015"),
        ("decade", 201, "2010", "2019"),
        ("decade", -5, "-0050", "-0041"),
    ],
)
def test_a_bar_leads_to_its_own_time(unit, number, begin, end):
    bar = next(bar for bar in drawn(unit, {number: 1}, {}).bars if bar.count)
    assert (bar.begin, bar.end) == (begin, end)
    assert bar.month == (8 if unit == "month" else 0)
