"""A date half said, as in "30 or 31 August": what is missing is taken from its neighbour."""

from dataclasses import dataclass, replace

from heritage.kit.bad_date import BadDate, Remark
from heritage.kit.days import days_in_month, iso_day, year_month_day
from heritage.kit.edtf_points import DIVISIONS, Point, read_point
from heritage.kit.text import N_

# How "early", "mid" and "late" are read, always as approximate:
# of a month the days 1-10, 11-20 and 21 to its end; of a year the months 1-4, 5-8 and 9-12;
# of a season its first, second and third month; of a decade the years 0-3, 4-6 and 7-9;
# of a century the years 0-33, 34-66 and 67-99.
_DECADE_PARTS = ((0, 3), (4, 6), (7, 9))
_CENTURY_PARTS = ((0, 33), (34, 66), (67, 99))


@dataclass(frozen=True)
class Partial:
    """One date as far as it was said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None  # a bare number: a day, a year or the number of a century
    before_christ: bool = False
    era_said: bool = False
    century: int | None = None
    decade: int | None = None
    season: int | None = None  # also quarters and halves of a year: an EDTF division
    part: int | None = None  # 1 early, 2 mid, 3 late
    half: int | None = None
    quarter: int | None = None
    missing: str = ""  # "day", "month" or "both" said to be unknown
    unsure: frozenset[int] = frozenset()  # year, month, day uncertain (0-2) or approximate (3-5)
    about: bool = False
    perhaps: bool = False
    weekday: tuple[int, str] | None = None

    @property
    def doubt(self) -> str:
        """Give the mark of doubt that EDTF writes after the date."""
        return ("%" if self.perhaps else "~") if self.about else "?" if self.perhaps else ""


Ends = tuple[str, str]


def completed(partials: list[Partial]) -> list[Partial]:
    """Lend each date what it lacks from the next one, then from the one before."""
    lent = list(partials)
    for place in range(len(lent) - 2, -1, -1):
        lent[place] = _lent(lent[place], lent[place + 1])
    for place in range(1, len(lent)):
        lent[place] = _lent(lent[place], lent[place - 1], earlier=True)
    return lent


def _lent(poor: Partial, rich: Partial, *, earlier: bool = False) -> Partial:
    """Complete one date from its neighbour."""
    if poor.number is not None:
        poor = _named(poor, poor.number, rich, earlier=earlier)
    if poor.day is not None and poor.month is None:
        poor = replace(poor, month=rich.month)
    if _wants_year(poor) and rich.year is not None:
        poor = replace(poor, year=rich.year, before_christ=rich.before_christ)
    if rich.era_said and not poor.era_said and not earlier:
        return replace(poor, era_said=True, before_christ=rich.before_christ)
    return poor


def _wants_year(poor: Partial) -> bool:
    return poor.year is None and bool(
        poor.day or poor.month or poor.season or poor.half or poor.quarter
    )


def _named(poor: Partial, number: int, rich: Partial, *, earlier: bool) -> Partial:
    """Find out from its neighbour what a bare number counts."""
    bare = replace(poor, number=None)
    if rich.century is not None:
        return replace(bare, century=number)
    if rich.day is not None:
        return replace(bare, day=number)
    if rich.year is None or rich.month is not None:
        return poor
    if not earlier and rich.era_said:
        return replace(bare, year=number, era_said=True, before_christ=rich.before_christ)
    ending = rich.year // 100 * 100 + number
    if (
        earlier
        and not rich.before_christ
        and rich.year >= 1000
        and number >= 10
        and ending > rich.year
    ):
        return replace(bare, year=ending)  # 1932-34
    return poor


def ends(partial: Partial) -> Ends:
    """Write the first and the last date that are meant, as EDTF; mostly they are one."""
    _refuse_nonsense(partial)
    if partial.century is not None:
        return _of_century(partial, partial.century)
    if partial.decade is not None:
        return _of_decade(partial, partial.decade)
    if partial.year is None:
        raise _no_year(partial)
    if partial.before_christ or partial.era_said:
        _refuse_year_zero(partial.year)
    year = _year(1 - partial.year if partial.before_christ else partial.year)
    if partial.unsure:
        return _part_by_part(partial, year)
    if partial.month is not None:
        return _of_month(partial, year, f"{year}-{partial.month:02}")
    if partial.season is not None:
        return _of_season(partial, year, partial.season)
    return _of_year(partial, year)


def _refuse_nonsense(partial: Partial) -> None:
    """Refuse the half of a day, the quarter of a month, the spring of the year 99999."""
    divided = [part for part in (partial.part, partial.half, partial.quarter) if part]
    smaller = partial.month or partial.season or divided or partial.missing or partial.unsure
    known = 1 + (partial.month is not None) + (partial.day is not None)
    if (
        len(divided) > (0 if partial.day or partial.missing else 1)
        or (partial.season and (partial.half or partial.quarter))
        or (partial.quarter and (partial.month or partial.decade is not None))
        or (partial.missing and (partial.day or partial.season or partial.year is None))
        or (partial.unsure and max(place % 3 for place in partial.unsure) >= known)
        or (partial.unsure and (partial.season or divided or partial.year is None))
        or (partial.year is not None and partial.year > 9999 and smaller)
    ):
        raise BadDate(
            Remark(N_("This part of a date cannot be kept. Write its days, months or years."))
        )


def _year(number: int) -> str:
    if number > 9999 or number < -9999:
        return f"Y{number}"
    return f"-{-number:04}" if number < 0 else f"{number:04}"


def _both(first: str, last: str, doubt: str) -> Ends:
    return first + doubt, last + doubt


def _of_year(partial: Partial, year: str) -> Ends:
    if partial.missing:
        year += {"day": "-XX-XX", "month": "-XX", "both": "-XX-XX"}[partial.missing]
    if partial.half:
        year += f"-{39 + partial.half}"
    elif partial.quarter:
        year += f"-{32 + partial.quarter}"
    if partial.part:
        first = 4 * partial.part - 3
        return _both(f"{year}-{first:02}", f"{year}-{first + 3:02}", _loose(partial))
    return _both(year, year, partial.doubt)


def _of_month(partial: Partial, year: str, month: str) -> Ends:
    if partial.day is not None:
        return _both(f"{month}-{partial.day:02}", f"{month}-{partial.day:02}", partial.doubt)
    if partial.missing:
        return _both(f"{month}-XX", f"{month}-XX", partial.doubt)
    length = days_in_month(int(year), partial.month or 1)
    if partial.half:
        first, last = ((1, 15), (16, length))[partial.half - 1]
        return _both(f"{month}-{first:02}", f"{month}-{last:02}", partial.doubt)
    if partial.part:
        first, last = ((1, 10), (11, 20), (21, length))[partial.part - 1]
        return _both(f"{month}-{first:02}", f"{month}-{last:02}", _loose(partial))
    return _both(month, month, partial.doubt)


def _part_by_part(partial: Partial, year: str) -> Ends:
    """Mark each part of a date with its own doubt."""
    parts = [year] + [f"{part:02}" for part in (partial.month, partial.day) if part is not None]
    marks = {(True, True): "%", (True, False): "?", (False, True): "~", (False, False): ""}
    marked = [
        marks[place in partial.unsure, place + 3 in partial.unsure] + part
        for place, part in enumerate(parts)
    ]
    return "-".join(marked), "-".join(marked)


def _of_season(partial: Partial, year: str, season: int) -> Ends:
    if not partial.part:
        return _both(f"{year}-{season}", f"{year}-{season}", partial.doubt)
    over, month = divmod(DIVISIONS[season][0] + partial.part - 2, 12)
    one = f"{_year(int(year) + over)}-{month + 1:02}"
    return _both(one, one, _loose(partial))


def _of_decade(partial: Partial, first: int) -> Ends:
    lowest = -(first + 8) if partial.before_christ else first
    if partial.part or partial.half or partial.before_christ:
        halves = (0, 4), (5, 9)
        within = _within(partial, _DECADE_PARTS, halves, 9)
        return _both(_year(lowest + within[0]), _year(lowest + within[1]), _fitting(partial))
    return _both(f"{first // 10:03}X", f"{first // 10:03}X", partial.doubt)


def _of_century(partial: Partial, number: int) -> Ends:
    if not 1 <= number <= 100:
        raise BadDate(Remark(N_("There is no century %(number)s."), number=number))
    lowest = 1 - 100 * number if partial.before_christ else 100 * (number - 1)
    first_before = partial.before_christ and number == 1  # -00XX would leave out 1 BC
    if partial.part or partial.half or partial.quarter or first_before:
        halves = ((0, 49), (50, 99))
        within = _within(partial, _CENTURY_PARTS, halves, 99)
        return _both(_year(lowest + within[0]), _year(lowest + within[1]), _fitting(partial))
    sign = "-" if partial.before_christ else ""
    one = f"{sign}{number - 1:02}XX"
    return _both(one, one, partial.doubt)


def _within(
    partial: Partial,
    parts: tuple[tuple[int, int], ...],
    halves: tuple[tuple[int, int], ...],
    last: int,
) -> tuple[int, int]:
    """Say which years of a decade or century are meant."""
    if partial.part:
        return parts[partial.part - 1]
    if partial.half:
        return halves[partial.half - 1]
    if partial.quarter:
        return 25 * (partial.quarter - 1), 25 * partial.quarter - 1
    return 0, last


def _loose(partial: Partial) -> str:
    """Mark a part of a time as approximate, and uncertain too where that was said."""
    return "%" if partial.perhaps else "~"


def _fitting(partial: Partial) -> str:
    return _loose(partial) if partial.part else partial.doubt


def _no_year(partial: Partial) -> BadDate:
    if partial.number is not None:
        return BadDate(
            Remark(
                N_(
                    "Is %(number)s a day or a year? "
                    "Write the whole date, or the year as %(year)s CE."
                ),
                number=partial.number,
                year=partial.number,
            )
        )
    return BadDate(Remark(N_("The year is missing. Write it too, as in 30 August 2015.")))


def _refuse_year_zero(year: int) -> None:
    if year == 0:
        raise BadDate(Remark(N_("No year was called 0: 1 BCE is followed by 1 CE.")))


def just_before(edtf: str) -> str:
    """Write the last time before a date, as exactly as the date itself."""
    point, doubt = _bare(edtf)
    year, month, _ = year_month_day(point.earliest - 1)
    return _at_precision(point, point.earliest - 1, year, month) + doubt


def just_after(edtf: str) -> str:
    """Write the first time after a date, as exactly as the date itself."""
    point, doubt = _bare(edtf)
    year, month, _ = year_month_day(point.latest + 1)
    return _at_precision(point, point.latest + 1, year, month) + doubt


def _bare(edtf: str) -> tuple[Point, str]:
    bare = edtf.rstrip("?~%")
    return read_point(bare), edtf[len(bare) :]


def _at_precision(point: Point, day: int, year: int, month: int) -> str:
    if point.month is None:
        return _year(year)
    if point.day is None and point.division is None:
        return f"{_year(year)}-{month:02}"
    return iso_day(day)
