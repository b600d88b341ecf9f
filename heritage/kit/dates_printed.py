"""Dates said in words, in English and Arabic, so that our reader understands them again."""

from dataclasses import replace
from functools import lru_cache

from heritage.kit.dates_partial import Partial, ends
from heritage.kit.dates_phrases import Tongue
from heritage.kit.dates_said import (
    Words,
    between_years,
    is_plain,
    is_year,
    linked,
    say_point,
    words_of,
    words_of_day,
    words_of_year,
)
from heritage.kit.days import day_number
from heritage.kit.edtf_points import Point
from heritage.kit.edtf_reading import DateSet, Edtf, Interval, parse, points_of, shape_of
from heritage.kit.text import N_

# What `precision` answers, in words for a caption.
PRECISIONS = {
    "day": N_("day"), "month": N_("month"), "season": N_("season"),
    "part of year": N_("part of a year"), "year": N_("year"), "decade": N_("decade"),
    "century": N_("century"), "years": N_("one of several years"), "range": N_("range"),
    "one of": N_("one of several dates"), "all of": N_("several dates"),
}  # fmt: skip


def say(edtf: Edtf | str, language: str = "en", digits: str | None = None) -> str:
    """Say a date in words; digits are "arab" or "latn", by default those of the language."""
    return _said(edtf if isinstance(edtf, str) else edtf.text, language, digits)


@lru_cache(maxsize=8_192)
def _said(text: str, language: str, digits: str | None) -> str:
    text = parse(text).text
    tongue = replace(_tongue(language, digits), eras=_has_both_eras(text))
    shape = shape_of(text)
    if isinstance(shape, DateSet):
        said = _set(tongue, shape)
    elif isinstance(shape, Interval):
        said = _interval(tongue, shape)
    else:
        said = say_point(tongue, shape)
    return tongue.digits(said)


def say_bounds(edtf: Edtf | str, language: str = "en", digits: str | None = None) -> str:
    """Say the days a date is searched as, from the earliest to the latest."""
    tongue = _tongue(language, digits)
    dated = parse(edtf) if isinstance(edtf, str) else edtf
    said = _bounds(tongue, dated)
    shape = shape_of(dated.text)
    if isinstance(shape, Point) and shape.division and shape.division < 33:
        said = tongue.phrase("roughly", a=said)
    return tongue.digits(said)


def precision(edtf: Edtf | str) -> str:
    """Name what kind of date it is; `PRECISIONS` has the words for it."""
    shape = shape_of(edtf if isinstance(edtf, str) else edtf.text)
    if isinstance(shape, DateSet):
        return "all of" if shape.all_of else "one of"
    if isinstance(shape, Interval):
        return "range"
    if shape.division:
        return "season" if shape.division < 33 else "part of year"
    if shape.rounded:
        return "years"
    if "X" in shape.year:
        return {1: "decade", 2: "century"}.get(
            len(shape.year) - len(shape.year.rstrip("X")), "years"
        )
    known = [part for part in (shape.month, shape.day) if part and part != "XX"]
    if any("X" in part for part in known):
        return "one of"
    return ("year", "month", "day")[len(known)]


def _has_both_eras(text: str) -> bool:
    """Tell whether years of both eras stand together, so that each must be named."""
    before = [point.latest < day_number(1, 1, 1) for point in points_of(text)]
    return any(before) and not all(before)


def _tongue(language: str, digits: str | None) -> Tongue:
    arabic = language.partition("-")[0] == "ar"
    return Tongue("ar" if arabic else "en", arabic_digits=(digits or "arab") == "arab" and arabic)


def _interval(tongue: Tongue, interval: Interval) -> str:
    """Say how long something lasted."""
    start, end = interval.start, interval.end
    if isinstance(start, Point) and isinstance(end, Point):
        return _part(tongue, start, end) or _closed(tongue, start, end)
    if isinstance(start, Point):
        if end == "unknown":
            return tongue.phrase("no_end", a=say_point(tongue, start))
        years = is_year(start) and is_plain(start)
        return tongue.phrase("since", a=say_point(tongue, start), year=years)
    if isinstance(end, Point):
        if start == "unknown":
            return tongue.phrase("no_start", a=say_point(tongue, end))
        return _up_to(tongue, end)
    return tongue.phrase("any")


def _up_to(tongue: Tongue, end: Point) -> str:
    if not is_plain(end):
        return tongue.phrase("until", a=say_point(tongue, end))
    name = "on_or_before" if end.day else "by_end"
    return tongue.phrase(name, a=say_point(tongue, end), year=is_year(end))


def _closed(tongue: Tongue, start: Point, end: Point, link: str = "to") -> str:
    """Say from when to when, and each doubt beside the date it is about."""
    if is_plain(start) and is_plain(end):
        years = is_year(start) and is_year(end)
        return linked(tongue, link, words_of(tongue, start), words_of(tongue, end), year=years)
    if link == "to" and start.doubts != end.doubts:
        link = "from_to"
    first, last = say_point(tongue, start), say_point(tongue, end)
    return tongue.phrase(link, a=first + _closing_comma(tongue, start), b=last)


def _closing_comma(tongue: Tongue, said: Point | Interval) -> str:
    """Close the aside that "1984, uncertain" opens."""
    last = said.end if isinstance(said, Interval) else said
    if not isinstance(last, Point) or not last.uncertain:
        return ""
    return "،" if tongue.language == "ar" else ","


def _part(tongue: Tongue, start: Point, end: Point) -> str | None:
    """Find the early, middle or late part of a time that an interval stands for."""
    if start.doubt not in {"~", "%"} or start.doubt != end.doubt or start.unspecified:
        return _first_century_before(tongue, start, end)
    year = int(start.year)
    before = year < 1
    wholes = [
        Partial(century=(-year // 100 + 1) if before else year // 100 + 1, before_christ=before),
        Partial(year=1 - year if before else year, before_christ=before),
    ]
    if not before:
        wholes.append(Partial(decade=year // 10 * 10))
    if start.month and not start.division:
        wholes.append(replace(wholes[1], month=int(start.month)))
    for whole in wholes:
        for part in (1, 2, 3):
            meant = replace(whole, part=part, perhaps=start.doubt == "%")
            if ends(meant) == (start.text, end.text):
                named = _whole(tongue, whole)
                said = tongue.phrase(f"part{part}", a=named, year=whole is wholes[1])
                return tongue.phrase("uncertain", a=said) if meant.perhaps else said
    return None


def _whole(tongue: Tongue, whole: Partial) -> str:
    """Name the time of which a part is meant."""
    if whole.century or whole.decade is not None:
        if whole.decade is not None:
            return tongue.decade(whole.decade) or between_years(tongue, f"{whole.decade // 10:03}X")
        number = whole.century or 1
        early = tongue.phrase("ce") if number <= 10 else ""
        return tongue.century(number, tongue.phrase("bce") if whole.before_christ else early)
    year = 1 - (whole.year or 0) if whole.before_christ else whole.year or 0
    words = words_of_year(tongue, year)
    return str(replace(words, month=tongue.month(whole.month)) if whole.month else words)


def _first_century_before(tongue: Tongue, start: Point, end: Point) -> str | None:
    """Name the one century that EDTF cannot write with XX, since it ends in the year 0000."""
    if (start.text, end.text) != ("-0099", "0000"):
        return None
    return tongue.century(1, tongue.phrase("bce"))


def _bounds(tongue: Tongue, dated: Edtf) -> str:
    first = None if dated.earliest is None else words_of_day(tongue, dated.earliest)
    last = None if dated.latest is None else words_of_day(tongue, dated.latest)
    if first and last:
        return str(first) if first == last else linked(tongue, "to", first, last)
    if first:
        return tongue.phrase("since", a=str(first))
    return tongue.phrase("on_or_before", a=str(last)) if last else tongue.phrase("any")


def _set(tongue: Tongue, dates: DateSet) -> str:
    """Say that one of several dates is right, or all are."""
    if len(dates.members) == 1 and isinstance(dates.members[0], Interval):
        return _run(tongue, dates.members[0], all_of=dates.all_of)
    said = [""] * len(dates.members)
    after: Words | None = None
    shorten = all(isinstance(member, Point) and is_plain(member) for member in dates.members)
    for place in range(len(said) - 1, -1, -1):
        said[place], words = _member(tongue, dates.members[place], after)
        after = words if shorten else None
        if place < len(said) - 1:
            said[place] += _closing_comma(tongue, dates.members[place])
    last_link = "both" if dates.all_of else "either"
    link = last_link if tongue.language == "ar" else "comma"
    line = said[0]
    for place, one in enumerate(said[1:], 2):
        line = tongue.phrase(last_link if place == len(said) else link, a=line, b=one)
    return line


def _member(
    tongue: Tongue, member: Point | Interval, after: Words | None
) -> tuple[str, Words | None]:
    """Say one of the dates, shortened by what the next one says."""
    if isinstance(member, Interval):
        return _interval(tongue, member), None
    if not is_plain(member):
        return say_point(tongue, member), None
    words = words_of(tongue, member)
    return str(words.before(after) if after else words), words


def _run(tongue: Tongue, run: Interval, *, all_of: bool) -> str:
    """Say a stretch of dates: one of them, or all."""
    if isinstance(run.start, Point) and isinstance(run.end, Point):
        return _closed(tongue, run.start, run.end, "all_run" if all_of else "between")
    return tongue.phrase("all_open" if all_of else "some_time", a=_interval(tongue, run))
