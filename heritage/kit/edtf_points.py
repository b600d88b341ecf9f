"""One date of an EDTF expression: a day, month, season or year, as sure as it was written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from heritage.kit.bad_date import BadDate, Remark
from heritage.kit.days import day_number, days_in_month
from heritage.kit.text import N_, shorten

FARTHEST_YEAR = 10**15  # a day number beyond it would not fit the databases' integers

_DATE = re.compile(
    r"(?P<year_alone>[?~%])?(?P<year>-?[0-9X]{4})(?P<to_year>[?~%])?"
    r"(?:-(?P<month_alone>[?~%])?(?P<month>[0-9X]{2})(?P<to_month>[?~%])?"
    r"(?:-(?P<day_alone>[?~%])?(?P<day>[0-9X]{2})(?P<to_day>[?~%])?)?)?"
)
_ROUNDED = re.compile(r"(?P<year>-?[0-9]{4})S(?P<kept>[1-4])")
_LONG_YEAR = re.compile(
    r"Y(?P<year>-?[1-9][0-9]*)(?:E(?P<zeros>[1-9][0-9]*))?(?:S(?P<kept>[1-9][0-9]*))?(?P<to_year>[?~%])?"
)
_TIME = re.compile(
    r"(?P<date>-?[0-9]{4}-[0-9]{2}-[0-9]{2})T"
    r"(?P<clock>(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)"
    r"(?P<zone>Z|[+-][0-9]{2}(?::[0-5][0-9])?)?"
)
_ZONE_WEST, _ZONE_EAST = -12 * 60, 14 * 60

# Months of the divisions 21 to 41: the first month, and how many. Seasons without a place are
# taken as northern. A season over the turn of the year bears the year in which it begins.
DIVISIONS: dict[int, tuple[int, int]] = {
    **{21 + n: (3 + 3 * n, 3) for n in range(4)},
    **{25 + n: (3 + 3 * n, 3) for n in range(4)},
    **{29 + n: ((9, 12, 3, 6)[n], 3) for n in range(4)},
    **{33 + n: (1 + 3 * n, 3) for n in range(4)},
    **{37 + n: (1 + 4 * n, 4) for n in range(3)},
    **{40 + n: (1 + 6 * n, 6) for n in range(2)},
}


@dataclass(frozen=True)
class Point:
    """One date, its first and last possible day, and what is in doubt about it."""

    text: str
    earliest: int
    latest: int
    year: str
    month: str | None = None
    day: str | None = None
    division: int | None = None
    clock: str | None = None
    rounded: bool = False
    doubts: tuple[str, str, str] = ("", "", "")  # about year, month and day: "", ?, ~ or %
    level: int = 0

    @property
    def uncertain(self) -> bool:
        """Tell whether any part is marked uncertain."""
        return any(doubt in {"?", "%"} for doubt in self.doubts)

    @property
    def approximate(self) -> bool:
        """Tell whether any part is marked approximate."""
        return any(doubt in {"~", "%"} for doubt in self.doubts)

    @property
    def unspecified(self) -> bool:
        """Tell whether any digit is left open."""
        return "X" in f"{self.year}{self.month}{self.day}"

    @property
    def doubt(self) -> str | None:
        """Give the mark that covers the whole date, or nothing when its parts differ."""
        parts = self.doubts[: 1 + (self.month is not None) + (self.day is not None)]
        return parts[0] if len(set(parts)) == 1 else None


def read_point(text: str) -> Point:
    """Read one EDTF date, or say what is wrong with it."""
    if found := _DATE.fullmatch(text):
        return _plain(text, found)
    if found := _TIME.fullmatch(text):
        return _timed(text, found)
    if found := _ROUNDED.fullmatch(text):
        return _rounded(text, found["year"], 0, int(found["kept"]), "")
    if found := _LONG_YEAR.fullmatch(text):
        return _long(text, found)
    raise BadDate(Remark(N_("“%(text)s” cannot be read as EDTF."), text=shorten(text, 60)))


def years_of(pattern: str, *, latest_first: bool = False) -> Iterator[int]:
    """List the years a pattern such as 19XX may stand for, in order, as they are asked for."""
    before = pattern.startswith("-")
    digits = [
        ("9876543210" if latest_first != before else "0123456789") if digit == "X" else digit
        for digit in pattern.removeprefix("-")
    ]
    for chosen in product(*digits):
        year = int("".join(chosen))
        if not before:
            yield year
        elif year:  # -0000 is not a year
            yield -year


def fits(pattern: str, highest: int) -> list[int]:
    """List the numbers from 1 that a two-digit pattern such as 1X may stand for."""
    shape = re.compile(pattern.replace("X", "[0-9]"))
    return [number for number in range(1, highest + 1) if shape.fullmatch(f"{number:02}")]


def _plain(text: str, found: re.Match[str]) -> Point:
    year, month, day = found["year"], found["month"], found["day"]
    if year == "-0000":
        raise BadDate(Remark(N_("The year before 1 is written 0000, without a minus.")), "0000")
    doubts = _doubts(found)
    if month and month.isdigit() and int(month) in DIVISIONS and day is None:
        earliest, latest = _division_bounds(year, int(month))
        division = int(month)
    else:
        earliest, latest = _bounds(text, year, month, day)
        division = None
    return Point(
        text, earliest, latest, year, month, day, division, doubts=doubts, level=_level(found)
    )


def _doubts(found: re.Match[str]) -> tuple[str, str, str]:
    """Give each part its mark: one on its left is its own, one on its right covers all so far."""
    for part in ("year", "month", "day"):
        if found[f"{part}_alone"] and found[f"to_{part}"]:
            raise BadDate(
                Remark(N_("“%(text)s” marks one part of the date twice."), text=found.string)
            )
    year = _both(found["year_alone"], found["to_year"], found["to_month"], found["to_day"])
    month = _both(found["month_alone"], found["to_month"], found["to_day"])
    day = _both(found["day_alone"], found["to_day"])
    return year, month, day


def _both(*marks: str | None) -> str:
    seen = {mark for mark in marks if mark}
    return "%" if len(seen) > 1 else seen.pop() if seen else ""


def _level(found: re.Match[str]) -> int:
    """Say which level of EDTF a date needs."""
    year, month, day = found["year"], found["month"], found["day"]
    last = "to_day" if day else "to_month" if month else "to_year"
    marks = {
        name
        for name in found.groupdict()
        if name.endswith(("_alone", "year", "month", "day")) and found[name] in {"?", "~", "%"}
    }
    if marks - {last} or (month and month.isdigit() and int(month) > 24):
        return 2
    missing = "-".join(part for part in (year.removeprefix("-"), month, day) if part)
    if "X" in missing:
        return 1 if re.fullmatch(r"\d\d[\dX]X|\d{4}-XX|\d{4}-\d\d-XX|\d{4}-XX-XX", missing) else 2
    return 1 if marks or year.startswith("-") or (month and int(month) > 12) else 0


def _bounds(text: str, year: str, month: str | None, day: str | None) -> tuple[int, int]:
    """Find the first and the last day a date may mean; one that does not exist is refused."""
    months = fits(month, 12) if month else list(range(1, 13))
    if not months:
        raise _no_month(year, month or "", day)
    days = fits(day, 31) if day else list(range(1, 32))
    possible = any(d <= days_in_month(2000, m) for m in months for d in days)
    for one in years_of(year) if possible else ():
        for of_year in months:
            if fitting := [d for d in days if d <= days_in_month(one, of_year)]:
                return day_number(one, of_year, fitting[0]), _last(year, months, days)
    raise _no_day(text, year, months[-1], month or "", day or "")


def _last(year: str, months: list[int], days: list[int]) -> int:
    """Find the last day, knowing that there is one."""
    return next(
        day_number(one, month, day)
        for one in years_of(year, latest_first=True)
        for month in reversed(months)
        for day in reversed(days)
        if day <= days_in_month(one, month)
    )


def _division_bounds(year: str, division: int) -> tuple[int, int]:
    """Find the first and last day of a season, quarter or half of a year."""
    first, count = DIVISIONS[division]
    earliest = next(years_of(year))
    over, last = divmod(first + count - 2, 12)
    ending = next(years_of(year, latest_first=True)) + over
    return day_number(earliest, first, 1), day_number(
        ending, last + 1, days_in_month(ending, last + 1)
    )


def _no_month(year: str, month: str, day: str | None) -> BadDate:
    swapped = f"{year}-{day}-{month}" if day and day <= "12" and "13" <= month <= "31" else None
    return BadDate(Remark(N_("There is no month %(month)s."), month=month), swapped)


def _no_day(text: str, year: str, month_number: int, month: str, day: str) -> BadDate:
    if text.replace("-", "").isdigit() and day > "00" and day <= "31":
        longest = days_in_month(int(year), month_number)
        return BadDate(
            Remark(
                N_("There is no day %(day)s in %(month)s; that month has %(count)s days."),
                day=day,
                month=f"{year}-{month}",
                count=longest,
            ),
            f"{year}-{month}-{longest}",
        )
    return BadDate(Remark(N_("There is no such day as %(text)s."), text=text))


def _timed(text: str, found: re.Match[str]) -> Point:
    """Keep the local day of a moment: a zone never moves it to the day before or after."""
    zone = found["zone"]
    if zone and zone != "Z":
        hours, _, minutes = zone[1:].partition(":")
        offset = int(zone[0] + "1") * (int(hours) * 60 + int(minutes or 0))
        if not _ZONE_WEST <= offset <= _ZONE_EAST or (zone.startswith("-00") and not offset):
            raise BadDate(
                Remark(N_("There is no time zone %(zone)s."), zone=zone),
                text.removesuffix(zone),
            )
    local = read_point(found["date"])
    return Point(
        text,
        local.earliest,
        local.latest,
        local.year,
        local.month,
        local.day,
        clock=found["clock"] + (zone or ""),
        level=local.level,
    )


def _long(text: str, found: re.Match[str]) -> Point:
    """Read a year of five digits or more, or one with a power of ten."""
    digits, zeros = found["year"], int(found["zeros"] or 0) if len(found["zeros"] or "") < 3 else 99
    if not found["zeros"] and len(digits.removeprefix("-")) < 5:
        raise BadDate(
            Remark(N_("Y is for years of five digits or more.")),
            f"{int(digits):05}" if digits.startswith("-") else f"{int(digits):04}",
        )
    if len(digits) + zeros > 17 or abs(int(digits)) * 10**zeros > FARTHEST_YEAR:
        raise BadDate(
            Remark(
                N_("“%(text)s” is farther away than the archive counts."), text=shorten(text, 60)
            )
        )
    return _rounded(
        text,
        digits + "0" * zeros,
        1 if not zeros else 2,
        int((found["kept"] or "0")[:3]),
        found["to_year"] or "",
    )


def _rounded(text: str, year: str, level: int, kept: int, doubt: str) -> Point:
    """Read a year of which only the first digits count."""
    size = len(year.removeprefix("-"))
    if kept > size:
        raise BadDate(
            Remark(N_("“%(text)s” counts more digits than the year has."), text=text), year
        )
    block = 10 ** (size - kept) if kept else 1
    number = int(year)
    nearest = abs(number) // block * block
    low, high = nearest, nearest + block - 1
    if number < 0:
        low, high = -high, -low
    return Point(
        text,
        day_number(low, 1, 1),
        day_number(high, 12, 31),
        year,
        doubts=(doubt, "", ""),
        rounded=bool(kept),
        level=2 if kept else level,
    )
