"""How a segment keeps its terms: a codec of Whoosh's whose postings are numpy arrays.

Whoosh's own codec packs postings into blocks that Python must unpack one document at a time. Here
the documents of a term are a stretch of an array in the mapped file: nothing is decoded, nothing
needs a cache, and the terms that begin alike lie side by side. Everything else, from the segments
to the columns, is as Whoosh has it, and so Whoosh's own queries run on such an index too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec
from whoosh.formats import Positions
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from heritage.search.whoosh.arrays import Array, ArrayWriter, mapped, read_arrays
from heritage.search.whoosh.inversion import Inversion
from heritage.search.whoosh.sounds import LOOKUPS, SOUNDS, as_heard, by_lookup
from heritage.search.whoosh.vocabulary import Vocabulary


class ArrayCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec, with arrays for terms and postings."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        """Give what writes the terms of a segment."""
        return ArrayFieldWriter(segment.create_file(storage, self.TERMS_EXT))

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTermsReader:
        """Give what reads the terms of a segment."""
        name = segment.make_filename(self.TERMS_EXT)
        file = storage.open_file(name)
        return ArrayTermsReader(mapped(file, 0, storage.file_length(name)))


class RawPositions(Positions):  # type: ignore[misc]
    """Positions as they lie in the array."""

    def encode(self, poslist: Any) -> bytes:
        """Write positions."""
        return np.array(poslist, "<u4").tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Read positions."""
        positions: list[int] = np.frombuffer(valuestring, "<u4").tolist()
        return positions

    def decode_frequency(self, valuestring: bytes) -> int:
        """Count positions."""
        return len(valuestring) // 4


class ArrayFieldWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes what an `Inversion` gathered."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: object, items: Inversion) -> None:
        """Write all fields."""
        writer = ArrayWriter(self._file)
        for name in items.names():
            kept = items.inverted(name, positions=schema[name].format.supports("positions"))
            _write(writer, name, kept)
            if name == SOUNDS:
                _write(writer, SOUNDS, as_heard(Vocabulary(kept)))
                _write(writer, LOOKUPS, by_lookup(Vocabulary(kept)))
        writer.finish()

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        self.is_closed = True


def _write(writer: ArrayWriter, field: str, arrays: dict[str, Array]) -> None:
    for what, array in arrays.items():
        writer.write(f"{field}/{what}", array)


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc]
    """Reads the terms of a segment, as Whoosh asks for them."""

    def __init__(self, data: memoryview) -> None:
        fields: dict[str, dict[str, Any]] = {}
        for name, array in (read_arrays(data) if len(data) else {}).items():
            field, _, what = name.partition("/")
            fields.setdefault(field, {})[what] = array
        self._arrays = fields
        self._vocabularies: dict[str, Vocabulary] = {}

    def vocabulary(self, field: str) -> Vocabulary | None:
        """Give the terms of a field, if there is any."""
        return self._vocabulary(field) if field in self._arrays else None

    def _vocabulary(self, field: str) -> Vocabulary:
        if field not in self._vocabularies:
            self._vocabularies[field] = Vocabulary(self._arrays[field])
        return self._vocabularies[field]

    def indexed_field_names(self) -> list[str]:
        """List the fields of documents that have terms."""
        return sorted(name for name in self._arrays if name != LOOKUPS)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        """Tell whether a field has a term."""
        vocabulary = self.vocabulary(term[0])
        return vocabulary is not None and vocabulary.find(term[1]) >= 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """List every term of every field, in order."""
        return self._from(self.indexed_field_names(), b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """List the terms from one on, in order."""
        return self._from([n for n in self.indexed_field_names() if n >= fieldname], prefix)

    def _from(self, names: list[str], prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for name in names:
            vocabulary = self._vocabulary(name)
            first, _ = vocabulary.beginning(prefix)
            yield from ((name, term) for term in vocabulary.between(first, len(vocabulary)))
            prefix = b""

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """List every term with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """List the terms from one on with what is known of each."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """Walk through the terms of a field."""
        return ArrayCursor(self.vocabulary(fieldname) or (), fieldobj)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Count a term.

        Raises:
            TermNotFound: no document of the segment has it.
        """
        vocabulary, number = self._found(fieldname, text)
        first, last = vocabulary.extent(number)
        counts, documents = vocabulary.counts[first:last], vocabulary.documents
        return TermInfo(
            weight=float(counts.sum()), df=last - first, minlength=1, maxlength=2**31,
            maxweight=float(counts.max()), minid=int(documents[first]),
            maxid=int(documents[last - 1]),
        )  # fmt: skip

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Say how often a term stands in all documents together."""
        known = (fieldname, text) in self
        return float(self.term_info(fieldname, text).weight()) if known else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Count the documents that have a term."""
        known = (fieldname, text) in self
        return int(self.term_info(fieldname, text).doc_frequency()) if known else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """Give the documents of a term one by one."""
        vocabulary, number = self._found(fieldname, text)
        first, last = vocabulary.extent(number)
        counts = vocabulary.counts[first:last].astype(np.int64)
        values = None
        if vocabulary.positions is not None:
            pieces = np.split(vocabulary.positions_of(number), np.cumsum(counts)[:-1])
            values = [format_.encode(piece) for piece in pieces]
        return ListMatcher(
            vocabulary.documents[first:last].tolist(), counts.astype(float).tolist(), values,
            format_, scorer=scorer, term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )  # fmt: skip

    def _found(self, fieldname: str, text: bytes) -> tuple[Vocabulary, int]:
        vocabulary = self.vocabulary(fieldname)
        number = -1 if vocabulary is None else vocabulary.find(text)
        if vocabulary is None or number < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return vocabulary, number


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks through the terms of one field, for Whoosh's automata."""

    def __init__(self, vocabulary: Vocabulary | tuple[()], field: Any) -> None:
        self._vocabulary = vocabulary
        self._field = field
        self._at = 0

    def first(self) -> Any:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, term: Any) -> Any:
        """Go to a term, or to the first beyond it."""
        wanted = term if isinstance(term, bytes) else self._field.to_bytes(term)
        if isinstance(self._vocabulary, Vocabulary):
            self._at, _ = self._vocabulary.beginning(wanted)
        return self.text()

    def next(self) -> Any:
        """Go on to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> Any:
        """Give the term we are at; None at the end."""
        return self._field.from_bytes(self._vocabulary[self._at]) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Tell whether we are at a term."""
        return self._at < len(self._vocabulary)
