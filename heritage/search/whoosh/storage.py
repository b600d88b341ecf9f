"""Where an index lies on disk: whole generations in folders of their own, one of them current."""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import shutil
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError

from heritage.search.backend import SearchBusy, SearchUnavailable, SearchUnsafe

INDEX = "MAIN"
_CURRENT = "current"
_LOCK = "writer.lock"
_MANIFEST = "manifest.json"
_FOLDER = re.compile(r"built-[0-9a-f]{16}")
_CHUNK = 1 << 20
_PASSING = (".trm", ".col", ".pst")
"""Files that are put together to one segment before they count."""
_DAMAGED = "damaged"
_TICK = 100_000_000
"""Nanoseconds within which a file system may give two changes the same time."""
_MEMORY_LIMIT = Path("/sys/fs/cgroup/memory.max")
_PAGES = Path("/proc/self/statm")


class DurableStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's folder of files, with what lasts and each change of name forced to the disk."""

    def create_file(self, name: str, **options: Any) -> Any:
        """Make a file that is on the disk once it is closed, unless it only leads to another."""
        lasts = not name.endswith(_PASSING)
        return super().create_file(name, onclose=_to_disk if lasts else None, **options)

    def rename_file(self, old: str, new: str, safe: bool = False) -> None:
        """Rename, and have the folder remember it."""
        super().rename_file(old, new, safe=safe)
        sync_folder(Path(self.folder))


def _to_disk(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Force a folder's list of names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def settled(changed: tuple[int, ...]) -> bool:
    """Tell whether a change is so long ago that none after it can bear the same time."""
    return bool(changed) and max(changed) < time.time_ns() - _TICK


def memory() -> int:
    """Say how many bytes of memory this machine has, or this container may use."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(OSError, ValueError):
        return min(whole, int(_MEMORY_LIMIT.read_text(encoding="ascii")))
    return whole


def mapped() -> int:
    """Say how many bytes of mapped files count as this process's memory; all, where untold."""
    with suppress(OSError, ValueError, IndexError):
        pages = int(_PAGES.read_text(encoding="ascii").split()[2])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return sys.maxsize


class Shelf:
    """The folder of one index: `current` names the generation that answers."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Path:
        """Find the folder that answers.

        Raises:
            SearchUnavailable: nothing was built yet, or it was found to be damaged.
            SearchUnsafe: others could plant code in the folder.
        """
        name = self._named()
        while not self._has(name):
            name, before = self._named(), name
            if name == before:
                raise SearchUnavailable(
                    f"The search index in {self.root} is damaged. Run: heritage index rebuild"
                    if name == _DAMAGED
                    else f"There is no search index in {self.root}. Run: heritage index rebuild"
                )
            # It was changed over to another between two looks.
        for each in (self.root, self.root / name):
            _must_be_ours(each)
        return self.root / name

    def _has(self, name: str) -> bool:
        return bool(_FOLDER.fullmatch(name)) and (self.root / name).is_dir()

    def _named(self) -> str:
        try:
            return (self.root / _CURRENT).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def changed(self, folder: Path) -> tuple[int, ...]:
        """Say when the shelf and a folder on it were last changed; nothing when it is gone."""
        try:
            return tuple(each.stat().st_ctime_ns for each in (self.root, folder))
        except OSError:
            return ()

    def new(self) -> Path:
        """Make an empty folder for a generation that is not current yet."""
        self._prepare()
        folder = self.root / f"built-{secrets.token_hex(8)}"
        folder.mkdir(mode=0o700)
        return folder

    def change_over(self, folder: Path) -> None:
        """Let a generation answer from now on, and clear the others away."""
        self._name(folder.name)
        self.clear(folder)

    def condemn(self) -> None:
        """Let what is current answer no longer: it is damaged."""
        self._name(_DAMAGED)

    def _name(self, current: str) -> None:
        note = self.root / f"{_CURRENT}.new"
        with note.open("w", encoding="ascii") as file:
            file.write(current)
            file.flush()
            os.fsync(file.fileno())
        note.replace(self.root / _CURRENT)
        sync_folder(self.root)

    def clear(self, kept: Path) -> None:
        """Remove generations that no longer answer; readers that have them open keep them."""
        for each in self.root.iterdir():
            if _FOLDER.fullmatch(each.name) and each != kept:
                shutil.rmtree(each, ignore_errors=True)

    @contextmanager
    def writing(self, patience: float) -> Iterator[None]:
        """Be the only writer, in this process and all others.

        Raises:
            SearchBusy: another writer did not finish in time.
        """
        self._prepare()
        descriptor = os.open(self.root / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._wait_for(descriptor, time.monotonic() + patience)
            yield
        finally:
            os.close(descriptor)

    def _wait_for(self, descriptor: int, until: float) -> None:
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            if time.monotonic() >= until:
                raise SearchBusy(f"Another process is writing to the search index in {self.root}.")
            time.sleep(0.02)

    def _prepare(self) -> None:
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        _must_be_ours(self.root)


def _must_be_ours(folder: Path) -> None:
    """Refuse a folder of others: Whoosh unpickles what it finds there, and may run their code."""
    with suppress(FileNotFoundError):
        if folder.stat().st_mode & 0o022:
            raise SearchUnsafe(f"{folder} can be written by others. Run: chmod 700 {folder}")


# ---------------------------------------------------------------- the manifest


def write_manifest(folder: Path) -> None:
    """Note size and checksum of each part; a part never changes once written."""
    known = read_manifest(folder)
    listed = {path.name: known.get(path.name) or _signature(path) for path in parts(folder)}
    note = folder / f"{_MANIFEST}.new"
    told = json.dumps(listed)
    note.write_text(f"{_check(told)} {told}", encoding="ascii")
    note.replace(folder / _MANIFEST)


def read_manifest(folder: Path) -> dict[str, list[int]]:
    """Read what was noted; nothing when not every byte of the note is as it was written."""
    try:
        check, _, told = (folder / _MANIFEST).read_text(encoding="ascii").partition(" ")
    except (OSError, ValueError):
        return {}
    if check != _check(told):
        return {}
    listed: dict[str, list[int]] = json.loads(told)
    return listed


def _check(told: str) -> str:
    return f"{zlib.crc32(told.encode()):08x}"


def damaged(folder: Path, *, thorough: bool) -> list[str]:
    """Name the parts whose bytes are not those that were written, and those that are gone."""
    listed = read_manifest(folder)
    faults = [] if listed else [f"{_MANIFEST} is damaged."]
    for path in parts(folder):
        # What is not listed was written by a process that ended before it could note it; and
        # what another process just merged with others may go while we look.
        with suppress(FileNotFoundError):
            if path.name in listed and not _is_as_listed(path, listed, thorough=thorough):
                faults.append(f"{path.name} is damaged.")
    return faults or [f"{name} is missing." for name in _missing(folder)]


def damaged_among(folder: Path, names: Iterable[str]) -> list[str]:
    """Do the same for some parts, every byte of them."""
    listed = read_manifest(folder)
    return [
        f"{name} is damaged."
        for name in names
        if name in listed and not _is_as_listed(folder / name, listed, thorough=True)
    ]


def _is_as_listed(path: Path, listed: Mapping[str, list[int]], *, thorough: bool) -> bool:
    told = listed[path.name]
    return _signature(path) == told if thorough else path.stat().st_size == told[0]


def _missing(folder: Path) -> list[str]:
    """Name the segments that the table counts and that are not there; or the table itself."""
    missing: list[str] = []
    for _ in range(2):
        # What another process merged with others goes once a newer table counts the new one.
        try:
            contents = TOC.read(FileStorage(str(folder)), INDEX)
        except (OSError, EmptyIndexError):
            return ["The table of segments"]
        names = (each.make_filename(each.COMPOUND_EXT) for each in contents.segments)
        missing = [name for name in names if not (folder / name).exists()]
        if not missing:
            break
    return missing


def sweep(folder: Path) -> None:
    """Remove what a writer left that was killed before it could name its table."""
    for each in folder.glob("*.toc.*"):
        each.unlink(missing_ok=True)


def parts(folder: Path) -> list[Path]:
    """List the files that make the index: the segments, and the table that says which count."""
    return sorted(each for each in folder.iterdir() if each.suffix in (".seg", ".toc"))


def _signature(path: Path) -> list[int]:
    size, check = 0, 0
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            size += len(piece)
            check = zlib.crc32(piece, check)
    return [size, check]
