"""The embedded engine: Whoosh's index in a folder, one writer, a new searcher for each commit.

Only what both whoosh3 and Whoosh 2.7.4 have is used, so that going back is a change of one line in
the list of parts.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from heritage.search.answering import alike, answer
from heritage.search.backend import Condition, Progress, SearchUnavailable, SearchUnsafe
from heritage.search.documents import Change, Document, Removal
from heritage.search.request import Difference, Hit, Request, Results, Suggestion
from heritage.search.whoosh import mapped_files
from heritage.search.whoosh.engine import WhooshEngine
from heritage.search.whoosh.generations import Damaged, Generations
from heritage.search.whoosh.schema import laid_out, meta, schema
from heritage.search.whoosh.snapshot import Budget, Snapshot
from heritage.search.whoosh.storage import (
    INDEX,
    DurableStorage,
    Shelf,
    damaged,
    damaged_among,
    mapped,
    memory,
    sweep,
    write_manifest,
)
from heritage.search.whoosh.suggest import suggest
from heritage.search.whoosh.writer import DocumentWriter, small_ones

mapped_files.install()

_TELL_EVERY = 25
_MOST_WORDS = min(60_000_000, memory() // 4 // 60)
"""When a rebuild has noted so many words, it writes them down as a segment; each takes 60 bytes.

The fewer segments there are the faster a search is, and a quarter of the memory is for them."""
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
        self._generations = Generations(self._shelf)
        self._reading = self._generations.reading
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
        self._generations.close()

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
        except SearchUnsafe:
            raise
        except SearchUnavailable:
            return None

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
            return Difference(faults=(str(fault),))
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
            with self._generations.condemning(), self._reading() as snapshot:
                _commit(snapshot, last, watermark)

    def tidy(self) -> bool:
        """Do one thing that could wait, and say whether anything was written.

        Now and then every byte is looked over, and a segment that still has the words of what was
        removed is written anew.

        Raises:
            SearchBusy: another process is writing.
            SearchUnavailable: there is no index, or it was found damaged.
        """
        self._generations.look_over(self._patience)
        if not self._untidy():
            return False
        with self._shelf.writing(self._patience):
            owed = self._untidy()
            if owed:
                self._write_anew(owed[0])
        return bool(owed)

    def _write_anew(self, segment: str) -> None:
        folder, rewriting = self._shelf.current(), _Rewriting({segment}, None)
        with self._generations.condemning():
            rewriting.must_be_sound(folder)
            with _written(folder) as writer:
                writer.mergetype = rewriting

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
            except BaseException as fault:
                shutil.rmtree(folder, ignore_errors=True)
                if isinstance(fault, OSError):
                    raise SearchUnavailable(
                        f"The search index in {self._shelf.root} cannot be written: {fault}"
                    ) from fault
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
def _written(folder: Path) -> Iterator[DocumentWriter]:
    """Commit what is written, or nothing of it."""
    sweep(folder)
    writer = DocumentWriter(FileIndex(DurableStorage(str(folder))))
    try:
        yield writer
        writer.commit()
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    write_manifest(folder)


class _Rewriting:
    """Which segments are merged: Whoosh's choice, and those besides that hold what was removed."""

    def __init__(self, owed: set[str], most: int | None) -> None:
        self.owed = owed
        self.most = most

    def __call__(self, writer: DocumentWriter, segments: list[Any]) -> list[Any]:
        """Take over what lives in some segments; give those that stay."""
        chosen = self._chosen(segments)
        for segment in chosen:
            writer.add_segment(segment)
        return [each for each in segments if each not in chosen]

    def must_be_sound(self, folder: Path, *, whole: bool = False) -> None:
        """Take over nothing that is damaged: in the new segment nobody would notice.

        Raises:
            Damaged: not every byte of the chosen segments, or of the whole index, is as written.
        """
        if whole and (faults := damaged(folder, thorough=True)):
            raise Damaged(folder, " ".join(faults))
        chosen = self._chosen(TOC.read(FileStorage(str(folder)), INDEX).segments)
        names = [each.make_filename(each.COMPOUND_EXT) for each in chosen]
        if faults := damaged_among(folder, names):
            raise Damaged(folder, " ".join(faults))

    def _chosen(self, segments: list[Any]) -> list[Any]:
        chosen = [each for each in segments if self._must_be_written_anew(each)]
        return chosen + small_ones([each for each in segments if each not in chosen])

    def _must_be_written_anew(self, segment: Any) -> bool:
        return segment.segment_id() in self.owed and not self._is_too_big(segment)

    def _is_too_big(self, segment: Any) -> bool:
        return self.most is not None and segment.doc_count_all() > self.most


def _commit(snapshot: Snapshot, changes: Mapping[str, Change], watermark: int) -> None:
    """Write a generation that has the changes in it."""
    gone = {each: snapshot.alive_with("id", each) for each in changes}
    removed = [gone[each] for each, change in changes.items() if isinstance(change, Removal)]
    owed = snapshot.owed() | set(map(snapshot.segment_of, chain.from_iterable(removed)))
    rewriting = _Rewriting(owed, _AT_ONCE)
    # What is to be removed and is not there may be so because nobody can find it any more.
    rewriting.must_be_sound(snapshot.folder, whole=not all(removed))
    with _written(snapshot.folder) as writer:
        for number in (*chain.from_iterable(gone.values()), *snapshot.notes):
            writer.delete_document(number)
        for change in changes.values():
            if not isinstance(change, Removal):
                writer.add_document(**laid_out(change))
        writer.add_document(**meta({"watermark": watermark, "owed": sorted(owed)}))
        writer.mergetype = rewriting


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
