"""Which generation of an index answers: the newest, opened once, and only while it is whole."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from heritage.search.backend import SearchUnavailable
from heritage.search.query import BadQuery
from heritage.search.whoosh.snapshot import Snapshot
from heritage.search.whoosh.storage import Shelf, damaged, parts, settled

_TRIES = 5
_SMALL_BYTES = 64_000_000
"""An index of so many bytes is looked over whole whenever it is opened."""
_LOOK_EVERY, _LOOK_PART = 60.0, 200.0
"""So many seconds at least between two looks, and so many times as long as a look takes."""


class Damaged(SearchUnavailable):
    """Not every byte of the index is as it was written."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"The search index in {folder} cannot be read: {why} Run: heritage index rebuild"
        )


class Generations:
    """Opens what is current on a shelf; safe to share between threads."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._held: Snapshot | None = None
        self._seen: tuple[int, ...] = ()
        self._opening = RLock()
        self._look_again = 0.0

    def close(self) -> None:
        """Let go of the files; who reads next opens them again."""
        with self._opening:
            self._held = None

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """Give the newest generation; a damaged index is told from a fault of ours.

        Raises:
            SearchUnavailable: the index is missing, damaged, or of another layout.
        """
        snapshot = self._newest()
        try:
            yield snapshot
        except (BadQuery, SearchUnavailable):
            raise
        except Exception as fault:
            folder = self._shelf.current()
            if faults := damaged(folder, thorough=True):
                self._condemn(folder)
                raise Damaged(folder, " ".join(faults)) from fault
            raise

    @contextmanager
    def condemning(self) -> Iterator[None]:
        """While we are the only writer: an index that is found damaged answers no longer."""
        try:
            yield
        except Damaged:
            self._shelf.condemn()
            raise

    def look_over(self, patience: float) -> None:
        """Compare every byte with its checksum now and then, and clear away what others left.

        It is looked so often that it takes a small part of the time.

        Raises:
            SearchBusy: another process is writing.
            SearchUnavailable: there is no index, or it was found damaged.
        """
        begun = time.monotonic()
        if begun < self._look_again:
            return
        with self._shelf.writing(patience), self.condemning():
            folder = self._shelf.current()
            if faults := damaged(folder, thorough=True):
                raise Damaged(folder, " ".join(faults))
            self._shelf.clear(folder)
        ended = time.monotonic()
        self._look_again = ended + max(_LOOK_EVERY, _LOOK_PART * (ended - begun))

    def _newest(self) -> Snapshot:
        """Give the newest generation; while no folder was changed since we looked, it is held."""
        with self._opening:
            held = self._held
            changed = self._shelf.changed(held.folder) if held is not None else ()
            if held is not None and held.is_whole() and changed and changed == self._seen:
                return held
            if held is None or not held.is_newest_in(self._shelf.current()):
                changed, held = (), self._opened(held)
            elif not held.is_whole() and held.is_newest_in(self._shelf.current()):
                self._held = None
                self._condemn(held.folder)
                raise Damaged(held.folder, "A part of it is cut or gone.")
            self._held, self._seen = held, changed if settled(changed) else ()
            return held

    def _condemn(self, folder: Path) -> None:
        """Let a damaged index answer no longer, so that whoever follows makes it anew.

        While another process writes, it is left for the next who meets it; and where only reading
        is allowed, for the one who may write.
        """
        with suppress(SearchUnavailable, OSError), self._shelf.writing(0):
            if self._shelf.current() == folder:
                self._shelf.condemn()

    def _opened(self, held: Snapshot | None) -> Snapshot:
        """Open what is current; when it changes under our hands, try again."""
        for patience in range(_TRIES):
            folder = self._shelf.current()
            try:
                if held is None and (faults := damaged(folder, thorough=_is_small(folder))):
                    if folder != self._shelf.current():
                        continue  # it was taken away while we looked
                    raise Damaged(folder, " ".join(faults))
                return _open(folder, held)
            except SearchUnavailable:
                raise
            except Exception as fault:
                # Whoosh meets broken files with whatever error the bytes lead it into.
                if patience == _TRIES - 1:
                    raise Damaged(folder, repr(fault)) from fault
            time.sleep(0.01)
        raise AssertionError


def _open(folder: Path, held: Snapshot | None) -> Snapshot:
    snapshot = Snapshot(folder, held)
    if not snapshot.told:
        raise SearchUnavailable(
            "The search index was made by another version. Run: heritage index rebuild"
        )
    return snapshot


def _is_small(folder: Path) -> bool:
    return sum(each.stat().st_size for each in parts(folder)) <= _SMALL_BYTES
