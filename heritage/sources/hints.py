"""Words in a text an archivist should not read over: when, what was done, to whom, how surely."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from heritage.kit.dates import AmbiguousDate, BadDate, read
from heritage.kit.names import fold_map
from heritage.sources.hint_dates import ARABIC_DATES, ENGLISH_DATES, QUALIFIER, RELATIVE
from heritage.sources.hint_words import ARABIC, ENGLISH, Sort


@dataclass(frozen=True)
class Hint:
    """A passage worth a look; the note of a date is its EDTF, or what has to be asked."""

    start: int
    end: int
    kind: Sort
    note: str = ""


def hints(text: str, language: str | None = None) -> list[Hint]:
    """Point out dates, damage, harm to people, and words of doubt, in English and Arabic.

    The language, where it is known, spares the search for the other one.
    """
    found: list[Hint] = []
    arabic = any("\u0621" <= letter <= "\u064a" for letter in text)
    if not (arabic and language == "ar"):
        found += chain(_words(text, ENGLISH, _itself), _dates(text, text, ENGLISH_DATES, _itself))
    if arabic:
        folded, origins = fold_map(text)
        back = _back(text, origins)
        found += chain(_words(folded, ARABIC, back), _dates(text, folded, ARABIC_DATES, back))
    return _settled(found)


_Place = Callable[[int, int], tuple[int, int]]


def _itself(start: int, end: int) -> tuple[int, int]:
    return start, end


def _back(text: str, origins: list[int]) -> _Place:
    """Lead from a folded text to the places in the original, marks on the last letter included."""

    def place(start: int, end: int) -> tuple[int, int]:
        last = origins[end - 1] + 1
        after = origins[end] if end < len(origins) else len(text)
        while last < after and "\u064b" <= text[last] <= "\u0670":
            last += 1
        return origins[start], last

    return place


def _words(text: str, lists: Mapping[Sort, re.Pattern[str]], place: _Place) -> Iterator[Hint]:
    """Find the words of each list."""
    for kind, pattern in lists.items():
        for match in pattern.finditer(text):
            yield Hint(*place(*match.span("word")), kind)


def _dates(
    text: str, searched: str, patterns: tuple[re.Pattern[str], ...], place: _Place
) -> Iterator[Hint]:
    """Find what may be a date, and read it."""
    for pattern in patterns:
        for match in pattern.finditer(searched):
            start, end = place(*match.span("date"))
            yield Hint(start, end, "date", _read(text[start:end]))
    for match in RELATIVE.finditer(searched):
        yield Hint(*place(*match.span("date")), "date", "relative")


def _read(passage: str) -> str:
    """Read a date; where its first word is not understood, read it without."""
    for words in (passage, QUALIFIER.sub("", passage, count=1)):
        try:
            return read(words).edtf.text
        except AmbiguousDate as asked:
            return " | ".join(choice.text for choice in asked.choices)
        except BadDate:
            continue
    return "incomplete"


def _settled(found: list[Hint]) -> list[Hint]:
    """Keep the longest of hints that lie over each other, in order of the text."""
    kept: list[Hint] = []
    for hint in sorted(found, key=lambda hint: (hint.start, -hint.end)):
        if not kept or hint.start >= kept[-1].end:
            kept.append(hint)
        elif hint.end - hint.start > kept[-1].end - kept[-1].start:
            kept[-1] = hint
    return kept
