"""Dates in doubt: read as people write them, kept as EDTF, said again in words.

EDTF is supported at levels 0 and 1 whole, and of level 2: sets, partial qualification,
unspecified digits, parts of a year 21 to 41, long years and significant digits.
"""

from heritage.kit.bad_date import BadDate, Remark
from heritage.kit.dates_asked import AmbiguousDate, Reading, read
from heritage.kit.dates_printed import PRECISIONS, precision, say, say_bounds
from heritage.kit.days import day_number, iso_day, year_month_day
from heritage.kit.edtf_reading import Edtf, parse

__all__ = [
    "PRECISIONS", "AmbiguousDate", "BadDate", "Edtf", "Reading", "Remark", "certainly_within",
    "day_number", "iso_day", "overlaps", "parse", "precision", "read", "say", "say_bounds",
    "year_month_day",
]  # fmt: skip


def overlaps(edtf: Edtf, earliest: int | None, latest: int | None) -> bool:
    """Tell whether it may have happened between two days; a side without a day is open."""
    too_early = edtf.latest is not None and earliest is not None and edtf.latest < earliest
    too_late = edtf.earliest is not None and latest is not None and edtf.earliest > latest
    return not too_early and not too_late


def certainly_within(edtf: Edtf, earliest: int | None, latest: int | None) -> bool:
    """Tell whether it happened between two days with no bound open and no doubt."""
    if edtf.earliest is None or edtf.latest is None or edtf.uncertain or edtf.approximate:
        return False
    starts = earliest is None or earliest <= edtf.earliest
    return starts and (latest is None or edtf.latest <= latest)
