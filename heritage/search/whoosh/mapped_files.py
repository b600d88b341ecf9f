"""Let Whoosh read its index where it lies.

Whoosh maps a segment into memory and then copies the whole of it into a private buffer, 450 MB at
100,000 records, each time a searcher is opened. `MappedFile` reads from the map itself, so that a
new searcher after each commit costs about a millisecond.
"""

from __future__ import annotations

from typing import Any

from whoosh.filedb import structfile

_LONGEST_LINE = 65_536


class MappedFile:
    """A file made of a slice of a memory map, copying only what is asked for."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._at = 0

    def read(self, size: int | None = -1) -> bytes:
        """Read on from here."""
        end = len(self._data) if size is None or size < 0 else self._at + size
        piece = bytes(self._data[self._at : end])
        self._at += len(piece)
        return piece

    def readline(self, size: int | None = -1) -> bytes:
        """Read up to and with the next line's end."""
        most = _LONGEST_LINE if size is None or size < 0 else size
        piece = bytes(self._data[self._at : self._at + most])
        line = piece[: piece.find(b"\n") + 1] or piece
        self._at += len(line)
        return line

    def readinto(self, target: bytearray | memoryview) -> int:
        """Fill a buffer from here."""
        piece = self.read(len(target))
        target[: len(piece)] = piece
        return len(piece)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go elsewhere."""
        base = (0, self._at, len(self._data))[whence]
        self._at = max(base + offset, 0)
        return self._at

    def tell(self) -> int:
        """Say where we are."""
        return self._at

    def flush(self) -> None:
        """Do nothing; nothing is ever written."""

    def close(self) -> None:
        """Forget the map, so that it can be let go."""
        self._data = memoryview(b"")


_whole_copy = structfile.BufferFile.__init__


def _without_copy(self: Any, buf: Any, name: Any = None, onclose: Any = None) -> None:
    if not isinstance(buf, memoryview):
        _whole_copy(self, buf, name=name, onclose=onclose)
        return
    self._buf = buf
    self._name = name
    self.file = MappedFile(buf)
    self.onclose = onclose
    self.is_real = False
    self.is_closed = False


def install() -> None:
    """Put `MappedFile` in the place of the copy, once for the process."""
    buffer_file: Any = structfile.BufferFile
    buffer_file.__init__ = _without_copy
