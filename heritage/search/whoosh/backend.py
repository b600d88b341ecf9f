"""The embedded engine: Whoosh's index in a folder, one writer, a new searcher for each commit.

Only what both whoosh3 and Whoosh 2.7.4 have is used, so that going back is a change of one line in
the list of parts.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from whoosh.index import FileIndex
from whoosh.writing import IndexWriter

from heritage.search.answering import alike, answer
from heritage.search.backend import Condition, Progress, SearchUnavailable
from heritage.search.documents import Change, Document, Removal
from heritage.search.query import BadQuery
from heritage.search.request import Difference, Hit, Request, Results, Suggestion
from heritage.search.whoosh import mapped_files
from heritage.search.whoosh.engine import WhooshEngine
from heritage.search.whoosh.schema import LAYOUT, META, laid_out, meta, schema
from heritage.search.whoosh.snapshot import Budget, Snapshot
from heritage.search.whoosh.storage import DurableStorage, Shelf, damaged, write_manifest
from heritage.search.whoosh.suggest import suggest

mapped_files.install()

_TRIES = 5
_TELL_EVERY = 25
_WRITER_MEMORY_MB = 64


class WhooshBackend:
    """One index in one folder; safe to share between threads."""

    def __init__(self, folder: Path, *, seconds: float = 0.5, patience: float = 10.0) -> None:
        self._shelf = Shelf(folder)
        self._seconds = seconds
        self._patience = patience
        self._snapshot: Snapshot | None = None
        self._opening = RLock()

    # ------------------------------------------------ questions

    def open(self) -> None:
        """Make ready to answer.

        Raises:
            SearchUnavailable: the index is missing, damaged, or of another layout.
        """
        with self._reading():
            pass

    def close(self) -> None:
        """Let go of the files; the next question opens them again."""
        with self._opening:
            snapshot, self._snapshot = self._snapshot, None
        if snapshot is not None:
            snapshot.close()

    def search(self, request: Request) -> Results:
        """Find, count and mark.

        Raises:
            BadQuery: the search would take too long.
            SearchUnavailable: the index cannot be read.
        """
        return answer(self._engine, request)

    def like(self, id: str, limit: int = 6) -> tuple[Hit, ...]:
        """Find the documents that share most with one, itself left out; none if it is unknown."""
        return alike(self._engine, id, limit)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Offer records whose names go on as typed, in any recorded spelling."""
        with self._reading() as snapshot:
            return suggest(snapshot, prefix, limit, Budget(self._seconds))

    def watermark(self) -> int | None:
        """Say up to which outbox row the index has followed; None when it must be rebuilt."""
        try:
            with self._reading() as snapshot:
                return int(snapshot.meta(META)["watermark"])
        except SearchUnavailable:
            return None

    def count(self) -> int:
        """Count the documents that can be found."""
        with self._reading() as snapshot:
            return int(snapshot.columns.alive.sum())

    def verify(self, expected: Mapping[str, int]) -> Difference:
        """Compare with the ids and versions of the store, and each part with its checksum."""
        try:
            faults = damaged(self._shelf.current(), thorough=True)
            with self._reading() as snapshot:
                columns = snapshot.columns
                lines = [
                    row for row, alive in zip(columns.rows, columns.alive, strict=True) if alive
                ]
        except SearchUnavailable as fault:
            return Difference(missing=tuple(sorted(expected)), faults=(str(fault),))
        times = Counter(row.id for row in lines)
        faults += [f"{each} is in the index {n} times." for each, n in times.items() if n > 1]
        held = {row.id: row.version for row in lines}
        return Difference(
            missing=tuple(sorted(expected.keys() - held.keys())),
            stale=tuple(sorted(i for i in expected.keys() & held.keys() if expected[i] != held[i])),
            extra=tuple(sorted(held.keys() - expected.keys())),
            faults=tuple(faults),
        )

    def condition(self) -> Condition:
        """Say whether the index can be read."""
        try:
            return Condition("good", f"{self.count()} documents, in the folder")
        except SearchUnavailable as fault:
            return Condition("bad", str(fault))

    # ------------------------------------------------ changes

    def apply(self, changes: Iterable[Change], watermark: int) -> None:
        """Take in changes and the outbox row they reach, in one commit; the last of an id wins.

        Raises:
            SearchBusy: another process is writing.
            SearchUnavailable: there is no index to change; it must be rebuilt.
        """
        # Whoosh does not see what the same writer added: an id must come to it once.
        last = {change.id: change for change in changes}
        with self._shelf.writing(self._patience):
            if not last and self.watermark() == watermark:
                return
            self.open()
            folder = self._shelf.current()
            index = FileIndex(DurableStorage(str(folder)))
            with _written(index, Path(folder)) as writer:
                gone = _remove(writer, last)
                for change in last.values():
                    if not isinstance(change, Removal):
                        writer.add_document(**laid_out(change))
                writer.add_document(**meta(watermark))
            if gone:
                _forget_the_dead(index, folder)

    def rebuild(
        self, documents: Iterable[Document], watermark: int, progress: Progress | None = None
    ) -> int:
        """Make the index anew beside the old one, change over at once, and count what is in it.

        Raises:
            SearchBusy: another process is writing.
        """
        with self._shelf.writing(self._patience):
            folder = self._shelf.new()
            try:
                count = _build(folder, documents, watermark, progress or _silent)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._shelf.change_over(folder)
        return count

    # ------------------------------------------------ generations

    @contextmanager
    def _engine(self) -> Iterator[WhooshEngine]:
        with self._reading() as snapshot:
            yield WhooshEngine(snapshot, Budget(self._seconds))

    @contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        """Give the newest generation, and keep it open and to ourselves meanwhile."""
        while True:
            snapshot = self._newest()
            with snapshot.lock:
                if snapshot.closed:
                    continue
                with self._blaming_damage():
                    yield snapshot
                return

    def _newest(self) -> Snapshot:
        with self._opening:
            held = self._snapshot
            if held is not None and held.is_newest_in(self._shelf.current()):
                return held
            newest = self._snapshot = self._opened(held)
        if held is not None:
            held.close()
        return newest

    def _opened(self, held: Snapshot | None) -> Snapshot:
        """Open what is current; when it changes under our hands, try again."""
        for patience in range(_TRIES):
            folder = self._shelf.current()
            try:
                if held is None and (faults := damaged(folder, thorough=False)):
                    raise SearchUnavailable(_unreadable(folder, " ".join(faults)))
                return _open(folder, held)
            except SearchUnavailable:
                raise
            except Exception as fault:
                # Whoosh meets broken files with whatever error the bytes lead it into.
                if patience == _TRIES - 1:
                    raise SearchUnavailable(_unreadable(folder, repr(fault))) from fault
            time.sleep(0.01)
        raise AssertionError

    @contextmanager
    def _blaming_damage(self) -> Iterator[None]:
        """Tell a damaged index from a fault of ours."""
        try:
            yield
        except (BadQuery, SearchUnavailable):
            raise
        except Exception as fault:
            folder = self._shelf.current()
            if faults := damaged(folder, thorough=True):
                raise SearchUnavailable(_unreadable(folder, " ".join(faults))) from fault
            raise


def _open(folder: Path, held: Snapshot | None) -> Snapshot:
    snapshot = Snapshot(FileIndex(DurableStorage(str(folder))), folder.name, held)
    if snapshot.meta(META).get("layout") != LAYOUT:
        snapshot.close()
        raise SearchUnavailable(
            "The search index was made by another version. Run: heritage index rebuild"
        )
    return snapshot


def _unreadable(folder: Path, why: str) -> str:
    return f"The search index in {folder} cannot be read: {why} Run: heritage index rebuild"


@contextmanager
def _written(index: FileIndex, folder: Path) -> Iterator[IndexWriter]:
    """Commit what is written, or nothing of it."""
    writer = index.writer(limitmb=_WRITER_MEMORY_MB)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    write_manifest(folder)


def _forget_the_dead(index: FileIndex, folder: Path) -> None:
    """Write all that lives anew: a deleted document is only marked, and its words stay in files."""
    index.writer(limitmb=_WRITER_MEMORY_MB).commit(optimize=True)
    write_manifest(folder)


def _remove(writer: IndexWriter, changes: Mapping[str, Change]) -> bool:
    """Take out what is there of these documents, and the old watermark; say if one is gone."""
    gone = False
    with writer.searcher() as searcher:
        writer.delete_by_term("meta", META, searcher=searcher)
        for each, change in changes.items():
            was_there = writer.delete_by_term("id", each, searcher=searcher) > 0
            gone = gone or (was_there and isinstance(change, Removal))
    return gone


def _build(
    folder: Path, documents: Iterable[Document], watermark: int, progress: Callable[[int], None]
) -> int:
    index = FileIndex.create(DurableStorage(str(folder)), schema())
    seen: set[str] = set()
    with _written(index, folder) as writer:
        for document in documents:
            if document.id in seen:
                raise ValueError(f"{document.id} was given twice for the same index.")
            seen.add(document.id)
            writer.add_document(**laid_out(document))
            if len(seen) % _TELL_EVERY == 0:
                progress(len(seen))
        writer.add_document(**meta(watermark))
    progress(len(seen))
    return len(seen)


def _silent(count: int) -> None:
    """Tell nobody."""
