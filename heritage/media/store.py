"""Where files are kept: by their SHA-256, written once, never changed."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

_HASH = re.compile(r"[0-9a-f]{64}")
_PIECE = 1 << 20
_READ_ONLY = 0o400
_UNFINISHED = "unfinished"


@dataclass(frozen=True)
class Kept:
    """A file as the store knows it."""

    sha256: str
    size: int


class BadHash(ValueError):
    """Something other than a SHA-256 was given as the name of a file."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name[:80]}” is not the SHA-256 of a file: 64 digits from 0 to f.")


class Files(Protocol):
    """What every store of files can do, whatever stands behind it."""

    def keep(self, content: bytes | BinaryIO) -> Kept:
        """Take in a file; the same bytes twice are one file."""

    def open(self, sha256: str) -> BinaryIO:
        """Give a file back to read; FileNotFoundError where it is not."""

    def has(self, sha256: str) -> bool:
        """Tell whether a file is here."""

    def remove(self, sha256: str) -> None:
        """Take a file away; one that is not here is no fault."""

    def verify(self, sha256: str) -> bool:
        """Read a file again and tell whether it still is what its name says."""

    def walk(self) -> Iterator[str]:
        """Name every file, in order."""


class FileStore:
    """Files in a folder: `ab/cd/<sha256>`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, content: bytes | BinaryIO) -> Kept:
        """Take in a file; after this returns, it survives a power cut."""
        stream = BytesIO(content) if isinstance(content, bytes) else content
        unfinished = self.root / _UNFINISHED
        unfinished.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=unfinished)
        written = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                kept = _copy(stream, file)
                os.fchmod(file.fileno(), _READ_ONLY)
                os.fsync(file.fileno())
            self._place(written, kept)
        finally:
            written.unlink(missing_ok=True)
        return kept

    def path(self, sha256: str) -> Path:
        """Say where a file lies, or would lie."""
        if not _HASH.fullmatch(sha256):
            raise BadHash(sha256)
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """Give a file back to read."""
        return self.path(sha256).open("rb")

    def has(self, sha256: str) -> bool:
        """Tell whether a file is here."""
        return self.path(sha256).is_file()

    def remove(self, sha256: str) -> None:
        """Take a file away; one that is not here is no fault."""
        self.path(sha256).unlink(missing_ok=True)

    def verify(self, sha256: str) -> bool:
        """Read a file again and tell whether it still is what its name says."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    def walk(self) -> Iterator[str]:
        """Name every file, in order; what was never finished is not one."""
        for path in sorted(self.root.glob("??/??/*")):
            if _HASH.fullmatch(path.name):
                yield path.name

    def _place(self, written: Path, kept: Kept) -> None:
        """Move a finished file to its place, unless the place holds the same bytes already.

        A damaged copy is replaced: what came in now is proven good by its own hash.
        """
        place = self.path(kept.sha256)
        if self.verify(kept.sha256):
            return
        _make_folders(place.parent, self.root)
        written.replace(place)
        _sync_folder(place.parent)


def _copy(stream: BinaryIO, file: BinaryIO) -> Kept:
    """Write a stream out in pieces, so that memory does not grow with the file."""
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        file.write(piece)
    file.flush()
    return Kept(digest.hexdigest(), size)


def _make_folders(folder: Path, root: Path) -> None:
    """Make a folder below the root, each new entry written to the disk."""
    if folder.is_dir():
        return
    if folder != root:
        _make_folders(folder.parent, root)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk; a renamed file may else be lost."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
