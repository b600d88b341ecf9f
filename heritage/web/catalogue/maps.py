"""Small maps beside results and on record pages: places that lie close together are one pin."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from heritage.kit.maps import MapView, frame
from heritage.web.catalogue.searching import Params
from heritage.web.shell import ngettext

_CLOSE = 30.0
"""Pins nearer than this on the page, in its own units, are one."""
_METRES_PER_DEGREE = 111_320.0
_SOME_ROOM = 0.02

Point = Mapping[str, Any]


@dataclass
class Pin:
    """One mark: a place, or several too close to be told apart."""

    lat: float
    lon: float
    label: str
    url: str = ""
    count: int = 1
    hot: bool = False
    metres: float = 0
    members: list[Point] = field(default_factory=list)


@dataclass(frozen=True)
class SmallMap:
    """A map ready to be drawn."""

    view: MapView
    pins: list[Pin]


def of_results(
    points: Sequence[Point], params: Params, path: str, width: int = 420, height: int = 300
) -> SmallMap | None:
    """Draw where results are; a pin of several leads to the search for its box."""
    if not points:
        return None
    view = frame([(each["lat"], each["lon"]) for each in points], width, height)
    pins = _gathered(view, points)
    for pin in pins:
        pin.hot = any(each.get("grade") == "destroyed" for each in pin.members)
        pin.count = len(pin.members)
        if pin.count == 1:
            pin.url, pin.label = pin.members[0]["url"], pin.members[0]["title"]
        else:
            pin.url = path + params.string(bbox=_box(pin.members))
            pin.label = ngettext("%(num)s record here", "%(num)s records here", pin.count)
    return SmallMap(view, pins)


def of_places(places: Iterable[Mapping[str, Any]], title: str, *, hot: bool) -> SmallMap | None:
    """Draw where a record is, with the circle within which it may lie."""
    pins = [
        Pin(each["lat"], each["lon"], title, hot=hot, metres=_doubt(each))
        for each in places
        if each["lat"] is not None
    ]
    return SmallMap(frame([(pin.lat, pin.lon) for pin in pins], 420, 300), pins) if pins else None


def _doubt(place: Mapping[str, Any]) -> float:
    if place.get("cell"):
        return float(place["cell"]) * _METRES_PER_DEGREE / 2
    return float(place.get("metres") or 0)


def _gathered(view: MapView, points: Iterable[Point]) -> list[Pin]:
    pins: list[Pin] = []
    for point in points:
        here = view.project(point["lat"], point["lon"])
        near = next(
            (pin for pin in pins if math.dist(here, view.project(pin.lat, pin.lon)) < _CLOSE), None
        )
        if near is None:
            near = Pin(point["lat"], point["lon"], "")
            pins.append(near)
        near.members.append(point)
    return pins


def _box(points: Iterable[Point]) -> str:
    lats, lons = zip(*((each["lat"], each["lon"]) for each in points), strict=True)
    west, south = min(lons) - _SOME_ROOM, min(lats) - _SOME_ROOM
    east, north = max(lons) + _SOME_ROOM, max(lats) + _SOME_ROOM
    return f"{west:.4f},{south:.4f},{east:.4f},{north:.4f}"
