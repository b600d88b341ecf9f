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
from typing import Any

from whoosh.index import FileIndex

from heritage.search.answering import alike, answer
from heritage.search.backend import Condition, Progress, SearchUnavailable
from heritage.search.documents import Change, Document, Removal
from heritage.search.query import BadQuery
from heritage.search.request import Difference, Hit, Request, Results, Suggestion
from heritage.search.whoosh import mapped_files
from heritage.search.whoosh.engine import WhooshEngine
from heritage.search.whoosh.schema import laid_out, meta, schema
from heritage.search.whoosh.snapshot import Budget, Snapshot
from heritage.search.whoosh.storage import (
    DurableStorage,
    Shelf,
    damaged,
    mapped,
    memory,
    parts,
    settled,
    sweep,
    write_manifest,
)
from heritage.search.whoosh.suggest import suggest
from heritage.search.whoosh.writer import DocumentWriter, small_ones

mapped_files.install()

_TRIES = 5
_TELL_EVERY = 25
_MOST_WORDS = min(60_000_000, memory() // 4 // 60)
"""When a rebuild has noted so many words, it writes them down as a segment; each takes 60 bytes.

The fewer segments there are the faster a search is, and a quarter of the memory is for them."""
_SMALL_BYTES = 64_000_000
"""An index of so many bytes is looked over whole whenever it is opened."""
_LOOK_EVERY = 3600.0
_AT_ONCE = 2_000
"""A segment of so many documents is written anew in the commit that takes one of them out."""
_DEAD_SHARE = 0.25
_READING = 10.0
"""Seconds for what a generation keeps of its documents to be read, once."""
_BREATH = 50
_MOST_MAPPED = 100_000_000
"""Every so many searches, when so many bytes of the index were read, they are let go again."""


class WhooshBackend:
    """One index in one folder; safe to share between threads."""

    def __init__(self, folder: Path, *, seconds: float = 0.5, patience: float = 10.0) -> None:
        self._shelf = Shelf(folder)
        self._seconds = seconds
        self._patience = patience
        self._snapshot: Snapshot | None = None
        self._seen: tuple[int, ...] = ()
        self._opening = RLock()
        self._look_again = 0.0
        self._asked = 0

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
            self._snapshot = None

    def search(self, request: Request) -> Results:
        """Find, count and mark.

        Raises:
            BadQuery: the search would take too long.
            SearchUnavailable: the index cannot be read.
        """
        self._asked += 1
        if self._asked % _BREATH == 0 and mapped() > _MOST_MAPPED:
            with self._reading() as snapshot:
                snapshot.let_go()
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
                return int(snapshot.told["watermark"])
        except SearchUnavailable:
            return None

    def _look_over(self) -> None:
        """Compare every byte with its checksum now and then; a damaged index answers no longer."""
        if time.monotonic() < self._look_again:
            return
        with self._shelf.writing(self._patience):
            folder = self._shelf.current()
            faults = damaged(folder, thorough=True)
            if faults:
                self._shelf.condemn()
        if faults:
            raise SearchUnavailable(_unreadable(folder, " ".join(faults)))
        self._look_again = time.monotonic() + _LOOK_EVERY

    def count(self) -> int:
        """Count the documents that can be found."""
        with self._reading() as snapshot:
            return int(snapshot.table.alive.sum())

    def verify(self, expected: Mapping[str, int]) -> Difference:
        """Compare with the ids and versions of the store, and each part with its checksum."""
        try:
            faults = damaged(self._shelf.current(), thorough=True)
            with self._reading() as snapshot:
                lines = snapshot.versions()
        except SearchUnavailable as fault:
            return Difference(missing=tuple(sorted(expected)), faults=(str(fault),))
        times = Counter(id for id, _ in lines)
        faults += [f"{each} is in the index {n} times." for each, n in times.items() if n > 1]
        held = dict(lines)
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
            with self._reading() as snapshot, _written(self._shelf.current()) as writer:
                owed = _remove(writer, snapshot, last)
                for change in last.values():
                    if not isinstance(change, Removal):
                        writer.add_document(**laid_out(change))
                writer.add_document(**meta({"watermark": watermark, "owed": sorted(owed)}))
                writer.mergetype = _Rewriting(owed, _AT_ONCE)

    def tidy(self) -> bool:
        """Do one thing that could wait, and say whether anything was written.

        Now and then every byte is looked over, and a segment that still has the words of what was
        removed is written anew.

        Raises:
            SearchBusy: another process is writing.
            SearchUnavailable: there is no index, or it was found damaged.
        """
        self._look_over()
        if not self._untidy():
            return False
        with self._shelf.writing(self._patience):
            owed = self._untidy()
            if owed:
                with _written(self._shelf.current()) as writer:
                    writer.mergetype = _Rewriting({owed[0]}, None)
        return bool(owed)

    def _untidy(self) -> list[str]:
        with self._reading() as snapshot:
            return snapshot.untidy(_DEAD_SHARE)

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
            # Whoever comes first to a generation also reads its columns, for all who come after.
            more = 0.0 if snapshot.was_asked else _READING
            yield WhooshEngine(snapshot, Budget(self._seconds + more))
            snapshot.was_asked = True

    @contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        """Give the newest generation."""
        snapshot = self._newest()
        with self._blaming_damage():
            yield snapshot

    def _newest(self) -> Snapshot:
        """Give the newest generation; while no folder was changed since we looked, it is held."""
        with self._opening:
            held = self._snapshot
            changed = self._shelf.changed(held.folder) if held is not None else ()
            if held is not None and changed and changed == self._seen:
                return held
            if held is None or not held.is_newest_in(self._shelf.current()):
                changed, held = (), self._opened(held)
            self._snapshot, self._seen = held, changed if settled(changed) else ()
            return held

    def _opened(self, held: Snapshot | None) -> Snapshot:
        """Open what is current; when it changes under our hands, try again."""
        for patience in range(_TRIES):
            folder = self._shelf.current()
            try:
                if held is None and (faults := damaged(folder, thorough=_is_small(folder))):
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
    snapshot = Snapshot(folder, held)
    if not snapshot.told:
        raise SearchUnavailable(
            "The search index was made by another version. Run: heritage index rebuild"
        )
    return snapshot


def _is_small(folder: Path) -> bool:
    return sum(each.stat().st_size for each in parts(folder)) <= _SMALL_BYTES


def _unreadable(folder: Path, why: str) -> str:
    return f"The search index in {folder} cannot be read: {why} Run: heritage index rebuild"


@contextmanager
def _written(folder: Path) -> Iterator[DocumentWriter]:
    """Commit what is written, or nothing of it."""
    sweep(folder)
    writer = DocumentWriter(FileIndex(DurableStorage(str(folder))))
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    write_manifest(folder)


class _Rewriting:
    """Which segments are merged: Whoosh's choice, and those besides that hold what was removed."""

    def __init__(self, owed: set[str], most: int | None) -> None:
        self.owed = owed
        self.most = most

    def __call__(self, writer: DocumentWriter, segments: list[Any]) -> list[Any]:
        """Take over what lives in some segments; give those that stay."""
        chosen = [each for each in segments if self._must_be_written_anew(each)]
        chosen += small_ones([each for each in segments if each not in chosen])
        for segment in chosen:
            writer.add_segment(segment)
        return [each for each in segments if each not in chosen]

    def _must_be_written_anew(self, segment: Any) -> bool:
        return segment.segment_id() in self.owed and not self._is_too_big(segment)

    def _is_too_big(self, segment: Any) -> bool:
        return self.most is not None and segment.doc_count_all() > self.most


def _remove(writer: DocumentWriter, snapshot: Snapshot, changes: Mapping[str, Change]) -> set[str]:
    """Take out what is there of these documents; name the segments that must be written anew."""
    owed = snapshot.owed()
    for each, change in changes.items():
        for number in snapshot.alive_with("id", each):
            writer.delete_document(number)
            if isinstance(change, Removal):
                owed.add(snapshot.segment_of(number))
    for number in snapshot.notes:
        writer.delete_document(number)
    return owed


def _build(
    folder: Path, documents: Iterable[Document], watermark: int, progress: Callable[[int], None]
) -> int:
    FileIndex.create(DurableStorage(str(folder)), schema())
    seen: set[str] = set()
    following = iter(documents)
    more = True
    while more:
        with _written(folder) as writer:
            writer.merge = False
            more = _filled(writer, following, seen, progress)
            if not more:
                writer.add_document(**meta({"watermark": watermark}))
    progress(len(seen))
    return len(seen)


def _filled(
    writer: DocumentWriter,
    documents: Iterator[Document],
    seen: set[str],
    progress: Callable[[int], None],
) -> bool:
    """Add documents until there are enough for one segment; say whether there may be more."""
    for document in documents:
        if document.id in seen:
            raise ValueError(f"{document.id} was given twice for the same index.")
        seen.add(document.id)
        writer.add_document(**laid_out(document))
        if len(seen) % _TELL_EVERY == 0:
            progress(len(seen))
        if writer.words >= _MOST_WORDS:
            return True
    return False


def _silent(count: int) -> None:
    """Tell nobody."""
