"""The documents of one term over all segments, and what the term scores in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from heritage.search.whoosh.arrays import Array
from heritage.search.whoosh.vocabulary import Vocabulary

Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]

_FEW = 6
"""When a term has so many times more documents than are asked about, each is looked up in it."""
_ENTRY = 1_000


class Found(NamedTuple):
    """Documents, in rising order, each with its score."""

    numbers: Numbers
    scores: Scores


class Part(NamedTuple):
    """What one segment has of a term: the number of its first document, and where its own are."""

    base: int
    vocabulary: Vocabulary
    first: int
    last: int


@dataclass(frozen=True)
class Weight:
    """How the terms of a field are weighed, as Whoosh's BM25F has it."""

    k1: float
    damping: Scores
    """How much the length of the field damps the score of each document."""

    def scores(self, documents: Array, counts: Array, idf: float) -> Scores:
        """Score documents that have a term so many times."""
        scores = counts.astype(np.float32)
        scores *= np.float32(idf * (self.k1 + 1)) / (scores + self.damping[documents])
        return scores


class Posting:
    """The documents that have a term, the deleted among them."""

    def __init__(self, parts: Sequence[Part], weight: Weight | None, idf: float) -> None:
        self._parts = parts
        self._weight = weight
        self._idf = idf
        self._size = sum(part.last - part.first for part in parts)

    def __len__(self) -> int:
        """Count the documents."""
        return self._size

    @property
    def nbytes(self) -> int:
        """Say how much memory it may come to take."""
        return (8 + 4) * self._size + _ENTRY

    @property
    def highest(self) -> float:
        """Say what score no document can have more of."""
        return 1.0 if self._weight is None else self._idf * (self._weight.k1 + 1)

    @cached_property
    def numbers(self) -> Numbers:
        """Give all documents, in rising order."""
        return self.documents.astype(np.int64, copy=False)

    @cached_property
    def found(self) -> Found:
        """Give all documents, each with its score; 1 in a field that has no weight."""
        documents = self.documents
        if self._weight is None:
            scores = np.ones(self._size, np.float32)
        else:
            scores = self._weight.scores(documents, self._counts, self._idf)
        return Found(self.numbers, scores)

    def among(self, numbers: Numbers) -> tuple[Array, Scores]:
        """Say which of some documents have the term, by their places, and score these."""
        documents = self.documents
        if len(numbers) * _FEW < self._size:
            at = documents.searchsorted(numbers.astype(documents.dtype))
            at[at == self._size] = 0
            (where,) = (documents[at] == numbers).nonzero()
            return where, self._scores_at(at[where], numbers[where])
        where = numbers.searchsorted(documents)
        where[where == len(numbers)] = 0
        kept = numbers[where] == documents
        return where[kept], self.found.scores[kept]

    def _scores_at(self, places: Array, numbers: Numbers) -> Scores:
        """Score what is at these places, and nothing else unless all was scored already."""
        if self._weight is None:
            return np.ones(len(places), np.float32)
        if "found" in self.__dict__:
            return self.found.scores[places]
        return self._weight.scores(numbers, self._counts[places], self._idf)

    @cached_property
    def documents(self) -> Array:
        """Give the documents; those of a single segment are read where they lie."""
        if len(self._parts) == 1 and not self._parts[0].base:
            [(_, vocabulary, first, last)] = self._parts
            return vocabulary.documents[first:last]
        return np.concatenate(
            [np.zeros(0, np.int64)]
            + [
                vocabulary.documents[first:last] + np.int64(base)
                for base, vocabulary, first, last in self._parts
            ]
        )

    @cached_property
    def _counts(self) -> Array:
        """Say how often each document has the term."""
        some = [vocabulary.counts[first:last] for _, vocabulary, first, last in self._parts]
        return some[0] if len(some) == 1 else np.concatenate([np.zeros(0, np.uint8), *some])


NOWHERE = Posting((), None, 0.0)
"""The posting of a term that no document has."""
