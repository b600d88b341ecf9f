"""Counting by decade, year or month what may have happened then."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from heritage.search.request import Counts, Period

Numbers = npt.NDArray[np.int64]
MOST_PERIODS = 600
_DAY_ZERO = np.datetime64("0001-01-01", "D") - np.timedelta64(1, "D")
MONTHS: Mapping[Period, int] = {"decade": 120, "year": 12, "month": 1}
FURTHEST = 3_000_000
"""Days beyond this stand for "no day known"."""


def count_periods(period: Period, documents: Numbers, starts: Numbers, ends: Numbers) -> Counts:
    """Count documents in each period their days touch; a document counts once in a period.

    An open side reaches as far as the first or last day anybody names. Where there are more
    periods than a page could show, the latest are kept.
    """
    known = np.concatenate([starts[starts > -FURTHEST], ends[ends < FURTHEST]])
    if not len(known):
        return ()
    months = MONTHS[period]
    first, last = (int(each) for each in _periods(np.array([known.min(), known.max()]), months))
    first = max(first, last - MOST_PERIODS + 1)
    begun = np.maximum(_periods(np.maximum(starts, known.min()), months), first) - first
    ended = np.minimum(_periods(np.minimum(ends, known.max()), months), last) - first
    inside = ended >= begun
    counts = _touching(documents[inside], begun[inside], ended[inside], last - first + 1)
    return tuple(
        (written(int(place) + first, period), int(count))
        for place, count in enumerate(counts)
        if count
    )


def month_of(day: int) -> int:
    """Give the number of the month a day lies in, counted from the beginning of year 0."""
    return int(_periods(np.array([day]), MONTHS["month"])[0])


def _periods(days: Numbers, months: int) -> Numbers:
    """Give each day the number of the period it lies in."""
    dates = _DAY_ZERO + days.astype("timedelta64[D]")
    since_1970 = dates.astype("datetime64[M]").astype(np.int64)
    return (since_1970 + 1970 * 12) // months


def _touching(documents: Numbers, begun: Numbers, ended: Numbers, size: int) -> Numbers:
    """Count the documents that touch each of so many periods, each document once."""
    order = np.lexsort((begun, documents))
    line = documents[order] * size
    starts = line + begun[order]
    reach = np.maximum.accumulate(line + ended[order])
    # What begins beyond all that came before it begins a stretch of its own.
    fresh = np.concatenate([[True], starts[1:] > reach[:-1]])[: len(starts)]
    stops = reach[np.concatenate([fresh[1:], [True]])[: len(starts)]]
    opened = np.bincount(starts[fresh] % size, minlength=size + 1)
    closed = np.bincount(stops % size + 1, minlength=size + 1)
    return np.cumsum(opened - closed)[:size]


def written(number: int, period: Period) -> str:
    """Write a period as EDTF."""
    if period == "month":
        return f"{_year(number // 12)}-{number % 12 + 1:02}"
    return _year(number) if period == "year" else f"{_year(number * 10)[:-1]}X"


def _year(number: int) -> str:
    return f"-{-number:04}" if number < 0 else f"{number:04}"
