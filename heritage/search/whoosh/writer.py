"""Whoosh's writer, which notes terms in an `Inversion` and takes whole segments over as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.util import fib
from whoosh.writing import SegmentWriter

from heritage.search.whoosh.codec import ArrayCodec
from heritage.search.whoosh.inversion import Inversion


def small_ones(segments: Iterable[Any]) -> list[Any]:
    """Choose which of the smallest segments become one, as Whoosh's MERGE_SMALL does."""
    rising = sorted(segments, key=lambda each: each.doc_count_all())
    total = 0
    for place, segment in enumerate(rising):
        total += segment.doc_count_all()
        if place > 3 and total < fib(place + 5):
            return rising[: place + 1]
    return []


class DocumentWriter(SegmentWriter):  # type: ignore[misc]
    """Writes one new segment; what it is given is already taken apart into terms."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=ArrayCodec())
        self.pool = Inversion()

    @property
    def words(self) -> int:
        """Say how many words are held in memory."""
        return self.pool.words

    def add_document(self, **fields: Any) -> None:
        """Add a document: lists of terms for fields that are searched, values for columns."""
        self._check_state()
        number, keeper = self.docnum, self.perdocwriter
        keeper.start_doc(number)
        for name, value in fields.items():
            field, length = self.schema[name], 0
            if field.indexed:
                self.pool.note(name, number, value)
                length = len(value) if field.scorable else 0
            keeper.add_field(name, field, None, length)
            if field.column_type:
                keeper.add_column_value(name, field.column_type, value)
        keeper.finish_doc()
        self._added = True
        self.docnum += 1

    def add_segment(self, segment: Any) -> None:
        """Take over what lives in another segment.

        Its reader is not closed but let go: Whoosh closes a file by having all garbage of the
        process collected, since arrays still look into it. It goes when they do.
        """
        if segment.doc_count():
            self.add_reader(SegmentReader(self.storage, self.schema, segment))

    def add_reader(self, reader: Any) -> None:
        """Take over what lives in another segment."""
        self._check_state()
        first = self.docnum
        moved = self.write_per_doc(set(self.schema.names()), reader)
        renumbered = np.arange(first, first + reader.doc_count_all())
        if moved is not None:
            renumbered = np.full(reader.doc_count_all(), -1)
            renumbered[list(moved)] = list(moved.values())
        for name in reader.indexed_field_names():
            self.pool.note_segment(name, reader._terms.vocabulary(name), renumbered)
        self._added = True
