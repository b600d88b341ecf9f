"""Where a quoted passage stands in an archived text, and how surely.

Three levels, tried in order: the very characters; the same words with spelling set aside; nearly
the same words, which is only a suggestion to a person. A wrong place shown as the right one is
worse for the archive than a quote that is not found, so nothing approximate counts as verified and
a changed number is never accepted.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from heritage.kit.editing import best_matches
from heritage.kit.folding import fold, fold_map

Level = Literal["exact", "normalized", "approximate"]

_EDITS_PER_CHARACTER = 0.08
_LONGEST_APPROXIMATE = 4_000
_MOST_PLACES = 500
_NUMBER = re.compile(r"\d+")
_WORD_BREAK = re.compile(r"[\s\u2013\u2014\u2026/]+")
# Letters of scripts that put spaces between words. Arabic glues "and", "in" and "the" to the front
# of a word, so a quote may well begin inside one; it does not end inside one.
_LEFT_LETTER = re.compile(r"[\dA-Za-z\u00c0-\u024f\u0370-\u052f]")
_RIGHT_LETTER = re.compile(r"[\dA-Za-z\u00c0-\u024f\u0370-\u052f\u0620-\u064a\u066e-\u06d3]")


@dataclass(frozen=True)
class Selector:
    """A passage as W3C TextQuoteSelector and TextPositionSelector; unknown positions are -1."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True)
class Anchor:
    """The place of a quote in a text, counted in code points, and what else would fit as well."""

    start: int
    end: int
    level: Level
    alternatives: int

    @property
    def verified(self) -> bool:
        """Say whether the source has these words, at this place and no other."""
        return self.level != "approximate" and self.alternatives == 0


class _Place(NamedTuple):
    """A stretch of the text searched, and how many edits make it the quote."""

    start: int
    end: int
    edits: int = 0


def describe(text: str, start: int, end: int, around: int = 32) -> Selector:
    """Describe a passage so that it is found again, with whole words of what stands around it."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"No passage from {start} to {end} in a text of {len(text)} characters.")
    before, after = text[max(0, start - around) : start], text[end : end + around]
    if start > around and not text[start - around - 1].isspace():
        before = _from_next_word(before)
    if end + around < len(text) and not text[end + around].isspace():
        after = _from_next_word(after[::-1])[::-1]
    return Selector(text[start:end], before, after, start, end)


def find(text: str, selector: Selector) -> Anchor | None:
    """Find a quote in a text, or say that it is not there."""
    if not selector.exact.strip():
        raise ValueError("The quote is empty: there is nothing to look for.")
    return _exact(text, selector) or _normalized(text, selector) or _approximate(text, selector)


def word_count(text: str) -> int:
    """Count words as a reader does: "al-Asaad" and "don't" are one each."""
    return sum(any(map(str.isalnum, word)) for word in _WORD_BREAK.split(text))


def _exact(text: str, selector: Selector) -> Anchor | None:
    start, end = selector.start, selector.end
    if start >= 0 and text[start:end] == selector.exact and _in_context(text, selector):
        return Anchor(start, end, "exact", 0)
    places = [
        place for place in _occurrences(text, selector.exact) if _whole(text, place, selector)
    ]
    if not places:
        return None
    best, others = _choose(text, places, selector, selector.start)
    return Anchor(best.start, best.end, "exact", others)


def _normalized(text: str, selector: Selector) -> Anchor | None:
    folded, _origins = _folded(text)
    places = _occurrences(folded, fold(selector.exact))
    return _in_original(text, places, selector, "normalized")


def _approximate(text: str, selector: Selector) -> Anchor | None:
    folded, _origins = _folded(text)
    quote = fold(selector.exact)
    most = int(len(quote) * _EDITS_PER_CHARACTER)
    if not most or len(quote) > _LONGEST_APPROXIMATE:
        return None
    places = (_Place(*match) for match in best_matches(quote, folded, most))
    return _in_original(text, places, selector, "approximate")


def _in_original(
    text: str, places: Iterable[_Place], selector: Selector, level: Level
) -> Anchor | None:
    """Choose among places of the folded text and carry the choice over to the original."""
    folded, origins = _folded(text)
    plain = Selector(fold(selector.exact), fold(selector.prefix), fold(selector.suffix))
    loose = level == "approximate"
    kept = [
        place
        for place in places
        if _numbers(_slice(text, origins, place)) == _numbers(selector.exact)
        and (_unbroken_numbers(folded, place) if loose else _whole(folded, place, selector))
    ]
    if not kept:
        return None
    hint = _folded_position(origins, selector.start)
    best, others = _choose(folded, kept, plain, hint)
    start, end = _span(text, origins, best)
    return Anchor(start, end, level, others)


def _choose(text: str, places: list[_Place], selector: Selector, hint: int) -> tuple[_Place, int]:
    """Take the place that fits best, by context and then by position, and count its equals."""

    def distance(place: _Place) -> int:
        return abs(place.start - hint) if hint >= 0 else 0

    def rank(place: _Place) -> tuple[int, int, int]:
        return place.edits, -_context(text, place, selector), distance(place)

    nearest = sorted(places, key=distance)[:_MOST_PLACES]
    ranked = sorted((rank(place), place) for place in nearest)
    return ranked[0][1], sum(entry[0] == ranked[0][0] for entry in ranked) - 1


def _context(text: str, place: _Place, selector: Selector) -> int:
    """Compare what stands before and after a place with what stood there when it was quoted."""
    prefix, suffix = selector.prefix.strip(), selector.suffix.strip()
    scores = []
    if prefix:
        before = text[max(0, place.start - len(prefix) - 1) : place.start].rstrip()
        scores.append(fuzz.ratio(before[-len(prefix) :], prefix))
    if suffix:
        after = text[place.end : place.end + len(suffix) + 1].lstrip()
        scores.append(fuzz.ratio(after[: len(suffix)], suffix))
    return round(sum(scores) / len(scores)) if scores else 0


def _in_context(text: str, selector: Selector) -> bool:
    """Tell whether the neighbours of the stored position are those of the quote."""
    before, after = text[: selector.start], text[selector.end :]
    return before.endswith(selector.prefix) and after.startswith(selector.suffix)


def _occurrences(text: str, quote: str) -> Iterator[_Place]:
    """Go through every place of a text that reads as the quote, overlapping ones too."""
    start = text.find(quote) if quote else -1
    while start >= 0:
        yield _Place(start, start + len(quote))
        start = text.find(quote, start + 1)


def _whole(text: str, place: _Place, selector: Selector) -> bool:
    """Refuse "15" in "2015" and "bel" in "label", unless the passage was cut so when quoted."""
    cut_left = _LEFT_LETTER.match(text[place.start]) and _LEFT_LETTER.match(
        text[place.start - 1 : place.start]
    )
    cut_right = _RIGHT_LETTER.match(text[place.end - 1]) and _RIGHT_LETTER.match(
        text[place.end : place.end + 1]
    )
    return not (cut_left and not _LEFT_LETTER.match(selector.prefix[-1:])) and not (
        cut_right and not _RIGHT_LETTER.match(selector.suffix[:1])
    )


def _unbroken_numbers(text: str, place: _Place) -> bool:
    """Refuse a place that cuts a number in two."""
    pairs = (text[place.start - 1 : place.start + 1], text[place.end - 1 : place.end + 1])
    return not any(len(pair) == 2 and pair.isdigit() for pair in pairs)


def _numbers(text: str) -> list[str]:
    """List the numbers of a passage in order, whatever digits they are written in."""
    # Raised digits are notes and powers: "10²" is not 102, though folded it reads so.
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return [
        "".join(str(unicodedata.decimal(digit)) for digit in number)
        for number in _NUMBER.findall(seen)
    ]


def _slice(text: str, origins: list[int], place: _Place) -> str:
    start, end = _span(text, origins, place)
    return text[start:end]


def _span(text: str, origins: list[int], place: _Place) -> tuple[int, int]:
    """Say where a folded stretch stands in the original, marks on its last letter included."""
    end = origins[place.end - 1] + 1
    while end < len(text) and (unicodedata.combining(text[end]) or text[end] == "\u0640"):
        end += 1
    return origins[place.start], end


def _folded_position(origins: list[int], start: int) -> int:
    """Carry a position of the original over to the folded text, roughly."""
    if start < 0 or not origins:
        return -1
    return round(start * len(origins) / (origins[-1] + 1))


@lru_cache(maxsize=4)
def _folded(text: str) -> tuple[str, list[int]]:
    """Keep the folding of the texts at hand: many quotes are looked up in one text."""
    return fold_map(text)


def _from_next_word(text: str) -> str:
    """Drop the broken word at the front, if a whole one follows."""
    parts = re.split(r"\s", text, maxsplit=1)
    return parts[-1] if parts[-1].strip() else text
