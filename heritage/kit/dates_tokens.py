"""What people write about a time, cut into words and numbers whose kind is known."""

import re
from dataclasses import dataclass

from heritage.kit.bad_date import BadDate, Remark
from heritage.kit.dates_words import fold, pattern, words
from heritage.kit.text import N_

_DAY_MONTH_YEAR = re.compile(r"(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(0?[1-9]|1[0-2])(?:\2(\d{1,2}))?(?![\d./-]*\d)")
_DECADE = re.compile(r"(\d{2,3}0)'?s(?!\w)")
_ORDINAL = re.compile(r"(\d{1,3}) ?(?:st|nd|rd|th|er|eme|e)(?!\w)")
_NUMBER = re.compile(r"\d+")
_PART_OF_YEAR = re.compile(r"([qh])([1-4])(?!\w)")
_WORD = re.compile(r"\w+")
_SIGNS = {"-": "TO", "–": "TO", ",": "COMMA", "?": "PERHAPS", "/": "SLASH", "~": "ABOUT"}
_SILENT = " .()\"'«»“”"

_JOINED = re.compile(
    r"(?<=[a-z])-(?=century|centuries)|(?<=mid)-|(?<=early)-|(?<=late)-|(?<=\bmi)-"
    r"|(?<=pre)-(?=\d)|(?<=post)-(?=\d)|(?<=\d(?:th|st|nd|rd))-(?=c)"
)
_DAY_WORD_YEAR = re.compile(r"(?<!\d)(\d{1,2})[-./]([^\W\d]{3,})[-./](\d{4})(?!\d)")


NOT_UNDERSTOOD = N_(
    "“%(word)s” is not understood in a date. Write, for example, 30 August 2015, "
    "about August 2015, between 27 and 31 August 2015, since May 2015, 13th century."
)


@dataclass(frozen=True)
class Token:
    """One word, number or sign, and what it is."""

    kind: str
    number: int = 0
    text: str = ""


def tokens(text: str) -> list[Token]:
    """Cut what was written into tokens, or say which word is not understood."""
    line = _DAY_WORD_YEAR.sub(r"\1 \2 \3", _JOINED.sub(" ", fold(text)))
    found: list[Token] = []
    place = 0
    while place < len(line):
        token, place = _next(line, place)
        if token and token.kind != "NOISE":
            found.append(token)
    return _tidied(found)


def _next(line: str, place: int) -> tuple[Token | None, int]:
    """Take the token that stands here."""
    char = line[place]
    if char.isdigit():
        return _number(line, place)
    if found := _PART_OF_YEAR.match(line, place):
        kind = "QUARTER" if found[1] == "q" else "HALF"
        return Token(kind, int(found[2]), found[0]), found.end()
    if found := pattern().match(line, place):
        kind, number = words()[found[0]]
        return Token(kind, number, found[0]), found.end()
    if char == "و" and (line[place + 1 : place + 2].isdigit() or pattern().match(line, place + 1)):
        return Token("AND", 0, char), place + 1
    if char in _SIGNS:
        return Token(_SIGNS[char], 0, char), place + 1
    if char in _SILENT and not line.startswith("..", place):
        return None, place + 1
    word = _WORD.match(line, place)
    raise BadDate(Remark(NOT_UNDERSTOOD, word=word[0] if word else char))


def _number(line: str, place: int) -> tuple[Token, int]:
    """Take a number, or a date written in numbers."""
    if found := _YEAR_FIRST.match(line, place):
        year, _, month, day = found.groups()
        if found[2] == "-" or day:
            written = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
            return Token("ISO", 0, written), found.end()
    if found := _DAY_MONTH_YEAR.match(line, place):
        return Token("NUMERIC", 0, "/".join(found.group(1, 3, 4))), found.end()
    for kind, form in (("DECADE", _DECADE), ("ORDINAL", _ORDINAL), ("NUMBER", _NUMBER)):
        if found := form.match(line, place):
            return Token(
                kind, int(found[1] if found.re.groups else found[0]), found[0]
            ), found.end()
    raise AssertionError("a digit begins a number")  # pragma: no cover


def _tidied(found: list[Token]) -> list[Token]:
    """Merge a month named in both systems, and tell "19th c." from "c. 1900"."""
    kept: list[Token] = []
    for token in found:
        if token.kind == "C":
            after_ordinal = bool(kept) and kept[-1].kind == "ORDINAL"
            token = Token("CENTURY" if after_ordinal else "ABOUT", 0, token.text)
        if token.kind == "MONTH" and _same_month(kept, token):
            while kept[-1].kind != "MONTH":
                kept.pop()
            continue
        kept.append(token)
    return kept


def _same_month(kept: list[Token], token: Token) -> bool:
    """Tell whether this month has just been named: آب (أغسطس), آب/أغسطس."""
    before = [one for one in kept[-2:] if one.kind != "SLASH"]
    return bool(before) and (before[-1].kind, before[-1].number) == ("MONTH", token.number)
