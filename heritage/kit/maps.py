"""Small maps drawn by the server: land, borders, rivers and names around some points."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from heritage.kit.outlines import Box, Point, clip_line, clip_ring, svg_path, thin

CREDIT = "Natural Earth"

_KILOMETRE_PER_DEGREE = 111.32
_STEP, _MIDDLES = 2**0.25, 16
"""The sizes of maps are so many times each other; a middle moves by such a part of the height."""
_SMALLEST_SPAN = _STEP**9
_ROOM = 1.35
_MARGIN = 12.0
_FINEST_STEPS = ((25.0, 0.7), (70.0, 1.4), (180.0, 2.5))
_CONTINENT = 40.0
_WORLDWIDE = 110.0
_LABEL_HEIGHT = 15.0
_LETTER_WIDTH = 6.6


_WORLD = Box(-180, -58, 180, 82)
_WHOLE_WORLD = Box(-180, -90, 180, 90)


@dataclass(frozen=True)
class Label:
    """A name on the map, in both languages, and where it is written."""

    en: str
    ar: str
    x: float
    y: float
    anchor: str

    def text(self, language: str) -> str:
        """Give the name in the language of the page."""
        return self.ar if language == "ar" else self.en

    @property
    def text_x(self) -> float:
        """Give the place of the writing, a little beside its dot."""
        return round(self.x + {"start": 5, "end": -5}.get(self.anchor, 0), 1)


@dataclass(frozen=True)
class MapView:
    """One map, ready to be drawn: SVG paths, names, and the way from degrees to the page."""

    width: int
    height: int
    ground: Box
    land: str
    borders: str
    rivers: str
    lakes: str
    cities: tuple[Label, ...]
    countries: tuple[Label, ...]

    def project(self, lat: float, lon: float) -> Point:
        """Find a place on the page."""
        x, y = _Projection(self.ground, self.width, self.height).on_page((lon, lat))
        return round(x, 1), round(y, 1)

    def shows(self, lat: float, lon: float) -> bool:
        """Tell whether a place is inside the frame."""
        west, south, east, north = self.ground
        return west <= lon <= east and south <= lat <= north

    def reach(self, metres: float) -> float:
        """Turn a distance on the ground into pixels, for the circle of an uncertain place."""
        degrees = metres / 1000 / _KILOMETRE_PER_DEGREE
        return round(degrees * self.height / (self.ground.north - self.ground.south), 1)


def frame(points: Iterable[Point], width: int = 420, height: int = 300) -> MapView:
    """Draw the map that holds these places, given as latitude and longitude, in their midst."""
    places = sorted({(round(lat, 3), round(lon, 3)) for lat, lon in points})
    ground = _ground_around(places, width / height)
    projection = _Projection(ground, width, height)
    pins = [projection.on_page((lon, lat)) for lat, lon in places]
    taken = [Box(x - 10, y - 10, x + 10, y + 10) for x, y in pins]
    cities = tuple(_city_labels(ground, projection, taken))
    drawn = _drawn(ground, width, height)
    countries = tuple(_country_labels(ground, projection, taken))
    return MapView(width, height, ground, *drawn, cities=cities, countries=countries)


@lru_cache(maxsize=128)
def _drawn(ground: Box, width: int, height: int) -> tuple[str, str, str, str]:
    """Draw land, borders, rivers and lakes once for the same ground and size."""
    projection, base = _Projection(ground, width, height), _base()
    return (
        _areas(base["land"], projection),
        "" if projection.worldwide else _lines(base["borders"], projection),
        "" if projection.continental else _lines(base["rivers"], projection),
        "" if projection.continental else _areas(base["lakes"], projection),
    )


# ---------------------------------------------------------------- the frame


def _ground_around(places: Sequence[Point], aspect: float) -> Box:
    """Choose the degrees a map shows: all places, some room, and never too close.

    Sizes go by steps, and so do the middles of several places, so that searches in one region are
    shown on one map. One place alone stands in the middle of its own.
    """
    if not places:
        return _WORLD
    lats, lons = [lat for lat, _ in places], [lon for _, lon in places]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    narrowing = max(math.cos(math.radians(lat)), 0.2)
    tall = max(
        _SMALLEST_SPAN,
        (max(lats) - min(lats)) * _ROOM,
        (max(lons) - min(lons)) * _ROOM * narrowing / aspect,
    )
    tall = _STEP ** math.ceil(round(math.log(tall, _STEP), 6))
    if len(places) > 1:
        lat, lon = (round(each / tall * _MIDDLES) * tall / _MIDDLES for each in (lat, lon))
        narrowing = max(math.cos(math.radians(lat)), 0.2)
    wide = tall * aspect / narrowing
    if tall > 110 or wide > 300:
        return _WORLD if min(lats) > _WORLD.south and max(lats) < _WORLD.north else _WHOLE_WORLD
    return _inside_the_world(lat, lon, tall, wide)


def _inside_the_world(lat: float, lon: float, tall: float, wide: float) -> Box:
    """Move a frame so that it does not look past the poles or the date line."""
    lat = min(max(lat, -90 + tall / 2), 90 - tall / 2)
    lon = min(max(lon, -180 + wide / 2), 180 - wide / 2)
    return Box(lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2)


class _Projection:
    """Degrees to pixels: plain, with the width narrowed for the latitude in the middle."""

    def __init__(self, ground: Box, width: float, height: float) -> None:
        self.ground = ground
        self.width, self.height = width, height
        self.across = width / (ground.east - ground.west)
        self.down = height / (ground.north - ground.south)
        beyond_x, beyond_y = _MARGIN / self.across, _MARGIN / self.down
        span = ground.north - ground.south
        self.continental, self.worldwide = span > _CONTINENT, span > _WORLDWIDE
        self.step = next(step for widest, step in _FINEST_STEPS if span <= widest)
        self.clip = Box(
            ground.west - beyond_x,
            ground.south - beyond_y,
            ground.east + beyond_x,
            ground.north + beyond_y,
        )

    def on_page(self, place: Point) -> Point:
        """Put a longitude and latitude on the page."""
        lon, lat = place
        return (lon - self.ground.west) * self.across, (self.ground.north - lat) * self.down


# ---------------------------------------------------------------- paths


class _Shape(NamedTuple):
    """A line or ring of the base map and the rectangle it lies in."""

    points: tuple[Point, ...]
    box: Box


def _areas(shapes: Iterable[_Shape], projection: _Projection) -> str:
    """Draw rings, cut at the edge of the page."""
    pieces = []
    for shape in shapes:
        if shape.box.meets(projection.clip):
            ring = clip_ring(list(shape.points), projection.clip)
            if len(path := thin(map(projection.on_page, ring), projection.step)) > 3:
                pieces.append(svg_path(path) + "Z")
    return "".join(pieces)


def _lines(shapes: Iterable[_Shape], projection: _Projection) -> str:
    """Draw lines, cut at the edge of the page."""
    pieces = []
    for shape in shapes:
        if shape.box.meets(projection.clip):
            for part in clip_line(shape.points, projection.clip):
                path = thin(map(projection.on_page, part), projection.step)
                if math.dist(path[0], path[-1]) >= projection.step:
                    pieces.append(svg_path(path))
    return "".join(pieces)


# ---------------------------------------------------------------- names


def _city_labels(ground: Box, projection: _Projection, taken: list[Box]) -> Iterator[Label]:
    """Write the names of towns, large ones first, where none covers another."""
    for city in sorted(_data()["cities"], key=lambda city: int(city["rank"])):
        if city["rank"] <= _smallest_rank(ground) and (
            label := _free_label(city, projection, taken)
        ):
            yield label


def _smallest_rank(ground: Box) -> int:
    """Choose how small a town a map of this reach still names."""
    span = ground.north - ground.south
    return 1 if span > 40 else 2 if span > 14 else 3 if span > 7 else 4


def _free_label(city: dict[str, Any], projection: _Projection, taken: list[Box]) -> Label | None:
    """Find room for a name beside its dot, on either side of it."""
    x, y = projection.on_page((city["lon"], city["lat"]))
    wide = _LETTER_WIDTH * max(len(city["en"]), len(city["ar"])) + 6
    for anchor, start in (("start", x - 3), ("end", x - wide)):
        box = Box(start, y - _LABEL_HEIGHT / 2, start + wide + 3, y + _LABEL_HEIGHT / 2)
        if _fits(box, projection, taken):
            taken.append(box)
            return Label(city["en"], city["ar"], round(x, 1), round(y, 1), anchor)
    return None


def _country_labels(ground: Box, projection: _Projection, taken: list[Box]) -> Iterator[Label]:
    """Write the names of countries where the map is wide enough to show them as such."""
    if not 3 < ground.north - ground.south < 30:
        return
    for country in _data()["countries"]:
        x, y = projection.on_page((country["lon"], country["lat"]))
        half = len(country["en"]) * 4.8
        box = Box(x - half, y - 12, x + half, y + 4)
        if _fits(box, projection, taken):
            taken.append(box)
            yield Label(country["en"], country["ar"], round(x, 1), round(y, 1), "middle")


def _fits(box: Box, projection: _Projection, taken: list[Box]) -> bool:
    """Tell whether a name stands wholly on the page and covers nothing."""
    on_page = (
        box.west >= 0
        and box.east <= projection.width
        and box.south >= 0
        and box.north <= projection.height
    )
    return on_page and not any(box.meets(other) for other in taken)


# ---------------------------------------------------------------- the base map


@cache
def _data() -> dict[str, Any]:
    """Read the base map that lies beside this module."""
    data: dict[str, Any] = json.loads(
        Path(__file__).with_name("basemap.json").read_text(encoding="utf-8")
    )
    return data


@cache
def _base() -> dict[str, tuple[_Shape, ...]]:
    """Unpack the base map's lines and rings."""
    data = _data()
    return {
        "land": tuple(_shape(ring) for area in data["land"] for ring in area),
        "lakes": tuple(_shape(ring) for area in data["lakes"] for ring in area),
        "borders": tuple(_shape(line) for line in data["borders"]),
        "rivers": tuple(_shape(line) for line in data["rivers"]),
    }


def _shape(steps: list[int]) -> _Shape:
    """Unpack one line: hundredths of a degree, each step from the point before."""
    lon = lat = 0
    points = []
    for across, up in zip(steps[::2], steps[1::2], strict=True):
        lon, lat = lon + across, lat + up
        points.append((lon / 100, lat / 100))
    lons, lats = [x for x, _ in points], [y for _, y in points]
    return _Shape(tuple(points), Box(min(lons), min(lats), max(lons), max(lats)))
