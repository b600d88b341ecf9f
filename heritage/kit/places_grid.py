"""Grid cells that stand in public for places which must not be shown exactly.

The grid is fixed for ever: a cell depends on the point and the size alone, it is computed in exact
fractions so that no rounding moves an edge, and nothing in it remembers where the point was.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

_QUARTER = 90


@dataclass(frozen=True)
class Cell:
    """One square of the grid: its south-west corner, its size in degrees and its centre."""

    south: float
    west: float
    size: float
    lat: float
    lon: float
    label: str

    @property
    def north(self) -> float:
        """Give the latitude of the upper edge."""
        return float(_exact(self.south) + _exact(self.size))

    @property
    def east(self) -> float:
        """Give the longitude of the right edge."""
        return float(_exact(self.west) + _exact(self.size))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Give west, south, east, north, in the order of GeoJSON."""
        return self.west, self.south, self.east, self.north


def cell(lat: float, lon: float, size: float) -> Cell:
    """Find the cell a point lies in; lower and left edges belong to it."""
    step = _exact(size)
    if step <= 0 or _QUARTER % step:
        raise ValueError(f"A grid of {size} degrees does not fit a quarter of the globe evenly.")
    if not (abs(lat) <= _QUARTER and abs(lon) <= 2 * _QUARTER):
        raise ValueError(f"No place on Earth is at {lat}, {lon}.")
    # The pole has no cell above it, and the date line is the left edge of the first cell.
    south = min(_floor(lat, step), _QUARTER - step)
    west = _floor(lon, step) if lon < 2 * _QUARTER else Fraction(-2 * _QUARTER)
    half = step / 2
    return Cell(
        south=float(south),
        west=float(west),
        size=float(step),
        lat=float(south + half),
        lon=float(west + half),
        label=f"{_span(south, step, 'N', 'S')}, {_span(west, step, 'E', 'W')}",
    )


def _exact(degrees: float) -> Fraction:
    """Take a number as it is written, not as the nearest sum of halves."""
    return Fraction(repr(float(degrees)))


def _floor(degrees: float, step: Fraction) -> Fraction:
    """Go down to the edge of the cell."""
    return math.floor(_exact(degrees) / step) * step


def _span(low: Fraction, step: Fraction, positive: str, negative: str) -> str:
    """Write the two edges with the letter of the half of the globe they are on."""
    high = low + step
    near, far, letter = (low, high, positive) if low >= 0 else (-high, -low, negative)
    return f"{_plain(near)}–{_plain(far)}° {letter}"


def _plain(degrees: Fraction) -> str:
    """Write degrees with no digit more than needed."""
    return f"{float(degrees):.10f}".rstrip("0").rstrip(".")
