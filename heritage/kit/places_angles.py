"""Coordinates as people write them: numbers, signs and letters, in English and Arabic."""

import re
from typing import NamedTuple

import lat_lon_parser

from heritage.kit.places_point import BadPlace, Point, implied, point
from heritage.kit.text import N_

_FORMS = (N_("decimal degrees"), N_("degrees and decimal minutes"), N_("degrees, minutes, seconds"))
_NOT_READ = N_("This could not be read as a place.")
_LATITUDE, _LONGITUDE = "NSφ", "EWλ"
_NUMBER = r"\d+(?:\.\d+)?"
_NUMBERS = re.compile(rf"[+-]?{_NUMBER}")
_ANGLE = re.compile(rf"([+-]?)({_NUMBER})\s*°?\s*(?:({_NUMBER})\s*'?\s*(?:({_NUMBER})\s*\"?)?)?\s*")
_PACKED = re.compile(r"(\d{2,3})(\d{2})(\d{2})?(\.\d+)?")
_INNER_COMMA = re.compile(r"(?<=\d),(?=\d)")
_ALLOWED = re.compile(r"[\d\s.,;:/|+\-°'\"NSEWφλ]*")
# Words and signs on the left are read as the sign on the right, in this order.
_WRITTEN = tuple(
    (re.compile(pattern, re.IGNORECASE), sign)
    for pattern, sign in (
        (r"[\u064b-\u0652\u0640()\[\]{}]", ""),
        (r"(?:خط|دائرة)?\s*(?:ال)?عرض", "φ"),
        (r"(?:خط|دائرة)?\s*(?:ال)?طول", "λ"),
        (r"(?:ال)?شمال(?:ا|ي|ية)?\b", "N"),
        (r"(?:ال)?جنوب(?:ا|ي|ية)?\b", "S"),
        (r"(?:ال)?شرق(?:ا|ي|ية)?\b", "E"),
        (r"(?:ال)?غرب(?:ا|ي|ية)?\b", "W"),
        (r"درج(?:ة|ات|ه)\b", "°"),
        (r"دقيق(?:ة|ه)\b|دقائق\b", "'"),
        (r"ثاني(?:ة|ه)\b|ثوان[يٍ]?\b", '"'),
        (r"\bو\s*(?=\d)", " "),
        (r"\b(?:latitude|lat)\b\.?", "φ"),
        (r"\b(?:longitude|long|lon|lng)\b\.?", "λ"),
        (r"(?<![^\W\d_])(?:north|nord|norte)(?:ern)?\b", "N"),
        (r"(?<![^\W\d_])(?:south|sud|sur)(?:ern)?\b", "S"),
        (r"(?<![^\W\d_])(?:east|est|este)(?:ern)?\b", "E"),
        (r"(?<![^\W\d_])(?:west|ouest|oeste)(?:ern)?\b", "W"),
        (r"(?<=\d)\s*(?:degrees?|degs?|d)(?![^\W\d_])\.?", "°"),
        (r"(?<=\d)\s*(?:minutes?|mins?)(?![^\W\d_])\.?", "'"),
        (r"(?<=\d)\s*(?:seconds?|secs?)(?![^\W\d_])\.?", '"'),
        (r"[º˚⁰∘ᵒ]", "°"),
        (r"[“”„″ʺ〃]|''|’’|′′|‘‘", '"'),
        (r"[’‘′ʹʼ`´‛]", "'"),
        (r"\band\b|&", " "),
        (r"[φλ]\s*[:=]", lambda label: label.group()[0]),
        (r"[nsew]", lambda letter: letter.group().upper()),
    )
)


class _Angle(NamedTuple):
    """Half of a place: degrees, how many numbers said it, and the step of the last digit."""

    degrees: float
    numbers: int
    step: float


def read_written(text: str) -> Point:
    """Read latitude and longitude written with or without signs, letters and words."""
    signs = _in_signs(text)
    if not _ALLOWED.fullmatch(signs) or not re.search(r"\d", signs):
        raise BadPlace(_NOT_READ)
    first, second = _halves(signs)
    one, two = _angle(first), _angle(second)
    if _axis(first) == _LONGITUDE:
        one, two = two, one
    return point(
        one.degrees,
        two.degrees,
        _FORMS[max(one.numbers, two.numbers) - 1],
        implied(one.degrees, one.step, two.step),
    )


def _in_signs(text: str) -> str:
    """Write words, labels and look-alike signs as the few signs the reader knows."""
    for pattern, sign in _WRITTEN:
        text = pattern.sub(sign, text)
    return text.strip(" ,;./")


def _halves(signs: str) -> tuple[str, str]:
    """Cut the text between the two angles, each keeping its letters."""
    labels = [match.start() for match in re.finditer("[φλ]", signs)]
    letters = [match.start() for match in re.finditer("[NSEW]", signs)]
    if labels or letters:
        signs = _INNER_COMMA.sub(".", signs) if "." not in signs else signs
        first, second = _cut(signs, labels) if labels else _cut(signs, letters)
        if {_axis(first), _axis(second)} != {_LATITUDE, _LONGITUDE}:
            raise BadPlace(
                N_("One letter must say north or south, and another east or west."),
            )
        return first, second
    return _cut_unlettered(_decimal_points(signs))


def _cut(signs: str, letters: list[int]) -> tuple[str, str]:
    """Cut before the second letter if letters lead, after the first if they follow."""
    if len(letters) != 2:
        raise BadPlace(N_("One letter must say north or south, and another east or west."))
    place = letters[1] if letters[0] == 0 else letters[0] + 1
    return signs[:place], signs[place:]


def _axis(half: str) -> str | None:
    """Tell by its letters whether half a place is latitude or longitude, if it has any."""
    axes = {axis for axis in (_LATITUDE, _LONGITUDE) if any(sign in half for sign in axis)}
    return axes.pop() if len(axes) == 1 else None


def _decimal_points(signs: str) -> str:
    """Write decimal commas as points, where it is clear that they are that."""
    commas = len(_INNER_COMMA.findall(signs))
    if "." in signs or not commas:
        return signs
    apart = bool(re.search(r"[;|/\s]", signs))
    if commas == 1 and ";" not in signs:
        before, after = _INNER_COMMA.split(signs)
        alone = len(_NUMBERS.findall(before)) == len(_NUMBERS.findall(after))
        return signs if alone else signs.replace(f"{before},{after}", f"{before}.{after}")
    if not apart:
        raise BadPlace(
            N_("It is not clear which commas are decimal commas."),
            N_("Put a semicolon between the two numbers: 34,5473; 38,2738"),
        )
    return _INNER_COMMA.sub(".", signs)


def _cut_unlettered(signs: str) -> tuple[str, str]:
    """Cut at the separator, or after half of the numbers; latitude comes first."""
    for separator in (r"\s*[;|/]\s*", r"\s*\t\s*", r",\s+|\s+,", r","):
        parts = re.split(separator, signs)
        if len(parts) == 2:
            return parts[0], parts[1]
    numbers = list(_NUMBERS.finditer(signs))
    if len(numbers) not in (2, 4, 6) or "," in signs:
        raise BadPlace(N_("A place needs two numbers, latitude and longitude."))
    place = numbers[len(numbers) // 2].start()
    return signs[:place], signs[place:]


def _angle(half: str) -> _Angle:
    """Read one angle, its parts in order and within their bounds."""
    letter = "".join(re.findall("[NSEW]", half))
    bare = re.sub(r"[NSEWφλ:]", " ", half)
    bare = re.sub(r"(?<=[\d'°])\s*-\s*(?=\d)", " ", bare) if letter else bare
    packed = _PACKED.fullmatch(bare.strip(" ,;/|"))
    if letter and packed and len(packed[1]) == (2 if letter in "NS" else 3):
        bare = f"{packed[1]} {packed[2]} {packed[3] or ''}".strip() + (packed[4] or "")
    match = _ANGLE.fullmatch(bare.strip(" ,;/|"))
    if not match:
        raise BadPlace(_NOT_READ)
    sign, *written = match.groups()
    numbers = [number for number in written if number]
    _check_parts(numbers, bool(sign and letter))
    step = 60.0 ** (1 - len(numbers)) * 10.0 ** -len(numbers[-1].partition(".")[2])
    degrees = _degrees(numbers)
    return _Angle(-degrees if sign == "-" or letter in ("S", "W") else degrees, len(numbers), step)


def _check_parts(numbers: list[str], twice_signed: bool) -> None:
    """Refuse what no map prints: 75 minutes, half degrees with minutes, a minus before a letter."""
    if twice_signed:
        raise BadPlace(
            N_("A sign and a letter both give the direction."),
            N_("Keep one: -34.5 or 34.5 S."),
        )
    if any("." in number for number in numbers[:-1]):
        raise BadPlace(
            N_("Only the last number of an angle may have decimals."),
        )
    if any(float(number) >= 60 for number in numbers[1:]):
        raise BadPlace(N_("Minutes and seconds must be below 60."))


def _degrees(numbers: list[str]) -> float:
    """Add up degrees, minutes and seconds; what lies off the globe is told of later."""
    if len(numbers) == 1 or float(numbers[0]) > 180:
        return float(numbers[0])
    return float(lat_lon_parser.parse(" ".join(numbers)))
