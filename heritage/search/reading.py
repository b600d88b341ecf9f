"""Days and places as people type them into a search: in its words, or in its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping

from heritage.kit.dates import BadDate, Edtf, parse, read
from heritage.kit.languages import ascii_digits
from heritage.kit.text import N_
from heritage.search.documents import Days

LONGEST = 200
BACKWARDS = N_("The end lies before the beginning.")
FURTHEST_KM = 20_040.0
"""Half of the way round the globe: nothing is farther away."""

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""
Circle = tuple[float, float, float]
"""Latitude, longitude, and kilometres around."""


class BadValue(ValueError):
    """Something typed that is no day or no place; the message is translated, then filled."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values: Mapping[str, object] = values


def read_days(text: str) -> Days:
    """Find the first and last day of a time: 2015-08, 2014..2016, ~2015, EDTF, or words.

    About a time reaches as many days again before and after it: about 2014 is 2013 to 2015.
    """
    written = ascii_digits(text.strip()[:LONGEST])
    first, dots, last = written.partition("..")
    if dots and not written.startswith(("[", "{")) and "/" not in written:
        begun = _read(first, text).earliest if first.strip() else None
        ended = _read(last, text).latest if last.strip() else None
        if begun is not None and ended is not None and begun > ended:
            raise BadValue(BACKWARDS)
        return begun, ended
    if written.startswith("~") or written.endswith("~"):
        return _about(_read(written.strip("~ "), text))
    found = _read(written, text)
    return found.earliest, found.latest


def _about(when: Edtf) -> Days:
    if when.earliest is None or when.latest is None:
        return when.earliest, when.latest
    days = when.latest - when.earliest + 1
    return when.earliest - days, when.latest + days


def _read(written: str, text: str) -> Edtf:
    written = written.strip()
    try:
        return parse(written)
    except BadDate:
        pass
    try:
        return read(written).edtf
    except BadDate:
        raise BadValue(
            N_(
                "“%(text)s” is not a date the archive can read. Write a year (2015), "
                "a month (2015-08) or a day (2015-08-30)."
            ),
            text=text,
        ) from None


_KM = {"": 1.0, "km": 1.0, "كم": 1.0, "كلم": 1.0, "m": 0.001, "م": 0.001, "mi": 1.609344}
_KM |= {"ميل": 1.609344}
_CIRCLE = re.compile(
    r"\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(\d+(?:\.\d+)?)\s*([^\W\d_]*)\s*"
)
_SIGNS = str.maketrans({"٫": ".", "،": ",", "؛": ",", ";": ",", "−": "-", "–": "-"})


def read_circle(text: str) -> Circle:
    """Read a point and how far around it: 34.55,38.27,20km; also in m and mi, in any digits."""
    found = _CIRCLE.fullmatch(ascii_digits(text[:LONGEST]).translate(_SIGNS))
    unit = found[4].casefold() if found else ""
    if found and unit in _KM:
        lat, lon, km = float(found[1]), float(found[2]), float(found[3]) * _KM[unit]
        if -90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= FURTHEST_KM:
            return lat, lon, km
    raise BadValue(
        N_(
            "A place and its surroundings are written as latitude, longitude and distance: "
            "34.55,38.27,20km. Distances are in km, m or mi."
        )
    )


def read_box(text: str) -> Box:
    """Read a box: west, south, east, north; a west beyond the east crosses the date line."""
    try:
        told = ascii_digits(text[:LONGEST]).translate(_SIGNS).split(",")
        west, south, east, north = map(float, told)
    except ValueError:
        west = south = east = north = float("nan")
    if -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90:
        return west, south, east, north
    raise BadValue(
        N_("A box is four numbers in degrees: west, south, east, north, as in 38,34,39,35.")
    )
