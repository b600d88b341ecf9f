"""One date as people write it, heard word by word."""

from dataclasses import dataclass, replace
from datetime import date

from heritage.kit.bad_date import BadDate, Remark
from heritage.kit.dates_partial import Partial
from heritage.kit.dates_tokens import NOT_UNDERSTOOD, Token
from heritage.kit.text import N_

_PARTS = {"EARLY": 1, "MID": 2, "LATE": 3}
_SUFFIXES = ("ABOUT", "PERHAPS", "NO_DAY", "NO_MONTH", "NO_MONTH_DAY", "UNSURE", "WEEKDAY")


@dataclass(frozen=True)
class Order:
    """One way of taking what is ambiguous in numbers."""

    day_first: bool
    century: int
    hundreds: bool = False  # 1900s as a hundred years, not ten


class Listener:
    """Goes through the tokens once, from first to last."""

    def __init__(self, tokens: list[Token], order: Order, today: date | None) -> None:
        self.tokens = tokens
        self.order = order
        self.today = today
        self.place = 0
        self.partials: list[Partial] = []

    def sees(self, *kinds: str, ahead: int = 0) -> bool:
        """Tell whether such a token comes next."""
        at = self.place + ahead
        return at < len(self.tokens) and self.tokens[at].kind in kinds

    def take(self, *kinds: str) -> Token | None:
        """Take the next token if it is of such a kind."""
        if not self.sees(*kinds):
            return None
        self.place += 1
        return self.tokens[self.place - 1]

    def item(self) -> None:
        """Hear one date with what stands around it."""
        heard = Partial()
        while token := self.take("ABOUT", "PERHAPS", "EARLY", "MID", "LATE", "WEEKDAY", "COMMA"):
            heard = doubted(heard, token)
        self.take("FROM")
        partial = self._core()
        partial = replace(
            partial,
            about=heard.about,
            perhaps=heard.perhaps,
            part=heard.part or partial.part,
            weekday=heard.weekday or partial.weekday,
        )
        self.partials.append(self._with_suffixes(partial))

    def _with_suffixes(self, partial: Partial) -> Partial:
        while True:
            ahead = 1 if self.sees("COMMA") else 0
            if not self.sees(*_SUFFIXES, ahead=ahead):
                return partial
            if ahead and self.sees("ABOUT", "WEEKDAY", ahead=1) and self._goes_on():
                return partial
            self.place += ahead + 1
            partial = doubted(partial, self.tokens[self.place - 1])

    def _goes_on(self) -> bool:
        """Tell whether a word after a comma belongs to a further date of a list."""
        return self.place + 2 < len(self.tokens)

    def _core(self) -> Partial:
        if token := self.take("ISO"):
            return _in_numbers(*map(int, token.text.split("-")))
        if token := self.take("NUMERIC"):
            return self._numeric(token.text)
        if self.sees("TODAY", "YESTERDAY") and self.today:
            days_ago = 1 if self.take("YESTERDAY") else 0
            self.place += 1 - days_ago
            day = date.fromordinal(self.today.toordinal() - days_ago)
            return _in_numbers(day.year, day.month, day.day)
        if divided := self._division():
            return divided
        if (tenth := self._decade()) or (tenth := self._century()):
            return tenth
        if token := self.take("SEASON"):
            return self._season(token.number)
        return self._calendar()

    def _numeric(self, text: str) -> Partial:
        first, second, year = map(int, text.split("/"))
        if len(text.rsplit("/", 1)[1]) == 2:
            year += 100 * self.order.century
        day, month = (first, second) if self.order.day_first else (second, first)
        return _in_numbers(year, month, day)

    def _division(self) -> Partial | None:
        """Hear "first half of 2015", "Q3 2015", "الربع الثالث من 2015"."""
        start = self.place
        number = self.take("ORDINAL", "NUMBER")
        kind = self.take("HALF", "QUARTER", "FOUR_MONTHS")
        if kind and not number and not kind.number:
            number = self.take("ORDINAL", "NUMBER")
        counted = (kind.number or (number.number if number else 0)) if kind else 0
        if not kind or not 1 <= counted <= {"HALF": 2, "QUARTER": 4, "FOUR_MONTHS": 3}[kind.kind]:
            self.place = start
            return None
        self.take("FROM")
        whole = self._decade() or self._century() or self._calendar()
        if kind.kind == "HALF":
            return replace(whole, half=counted)
        if kind.kind == "QUARTER":
            return replace(whole, quarter=counted)
        if whole.year is None or whole.month:
            raise self.lost()
        return replace(whole, season=36 + counted)

    def _decade(self) -> Partial | None:
        """Hear "1930s", "ثلاثينيات القرن العشرين", "العقد الأول من القرن العشرين"."""
        if token := self.take("DECADE"):
            if token.number % 100 == 0 and self.order.hundreds:
                return self._with_era(Partial(century=token.number // 100 + 1))
            return self._with_era(Partial(decade=token.number))
        start = self.place
        tens = self.take("TENS")
        ordinal = None if tens else self.take("ORDINAL")
        if not tens and self.take("DECADE_OF"):
            year = None if ordinal else self.take("NUMBER")
            if year:
                return self._with_era(Partial(decade=year.number // 10 * 10))
            ordinal = ordinal or self.take("ORDINAL")
            tens = Token("TENS", ordinal.number - 1) if ordinal else None
        self.take("FROM")
        century = self._century() if tens else None
        if tens and century and century.century and not century.before_christ:
            return replace(
                century, century=None, decade=100 * (century.century - 1) + 10 * tens.number
            )
        self.place = start
        return None

    def _century(self) -> Partial | None:
        """Hear "13th century", "القرن الثالث عشر", or the bare "1st" of "1st to 3rd century"."""
        start = self.place
        before = self.take("CENTURY")
        number = self.take("ORDINAL", "NUMBER")
        if number and (before or self.take("CENTURY")):
            self.take("FROM")
            return self._with_era(Partial(century=number.number))
        self.place = start
        return None

    def _season(self, season: int) -> Partial:
        self.take("FROM", "COMMA")
        if year := self.take("NUMBER"):
            partial = self._with_era(Partial(season=season, year=year.number))
        else:
            partial = Partial(season=season)
        if self.take("NORTH"):
            return replace(partial, season=season + 4)
        return replace(partial, season=season + 8) if self.take("SOUTH") else partial

    def _calendar(self) -> Partial:
        """Hear a day, a month or a year in their usual orders."""
        if self.sees("CE", "BCE") and self.sees("NUMBER", ahead=1):  # AD 32
            era, number = self.tokens[self.place : self.place + 2]
            self.place += 2
            return Partial(year=number.number, era_said=True, before_christ=era.kind == "BCE")
        if month := self.take("MONTH"):
            return self._after_month(Partial(month=month.number))
        number_token = self.take("NUMBER", "ORDINAL")
        if number_token is None:
            raise self.lost()
        if _long(number_token):
            return self._after_year(Partial(year=number_token.number))
        return self._after_number(number_token)

    def _after_month(self, partial: Partial) -> Partial:
        """Hear what follows "August": 30, 30 2015, 2015."""
        if self.sees("NUMBER", "ORDINAL") and not _long(self.tokens[self.place]):
            if self.sees("CE", "BCE", ahead=1):
                return self._with_year(partial)
            partial = replace(partial, day=self.tokens[self.place].number)
            self.place += 1
        return self._with_year(partial)

    def _after_year(self, partial: Partial) -> Partial:
        """Hear what follows "2015": an era, or August 30."""
        if month := self.take("MONTH"):
            partial = replace(partial, month=month.number)
            if self.sees("NUMBER", "ORDINAL") and not _long(self.tokens[self.place]):
                partial = replace(partial, day=self.tokens[self.place].number)
                self.place += 1
        return self._with_era(partial)

    def _after_number(self, number: Token) -> Partial:
        """Hear what follows a number of one or two digits."""
        linked = 1 if self.sees("FROM") else 0
        if self.sees("MONTH", ahead=linked):
            self.place += linked + 1
            month = self.tokens[self.place - 1].number
            return self._with_year(Partial(day=number.number, month=month))
        if self.sees("CE", "BCE"):
            return self._with_era(Partial(year=number.number))
        ahead = 1 if self.sees("COMMA") else 0
        if self.sees("NUMBER", ahead=ahead) and _long(self.tokens[self.place + ahead]):
            return self._with_year(Partial(day=number.number))
        return Partial(number=number.number)

    def _with_year(self, partial: Partial) -> Partial:
        """Hear the year after a day or a month, with or without a comma."""
        ahead = 1 if self.sees("COMMA", "FROM") else 0
        if self.sees("NUMBER", ahead=ahead):
            number = self.tokens[self.place + ahead]
            dated = self.sees("CE", "BCE", ahead=ahead + 1)
            if _long(number) or dated:
                self.place += ahead + 1
                return self._with_era(replace(partial, year=number.number))
        return partial

    def _with_era(self, partial: Partial) -> Partial:
        if era := self.take("CE", "BCE"):
            return replace(partial, era_said=True, before_christ=era.kind == "BCE")
        return partial

    def lost(self) -> BadDate:
        """Say from which word on nothing was understood."""
        if self.place < len(self.tokens):
            word = self.tokens[self.place].text or self.tokens[self.place].kind
            return BadDate(Remark(NOT_UNDERSTOOD, word=word))
        return BadDate(
            Remark(N_("The date is not complete: a day, month or year is still to come."))
        )


def _in_numbers(year: int, month: int, day: int | None = None) -> Partial:
    return Partial(year=year, month=month, day=day)


def doubted(partial: Partial, token: Token) -> Partial:
    """Note on a date what one word beside it says."""
    match token.kind:
        case "ABOUT":
            return replace(partial, about=True)
        case "PERHAPS":
            return replace(partial, perhaps=True)
        case "EARLY" | "MID" | "LATE":
            return replace(partial, part=_PARTS[token.kind])
        case "WEEKDAY":
            return replace(partial, weekday=(token.number, token.text))
        case "UNSURE":
            return replace(partial, unsure=partial.unsure | {token.number})
        case "NO_DAY":
            return replace(partial, missing="day")
        case "NO_MONTH":
            return replace(partial, missing="month")
        case "NO_MONTH_DAY":
            return replace(partial, missing="both")
    return partial


def _long(token: Token) -> bool:
    """Tell whether a number has the digits of a year."""
    return token.kind == "NUMBER" and len(token.text) >= 3
