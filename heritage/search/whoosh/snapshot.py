"""One generation of a Whoosh index, opened for reading and never refreshed.

A searcher that is refreshed goes on showing deleted documents, so each commit gets a new one. Only
the lines of segments are carried over: a segment's documents never change, and which of them are
still alive is asked anew.
"""

from __future__ import annotations

import heapq
import json
import time
from collections import OrderedDict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Any

import numpy as np
from whoosh import query as whoosh_query
from whoosh.index import FileIndex
from whoosh.scoring import BM25F
from whoosh.searching import SearchContext

from heritage.search.backend import TooCostly
from heritage.search.documents import Document, from_json
from heritage.search.whoosh.columns import Columns, Numbers, Row, Scores, read_row

Postings = tuple[Numbers, Scores]

MOST_EXPANSIONS = 200
_MOST_LOOKED_AT = 20_000
_KEPT_BYTES = 32_000_000
_CHECK_EVERY = 256
_WEIGHTING = BM25F(names_B=0.3, aliases_B=0.1, name_stems_B=0.1)


class Budget:
    """The processor time one search may use."""

    def __init__(self, seconds: float) -> None:
        self._until = time.thread_time() + seconds

    def check(self) -> None:
        """Stop a search that has used its time up."""
        if time.thread_time() > self._until:
            raise TooCostly


class Snapshot:
    """The index after one commit. Hold `lock` while reading: its files have one position."""

    def __init__(self, index: FileIndex, folder: str, old: Snapshot | None) -> None:
        self.lock = RLock()
        self.closed = False
        self._index = index
        self._folder = folder
        self.searcher = index.searcher(weighting=_WEIGHTING)
        self._context = SearchContext(weighting=_WEIGHTING)
        self._leaves = [(leaf, offset) for leaf, offset in self.searcher.leaf_searchers()]
        self._lines: dict[Any, list[Row]] = {}
        self.columns = self._columns({} if old is None else old._lines)
        self._postings: OrderedDict[tuple[str, ...], Postings] = OrderedDict()
        self._bytes = 0

    def is_newest_in(self, folder: Path) -> bool:
        """Tell whether nothing was committed since."""
        if folder.name != self._folder:
            return False
        return bool(self._index.latest_generation() == self.searcher.reader().generation())

    def close(self) -> None:
        """Let go of the files, once nobody reads."""
        with self.lock:
            self.closed = True
            self.searcher.close()

    # ------------------------------------------------ documents

    def _columns(self, known: dict[Any, list[Row]]) -> Columns:
        rows: list[Row] = []
        alive: list[bool] = []
        for leaf, _ in self._leaves:
            reader = leaf.reader()
            key = reader.segment().segment_id()
            size = reader.doc_count_all()
            lines = known.get(key)
            if lines is None or len(lines) != size:
                lines = _read_lines(reader, size)
            self._lines[key] = lines
            rows += lines
            alive += [
                bool(line.id) and not reader.is_deleted(place) for place, line in enumerate(lines)
            ]
        return Columns(rows, np.array(alive, bool))

    def meta(self, key: str) -> dict[str, Any]:
        """Read what the index says of itself; nothing when it says nothing."""
        kept = self.searcher.document(meta=key)
        return json.loads(kept["document"]) if kept else {}

    def document(self, place: int) -> Document:
        """Read a document back whole."""
        return from_json(self.searcher.stored_fields(place)["document"])

    # ------------------------------------------------ words

    def term(self, field: str, text: str, budget: Budget) -> Postings:
        """Give the documents that have a term, each with Whoosh's score for it."""
        key = (field, text)
        if key not in self._postings:
            query = whoosh_query.Term(field, text)
            self._keep(key, self._matches(query, budget) if self.has(field, text) else _NOTHING)
        self._postings.move_to_end(key)
        return self._postings[key]

    def phrase(self, field: str, texts: list[str], budget: Budget) -> Postings:
        """Give the documents that have words in a row."""
        if len(texts) == 1:
            return self.term(field, texts[0], budget)
        return self._matches(whoosh_query.Phrase(field, texts), budget)

    def has(self, field: str, text: str) -> bool:
        """Tell whether any document has a term."""
        return (field, text) in self.searcher.reader()

    def beginning(self, field: str, prefix: str) -> Iterator[str]:
        """List the terms of a field that begin so, in order, up to a bound."""
        found = self.searcher.reader().expand_prefix(field, prefix)
        for term in islice(found, _MOST_LOOKED_AT):
            yield term.decode() if isinstance(term, bytes) else term

    def commonest(self, field: str, prefix: str) -> list[str]:
        """List the terms that begin so and stand in most documents, at most 200."""
        reader = self.searcher.reader()
        return heapq.nlargest(
            MOST_EXPANSIONS,
            self.beginning(field, prefix),
            key=lambda term: reader.doc_frequency(field, term),
        )

    def nearly(self, field: str, word: str, slips: int) -> list[str]:
        """List the terms so many slips away."""
        return list(self.searcher.reader().terms_within(field, word, maxdist=slips))

    def forms(self, lookup: str) -> list[str]:
        """List the words of names that are kept under a lookup."""
        start = f"{lookup}\x1f"
        return [term[len(start) :] for term in self.beginning("sound_keys", start)]

    def corrected(self, word: str) -> str | None:
        """Offer a recorded word a slip or two away."""
        nearest = self.searcher.suggest("words", word, limit=5, maxdist=2, prefix=1)
        return next((each for each in nearest if self.lives("words", each)), None)

    def lives(self, field: str, text: str) -> bool:
        """Tell whether a document that can be found has a term; a deleted one leaves its words."""
        query = whoosh_query.Term(field, text)
        return any(query.matcher(leaf, self._context).is_active() for leaf, _ in self._leaves)

    def _matches(self, query: whoosh_query.Query, budget: Budget) -> Postings:
        places: list[int] = []
        scores: list[float] = []
        for leaf, offset in self._leaves:
            budget.check()
            matcher = query.matcher(leaf, self._context)
            while matcher.is_active():
                places.append(matcher.id() + offset)
                scores.append(matcher.score())
                matcher.next()
                if len(places) % _CHECK_EVERY == 0:
                    budget.check()
        return np.array(places, np.int64), np.array(scores, np.float64)

    def _keep(self, key: tuple[str, ...], postings: Postings) -> None:
        self._postings[key] = postings
        self._bytes += postings[0].nbytes * 2
        while self._bytes > _KEPT_BYTES and len(self._postings) > 1:
            _, (places, _) = self._postings.popitem(last=False)
            self._bytes -= places.nbytes * 2


_NOTHING: Postings = (np.zeros(0, np.int64), np.zeros(0, np.float64))


def _read_lines(reader: Any, size: int) -> list[Row]:
    if not reader.has_column("row"):
        return [Row()] * size
    column = reader.column_reader("row")
    return [read_row(bytes(column[place])) for place in range(size)]
