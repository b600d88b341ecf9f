"""What the index keeps of each document beside its terms: Whoosh's columns, as numpy arrays.

A column gathers its values while a segment is written and is read where it lies in the mapped file.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
from whoosh.columns import Column, ColumnReader, ColumnWriter

from heritage.search.whoosh.arrays import (
    Array,
    ends_of,
    mapped,
    narrow,
    read_arrays,
    write_arrays,
)

OPEN = 2**62
"""Stands for "no day known", beyond every day there is."""


class ArrayColumn(Column):  # type: ignore[misc]
    """A column that is written as arrays."""

    _default: Any = None

    def writer(self, dbfile: Any) -> ArrayColumnWriter:
        """Give what gathers the values."""
        return ArrayColumnWriter(dbfile, self)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> ArrayColumnReader:
        """Give what reads the values."""
        arrays = read_arrays(mapped(dbfile, basepos, length))
        return ArrayColumnReader(self, arrays, doccount)

    @abstractmethod
    def arrays(self, values: Sequence[Any]) -> dict[str, Array]:
        """Lay the values of all documents out."""

    @abstractmethod
    def value(self, arrays: Mapping[str, Array], number: int) -> Any:
        """Give back what was gathered for a document."""


class ArrayColumnWriter(ColumnWriter):  # type: ignore[misc]
    """Gathers values until the segment is whole."""

    def __init__(self, dbfile: Any, column: ArrayColumn) -> None:
        self._dbfile = dbfile
        self._column = column
        self._values: list[Any] = []

    def add(self, docnum: int, value: Any) -> None:
        """Note the value of a document; those passed over get the default."""
        self._fill(docnum)
        self._values.append(value)

    def finish(self, docnum: int) -> None:
        """Write all values."""
        self._fill(docnum)
        write_arrays(self._dbfile, self._column.arrays(self._values))

    def _fill(self, size: int) -> None:
        self._values += [self._column._default] * (size - len(self._values))


class ArrayColumnReader(ColumnReader):  # type: ignore[misc]
    """Gives the arrays of a column, and single values where Whoosh asks for them."""

    def __init__(self, column: ArrayColumn, arrays: Mapping[str, Array], size: int) -> None:
        self.arrays = arrays
        self._column = column
        self._doccount = size

    def __getitem__(self, docnum: int) -> Any:
        """Give the value of a document."""
        return self._column.value(self.arrays, docnum)


class NumberColumn(ArrayColumn):
    """One number a document."""

    def __init__(self, kind: str, default: float) -> None:
        self.kind = kind
        self._default = default

    def arrays(self, values: Sequence[Any]) -> dict[str, Array]:
        """Lay the numbers side by side."""
        return {"values": np.array(values, self.kind)}

    def value(self, arrays: Mapping[str, Array], number: int) -> Any:
        """Give a document's number."""
        return arrays["values"][number].item()


class BytesColumn(ArrayColumn):
    """Some bytes a document."""

    _default = b""

    def arrays(self, values: Sequence[bytes]) -> dict[str, Array]:
        """Lay the bytes side by side."""
        return {"bytes": _joined(values), "ends": _ends(values)}

    def value(self, arrays: Mapping[str, Array], number: int) -> bytes:
        """Give a document's bytes."""
        ends = arrays["ends"]
        return bytes(arrays["bytes"].data[int(ends[number]) : int(ends[number + 1])])


class KeyColumn(BytesColumn):
    """Some bytes a document, by which documents are put in order."""

    def arrays(self, values: Sequence[bytes]) -> dict[str, Array]:
        """Rank the documents besides."""
        ranks = np.empty(len(values), np.uint32)
        ranks[sorted(range(len(values)), key=values.__getitem__)] = np.arange(len(values))
        return {**super().arrays(values), "ranks": ranks}


class DaysColumn(ArrayColumn):
    """Any number of stretches of days a document, each from one day to another."""

    _default = ()

    def arrays(self, values: Sequence[Any]) -> dict[str, Array]:
        """Lay the stretches side by side."""
        pairs = [
            (-OPEN if start is None else start, OPEN if end is None else end)
            for value in values
            for start, end in value
        ]
        table = np.array(pairs, np.int64).reshape(-1, 2)
        return {"ends": _ends(values), "starts": table[:, 0], "stops": table[:, 1]}

    def value(self, arrays: Mapping[str, Array], number: int) -> Any:
        """Give a document's stretches."""
        first, last = int(arrays["ends"][number]), int(arrays["ends"][number + 1])
        return [
            (None if start == -OPEN else start, None if stop == OPEN else stop)
            for start, stop in zip(
                arrays["starts"][first:last].tolist(), arrays["stops"][first:last].tolist(),
                strict=True,
            )
        ]  # fmt: skip


class LabelsColumn(ArrayColumn):
    """Any number of short texts a document, each kept once for the whole segment."""

    _default = ()

    def arrays(self, values: Sequence[Any]) -> dict[str, Array]:
        """Give each text a number, and lay the numbers side by side."""
        numbers = {text: n for n, text in enumerate(dict.fromkeys(chain.from_iterable(values)))}
        texts = [text.encode() for text in numbers]
        codes = [numbers[text] for value in values for text in value]
        return {
            "ends": _ends(values), "codes": narrow(np.array(codes, np.int64)),
            "texts": _joined(texts), "text_ends": _ends(texts),
        }  # fmt: skip

    def value(self, arrays: Mapping[str, Array], number: int) -> Any:
        """Give a document's texts."""
        first, last = int(arrays["ends"][number]), int(arrays["ends"][number + 1])
        return [label(arrays, code) for code in arrays["codes"][first:last].tolist()]


def labels(arrays: Mapping[str, Array]) -> list[str]:
    """Give all texts of a `LabelsColumn`, by their numbers."""
    ends, data = arrays["text_ends"].tolist(), arrays["texts"].data
    return [str(data[first:last], "utf-8") for first, last in pairwise(ends)]


def label(arrays: Mapping[str, Array], code: int) -> str:
    """Give a text of a `LabelsColumn` by its number."""
    ends = arrays["text_ends"]
    return bytes(arrays["texts"].data[int(ends[code]) : int(ends[code + 1])]).decode()


def _joined(values: Sequence[bytes]) -> Array:
    return np.frombuffer(b"".join(values), np.uint8)


def _ends(values: Sequence[Any]) -> Array:
    return narrow(ends_of(np.fromiter(map(len, values), np.int64, len(values))))
