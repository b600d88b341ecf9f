"""Words in a row: where the positions of one word are followed by those of the next."""

from __future__ import annotations

import numpy as np

from heritage.search.whoosh.arrays import Array
from heritage.search.whoosh.vocabulary import Vocabulary

_DOCUMENT = 32
"""A place is one number: the document above this bit, the position below."""
_FAR = 8


def in_a_row(vocabulary: Vocabulary, terms: list[bytes], size: int) -> Array:
    """Give the documents of a segment in which terms stand in a row."""
    numbers = [vocabulary.find(term) for term in terms]
    if min(numbers) < 0:
        return np.zeros(0, np.int64)
    rarest_first = sorted(range(len(terms)), key=lambda at: _commonness(vocabulary, numbers[at]))
    candidates = np.ones(size, bool)
    begun: Array | None = None
    for at in rarest_first:
        # Where the row would begin if this term is where it should be in it.
        would_begin = _places(vocabulary, numbers[at], candidates) - at
        begun = would_begin if begun is None else _in_both(begun, would_begin)
        candidates = np.zeros(size, bool)
        candidates[begun >> _DOCUMENT] = True
    return np.flatnonzero(candidates)


def _commonness(vocabulary: Vocabulary, number: int) -> int:
    first, last = vocabulary.extent(number)
    return last - first


def _places(vocabulary: Vocabulary, number: int, candidates: Array) -> Array:
    """List the places of a term in the documents that still may answer."""
    first, last = vocabulary.extent(number)
    documents = vocabulary.documents[first:last].astype(np.int64)
    counts = vocabulary.counts[first:last].astype(np.int64)
    positions = vocabulary.positions_of(number)
    kept = candidates[documents]
    if not kept.all():
        positions = positions[np.repeat(kept, counts)]
        documents, counts = documents[kept], counts[kept]
    return (np.repeat(documents, counts) << _DOCUMENT) + positions.astype(np.int64)


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
