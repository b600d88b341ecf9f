"""Whoosh's writer, which notes terms in an `Inversion` and takes whole segments over as arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from heritage.search.whoosh.codec import ArrayCodec
from heritage.search.whoosh.inversion import Inversion


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
