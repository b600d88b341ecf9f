"""Plain Whoosh, as its own documentation has it: one open searcher, sortable columns, groups."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, sorting
from whoosh.analysis import LowercaseFilter, RegexTokenizer

from heritage.search.documents import Document
from tests.load.corpus import FACETS, Asked
from tests.load.engines import PAGE, first_and_last, whole_text

COUNTED = ("kind", *FACETS)
MEMORY_MB = 512


class Engine:
    """One index, one searcher."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, documents: Iterable[Document]) -> None:
        """Make the index in one commit."""
        writer = index.create_in(self.folder, _schema()).writer(limitmb=MEMORY_MB)
        for document in documents:
            first, last = first_and_last(document)
            days = {} if first is None else {"first": first, "last": last}
            facets = {name: values[0] for name, values in document.all_facets().items()}
            told = {"key": document.id, "title": document.title, "text": whole_text(document)}
            writer.add_document(**told, **days, **facets)
        writer.commit()

    def open(self) -> None:
        """Open the one searcher."""
        self.searcher = index.open_dir(self.folder).searcher()

    def forget(self) -> None:
        """Keep what it keeps: nothing."""

    def ask(self, asked: Asked) -> int | None:
        """Fetch twenty rows with their highlights, and count values where asked for."""
        grouped, order = sorting.Facets(), {}
        for name in asked.facets and ("kind", *asked.facets):
            grouped.add_field(name)
        if asked.facets:
            order = {"groupedby": grouped, "maptype": sorting.Count}
        if asked.sort == "latest":
            order |= {"sortedby": "last", "reverse": True}
        found = self.searcher.search(_filtered(asked), limit=asked.page * PAGE, **order)
        for hit in found[(asked.page - 1) * PAGE : asked.page * PAGE]:
            hit["key"], hit["title"]
            if asked.marked:
                hit.highlights("text", top=2)
        if not asked.facets:
            return None
        counts = {name: dict(found.groups(name)) for name in ("kind", *asked.facets)}
        return sum(counts["kind"].values())

    def count(self, words: tuple[str, ...], mode: str) -> int:
        """Count what matches."""
        return len(self.searcher.search(_query(words, mode), limit=None, scored=False))


def _schema() -> fields.Schema:
    analyzer = RegexTokenizer() | LowercaseFilter()
    return fields.Schema(
        key=fields.ID(stored=True, unique=True),
        title=fields.STORED(),
        text=fields.TEXT(stored=True, analyzer=analyzer),
        first=fields.NUMERIC(sortable=True),
        last=fields.NUMERIC(sortable=True),
        **{name: fields.ID(sortable=True) for name in COUNTED},
    )


def _filtered(asked: Asked) -> query.Query:
    wanted: list[Any] = [_query(asked.words, asked.mode)]
    if asked.country:
        wanted.append(query.Term("country", asked.country))
    if asked.days:
        first, last = asked.days
        wanted += [query.NumericRange("first", None, last), query.NumericRange("last", first, None)]
    return wanted[0] if len(wanted) == 1 else query.And(wanted)


def _query(words: tuple[str, ...], mode: str) -> query.Query:
    if mode == "phrase":
        return query.Phrase("text", list(words))
    if mode == "prefix":
        return query.Prefix("text", words[0])
    if mode == "slips":
        return query.FuzzyTerm("text", words[0], maxdist=1, prefixlength=0)
    terms = [query.Term("text", word) for word in words]
    if len(terms) == 1:
        return terms[0]
    return query.Or(terms) if mode == "any" else query.And(terms)
