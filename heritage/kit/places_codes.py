"""Places in the codes of surveyors and machines: MGRS, UTM, plus codes, WKT, GeoJSON, geo:."""

import json
import re
import threading
from collections.abc import Callable
from decimal import Decimal

import mgrs
import utm
from openlocationcode import openlocationcode

from heritage.kit.places_point import BadPlace, Point, implied, point, rounded
from heritage.kit.text import N_

_NUM = r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?"
_PLUS = re.compile(r"([2-9CFGHJMPQRVWX0]{2,8}\+[2-9CFGHJMPQRVWX]{0,7})(?:[\s,].*)?", re.IGNORECASE)
_MGRS = re.compile(r"(?:MGRS:?)?(\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z][A-HJ-NP-V])(\d*)")
_EAST, _NORTH = (
    r"(?:E\s*)?0?(\d{6}(?:\.\d+)?)\s*(?:ME|M|E)?",
    r"(?:N\s*)?(\d{1,8}(?:\.\d+)?)\s*(?:MN|M|N)?",
)
_ZONE = r"(?:ZONE\s*)?(\d{1,2})\s*([A-Z]|NORTH|SOUTH)?"
_UTM_ZONE_FIRST = re.compile(rf"(?:UTM:?\s*)?{_ZONE}[\s,:;]+{_EAST}[\s,;/]+{_NORTH}")
_UTM_ZONE_LAST = re.compile(rf"(?:UTM:?\s*)?{_EAST}[\s,;/]+{_NORTH}[\s,;]+(?:UTM:?\s*)?{_ZONE}")
_WKT = re.compile(
    rf"(?:SRID\s*=\s*(\d+)\s*;\s*)?POINT\s*(?:ZM|Z|M)?\s*\(\s*({_NUM})[\s]+({_NUM})(?:\s+{_NUM}){{0,2}}\s*\)",
    re.IGNORECASE,
)
_OTHER_WKT = re.compile(
    r"(?:SRID\s*=\s*\d+\s*;\s*)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\b",
    re.IGNORECASE,
)
_GEO = re.compile(rf"geo:({_NUM}),({_NUM})(?:,{_NUM})?((?:;[^?]*)?)(?:\?(.*))?", re.IGNORECASE)
_LABELLED = re.compile(rf"(?:^|&)q=({_NUM}),({_NUM})")
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
# The library under MGRS keeps its workings in one place; two requests at once would mix them.
_one_at_a_time = threading.Lock()


def read_code(text: str) -> Point | None:
    """Read a place given in one of the codes, or say that it is none of them."""
    readers: tuple[Callable[[str], Point | None], ...] = (
        _words_code, _geo_link, _geojson, _wkt, _plus_code, _mgrs, _utm,
    )  # fmt: skip
    return next(filter(None, (reader(text) for reader in readers)), None)


def _words_code(text: str) -> Point | None:
    if not text.startswith("///"):
        return None
    raise BadPlace(
        N_("Codes of three words can be read by their owner only."),
        N_("Open the code on its own site and copy the latitude and longitude."),
    )


def _geo_link(text: str) -> Point | None:
    match = _GEO.fullmatch(text)
    if not match:
        return None
    parameters = match[3].lower()
    if "crs=" in parameters and "crs=wgs84" not in parameters:
        raise BadPlace(N_("This geo: link uses another system than WGS 84."))
    label = _LABELLED.search(match[4] or "")
    lat, lon = (label or match).group(1, 2)
    uncertainty = re.search(r";u=(\d+(?:\.\d+)?)", parameters)
    precision = rounded(float(uncertainty[1])) if uncertainty else None
    return _decimal(lat, lon, N_("geo: link"), precision)


def _wkt(text: str) -> Point | None:
    match = _WKT.fullmatch(text)
    if match and match[1] not in (None, "4326"):
        raise BadPlace(N_("This point is in another system than WGS 84 (SRID 4326)."))
    if match:
        return _decimal(match[3], match[2], N_("WKT point, longitude first"))
    if _OTHER_WKT.match(text):
        raise BadPlace(N_("This shape is not a single point."))
    return None


def _geojson(text: str) -> Point | None:
    if not text.startswith("{"):
        return None
    try:
        shape = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        raise BadPlace(N_("This looks like GeoJSON but is broken off or misspelt.")) from None
    if isinstance(shape.get("geometry"), dict):
        shape = shape["geometry"]
    numbers = shape.get("coordinates")
    if shape.get("type") != "Point" or not isinstance(numbers, list):
        raise BadPlace(N_("This shape is not a single point."))
    if len(numbers) < 2 or not all(isinstance(number, Decimal) for number in numbers[:2]):
        raise BadPlace(N_("A GeoJSON point needs two numbers, longitude and latitude."))
    return _decimal(str(numbers[1]), str(numbers[0]), N_("GeoJSON point, longitude first"))


def _plus_code(text: str) -> Point | None:
    match = _PLUS.fullmatch(text)
    if not match or not openlocationcode.isValid(match[1]):
        return None
    if not openlocationcode.isFull(match[1]):
        raise BadPlace(
            N_("This is a short plus code; alone it does not say where it is."),
            N_("Open it on a map and copy the full code, such as 8G6WG7WF+WG."),
        )
    area = openlocationcode.decode(match[1])
    lat, lon = area.latitudeCenter, area.longitudeCenter
    steps = area.latitudeHi - area.latitudeLo, area.longitudeHi - area.longitudeLo
    return point(lat, lon, N_("plus code"), implied(lat, *steps))


def _mgrs(text: str) -> Point | None:
    squeezed = re.sub(r"[\s,]", "", text).upper()
    match = _MGRS.fullmatch(squeezed)
    if not match:
        return None
    square, digits = match.groups()
    groups = re.findall(r"\d+", text.upper().partition(square[-2:])[2])
    if len(digits) % 2 or len(digits) > 10 or (len(groups) == 2 and len(set(map(len, groups))) > 1):
        raise BadPlace(
            N_("A grid reference needs as many digits for east as for north, at most five each."),
            N_("For example 37S DU 33369 23081."),
        )
    try:
        with _one_at_a_time:
            lat, lon = mgrs.MGRS().toLatLon(square + digits)
    except Exception:  # the library's error class is not part of what it shows
        raise BadPlace(N_("There is no such square in the military grid.")) from None
    return point(lat, lon, N_("MGRS grid reference"), float(10 ** (5 - len(digits) // 2)))


def _utm(text: str) -> Point | None:
    shout = text.upper()
    if match := _UTM_ZONE_FIRST.fullmatch(shout):
        zone, letter, east, north = match.groups()
    elif match := _UTM_ZONE_LAST.fullmatch(shout):
        east, north, zone, letter = match.groups()
    else:
        return None
    if letter is None:
        raise BadPlace(
            N_("The UTM zone has no letter, so north and south of the equator look the same."),
            N_("Write the zone with its letter: 37S 615000 3824000."),
        )
    northern, note = _hemisphere(int(zone), letter, float(east), float(north))
    lat, lon = _from_utm(int(zone), northern, float(east), float(north))
    return point(lat, lon, N_("UTM coordinates"), 1.0, note)


def _hemisphere(zone: int, letter: str, east: float, north: float) -> tuple[bool, str | None]:
    """Read the zone's letter: a band of latitude, or N and S for the halves of the globe."""
    if letter in ("NORTH", "SOUTH", "N"):
        return letter != "SOUTH", None
    if letter not in _BANDS:
        raise BadPlace(N_("UTM bands run from C to X, without I and O."))
    south_edge = -80 + 8 * _BANDS.index(letter)
    lat = _from_utm(zone, letter >= "N", east, north)[0]
    if south_edge - 0.1 <= lat <= (84 if letter == "X" else south_edge + 8) + 0.1:
        note = N_("S was read as the band from 32° to 40° north, not as south.")
        return letter >= "N", note if letter == "S" else None
    if letter == "S":
        return False, N_("S was read as south of the equator: the numbers do not fit band S.")
    raise BadPlace(N_("The northing does not fit the letter of the UTM zone."))


def _from_utm(zone: int, northern: bool, east: float, north: float) -> tuple[float, float]:
    """Turn metres into degrees."""
    try:
        lat, lon = utm.to_latlon(east, north, zone, northern=northern)
    except ValueError:
        raise BadPlace(
            N_("These numbers lie outside the UTM grid."),
            N_("Zones run from 1 to 60; the easting has six digits, the northing up to seven."),
        ) from None
    return float(lat), float(lon)


def _decimal(lat: str, lon: str, form: str, precision: float | None = None) -> Point:
    """Make a point of two decimal numbers, as exact as their digits."""
    steps = [10.0 ** min(0, int(Decimal(number).as_tuple().exponent)) for number in (lat, lon)]
    if precision is None:
        precision = implied(float(lat), *steps)
    return point(float(lat), float(lon), form, precision)
