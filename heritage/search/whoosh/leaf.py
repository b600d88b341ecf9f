"""One segment, opened once for as long as it lasts: its documents never change."""

from __future__ import annotations

import mmap
import os
import weakref
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from heritage.search.whoosh.arrays import Array, lengths_of, mapped
from heritage.search.whoosh.columns import labels
from heritage.search.whoosh.schema import FACET_JOINT, schema, title_and_id, unpacked
from heritage.search.whoosh.sounds import LOOKUPS, SOUNDS, Sounds
from heritage.search.whoosh.vocabulary import Vocabulary


class Leaf:
    """Reads a segment. Nothing here changes, so that any number of threads may share it."""

    def __init__(self, storage: Any, segment: Any) -> None:
        files = segment.open_compound_file(storage) if segment.is_compound() else storage
        self._map: mmap.mmap | None = getattr(files, "_source", None)
        self._file = _opened(self, storage, segment) if self._map is not None else None
        self._begun: dict[str, int] = {}
        codec = segment.codec()
        self.size: int = segment.doc_count_all()
        self.field_lengths: dict[str, int] = segment._fieldlengths
        self._terms = codec.terms_reader(files, segment)
        self._keeper = codec.per_document_reader(files, segment)
        self._columns: dict[str, dict[str, Array]] = {}
        self._facets: dict[str, LeafFacet] = {}

    def let_go(self) -> None:
        """Give up the pages of the file that were read; the system brings them back when asked."""
        if self._map is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def is_whole(self) -> bool:
        """Tell whether the file is still there and as long as its map.

        To read a map beyond the end of a file that was cut would end the whole process.
        """
        if self._file is None or self._map is None:
            return True
        told = os.fstat(self._file)
        return told.st_nlink > 0 and told.st_size == len(self._map)

    # ------------------------------------------------ terms

    def vocabulary(self, field: str) -> Vocabulary | None:
        """Give the terms of a field, if there is any."""
        vocabulary: Vocabulary | None = self._terms.vocabulary(field)
        return vocabulary

    @cached_property
    def sounds(self) -> Sounds | None:
        """Give the words of names by their sound, if there is any name."""
        forms, keyed = self.vocabulary(SOUNDS), self.vocabulary(LOOKUPS)
        return None if forms is None or keyed is None else Sounds(forms, keyed)

    def with_term(self, field: str, term: str) -> Array:
        """Give the documents that have a term."""
        vocabulary = self.vocabulary(field)
        if vocabulary is None:
            return _NONE
        first, last = vocabulary.extent(vocabulary.find(term.encode()))
        return vocabulary.documents[first:last].astype(np.int64)

    def length_bytes(self, field: str) -> Array:
        """Give the length of a field in each document, in Whoosh's one byte."""
        lengths = np.zeros(self.size, np.uint8)
        name = f"_{field}_len"
        if self._keeper.has_column(name):
            told = np.frombuffer(mapped(*self._keeper._get_column_file(name)), np.uint8)
            lengths[: len(told)] = told[: self.size]
        return lengths

    # ------------------------------------------------ columns

    def column(self, name: str) -> dict[str, Array]:
        """Give the arrays of a column; those of an empty one when no document has a value."""
        if name not in self._columns:
            kept: Any = schema()[name].column_type
            if self._keeper.has_column(name):
                arrays = self._keeper.column_reader(name, kept).arrays
            else:
                arrays = kept.arrays([kept.default_value()] * self.size)
            self._columns[name] = arrays
        return self._columns[name]

    def numbers(self, name: str) -> Array:
        """Give a column of one number a document."""
        return self.column(name)["values"]

    def bytes_of(self, name: str, number: int) -> bytes:
        """Give what a column of bytes has for a document.

        It is read from the file where there is one: single documents lie far apart, and for each
        the map would bring in the pages around it, which then count as our memory.
        """
        arrays = self.column(name)
        first, last = arrays["ends"][number : number + 2].tolist()
        if self._file is None:
            return bytes(arrays["bytes"].data[first:last])
        return os.pread(self._file, last - first, self._begins(name) + first)

    def _begins(self, name: str) -> int:
        """Say where in the file the bytes of a column begin."""
        if name not in self._begun:
            whole = np.frombuffer(memoryview(self._map or b""), np.uint8)
            self._begun[name] = self.column(name)["bytes"].ctypes.data - whole.ctypes.data
        return self._begun[name]

    def key(self, number: int) -> bytes:
        """Give what a document is put in order by: its title, then its id."""
        return self.bytes_of("key", number)

    def id(self, number: int) -> str:
        """Give a document's id."""
        return title_and_id(self.key(number))[1]

    def written(self, number: int) -> bytes:
        """Give a document as it was written down."""
        return unpacked(self.bytes_of("document", number))

    @cached_property
    def ranks(self) -> Array:
        """Rank the documents by title and id."""
        return np.array(self.column("key")["ranks"])

    @cached_property
    def days(self) -> tuple[Array, Array, Array]:
        """List stretches of days: the document, the first day, the last."""
        arrays = self.column("days")
        return _owners(arrays["ends"]), np.array(arrays["starts"]), np.array(arrays["stops"])

    # ------------------------------------------------ facets

    @cached_property
    def _labelled(self) -> tuple[Array, Array]:
        """Give the document and number of each label."""
        arrays = self.column("facets")
        return _owners(arrays["ends"]), np.array(arrays["codes"]).astype(np.int32)

    @cached_property
    def _labels(self) -> dict[str, dict[int, str]]:
        """Give the values of each facet by their numbers."""
        found: dict[str, dict[int, str]] = {}
        for number, each in enumerate(labels(self.column("facets"))):
            key, _, value = each.partition(FACET_JOINT)
            found.setdefault(key, {})[number] = value
        return found

    @property
    def facet_keys(self) -> frozenset[str]:
        """Name the facets any document has."""
        return frozenset(self._labels)

    def facet(self, key: str) -> LeafFacet:
        """Give one facet of all documents."""
        if key not in self._facets:
            values = self._labels.get(key, {})
            self._facets[key] = LeafFacet(values, self.size, *self._labelled)
        return self._facets[key]


def _opened(leaf: Leaf, storage: Any, segment: Any) -> int:
    """Open the file of a segment once more, for as long as the leaf lasts."""
    name = segment.make_filename(segment.COMPOUND_EXT)
    descriptor = os.open(Path(storage.folder) / name, os.O_RDONLY | os.O_CLOEXEC)
    weakref.finalize(leaf, os.close, descriptor)
    return descriptor


class LeafFacet:
    """Which document of a segment has which value of one facet."""

    def __init__(self, values: Mapping[int, str], size: int, owners: Array, codes: Array) -> None:
        self.values = list(values.values())
        numbers = np.full(int(codes.max(initial=-1)) + 1, -1, np.int32)
        numbers[list(values)] = np.arange(len(values))
        ours = numbers[codes]
        documents, found = owners[ours >= 0], ours[ours >= 0]
        leading = np.concatenate([[True], documents[1:] != documents[:-1]])[: len(documents)]
        self.first = np.full(size, len(self.values), np.int32)
        """The first value of each document; one beyond the last stands for none."""
        self.first[documents[leading]] = found[leading]
        self.more = documents[~leading], found[~leading]
        """The other values: documents and values side by side."""


def _owners(ends: Array) -> Array:
    """Say to which document each of the things that lie side by side belongs."""
    return np.repeat(np.arange(len(ends) - 1), lengths_of(ends))


_NONE = np.zeros(0, np.int64)
