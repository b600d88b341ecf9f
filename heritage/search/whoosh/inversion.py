"""From the words of documents to the documents of words.

Stands where Whoosh sorts its postings: a document's terms are only noted as numbers, and all are
put in order at once when the segment is finished.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from heritage.search.whoosh.arrays import Array, ends_of, lengths_of, narrow
from heritage.search.whoosh.vocabulary import Vocabulary, described

Chunk = tuple[Array, Array, Array]
"""For each word noted: the number of its term, its document, its position."""


@dataclass
class _Field:
    """What was noted of one field."""

    numbers: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    terms: array[int] = field(default_factory=lambda: array("I"))
    documents: array[int] = field(default_factory=lambda: array("I"))
    lengths: array[int] = field(default_factory=lambda: array("I"))
    chunks: list[Chunk] = field(default_factory=list)

    def close_chunk(self) -> None:
        """Turn what was noted document by document into a chunk."""
        if not self.terms:
            return
        lengths = np.frombuffer(self.lengths, np.uint32).astype(np.int64)
        begun = ends_of(lengths)[:-1]
        self.chunks.append(
            (
                np.array(self.terms, np.uint32),
                np.repeat(np.frombuffer(self.documents, np.uint32), lengths),
                (np.arange(len(self.terms)) - np.repeat(begun, lengths)).astype(np.uint32),
            )
        )
        self.terms, self.documents, self.lengths = array("I"), array("I"), array("I")


class Inversion:
    """The terms of a segment while it is written."""

    def __init__(self) -> None:
        self._fields: defaultdict[str, _Field] = defaultdict(_Field)
        self.words = 0
        """How many words were noted: what the memory needed grows with."""

    def note(self, name: str, document: int, terms: Sequence[str]) -> None:
        """Note the terms of a document in one field, in their order."""
        noted = self._fields[name]
        noted.terms.extend(map(noted.numbers.__getitem__, terms))
        noted.documents.append(document)
        noted.lengths.append(len(terms))
        self.words += len(terms)

    def note_segment(self, name: str, vocabulary: Vocabulary, renumbered: Array) -> None:
        """Note a field of a whole segment; documents without a new number are left behind."""
        documents = renumbered[vocabulary.documents]
        kept = documents >= 0
        counts = vocabulary.counts.astype(np.int64)
        owners = np.repeat(np.arange(len(vocabulary)), lengths_of(vocabulary.ends))
        noted = self._fields[name]
        noted.close_chunk()
        numbers = np.zeros(len(vocabulary), np.uint32)
        for owner in np.unique(owners[kept]).tolist():
            numbers[owner] = noted.numbers[vocabulary[owner].decode()]
        positions = vocabulary.positions
        if positions is None:
            positions = np.zeros(int(counts.sum()), np.uint8)
        noted.chunks.append(
            (
                np.repeat(numbers[owners[kept]], counts[kept]),
                np.repeat(documents[kept], counts[kept]).astype(np.uint32),
                positions[np.repeat(kept, counts)].astype(np.uint32),
            )
        )
        self.words += len(noted.chunks[-1][0])

    def names(self) -> list[str]:
        """List the fields."""
        return sorted(name for name, noted in self._fields.items() if noted.numbers)

    def inverted(self, name: str, *, positions: bool) -> dict[str, Array]:
        """Put a field in order, and lay it out for a `Vocabulary`."""
        noted = self._fields[name]
        noted.close_chunk()
        if not noted.chunks:
            return _NOTHING
        terms = sorted((term.encode(), number) for term, number in noted.numbers.items())
        rank = np.empty(len(terms), np.uint32)
        rank[[number for _, number in terms]] = np.arange(len(terms), dtype=np.uint32)
        ranks = rank[_joined(chunk[0] for chunk in noted.chunks)]
        order = np.argsort(ranks, kind="stable")
        ranks = ranks[order]
        documents = _joined(chunk[1] for chunk in noted.chunks)[order]
        begun = np.flatnonzero(
            np.concatenate([[True], (ranks[1:] != ranks[:-1]) | (documents[1:] != documents[:-1])])
        )
        ends = np.searchsorted(ranks[begun], np.arange(len(terms) + 1))
        laid = {
            **described([term for term, _ in terms], words=positions),
            "ends": narrow(ends),
            "documents": narrow(documents[begun]),
            "counts": narrow(np.diff(begun, append=len(ranks))),
        }
        if positions:
            laid["positions"] = narrow(_joined(chunk[2] for chunk in noted.chunks)[order])
            laid["position_ends"] = narrow(np.append(begun, len(ranks))[ends])
        return laid

    # ------------------------------------------------ as Whoosh's writer sees it

    def iter_postings(self) -> Inversion:
        """Hand everything over to the codec, which asks for it field by field."""
        return self

    def cleanup(self) -> None:
        """Forget everything."""
        self._fields.clear()


_NOTHING = {
    **described([], words=True), "ends": np.zeros(1, np.uint8),
    "documents": np.zeros(0, np.uint8), "counts": np.zeros(0, np.uint8),
}  # fmt: skip


def _joined(arrays: Iterable[Array]) -> Array:
    return np.concatenate(list(arrays))
