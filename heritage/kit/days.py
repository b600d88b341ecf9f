"""Days counted in one line, from far before the common era to far after it.

Day 1 is 1 January of the year 1, as in `datetime.date.toordinal`. The Gregorian calendar is
carried on in both directions, and there is a year 0: 9 BC is the year -8.
"""

from datetime import date

DAYS_IN_400_YEARS = 146_097
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Tell whether February has 29 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Count the days of a month."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Count the days from 1 January of the year 1, which is day 1; earlier ones are below."""
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        raise ValueError(f"There is no day {day} in month {month} of the year {year}.")
    cycle, within = divmod(year - 1, 400)
    return cycle * DAYS_IN_400_YEARS + date(within + 1, month, day).toordinal()


def year_month_day(number: int) -> tuple[int, int, int]:
    """Name the year, month and day of a day number."""
    cycle, within = divmod(number - 1, DAYS_IN_400_YEARS)
    day = date.fromordinal(within + 1)
    return day.year + 400 * cycle, day.month, day.day


def iso_year(year: int) -> str:
    """Write a year in four digits, with a sign before the year 0 and after 9999."""
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}"


def iso_day(number: int) -> str:
    """Write a day number as -0008-01-01."""
    year, month, day = year_month_day(number)
    return f"{iso_year(year)}-{month:02}-{day:02}"
