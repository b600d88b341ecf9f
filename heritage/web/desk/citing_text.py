"""A captured text as an archivist reads it: paragraphs, sentences, words, what lies over them.

Every place is counted in code points from the beginning of the text, as claims keep it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from heritage.kit.names import fold, fold_map

Span = tuple[int, int]

_PARAGRAPH = re.compile(r".+?(?:\n{2,}|\Z)", re.DOTALL)
_SENTENCE = re.compile(r"\S.*?(?:[.!?؟…۔]+[\"'”’»)\]]*(?=\s+[^a-z\s]|\s*\Z)|\Z)", re.DOTALL)
# A word with the marks written on it, or a run of signs between words.
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_WORD = re.compile(rf"\w[\w{_MARKS}]*(?:[-'’.,]\w[\w{_MARKS}]*)*|[^\w\s]+")
_AROUND = 60
MOST_MATCHES = 50


@dataclass(frozen=True)
class Layer:
    """Something that lies over a stretch of text: a name found, a hint, a passage cited."""

    start: int
    end: int
    style: str
    note: str = ""
    id: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of text under the same layers throughout."""

    text: str
    start: int
    layers: tuple[Layer, ...] = ()

    @property
    def styles(self) -> str:
        """Name the looks of all layers."""
        return " ".join(dict.fromkeys(layer.style for layer in self.layers))

    @property
    def notes(self) -> str:
        """Say what all layers say."""
        return " · ".join(dict.fromkeys(layer.note for layer in self.layers if layer.note))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its pieces, and its first sentence, from where one may begin to cite."""

    number: int
    start: int
    end: int
    first: Span
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Match:
    """A place where words looked for stand, and what stands around them."""

    start: int
    end: int
    before: str
    passage: str
    after: str


def paragraph_spans(text: str) -> list[Span]:
    """Part a text into paragraphs; the empty lines after one belong to it."""
    return [match.span() for match in _PARAGRAPH.finditer(text)]


def paragraphs(text: str, layers: Iterable[Layer]) -> list[Paragraph]:
    """Lay what was found over a text, paragraph by paragraph."""
    pieces = list(_pieces(text, sorted(layers, key=lambda each: each.start)))
    begins = [piece.start for piece in pieces]
    found = []
    for number, (start, end) in enumerate(paragraph_spans(text), 1):
        mine = pieces[bisect_left(begins, start) : bisect_left(begins, end)]
        first = next(iter(sentences(text, start, end)), (start, end))
        found.append(Paragraph(number, start, end, first, tuple(mine)))
    return found


def _pieces(text: str, layers: list[Layer]) -> Iterator[Piece]:
    """Cut the text wherever a layer or a paragraph begins or ends."""
    cuts = {0, len(text), *(start for start, _ in paragraph_spans(text))}
    for layer in layers:
        cuts |= {layer.start, layer.end}
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    waiting, over = list(reversed(layers)), list[Layer]()
    for start, end in pairwise(edges):
        while waiting and waiting[-1].start <= start:
            over.append(waiting.pop())
        over = [layer for layer in over if layer.end > start]
        yield Piece(text[start:end], start, tuple(over))


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Part a stretch of text into sentences, roughly: a person sees where they end."""
    return [
        (start + match.start(), start + match.start() + len(match[0].rstrip()))
        for match in _SENTENCE.finditer(text[start:end])
    ]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Take the spaces off the ends of a passage; none when nothing is left, or it lies outside."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


@lru_cache(maxsize=8)
def words(text: str) -> tuple[Span, ...]:
    """List where each word stands, signs between words as words of their own."""
    return tuple(match.span() for match in _WORD.finditer(text))


MOVES = (
    "start-back", "start-on", "end-back", "end-on",
    "sentence", "sentence-back", "sentence-on", "paragraph",
)  # fmt: skip


def moved(text: str, start: int, end: int, move: str) -> Span:
    """Move one end of a passage by a word, or the whole of it to a sentence."""
    where, _, way = move.partition("-")
    if where == "start":
        return _start_moved(text, start, end, way), end
    if where == "end":
        return start, _end_moved(text, start, end, way)
    if where == "paragraph":
        around = _around(paragraph_spans(text), start)
        return trimmed(text, *around) or (start, end)
    all_ = _all_sentences(text)
    at = all_.index(_around(all_, start))
    step = {"back": -1, "on": 1}.get(way, 0)
    return all_[min(max(at + step, 0), len(all_) - 1)]


def _all_sentences(text: str) -> list[Span]:
    return [each for span in paragraph_spans(text) for each in sentences(text, *span)]


def _around(spans: list[Span], place: int) -> Span:
    """Find the span a place lies in, or the one before it."""
    return spans[max(bisect_right([start for start, _ in spans], place) - 1, 0)]


def _start_moved(text: str, start: int, end: int, way: str) -> int:
    begins = [first for first, _ in words(text)]
    if way == "back":
        at = bisect_left(begins, start) - 1
        return begins[at] if at >= 0 else start
    at = bisect_right(begins, start)
    return begins[at] if at < len(begins) and begins[at] < end else start


def _end_moved(text: str, start: int, end: int, way: str) -> int:
    ends = [last for _, last in words(text)]
    if way == "on":
        at = bisect_right(ends, end)
        return ends[at] if at < len(ends) else end
    at = bisect_left(ends, end) - 1
    return ends[at] if at >= 0 and ends[at] > start else end


def found(text: str, wanted: str) -> list[Match]:
    """Find words in a text, spelling marks and case set aside; matches are whole words."""
    needle = fold(wanted)
    if not needle:
        return []
    folded, origins = fold_map(text)
    matches, at = list[Match](), folded.find(needle)
    while at >= 0 and len(matches) < MOST_MATCHES:
        start, end = _whole(text, origins[at], _past(text, origins[at + len(needle) - 1]))
        if not matches or start >= matches[-1].end:
            matches.append(match_at(text, start, end))
        at = folded.find(needle, at + len(needle))
    return matches


def _past(text: str, last: int) -> int:
    """Step over the marks written on a letter."""
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _whole(text: str, start: int, end: int) -> Span:
    """Widen a match to the words it cuts."""
    for first, last in words(text):
        if first < start < last:
            start = first
        if first < end < last:
            end = last
        if first >= end:
            break
    return start, end


def match_at(text: str, start: int, end: int) -> Match:
    """Show a passage with some words around it."""
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    if start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return Match(start, end, before, text[start:end], after)
