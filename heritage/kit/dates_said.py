"""One date said in words, with its doubts."""

from dataclasses import dataclass, replace

from heritage.kit.dates_phrases import Tongue
from heritage.kit.days import year_month_day
from heritage.kit.edtf_points import Point
from heritage.kit.edtf_reading import Side


@dataclass(frozen=True)
class Words:
    """The words of one date: the day, month, year and era that it names."""

    day: str = ""
    month: str = ""
    year: str = ""
    era: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, [self.day, self.month, self.year, self.era]))

    def before(self, other: "Words") -> "Words":
        """Leave out what the next date says anyway: 27 (to 31 August 2015)."""
        if (self.era or other.era) and self.era != other.era:
            return self
        if not self.month or not other.month:
            return self if self.month or other.month else replace(self, era="")
        if self.year != other.year:
            return self
        same_month = self.day and other.day and self.month == other.month
        return replace(self, year="", era="", month="" if same_month else self.month)


def say_point(tongue: Tongue, point: Point) -> str:
    """Say one date with its doubts."""
    said = _undoubted(tongue, point)
    if point.doubt is None:
        for part, doubt in zip(("year", "month", "day"), point.doubts, strict=True):
            for mark in "?~" if doubt == "%" else doubt:
                said = tongue.phrase(f"{part}{mark}", a=said)
        return said
    if point.doubt in {"~", "%"}:
        said = tongue.phrase("about", a=said, year=is_year(point))
    return tongue.phrase("uncertain", a=said) if point.doubt in {"?", "%"} else said


def _undoubted(tongue: Tongue, point: Point) -> str:
    if point.division:
        return _division(tongue, point, point.division)
    if point.rounded:
        nearest = str(words_of_year(tongue, int(point.year)))
        return tongue.phrase("rounded", a=nearest, b=_span(tongue, point))
    if "X" in point.year:
        return _open_year(tongue, point)
    if point.month == "XX" and point.day in {None, "XX"}:
        name = "no_month_day" if point.day else "no_month"
        return tongue.phrase(name, a=str(words_of_year(tongue, int(point.year))))
    if "X" in f"{point.month}" or ("X" in f"{point.day}" and point.day != "XX"):
        return _span(tongue, point)
    said = str(words_of(tongue, point))
    if point.day == "XX":
        return tongue.phrase("no_day", a=said)
    if point.clock:
        return tongue.phrase("clock", a=said, b=point.clock.replace("Z", " UTC"))
    return said


def words_of(tongue: Tongue, point: Point) -> Words:
    """Name the day, month and year of a date that has all its digits."""
    words = words_of_year(tongue, int(point.year))
    return replace(
        words,
        month=tongue.month(int(point.month)) if point.month else "",
        day=str(int(point.day)) if point.day and point.day != "XX" else "",
    )


def words_of_year(tongue: Tongue, year: int) -> Words:
    """Name a year: before the year 1 and up to 999, and far away, with its era."""
    if year < 1:
        return Words(year=str(1 - year), era=tongue.phrase("bce"))
    far = not 1000 <= year <= 9999
    return Words(year=str(year), era=tongue.phrase("ce") if far or tongue.eras else "")


def words_of_day(tongue: Tongue, number: int) -> Words:
    """Name a day by its number."""
    year, month, day = year_month_day(number)
    return replace(words_of_year(tongue, year), month=tongue.month(month), day=str(day))


def is_year(point: Point) -> bool:
    """Tell whether a date is one whole year."""
    return point.month is None and "X" not in point.year


def is_plain(point: Side) -> bool:
    """Tell whether a date is a whole day, month or year in no doubt."""
    return isinstance(point, Point) and not (
        point.unspecified
        or point.uncertain
        or point.approximate
        or point.division
        or point.rounded
        or point.clock
    )


def _division(tongue: Tongue, point: Point, division: int) -> str:
    if "X" in point.year:
        return _span(tongue, point)
    year = str(words_of_year(tongue, int(point.year)))
    if division < 33:
        said = f"{tongue.season((division - 21) % 4)} {year}"
        if division < 25:
            return said
        return tongue.phrase("northern" if division < 29 else "southern", a=said)
    if division < 37:
        return tongue.phrase("quarter", n=tongue.counted(division - 32), a=year)
    if division < 40:
        return tongue.phrase("months", n=tongue.counted(division - 36, months=True), a=year)
    return tongue.phrase("half", n=tongue.counted(division - 39), a=year)


def _year_name(tongue: Tongue, year: str) -> str:
    """Name a year, decade or century, or the years between which it lies."""
    if "X" not in year:
        return str(words_of_year(tongue, int(year)))
    return _tens(tongue, year) or _hundreds(tongue, year) or between_years(tongue, year)


def _tens(tongue: Tongue, year: str) -> str | None:
    known = year.removesuffix("X")
    return tongue.decade(int(known) * 10) if known.isdigit() else None


def _hundreds(tongue: Tongue, year: str) -> str | None:
    known = year.removesuffix("XX")
    if known.isdigit():
        era = tongue.phrase("ce") if int(known) < 10 else ""
        return tongue.century(int(known) + 1, era)
    if known.startswith("-") and known[1:].isdigit() and int(known):
        return tongue.century(1 - int(known), tongue.phrase("bce"))
    return None


def between_years(tongue: Tongue, year: str) -> str:
    """Say between which years a pattern such as 1XXX lies."""
    low, high = year.replace("X", "0"), year.replace("X", "9")
    if year.startswith("-"):
        low, high = high, str(min(int(low), -1))
    return linked(
        tongue,
        "between",
        words_of_year(tongue, int(low)),
        words_of_year(tongue, int(high)),
        year=True,
    )


def _open_year(tongue: Tongue, point: Point) -> str:
    """Say a date whose year has digits left open."""
    if point.month is None:
        return _year_name(tongue, point.year)
    if "X" in point.month.replace("XX", "") or "X" in f"{point.day}".replace("XX", ""):
        return _span(tongue, point)
    month = tongue.month(int(point.month)) if point.month != "XX" else ""
    day = str(int(point.day)) if point.day and point.day != "XX" else ""
    if not month:
        said = tongue.phrase("no_month", a=_year_name(tongue, point.year))
        return said if not day else _span(tongue, point)
    if point.year == "XXXX":
        return tongue.phrase("no_year", a=str(Words(day, month)))
    return tongue.phrase("within", a=str(Words(day, month)), b=_year_name(tongue, point.year))


def _span(tongue: Tongue, point: Point) -> str:
    """Say between which days, months or years a date lies."""
    first, last = words_of_day(tongue, point.earliest), words_of_day(tongue, point.latest)
    if point.day is None:
        first, last = replace(first, day=""), replace(last, day="")
    if point.month is None:
        first, last = replace(first, month=""), replace(last, month="")
    return linked(tongue, "between", first, last, year=point.month is None)


def linked(tongue: Tongue, name: str, first: Words, last: Words, *, year: bool = False) -> str:
    """Say two dates with a link between, the first without what the second repeats."""
    return tongue.phrase(name, a=str(first.before(last)), b=str(last), year=year)
