"""Words in a row: where the positions of one word are followed by those of the next."""

from __future__ import annotations

from typing import Any

import numpy as np

from heritage.search.whoosh.arrays import Array
from heritage.search.whoosh.vocabulary import Vocabulary

_FAR = 8
_SMALL = 32


def in_a_row(vocabulary: Vocabulary, terms: list[bytes], size: int) -> Array:
    """Give the documents of a segment in which terms stand in a row."""
    numbers = [vocabulary.find(term) for term in terms]
    if min(numbers) < 0:
        return np.zeros(0, np.int64)
    line = _Line(vocabulary, len(terms), size)
    rarest_first = sorted(range(len(terms)), key=lambda at: _commonness(vocabulary, numbers[at]))
    candidates = np.ones(size, bool)
    begun: Array | None = None
    for at in rarest_first:
        # Where the row would begin if this term is where it should be in it.
        would_begin = line.places(numbers[at], len(terms) - at, candidates)
        begun = would_begin if begun is None else _in_both(begun, would_begin)
        candidates = np.zeros(size, bool)
        candidates[begun >> line.bits] = True
    return np.flatnonzero(candidates)


def _commonness(vocabulary: Vocabulary, number: int) -> int:
    first, last = vocabulary.extent(number)
    return last - first


class _Line:
    """Writes a document and a position in it as one number, as small as the segment allows."""

    def __init__(self, vocabulary: Vocabulary, terms: int, size: int) -> None:
        self.vocabulary = vocabulary
        self.bits = (vocabulary.furthest + terms).bit_length()
        small = self.bits + size.bit_length() <= _SMALL
        self.kind: type[np.integer[Any]] = np.uint32 if small else np.int64

    def places(self, number: int, ahead: int, candidates: Array) -> Array:
        """List the places of a term, so far ahead, in the documents that still may answer."""
        first, last = self.vocabulary.extent(number)
        documents = self.vocabulary.documents[first:last]
        counts = self.vocabulary.counts[first:last].astype(np.int64)
        positions = self.vocabulary.positions_of(number)
        kept = candidates[documents]
        # What is left in is found out later; leaving out pays where it is most.
        if np.count_nonzero(kept) * 2 < len(kept):
            positions = positions[np.repeat(kept, counts)]
            documents, counts = documents[kept], counts[kept]
        lines = np.left_shift(documents.astype(self.kind), self.bits) + self.kind(ahead)
        places: Array = np.repeat(lines, counts)
        places += positions
        return places


def _in_both(few: Array, others: Array) -> Array:
    """Give what two rising rows of numbers share."""
    if len(few) > len(others):
        few, others = others, few
    if len(few) * _FAR < len(others):
        at = np.searchsorted(others, few)
        at[at == len(others)] = 0
        return np.compress(others[at] == few, few)
    both = np.concatenate([few, others])
    # Two rising runs: this sort only merges them.
    both.sort(kind="stable")
    return np.compress(both[1:] == both[:-1], both[:-1])
