"""Named numpy arrays in one file, read where they lie."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_LENGTH = struct.Struct("<I")
_WIDTHS = (np.uint8, np.uint16, np.uint32, np.uint64)


class ArrayWriter:
    """Writes arrays one after the other, and at the end where each of them is."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._at = 0
        self._directory: dict[str, tuple[str, int, int]] = {}

    def write(self, name: str, array: Array) -> None:
        """Write one array under a name."""
        data = array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()
        self._directory[name] = (array.dtype.str.replace(">", "<"), self._at, len(array))
        self._file.write(data)
        self._at += len(data)

    def finish(self) -> None:
        """Write the directory; the file is whole then."""
        told = json.dumps(self._directory).encode()
        self._file.write(told + _LENGTH.pack(len(told)))


def write_arrays(file: Any, arrays: Mapping[str, Array]) -> None:
    """Write arrays as the whole of a file."""
    writer = ArrayWriter(file)
    for name, array in arrays.items():
        writer.write(name, array)
    writer.finish()


def read_arrays(data: memoryview) -> dict[str, Array]:
    """Find the arrays of a file; nothing is copied, and no array may be changed."""
    (size,) = _LENGTH.unpack(data[-_LENGTH.size :])
    directory = json.loads(bytes(data[-_LENGTH.size - size : -_LENGTH.size]))
    return {
        name: np.frombuffer(data, np.dtype(kind), count, offset)
        for name, (kind, offset, count) in directory.items()
    }


def mapped(file: Any, offset: int, length: int) -> memoryview:
    """Give a stretch of one of Whoosh's files, from its memory map where there is one."""
    buffer = getattr(file, "_buf", None)
    if buffer is None:
        return memoryview(file.get(offset, length))
    return memoryview(buffer)[offset : offset + length]


def narrow(array: Array) -> Array:
    """Keep whole numbers from zero on in as few bytes as hold them."""
    most = int(array.max()) if len(array) else 0
    return array.astype(next(width for width in _WIDTHS if most <= np.iinfo(width).max))


def lengths_of(ends: Array) -> Array:
    """Say how long each of the things is whose ends these are."""
    whole = ends.astype(np.int64)
    lengths: Array = whole[1:] - whole[:-1]
    return lengths


def ends_of(lengths: Array) -> Array:
    """Say where each of the things that lie side by side ends; the first begins at zero."""
    ends = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=ends[1:])
    return ends
