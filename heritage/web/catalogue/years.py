"""When what was found happened: bars of months, years or decades, drawn by the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from heritage.kit.dates import day_number, year_month_day
from heritage.kit.days import iso_year
from heritage.search.backend import Backend, SearchUnavailable
from heritage.search.request import Counts, Period, Request, Results

DESTROYED = ("grade", "destroyed")
MOST_BARS = 28
"""As many as have room side by side; where a time is asked for, all of its bars are drawn."""
_FEWEST_BARS = 9
_MOST_LABELS = 12
_ROOM_FOR_NUMBERS = 20
_MOST_OF_ALL = 0.9
"""Where this share lies in the latest years, decades would hide more than they show."""
Numbered = Mapping[int, int]
"""How many records there are, by the number of the period."""
_MONTHS = {"month": 1, "year": 12, "decade": 120}


@dataclass(frozen=True)
class Bar:
    """One bar: the time it stands for, its records, and those among them that were destroyed."""

    begin: str
    """Its first year or month, as it is typed into the form."""
    end: str
    count: int
    destroyed: int
    height: float
    """Share of the highest bar, from 0 to 100."""
    destroyed_height: float

    @property
    def month(self) -> int:
        """Say which month of its year it is, or 0."""
        return int(self.begin[-2:]) if self.begin[-3:-2] == "-" and len(self.begin) > 5 else 0

    @property
    def year(self) -> str:
        """Write the year it begins in."""
        return self.begin[:-3] if self.month else self.begin


@dataclass(frozen=True)
class Years:
    """Bars side by side without gaps, and what is not among them."""

    unit: Period = "year"
    bars: tuple[Bar, ...] = ()
    undated: int = 0
    before: str = ""
    """The last year before the first bar, where something lies there that is not drawn."""

    @property
    def dense(self) -> bool:
        """Tell whether bars are too narrow for a number above each."""
        return len(self.bars) > _ROOM_FOR_NUMBERS

    @property
    def step(self) -> int:
        """Say how many bars share one label under them."""
        return -(-len(self.bars) // _MOST_LABELS) if self.unit != "month" else 1


def units(unit: Period, *, chosen: bool = False) -> tuple[Period, ...]:
    """Say by what to count: by decades too where years, if nobody chose them, may be too many."""
    return (unit,) if chosen or unit != "year" else (unit, "decade")


def of_results(request: Request, results: Results) -> Years:
    """Draw what a search counted by period, and how much of it was destroyed.

    Where years would be too many they become decades, if these were counted.
    """
    if results.times is None:
        return Years()
    times, (unit, *wider) = results.times, request.periods
    found = _inside(times.periods[unit], request, unit)
    if wider and _is_spread(found):
        [unit] = wider
        found = _inside(times.periods[unit], request, unit)
    if not found:
        return Years(unit, undated=times.undated)
    lost = _numbered(times.of_which.get(unit, ()))
    most = MOST_BARS if None in (request.from_day, request.to_day) else len(range(*_ends(found)))
    return drawn(unit, found, lost, times.undated, most)


def _inside(counts: Counts, request: Request, unit: Period) -> Numbered:
    """Keep the periods of the time that was asked for; the search counts those around it too."""
    months = _MONTHS[unit]
    first = -inf if request.from_day is None else _number(request.from_day, months)
    last = inf if request.to_day is None else _number(request.to_day, months)
    return {each: count for each, count in _numbered(counts).items() if first <= each <= last}


def _is_spread(found: Numbered) -> bool:
    """Tell whether much lies before the latest years that have room."""
    near = sum(count for each, count in found.items() if each > max(found) - MOST_BARS)
    return near < _MOST_OF_ALL * sum(found.values())


def _ends(found: Numbered) -> tuple[int, int]:
    """Give the first period and the one after the last, some room around a few."""
    missing = max(_FEWEST_BARS - (max(found) - min(found) + 1), 0)
    return min(found) - missing // 2, max(found) + 1 + missing - missing // 2


def drawn(
    unit: Period, found: Numbered, lost: Numbered, undated: int = 0, most: int = MOST_BARS
) -> Years:
    """Make bars of counts, the empty ones between them and a few around them too."""
    first, end = _ends(found)
    start = max(first, end - most)
    highest = max(count for each, count in found.items() if each >= start)
    bars = tuple(
        _bar(unit, each, found.get(each, 0), lost.get(each, 0), highest)
        for each in range(start, end)
    )
    hidden = first < start
    before = year_month_day(_first_day(start, _MONTHS[unit]))[0] - 1
    return Years(unit, bars, undated, iso_year(before) if hidden else "")


def _numbered(counts: Counts) -> Numbered:
    return {_period(written): count for written, count in counts}


def _bar(unit: Period, number: int, count: int, lost: int, highest: int) -> Bar:
    begin, end = _first_day(number, _MONTHS[unit]), _first_day(number + 1, _MONTHS[unit]) - 1
    return Bar(
        begin=_short(begin, unit),
        end=_short(end, unit),
        count=count,
        destroyed=min(lost, count),
        height=100 * count / highest,
        destroyed_height=100 * min(lost, count) / highest,
    )


def of_events(search: Backend) -> Years:
    """Draw all damage events there are; without an index there are no bars."""
    asked = Request(
        filters={"kind": ("event",)}, periods=units("year"), of_which=DESTROYED,
        per_page=1, highlight=False, sort="title",
    )  # fmt: skip
    try:
        return of_results(asked, search.search(asked))
    except SearchUnavailable:
        return Years()


# ---------------------------------------------------------------- days and numbers of periods


def _number(day: int, months: int) -> int:
    """Give the number of the period a day lies in."""
    year, month, _ = year_month_day(day)
    return (year * 12 + month - 1) // months


def _period(written: str) -> int:
    """Give the number of a period as the search writes it: 201X, 2015 or 2015-08."""
    if written.endswith("X"):
        return int(written[:-1] + "0") // 10
    year, _, month = written[1:].partition("-")
    first = int(written[0] + year)
    return first * 12 + int(month) - 1 if month else first


def _first_day(number: int, months: int) -> int:
    year, month = divmod(number * months, 12)
    return day_number(year, month + 1, 1)


def _short(day: int, unit: Period) -> str:
    """Write the year of a day, or its month, as it is typed into the form."""
    year, month, _ = year_month_day(day)
    return f"{iso_year(year)}-{month:02}" if unit == "month" else iso_year(year)
