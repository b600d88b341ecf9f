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
    pairs = _spread(documents[inside], begun[inside], ended[inside])
    counts = np.bincount(pairs[:, 1], minlength=last - first + 1)
    return tuple(
        (written(int(place) + first, period), int(count))
        for place, count in enumerate(counts)
        if count
    )


def month_of(day: int) -> int:
    """Number the month a day lies in, counted from the beginning of year 0."""
    return int(_periods(np.array([day]), MONTHS["month"])[0])


def _periods(days: Numbers, months: int) -> Numbers:
    """Give each day the number of the period it lies in."""
    dates = _DAY_ZERO + days.astype("timedelta64[D]")
    since_1970 = dates.astype("datetime64[M]").astype(np.int64)
    return (since_1970 + 1970 * 12) // months


def _spread(documents: Numbers, begun: Numbers, ended: Numbers) -> Numbers:
    """List each document with each period it touches, once."""
    lengths = ended - begun + 1
    owners = np.repeat(documents, lengths)
    offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.unique(np.column_stack([owners, np.repeat(begun, lengths) + offsets]), axis=0)


def written(number: int, period: Period) -> str:
    """Write a period as EDTF."""
    if period == "month":
        return f"{_year(number // 12)}-{number % 12 + 1:02}"
    return _year(number) if period == "year" else f"{_year(number * 10)[:-1]}X"


def _year(number: int) -> str:
    return f"-{-number:04}" if number < 0 else f"{number:04}"
