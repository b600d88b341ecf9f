"""A point as it was understood, and the sentences said when it cannot be."""

import math
from dataclasses import dataclass

from heritage.kit.text import N_

EXAMPLES = N_(
    "Write latitude, then longitude: 34.5473, 38.2738 or 34°32'50\" N, 38°16'26\" E. A map link, "
    "an MGRS or UTM reference or a full plus code will do as well."
)
_METRES_IN_A_DEGREE = 111_320.0
_MOST_LATITUDE, _MOST_LONGITUDE, _ROUND = 90, 180, 360
_DECIMALS_KEPT = 7  # about a centimetre


@dataclass(frozen=True)
class Point:
    """A place on WGS 84, how it was written, and how exactly that could tell it."""

    lat: float
    lon: float
    form: str
    precision_m: float | None
    note: str | None = None


class BadPlace(ValueError):
    """A place the archive cannot read, why, and how to write it instead.

    `suggestion` is a text ready to be put in the field, where one can be guessed.
    """

    def __init__(self, message: str, hint: str = EXAMPLES, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        self.suggestion = suggestion


def point(
    lat: float, lon: float, form: str, precision_m: float | None, note: str | None = None
) -> Point:
    """Make a point of numbers that are a place on Earth, or say what is wrong with them."""
    lat, lon = round(float(lat), _DECIMALS_KEPT), round(float(lon), _DECIMALS_KEPT)
    _check(lat, lon)
    if lat == lon == 0:
        note = N_("0, 0 lies in the Atlantic; it is often what an empty field was turned into.")
    return Point(lat + 0.0, lon + 0.0, form, precision_m, note)


def implied(lat: float, lat_unit: float, lon_unit: float) -> float:
    """Say how many metres one step of the last digit is, given the steps in degrees."""
    narrowing = math.cos(math.radians(min(abs(lat), 89.0)))
    metres = _METRES_IN_A_DEGREE * max(lat_unit, lon_unit * narrowing)
    return rounded(metres)


def rounded(metres: float) -> float:
    """Keep two digits of a precision, and nothing below a metre."""
    return max(1.0, float(f"{metres:.1e}"))


def say(lat: float, lon: float, decimals: int = 5) -> str:
    """Write a point as it is read in the archive, latitude first, no digit more than needed."""
    return f"{_number(lat, decimals)}, {_number(lon, decimals)}"


def _number(degrees: float, decimals: int) -> str:
    """Write degrees without trailing zeros, and never a negative zero."""
    text = f"{degrees:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _check(lat: float, lon: float) -> None:
    """Refuse what lies off the globe, and guess what was meant."""
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise BadPlace(N_("These numbers are too large for a place on Earth."))
    if abs(lat) > _MOST_LATITUDE:
        swapped = abs(lat) <= _MOST_LONGITUDE and abs(lon) <= _MOST_LATITUDE
        raise BadPlace(
            N_("The latitude is beyond 90 degrees."),
            N_("The two numbers may be the other way round: latitude comes first.")
            if swapped
            else N_("Latitude lies between -90 (south) and 90 (north)."),
            say(lon, lat, _DECIMALS_KEPT) if swapped else None,
        )
    if abs(lon) > _MOST_LONGITUDE:
        once_round = _MOST_LONGITUDE < lon <= _ROUND
        raise BadPlace(
            N_("The longitude is beyond 180 degrees."),
            N_("Longitude lies between -180 (west) and 180 (east)."),
            say(lat, lon - _ROUND, _DECIMALS_KEPT) if once_round else None,
        )
