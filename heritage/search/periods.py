"""Counting by decade, year or month what may have happened then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heritage.search.request import Counts, Period

Numbers = npt.NDArray[np.int64]
MOST_PERIODS = 600
_DAY_ZERO = np.datetime64("0001-01-01", "D") - np.timedelta64(1, "D")
MONTHS: Mapping[Period, int] = {"decade": 120, "year": 12, "month": 1}
FURTHEST = 3_000_000
"""Days beyond this stand for "no day known"."""
NEVER = 10_000_000
Reach = tuple[int, int]
"""A first and a last month."""


@dataclass(frozen=True)
class Stretches:
    """Stretches of time from one month to another, document by document, the earlier first."""

    documents: Numbers
    starts: Numbers
    ends: Numbers
    """Months from the beginning of year 0; `NEVER` and its opposite stand for an open side."""

    @classmethod
    def of_days(cls, documents: Numbers, starts: Numbers, ends: Numbers) -> Stretches:
        """Read days as the months they lie in."""
        order = np.lexsort((starts, documents))
        return cls(documents[order], _months(starts[order]), _months(ends[order]))

    def of(self, wanted: npt.NDArray[np.bool_]) -> Stretches:
        """Leave those of some documents."""
        kept = wanted[self.documents]
        return Stretches(self.documents[kept], self.starts[kept], self.ends[kept])

    @property
    def reach(self) -> Reach | None:
        """Give the first and the last month anybody names; none where nobody names any."""
        begun, ended = self.starts[self.starts > -NEVER], self.ends[self.ends < NEVER]
        known = np.concatenate([begun, ended])
        return (int(known.min()), int(known.max())) if len(known) else None


def count_periods(period: Period, told: Stretches, reach: Reach | None) -> Counts:
    """Count documents in each period their days touch; a document counts once in a period.

    An open side goes as far as `reach`. Where there are more periods than a page could show, the
    latest are kept.
    """
    if reach is None:
        return ()
    months = MONTHS[period]
    first, last = (month // months for month in reach)
    first = max(first, last - MOST_PERIODS + 1)
    begun = np.maximum(told.starts // months, first) - first
    ended = np.minimum(told.ends // months, last) - first
    inside, documents = ended >= begun, told.documents
    counts = _touching(documents[inside], begun[inside], ended[inside], last - first + 1)
    return tuple(
        (written(int(place) + first, period), int(count))
        for place, count in enumerate(counts)
        if count
    )


def month_of(day: int) -> int:
    """Give the number of the month a day lies in, counted from the beginning of year 0."""
    return int(_months(np.array([day]))[0])


def _months(days: Numbers) -> Numbers:
    """Give each day the number of the month it lies in."""
    dates = _DAY_ZERO + np.clip(days, -FURTHEST, FURTHEST).astype("timedelta64[D]")
    months = dates.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return np.where(days <= -FURTHEST, -NEVER, np.where(days >= FURTHEST, NEVER, months))


def _touching(documents: Numbers, begun: Numbers, ended: Numbers, size: int) -> Numbers:
    """Count the documents that touch each of so many periods, each document once."""
    line = documents * size
    starts = line + begun
    reach = np.maximum.accumulate(line + ended)
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
