"""One generation of a Whoosh index, opened for reading and never refreshed.

A searcher that is refreshed goes on showing deleted documents, so each commit gets a new snapshot.
Segments are carried over from one to the next: their documents never change, and which of them are
still alive is asked anew.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from math import log
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from whoosh.index import TOC
from whoosh.scoring import BM25F
from whoosh.util.numeric import byte_to_length

from heritage.search.analysis import Spelling
from heritage.search.backend import TooCostly
from heritage.search.documents import Document, from_json
from heritage.search.lexicon import SHORTEST_CORRECTED
from heritage.search.whoosh.leaf import Leaf
from heritage.search.whoosh.postings import NOWHERE, Numbers, Part, Posting, Weight
from heritage.search.whoosh.schema import LAYOUT, META, schema
from heritage.search.whoosh.sounds import spellings
from heritage.search.whoosh.storage import INDEX, DurableStorage
from heritage.search.whoosh.table import Mask, Table
from heritage.search.whoosh.vocabulary import Vocabulary

WEIGHTING = BM25F(names_B=0.3, aliases_B=0.1, name_stems_B=0.1)
_MOST_KEPT = 32_000_000
"""Bytes kept of what was last looked up."""
_MOST_HEARD = 4_000
"""Words whose spellings are kept: who turns a page or narrows a search asks for the same again."""
_LENGTHS = np.array([byte_to_length(code) for code in range(256)], np.float64)


class Budget:
    """The processor time one search may use."""

    def __init__(self, seconds: float) -> None:
        self._until = time.thread_time() + seconds

    def check(self) -> None:
        """Stop a search that has used its time up."""
        if time.thread_time() > self._until:
            raise TooCostly


class Snapshot:
    """The index after one commit; nothing in it changes, so that threads may share it."""

    def __init__(self, folder: Path, old: Snapshot | None = None) -> None:
        self.folder = folder
        self._storage = DurableStorage(str(folder))
        known = old.leaves if old is not None and old.folder == folder else {}
        contents = TOC.read(self._storage, INDEX)
        self.generation: int = contents.generation
        self.leaves: dict[str, Leaf] = {}
        deleted: list[list[int]] = []
        for segment in contents.segments:
            key = segment.segment_id()
            self.leaves[key] = known.get(key) or Leaf(self._storage, segment)
            deleted.append(list(segment.deleted_docs()))
        self.table = Table(list(self.leaves.values()), self._alive(deleted))
        self.was_asked = False
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, str], Posting] = OrderedDict()
        self._kept_bytes = 0
        self._weights: dict[str, Weight | None] = {}
        self._heard: dict[bool, dict[str, list[Spelling]]] = {False: {}, True: {}}
        self._vocabularies: dict[str, list[tuple[int, Vocabulary]]] = {}

    def _alive(self, deleted: list[list[int]]) -> Mask:
        """Mark what was not deleted and is a document at all; read the index's own notes."""
        parts = [np.zeros(0, bool)]
        self._told: dict[str, Any] = {}
        self.notes: list[int] = []
        for leaf, gone in zip(self.leaves.values(), deleted, strict=True):
            alive = np.ones(leaf.size, bool)
            alive[gone] = False
            notes = leaf.with_term("meta", META)
            for number in notes[alive[notes]].tolist():
                self._told |= json.loads(leaf.written(number))
                self.notes.append(number + sum(map(len, parts)))
            alive[notes] = False
            parts.append(alive)
        return np.concatenate(parts)

    @property
    def told(self) -> dict[str, Any]:
        """Give what the index says of itself; nothing when it was made by another version."""
        return self._told if self._told.get("layout") == LAYOUT else {}

    # ------------------------------------------------ what a writer asks

    def alive_with(self, field: str, term: str) -> list[int]:
        """Give the documents with a term that can be found."""
        numbers = self.with_term(field, term)
        alive: list[int] = numbers[self.table.alive[numbers]].tolist()
        return alive

    def segment_of(self, number: int) -> str:
        """Name the segment of a document."""
        leaf, _ = self.table.place(number)
        return next(key for key, each in self.leaves.items() if each is leaf)

    def owed(self) -> set[str]:
        """Name the segments that still have the words of what was removed."""
        return set(self._told.get("owed", ())) & self.leaves.keys()

    def untidy(self, share: float) -> list[str]:
        """Name the segments that should be written anew, those owed first."""
        bases = self.table.bases.tolist()
        dead = [
            key
            for key, base, leaf in zip(self.leaves, bases, self.leaves.values(), strict=False)
            if int(self.table.alive[base : base + leaf.size].sum()) < leaf.size * (1 - share) - 1
        ]
        owed = self.owed()
        return sorted(owed) + [key for key in dead if key not in owed]

    def versions(self) -> list[tuple[str, int]]:
        """List id and version of each document that can be found."""
        places = map(self.table.place, np.flatnonzero(self.table.alive).tolist())
        return [(leaf.id(at), int(leaf.numbers("version")[at])) for leaf, at in places]

    def let_go(self) -> None:
        """Give up the memory of what was read."""
        for leaf in self.leaves.values():
            leaf.let_go()

    def is_newest_in(self, folder: Path) -> bool:
        """Tell whether nothing was committed since."""
        if folder != self.folder:
            return False
        with suppress(FileNotFoundError):
            return bool(TOC._latest_generation(self._storage, INDEX) == self.generation)
        return False

    def is_whole(self) -> bool:
        """Tell whether every segment is still there, and as long as when it was opened."""
        return all(leaf.is_whole() for leaf in self.leaves.values())

    # ------------------------------------------------ documents

    def document(self, number: int) -> Document:
        """Read a document back whole."""
        leaf, place = self.table.place(number)
        return from_json(leaf.written(place))

    def documents(self) -> Iterator[Document]:
        """Read back all documents that can be found."""
        return map(self.document, np.flatnonzero(self.table.alive).tolist())

    # ------------------------------------------------ words

    def with_term(self, field: str, term: str) -> Numbers:
        """Give the documents that have a term, the deleted among them."""
        return self.table.with_term(field, term)

    def postings(self, terms: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Posting]:
        """Give the documents of terms, each term with its field; those of a field in one go."""
        asked = list(terms)
        with self._lock:
            found = {key: self._kept[key] for key in asked if key in self._kept}
            for key in found:
                self._kept.move_to_end(key)
        missing: dict[str, list[str]] = {}
        for field, term in asked:
            if (field, term) not in found:
                missing.setdefault(field, []).append(term)
        for field, some in missing.items():
            new = {(field, term): each for term, each in self._looked_up(field, some)}
            self._keep(new)
            found |= new
        return found

    def _keep(self, postings: Mapping[tuple[str, str], Posting]) -> None:
        """Keep what was looked up, and give up what was asked for longest ago."""
        with self._lock:
            for key, each in postings.items():
                if key not in self._kept:
                    self._kept[key] = each
                    self._kept_bytes += each.nbytes
            while self._kept_bytes > _MOST_KEPT:
                _, oldest = self._kept.popitem(last=False)
                self._kept_bytes -= oldest.nbytes

    def _looked_up(self, field: str, terms: Sequence[str]) -> Iterator[tuple[str, Posting]]:
        parts: list[list[Part]] = [[] for _ in terms]
        encoded = [term.encode() for term in terms]
        for base, vocabulary in self.vocabularies(field):
            for place, number in enumerate(vocabulary.find_all(encoded)):
                if number >= 0:
                    parts[place].append(Part(base, vocabulary, *vocabulary.extent(number)))
        for term, some in zip(terms, parts, strict=True):
            yield term, self._posting(field, some) if some else NOWHERE

    def _posting(self, field: str, parts: Sequence[Part]) -> Posting:
        documents = sum(part.last - part.first for part in parts)
        return Posting(parts, self._weight(field), log(self.table.size / (documents + 1)) + 1)

    def vocabularies(self, field: str) -> Sequence[tuple[int, Vocabulary]]:
        """Give the terms of each segment, with the number of its first document."""
        if field not in self._vocabularies:
            every = zip(self.table.bases.tolist(), self.table.leaves, strict=False)
            told = ((base, leaf.vocabulary(field)) for base, leaf in every)
            self._vocabularies[field] = [(base, each) for base, each in told if each is not None]
        return self._vocabularies[field]

    def spellings(self, words: Sequence[str], *, wide: bool) -> dict[str, list[Spelling]]:
        """Choose the words of recorded names that may be spellings of each of some."""
        heard = self._heard[wide]
        if new := [word for word in words if word not in heard]:
            segments = [leaf.sounds for leaf in self.table.leaves if leaf.sounds is not None]
            found = spellings(segments, new, wide=wide)
            if len(heard) + len(found) > _MOST_HEARD:
                heard = self._heard[wide] = {word: heard[word] for word in words if word in heard}
            heard |= found
        return {word: heard[word] for word in words}

    def corrected(self, word: str) -> str | None:
        """Offer a recorded word a slip or two away that begins alike, the commonest first."""
        found: dict[str, tuple[int, int]] = {}
        for _, vocabulary in self.vocabularies("words"):
            for number, away in vocabulary.nearly(word, 2, word[:1]):
                first, last = vocabulary.extent(number)
                term = vocabulary[number].decode()
                held = found.get(term, (away, 0))[1] + first - last
                if len(term) >= SHORTEST_CORRECTED:
                    found[term] = (away, held)
        nearest = sorted(found, key=lambda term: (found[term], term))
        return next((term for term in nearest if self.lives("words", term)), None)

    def lives(self, field: str, term: str) -> bool:
        """Tell whether a document that can be found has a term; a deleted one leaves its words."""
        return bool(self.table.alive[self.with_term(field, term)].any())

    def _weight(self, field: str) -> Weight | None:
        """Say how terms of a field are weighed; none where they have no weight."""
        if field not in self._weights:
            self._weights[field] = self._weighed(field) if schema()[field].scorable else None
        return self._weights[field]

    def _weighed(self, field: str) -> Weight:
        leaves = self.table.leaves
        lengths = np.concatenate([leaf.length_bytes(field) for leaf in leaves])
        whole = sum(leaf.field_lengths.get(field, 0) for leaf in leaves)
        share = WEIGHTING._field_B.get(field, WEIGHTING.B)
        average = whole / self.table.size or 1
        damping = WEIGHTING.K1 * ((1 - share) + share * _LENGTHS / average)
        return Weight(WEIGHTING.K1, damping.astype(np.float32)[lengths])
