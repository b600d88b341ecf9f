"""Where things are: reading what people paste, saying it back, and keeping it vague when needed."""

import math
import unicodedata
from typing import NamedTuple

from heritage.kit.places_angles import read_written
from heritage.kit.places_codes import read_code
from heritage.kit.places_grid import Cell, cell
from heritage.kit.places_links import read_link
from heritage.kit.places_point import BadPlace, Point, say
from heritage.kit.text import N_

__all__ = [
    "PRECISIONS", "BadPlace", "Cell", "Point", "Precision", "cell", "distance_m", "precision_for",
    "read", "say",
]  # fmt: skip

_LONGEST = 2_000
_EARTH_RADIUS_M = 6_371_008.8
_SIGNS = str.maketrans({"٫": ".", "،": ",", "؛": ";", "−": "-", "–": "-", "‐": "-", "‑": "-"})


class Precision(NamedTuple):
    """How exactly a place is known: in words, and as metres around the point."""

    id: str
    msgid: str
    metres: float | None


PRECISIONS = (
    Precision("building", N_("The building or find spot"), 20),
    Precision("site", N_("The monument or site"), 200),
    Precision("settlement", N_("The town or village"), 2_000),
    Precision("area", N_("The surrounding area"), 10_000),
    Precision("country-part", N_("A part of the country"), 100_000),
    Precision("unknown", N_("Not known"), None),
)


def read(text: str) -> Point:
    """Understand a place in any of the forms people paste, or raise BadPlace."""
    plain = _plain(text)
    if not plain:
        raise BadPlace(N_("No place was written."))
    if len(plain) > _LONGEST:
        raise BadPlace(N_("This is too long to be one place."))
    return read_link(plain) or read_code(plain) or read_written(plain)


def precision_for(metres: float | None) -> Precision:
    """Offer the finest precision that claims no more than the digits do."""
    if metres is None:
        return PRECISIONS[-1]
    known = (choice for choice in PRECISIONS if choice.metres and choice.metres >= metres)
    return next(known, PRECISIONS[-1])


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Measure the way over the globe between two (latitude, longitude) pairs, in metres."""
    lat, lon, to_lat, to_lon = map(math.radians, (*one, *other))
    half = (
        math.sin((to_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, half)))


def _plain(text: str) -> str:
    """Write digits and separators of any script as ASCII, without invisible marks."""
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in text.translate(_SIGNS)
        if unicodedata.category(letter) != "Cf"
    ).strip()
