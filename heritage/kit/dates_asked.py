"""What was typed into a date field, understood or asked about."""

import re
from dataclasses import dataclass
from datetime import date

from heritage.kit.bad_date import BadDate, Remark
from heritage.kit.dates_heard import Order
from heritage.kit.dates_spoken import Expression, Spoken
from heritage.kit.dates_tokens import Token, tokens
from heritage.kit.dates_words import ascii_digits, fold, words
from heritage.kit.days import year_month_day
from heritage.kit.edtf_reading import LONGEST, Edtf, parse
from heritage.kit.text import N_, tidy

_TWO_YEARS = re.compile(r"(\d{4})([-/])(\d\d)")
_LIKE_EDTF = re.compile(r"(?i)(?:[-0-9XYESTZu.?~%/,:\[\]{}+ ]|unknown|open)*")
_PERIODS = range(21, 25)


class AmbiguousDate(BadDate):
    """What was written has more than one meaning, and the writer must choose."""

    def __init__(self, remark: Remark, choices: tuple[Edtf, ...]) -> None:
        super().__init__(remark)
        self.choices = choices


@dataclass(frozen=True)
class Reading:
    """What was understood of a date as it was typed, and what is odd about it."""

    edtf: Edtf
    original: str
    note: Remark | None = None


def read(text: str, today: date | None = None) -> Reading:
    """Read a date as people write it, in English, Arabic or EDTF; ask where it is ambiguous."""
    line = tidy(text)
    if not line or not line.strip("?-–—؟. "):
        raise _leave_empty()
    if len(line) > LONGEST:
        raise BadDate(Remark(N_("A date may have at most %(count)s characters."), count=LONGEST))
    folded = fold(line)
    if words().get(folded, ("", 0))[0] == "NO_DATE":
        raise _leave_empty()
    if pair := _TWO_YEARS.fullmatch(folded):
        return _two_years(text, *pair.groups())
    try:
        return _remarked(Reading(parse(ascii_digits(line)), text), today)
    except BadDate as not_edtf:
        refusal = not_edtf
    try:
        return _remarked(_spoken(text, folded, today), today)
    except AmbiguousDate:
        raise
    except BadDate as not_spoken:
        raise refusal if _meant_as_edtf(line, refusal) else not_spoken from None


def _meant_as_edtf(line: str, refusal: BadDate) -> bool:
    """Tell whether the writer meant EDTF, so that its own complaint helps more."""
    if not _LIKE_EDTF.fullmatch(line):
        return False
    return (refusal.hint is not None and len(line) > 2) or bool(set(line) & set("XY~%[]{}"))


def _leave_empty() -> BadDate:
    return BadDate(Remark(N_("Leave the date empty when none is known.")))


def _spoken(text: str, folded: str, today: date | None) -> Reading:
    """Understand words, in every order that numbers may have."""
    heard = tokens(folded)
    _refuse_other(heard)
    meant: dict[str, Spoken] = {}
    trouble: BadDate | None = None
    for order in _orders(heard, today):
        try:
            spoken = Expression(heard, order, today).spoken()
            meant.setdefault(parse(spoken.edtf).text, spoken)
        except BadDate as bad:
            bad.hint = None  # a hint for EDTF that the writer never wrote
            trouble = trouble or bad
    if trouble and not meant:
        raise trouble
    choices = tuple(map(parse, meant))
    if len(choices) > 1:
        raise AmbiguousDate(
            Remark(N_("“%(text)s” can mean different dates."), text=tidy(text)), choices
        )
    (spoken,) = meant.values()
    return Reading(choices[0], text, _weekday_note(spoken))


def _orders(heard: list[Token], today: date | None) -> list[Order]:
    """List the ways in which dates in numbers may have been meant."""
    numeric = [token.text for token in heard if token.kind == "NUMERIC"]
    if any(token.kind == "DECADE" and token.number % 100 == 0 for token in heard):
        return [Order(day_first=True, century=20, hundreds=hundreds) for hundreds in (False, True)]
    if not numeric:
        return [Order(day_first=True, century=20)]
    short = [int(text[-2:]) for text in numeric if len(text.rsplit("/", 1)[1]) == 2]
    centuries = [20, 19] if short else [20]
    if short and today and 2000 + max(short) > today.year:
        centuries = [19]
    return [Order(first, century) for century in centuries for first in (True, False)]


def _refuse_other(heard: list[Token]) -> None:
    kinds = {token.kind for token in heard}
    if kinds and kinds <= {"NO_DATE", "COMMA", "PERHAPS"}:
        raise _leave_empty()
    if "HIJRI" in kinds:
        raise BadDate(Remark(N_("Hijri dates are not converted here. Write the Gregorian date.")))
    if not kinds:
        raise BadDate(Remark(N_("There is no date in it.")))


def _two_years(text: str, first: str, sign: str, second: str) -> Reading:
    """Read 1932-34, 2015-08, 1932/33: years, or a year and something within it."""
    later = f"{first[:2]}{second}"
    years = f"{first}/{later}"
    if sign == "/":
        if later <= first:
            return Reading(parse(text.strip()), text)  # refuses, with what may have been meant
        one_of = f"[{first},{later}]" if int(later) == int(first) + 1 else f"[{first}..{later}]"
        raise _either(text, one_of, years)
    try:
        edtf = parse(f"{first}-{second}")
    except BadDate:
        if later <= first:
            raise
        return Reading(parse(years), text)
    if later <= first or (int(second) <= 12 and int(later) != int(first) + 1):
        return Reading(edtf, text)
    if int(second) in _PERIODS or int(second) <= 12:
        remark = Remark(
            N_("Read as a season or month of %(year)s. For the years, write %(years)s."),
            year=first,
            years=years,
        )
        return Reading(edtf, text, remark)
    raise _either(text, years, edtf.text)


def _either(text: str, *choices: str) -> AmbiguousDate:
    return AmbiguousDate(
        Remark(N_("“%(text)s” can mean different dates."), text=tidy(text)),
        tuple(map(parse, choices)),
    )


def _weekday_note(spoken: Spoken) -> Remark | None:
    """Say so when a weekday does not fall on the date it stands with."""
    for edtf, (weekday, typed) in spoken.dated:
        dated = parse(edtf)
        if dated.earliest is None or dated.earliest != dated.latest:
            continue
        if (dated.earliest - 1) % 7 != weekday:
            return Remark(
                N_("%(day)s did not fall on the weekday written with it (%(weekday)s)."),
                day=edtf,
                weekday=typed,
            )
    return None


def _remarked(reading: Reading, today: date | None) -> Reading:
    """Say so when the date has not come yet."""
    earliest = reading.edtf.earliest
    if today is None or reading.note or earliest is None or earliest <= today.toordinal():
        return reading
    year = year_month_day(earliest)[0]
    return Reading(
        reading.edtf,
        reading.original,
        Remark(N_("This lies in the future (%(year)s)."), year=year),
    )
