"""Time drawn as rows: solid is an exact day, a bar lies between, a fading end is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from heritage.kit.dates import BadDate, Edtf, day_number, parse, year_month_day
from heritage.search.request import Hit

WIDE = 1000
_NARROWEST = 6.0
_FADE = 60.0
_MOST_TICKS = 8


@dataclass(frozen=True)
class Span:
    """Where a date stands on the line, in thousandths of it."""

    x: float
    width: float
    doubtful: bool
    open_start: bool
    open_end: bool

    @property
    def fade_before(self) -> str:
        """Draw the fading beginning of a time whose start is not known."""
        return f"M{max(self.x - _FADE, 0):.1f} 6L{self.x:.1f} 1V11Z"

    @property
    def fade_after(self) -> str:
        """Draw the fading end of a time whose end is not known."""
        end = self.x + self.width
        return f"M{min(end + _FADE, WIDE):.1f} 6L{end:.1f} 1V11Z"


@dataclass(frozen=True)
class Axis:
    """The years all rows share."""

    first: int
    last: int

    def span(self, edtf: str | None) -> Span | None:
        """Find where a date stands; nothing for what cannot be read."""
        read = _read(edtf)
        if read is None or (read.earliest is None and read.latest is None):
            return None
        start = read.earliest if read.earliest is not None else read.latest
        end = read.latest if read.latest is not None else read.earliest
        x = self._at(start or 0)
        width = max(self._at((end or 0) + 1) - x, _NARROWEST)
        return Span(
            round(min(x, WIDE - _NARROWEST), 1),
            round(width, 1),
            doubtful=read.approximate or read.uncertain,
            open_start=read.earliest is None,
            open_end=read.latest is None,
        )

    @property
    def ticks(self) -> list[tuple[int, float]]:
        """Choose years to write under the line, and where each stands."""
        first, last = year_month_day(self.first)[0], year_month_day(self.last)[0] + 1
        step = next(
            size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
            if (last - first) / size <= _MOST_TICKS or size == 5000
        )  # fmt: skip
        years = range(first + (-first) % step, last + 1, step)
        marks = [(year, round(self._at(day_number(year, 1, 1)), 1)) for year in years]
        return [(year, x) for year, x in marks if 0 <= x < WIDE]

    def _at(self, day: int) -> float:
        return WIDE * (day - self.first) / max(self.last - self.first, 1)


def axis_of(hits: Iterable[Hit]) -> Axis | None:
    """Lay the line over whole years, so that every dated row is on it."""
    days: list[int] = []
    for hit in hits:
        if read := _read(hit.stored.get("when")):
            days += [day for day in (read.earliest, read.latest) if day is not None]
    if not days:
        return None
    first, last = year_month_day(min(days))[0], year_month_day(max(days))[0]
    return Axis(day_number(first, 1, 1), day_number(last + 1, 1, 1))


def _read(edtf: str | None) -> Edtf | None:
    try:
        return parse(edtf) if edtf else None
    except BadDate:
        return None
