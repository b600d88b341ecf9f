"""tantivy: the engine in Rust, with everything it has that is fast."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from heritage.search.documents import Document
from tests.load.corpus import FACETS, Asked
from tests.load.engines import PAGE, first_and_last, whole_text

COUNTED = ("kind", *FACETS)
MEMORY = 256_000_000
FAR = 10_000_000
"""Beyond every day there is."""


class Engine:
    """One index, searched by one thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, documents: Iterable[Document]) -> None:
        """Make the index with one thread, as ours is made."""
        index = tantivy.Index(_schema(), path=str(self.folder))
        writer = index.writer(heap_size=MEMORY, num_threads=1)
        for document in documents:
            writer.add_document(_laid_out(document))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open what was committed."""
        index = tantivy.Index.open(str(self.folder))
        self.schema, self.searcher = index.schema, index.searcher()

    def forget(self) -> None:
        """Keep what it keeps: nothing."""

    def ask(self, asked: Asked) -> int | None:
        """Fetch twenty rows with their snippets, and count values where asked for."""
        query = self._filtered(asked)
        order = {"order_by_field": "last"} if asked.sort == "latest" else {}
        skip = (asked.page - 1) * PAGE
        found = self.searcher.search(query, PAGE, count=False, offset=skip, **order)
        rows = [self.searcher.doc(address) for _, address in found.hits]
        for row in rows:
            row.get_first("key"), row.get_first("title")
        if asked.marked:
            snippets = tantivy.SnippetGenerator.create(self.searcher, query, self.schema, "text")
            for row in rows:
                snippets.snippet_from_doc(row).to_html()
        return self._counted(query, asked) if asked.facets else None

    def _counted(self, query: Any, asked: Asked) -> int:
        """Count values among all that was found; the kinds add up to the total."""
        wanted = {name: {"terms": {"field": name, "size": 500}} for name in ("kind", *asked.facets)}
        counts = self.searcher.aggregate(query, wanted)
        return sum(bucket["doc_count"] for bucket in counts["kind"]["buckets"])

    def count(self, words: tuple[str, ...], mode: str) -> int:
        """Count what matches."""
        found = self.searcher.search(self._query(words, mode), 1, count=True)
        return int(found.count)

    def _filtered(self, asked: Asked) -> Any:
        asked_for = [self._query(asked.words, asked.mode)]
        if asked.country:
            asked_for.append(tantivy.Query.term_query(self.schema, "country", asked.country))
        if asked.days:
            first, last = asked.days
            whole = tantivy.FieldType.Integer
            asked_for.append(tantivy.Query.range_query(self.schema, "first", whole, -FAR, last))
            asked_for.append(tantivy.Query.range_query(self.schema, "last", whole, first, FAR))
        return asked_for[0] if len(asked_for) == 1 else _joined(asked_for, tantivy.Occur.Must)

    def _query(self, words: tuple[str, ...], mode: str) -> Any:
        ask = tantivy.Query
        if mode == "phrase":
            return ask.phrase_query(self.schema, "text", list(words))
        if mode == "prefix":
            return ask.regex_query(self.schema, "text", f"{words[0]}.*")
        if mode == "slips":
            return ask.fuzzy_term_query(self.schema, "text", words[0], distance=1)
        terms = [ask.term_query(self.schema, "text", word) for word in words]
        if len(terms) == 1:
            return terms[0]
        return _joined(terms, tantivy.Occur.Should if mode == "any" else tantivy.Occur.Must)


def _joined(queries: list[Any], how: Any) -> Any:
    return tantivy.Query.boolean_query([(how, query) for query in queries])


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", stored=True)
    builder.add_text_field("text", stored=True)
    for name in COUNTED:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("first", "last"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def _laid_out(document: Document) -> Any:
    told: dict[str, Any] = {
        "key": document.id,
        "title": document.title,
        "text": whole_text(document),
        **{name: list(values) for name, values in document.all_facets().items()},
    }
    first, last = first_and_last(document)
    if first is not None:
        told |= {"first": first, "last": last}
    return tantivy.Document(**told)
