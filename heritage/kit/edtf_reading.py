"""EDTF as the archive keeps it: levels 0 and 1 whole, of level 2 all but spatial seasons.

The bounds are our own. Where the known libraries disagree: an unknown end has no bound, seasons
are northern, a moment keeps its local day, and an interval may not end before it starts.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from heritage.kit.bad_date import BadDate, Remark
from heritage.kit.edtf_hints import rewritings
from heritage.kit.edtf_points import Point, read_point
from heritage.kit.text import N_

LONGEST = 200

Edge = Literal["open", "unknown"]
Side = Point | Edge


@dataclass(frozen=True)
class Edtf:
    """A date with its doubts, and the first and last day it may mean (nothing when open)."""

    text: str
    level: int
    earliest: int | None
    latest: int | None
    open_start: bool = False
    open_end: bool = False
    unknown_start: bool = False
    unknown_end: bool = False
    uncertain: bool = False
    approximate: bool = False
    unspecified: bool = False


@dataclass(frozen=True)
class Interval:
    """A time that lasts from one date to another, or one stretch within a set."""

    start: Side
    end: Side


@dataclass(frozen=True)
class DateSet:
    """Several dates of which one is right, or all are."""

    all_of: bool
    members: tuple[Point | Interval, ...]


Shape = Point | Interval | DateSet


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """Read an EDTF string, or say what is wrong with it and how it may be written."""
    shape = shape_of(text)
    points = points_of(text)
    starts, ends = _first_sides(shape), _last_sides(shape)
    return Edtf(
        text,
        level=max([_own_level(shape), *(point.level for point in points)]),
        earliest=_outermost(
            [side.earliest if isinstance(side, Point) else None for side in starts]
        ),
        latest=_negated(
            _outermost([-side.latest if isinstance(side, Point) else None for side in ends])
        ),
        open_start="open" in starts,
        open_end="open" in ends,
        unknown_start="unknown" in starts,
        unknown_end="unknown" in ends,
        uncertain=any(point.uncertain for point in points),
        approximate=any(point.approximate for point in points),
        unspecified=any(point.unspecified for point in points),
    )


@lru_cache(maxsize=4096)
def shape_of(text: str) -> Shape:
    """Take an EDTF string apart."""
    if len(text) > LONGEST:
        raise BadDate(Remark(N_("A date may have at most %(count)s characters."), count=LONGEST))
    try:
        return _shape(text)
    except BadDate as bad:
        if bad.hint is None:
            bad.hint = next((one for one in rewritings(text) if _reads(one)), None)
        elif not _reads(bad.hint):
            bad.hint = None
        raise


def points_of(text: str) -> list[Point]:
    """List the dates that an EDTF string names."""
    shape = shape_of(text)
    return [side for side in _first_sides(shape) + _last_sides(shape) if isinstance(side, Point)]


def _reads(text: str) -> bool:
    try:
        _shape(text)
    except BadDate:
        return False
    return True


def _shape(text: str) -> Shape:
    if not text:
        raise BadDate(Remark(N_("The date is empty.")))
    if text != text.strip():
        raise BadDate(Remark(N_("There are spaces around the date.")), text.strip())
    if text[0] in "[{":
        return _set(text)
    if text.count("/") == 1:
        return _interval(text)
    return read_point(text)


def _interval(text: str) -> Interval:
    before, after = text.split("/")
    if not before and not after:
        raise BadDate(Remark(N_("An interval needs a date on at least one side.")))
    interval = Interval(_side(before), _side(after))
    _refuse_backwards(interval, f"{after}/{before}")
    return interval


def _side(text: str) -> Side:
    if text == "..":
        return "open"
    return read_point(text) if text else "unknown"


def _refuse_backwards(interval: Interval, hint: str) -> None:
    start, end = interval.start, interval.end
    if isinstance(start, Point) and isinstance(end, Point) and end.latest < start.earliest:
        raise BadDate(
            Remark(
                N_("The end, %(end)s, lies before the start, %(start)s."),
                end=end.text,
                start=start.text,
            ),
            hint,
        )


def _set(text: str) -> DateSet:
    closing = {"[": "]", "{": "}"}[text[0]]
    if text[-1] != closing or len(text) < 3:
        raise BadDate(
            Remark(
                N_("A list that opens with %(open)s ends with %(close)s."),
                open=text[0],
                close=closing,
            )
        )
    pieces = text[1:-1].split(",")
    members = tuple(_member(piece) for piece in pieces)
    _refuse_odd_set(members, pieces)
    return DateSet(text[0] == "{", members)


def _member(text: str) -> Point | Interval:
    if ".." not in text:
        return read_point(text)
    before, _, after = text.partition("..")
    if not before and not after:
        raise BadDate(Remark(N_("“..” needs a date on at least one side.")))
    run = Interval(read_point(before) if before else "open", read_point(after) if after else "open")
    _refuse_backwards(run, "")
    return run


def _refuse_odd_set(members: tuple[Point | Interval, ...], pieces: list[str]) -> None:
    if len(members) == 1 and isinstance(members[0], Point):
        raise BadDate(Remark(N_("A list needs more than one date.")), pieces[0])
    last = len(members) - 1
    for place, member in enumerate(members):
        if not isinstance(member, Interval):
            continue
        inside = (member.start == "open" and place > 0, member.end == "open" and place < last)
        if any(inside):
            raise BadDate(Remark(N_("In a list, “..” without a date stands first or last only.")))


def _first_sides(shape: Shape) -> list[Side]:
    """List the dates any of which the whole may begin with."""
    if isinstance(shape, DateSet):
        return [side for member in shape.members for side in _first_sides(member)]
    return [shape.start] if isinstance(shape, Interval) else [shape]


def _last_sides(shape: Shape) -> list[Side]:
    """List the dates any of which the whole may end with."""
    if isinstance(shape, DateSet):
        return [side for member in shape.members for side in _last_sides(member)]
    return [shape.end] if isinstance(shape, Interval) else [shape]


def _outermost(days: list[int | None]) -> int | None:
    """Take the first of the days, or nothing when one of them has no bound."""
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def _negated(day: int | None) -> int | None:
    return None if day is None else -day


def _own_level(shape: Shape) -> int:
    """Say which level of EDTF the form itself needs, its dates aside."""
    if isinstance(shape, DateSet):
        return 2
    if not isinstance(shape, Interval):
        return 0
    points = [side for side in (shape.start, shape.end) if isinstance(side, Point)]
    if any(point.unspecified for point in points):
        return 2
    return 0 if len(points) == 2 else 1
