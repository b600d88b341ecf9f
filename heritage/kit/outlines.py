"""Lines and rings of a map: cut at the edge of the page, thinned, and written as SVG."""

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]
"""Longitude and latitude on the ground, or x and y on the page."""


class Box(NamedTuple):
    """A rectangle: on the ground in degrees, on the page in pixels."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two rectangles share any place."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


def thin(points: Iterable[Point], step: float) -> list[Point]:
    """Leave out the steps too small to see."""
    kept: list[Point] = []
    last: Point | None = None
    for point in points:
        last = point
        if not kept or math.dist(kept[-1], point) >= step:
            kept.append(point)
    if last is not None and kept[-1] != last:
        kept.append(last)
    return kept


def svg_path(points: list[Point]) -> str:
    """Write an SVG path in tenths of a pixel, each step from the point before."""
    steps = [(round(x * 10), round(y * 10)) for x, y in points]
    words = [f"M{_tenth(steps[0][0])} {_tenth(steps[0][1])}l"]
    for (x0, y0), (x1, y1) in pairwise(steps):
        across, down = _tenth(x1 - x0), _tenth(y1 - y0)
        words.append(across if len(words) == 1 or across.startswith("-") else f" {across}")
        words.append(down if down.startswith("-") else f" {down}")
    return "".join(words)


def _tenth(n: int) -> str:
    """Write tenths as short as SVG allows."""
    sign, whole, part = "-" if n < 0 else "", *divmod(abs(n), 10)
    if not part:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{part}"


def clip_ring(ring: list[Point], clip: Box) -> list[Point]:
    """Keep the part of a ring inside a rectangle (Sutherland and Hodgman)."""
    for axis, bound, keep_above in (
        (0, clip.west, True),
        (0, clip.east, False),
        (1, clip.south, True),
        (1, clip.north, False),
    ):
        ring = _clip_side(ring, axis, bound, keep_above)
    return ring


def _clip_side(ring: list[Point], axis: int, bound: float, keep_above: bool) -> list[Point]:
    """Keep the part of a ring on one side of a line along an axis."""
    kept: list[Point] = []
    for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
        was_in = (before[axis] >= bound) == keep_above or before[axis] == bound
        is_in = (point[axis] >= bound) == keep_above or point[axis] == bound
        if was_in != is_in:
            kept.append(_crossing(before, point, axis, bound))
        if is_in:
            kept.append(point)
    return kept


def _crossing(a: Point, b: Point, axis: int, bound: float) -> Point:
    """Find where a stretch meets a line along an axis."""
    share = (bound - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (bound, other) if axis == 0 else (other, bound)


def clip_line(points: tuple[Point, ...], clip: Box) -> Iterator[list[Point]]:
    """Give the parts of a line inside a rectangle."""
    part: list[Point] = []
    for a, b in pairwise(points):
        inside = _clip_stretch(a, b, clip)
        if inside is None or (part and part[-1] != inside[0]):
            if part:
                yield part
            part = []
        if inside is not None:
            part = [*(part or [inside[0]]), inside[1]]
    if part:
        yield part


def _clip_stretch(a: Point, b: Point, clip: Box) -> tuple[Point, Point] | None:
    """Keep the part of one stretch inside a rectangle (Liang and Barsky)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    enter, leave = 0.0, 1.0
    for step, room in (
        (-dx, a[0] - clip.west),
        (dx, clip.east - a[0]),
        (-dy, a[1] - clip.south),
        (dy, clip.north - a[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if enter > leave:
        return None
    start = a if enter == 0 else (a[0] + enter * dx, a[1] + enter * dy)
    end = b if leave == 1 else (a[0] + leave * dx, a[1] + leave * dy)
    return start, end
