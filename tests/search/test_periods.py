"""Counting by period against the same count in plain Python, day by day."""

from datetime import date

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from heritage.search.periods import FURTHEST, MOST_PERIODS, Stretches, count_periods

OPEN = 2**62
DAY = date(2015, 8, 23).toordinal()
_day = st.integers(date(1990, 1, 1).toordinal(), date(2030, 12, 31).toordinal())
_stretch = st.tuples(st.none() | _day, st.none() | _day).map(
    lambda pair: pair if None in pair else tuple(sorted(pair))
)
_archives = st.lists(st.lists(_stretch, min_size=1, max_size=3), min_size=1, max_size=6)


def counted(period, archive):
    rows = [
        (number, -OPEN if start is None else start, OPEN if stop is None else stop)
        for number, stretches in enumerate(archive)
        for start, stop in stretches
    ]
    table = np.array(rows, np.int64).reshape(-1, 3)
    every = Stretches.of_days(table[:, 0], table[:, 1], table[:, 2])
    return count_periods(period, every, every.reach)


def name(period, day):
    told = date.fromordinal(day).isoformat()
    return {"month": told[:7], "year": told[:4], "decade": f"{told[:3]}X"}[period]


def by_hand(period, archive):
    known = [day for stretches in archive for pair in stretches for day in pair if day is not None]
    if not known:
        return ()
    touched: dict[str, set[int]] = {}
    for number, stretches in enumerate(archive):
        for start, stop in stretches:
            first = min(known) if start is None else start
            last = max(known) if stop is None else stop
            for day in {*range(first, last + 1, 27), last} if first <= last else ():
                touched.setdefault(name(period, day), set()).add(number)
    return tuple((when, len(touched[when])) for when in sorted(touched))


@given(st.sampled_from(["decade", "year", "month"]), _archives)
@example("month", [[(DAY, DAY), (DAY, DAY + 40)], [(None, DAY)], [(DAY + 90, None)]])
@example("decade", [[(None, None)]])
def test_periods_are_counted_as_by_hand(period, archive):
    assert counted(period, archive) == by_hand(period, archive)


def test_nothing_dated_has_no_periods():
    assert counted("year", []) == ()


def test_years_before_our_era_are_written_as_edtf_does():
    # The last day of the year 1 BC is day 0; EDTF has a year 0.
    assert counted("year", [[(0, 0)], [(-366, -366)]]) == (("-0001", 1), ("0000", 1))


def test_of_more_periods_than_a_page_could_show_the_latest_are_kept():
    found = counted("month", [[(date(1900, 1, 1).toordinal(), DAY)]])

    assert len(found) == MOST_PERIODS
    assert found[-1] == ("2015-08", 1)


def test_a_day_beyond_all_calendars_is_an_open_one():
    assert counted("year", [[(DAY, FURTHEST + 1)], [(DAY, DAY)]]) == (("2015", 2),)
