"""Places held in the addresses of map pages."""

import re
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from heritage.kit.places_angles import read_written
from heritage.kit.places_point import BadPlace, Point
from heritage.kit.text import N_

_LINK = re.compile(r"(?:https?://|www\.|maps\.|goo\.gl/)\S+", re.IGNORECASE)
_SHORT = re.compile(
    r"//(?:maps\.app\.goo\.gl|(?:www\.)?goo\.gl|g\.co|osm\.org/go|bit\.ly|maps\.apple/p)/",
    re.IGNORECASE,
)
_NUM = r"-?\d{1,3}(?:\.\d+)?"
_PIN = re.compile(rf"!3d({_NUM})!4d({_NUM})")
_CAMERA = re.compile(
    rf"(?:/@|#map=[\d.]+/|[?&#](?:center|cp|map)=(?:[\d.]+/)?)({_NUM})[,~/]({_NUM})"
)
_IN_PATH = re.compile(r"/(?:place|search)/([^/@?#]+)")
_ASKED = ("q", "query", "ll", "coordinate", "destination", "daddr", "params")
_PAIRS = (("mlat", "mlon"), ("lat", "lon"), ("lat", "lng"), ("latitude", "longitude"))
# What can only be coordinates: a place's name has other letters in it.
_COORDINATES = re.compile(
    r"(?:loc:)?[\s\d.,;°'\"’′”″+\-~()NSEW]*\d[\s\d.,;°'\"’′”″+\-~()NSEW]*", re.IGNORECASE
)


def read_link(text: str) -> Point | None:
    """Read the place a map link points at, or say that the text holds no link."""
    found = _LINK.search(text)
    if not found:
        return None
    link = found.group() if "://" in found.group() else "https://" + found.group()
    if _SHORT.search(link):
        raise BadPlace(
            N_("A short link says where it leads only over the network."),
            N_("Open the link, wait for the map, and paste the long address from the browser."),
        )
    written, note = _pinned(link), None
    if not written:
        written, note = _seen(link), N_("This is the middle of the map that was open, not a pin.")
    if not written:
        raise BadPlace(
            N_("This link holds no coordinates."),
            N_("Open it on the map, put a pin on the place, and paste the new address."),
        )
    place = read_written(written)
    precision = None if note else place.precision_m
    return Point(place.lat, place.lon, _form(link), precision, note or place.note)


def _pinned(link: str) -> str | None:
    """Find what the link names as its place, pins before questions."""
    pins = set(_PIN.findall(unquote_plus(link)))
    if len(pins) > 1:
        raise BadPlace(
            N_("This link shows more than one place."),
            N_("Open it, choose one place, and paste the address again."),
        )
    if pins:
        return ", ".join(pins.pop())
    asked = _questions(link)
    for lat, lon in _PAIRS:
        if lat in asked and lon in asked:
            return f"{asked[lat]}, {asked[lon]}"
    path = [unquote_plus(part) for part in _IN_PATH.findall(link)]
    candidates = [_tidied(asked[name]) for name in _ASKED if name in asked] + path
    return next(filter(_COORDINATES.fullmatch, candidates), None)


def _seen(link: str) -> str | None:
    """Find where the map was looking."""
    camera = _CAMERA.search(unquote_plus(link))
    return ", ".join(camera.groups()) if camera else None


def _questions(link: str) -> dict[str, str]:
    """Take the parameters of a link, those after # included."""
    parts = urlsplit(link)
    return {
        name.lower(): value
        for text in (parts.fragment, parts.query)
        for name, value in parse_qsl(text)
    }


def _tidied(value: str) -> str:
    """Take off what map pages put around coordinates."""
    value = value.removeprefix("loc:").replace("~", ", ")
    # GeoHack, behind Wikipedia's coordinates: 34_33_05_N_38_16_05_E_type:landmark
    hack = re.match(r"([\d._]+[NS]_[\d._]+[EW])(?:_|$)", value)
    return hack[1].replace("_", " ") if hack else value


def _form(link: str) -> str:
    """Say whose link it was."""
    host = (urlsplit(link).hostname or "").lower()
    if "google." in host:
        return N_("Google Maps link")
    if host.endswith(("openstreetmap.org", "osm.org")):
        return N_("OpenStreetMap link")
    return N_("map link")
