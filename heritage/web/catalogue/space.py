"""Around a point: the two controls in which it is typed, and the one part of the address it is."""

from __future__ import annotations

from dataclasses import dataclass

from heritage.search.reading import BadValue, read_circle
from heritage.web.catalogue.searching import Params

RADII = (1, 5, 20, 50, 100, 200)
"""How many kilometres around can be chosen."""
USUAL = 20


@dataclass(frozen=True)
class Around:
    """A point as it is typed, and how many kilometres around it."""

    point: str = ""
    km: float = USUAL

    @property
    def radii(self) -> tuple[float, ...]:
        """List the distances to choose from, the one in force among them."""
        return tuple(sorted({*RADII, self.km}))


def around(params: Params) -> Around:
    """Take what is asked for apart, for the form; what cannot be read stays as it was typed."""
    if params.circle is None:
        return Around(params.near)
    lat, lon, km = params.circle
    return Around(f"{_degrees(lat)}, {_degrees(lon)}", int(km) if km == int(km) else km)


def _degrees(number: float) -> str:
    """Write degrees to the centimetre, and no further."""
    return f"{number:.7f}".rstrip("0").rstrip(".")


def joined(point: str, km: str) -> str:
    """Write a point and a distance from two controls as one; a whole circle is left as it is."""
    try:
        read_circle(point)
    except BadValue:
        return f"{''.join(point.split())},{km.strip()}km"
    return point
