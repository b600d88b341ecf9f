"""The same searches on SQLite FTS5, in the same run, to have something to compare with."""

import json
import sqlite3

from heritage.db import sqlite_module
from heritage.edition.store import PublicStore
from heritage.search.documents import Document
from heritage.search.public_documents import public_document


class Fts:
    """A full-text table of what the public index holds: porter for words, trigrams for Arabic."""

    def __init__(self, public: PublicStore) -> None:
        self.connection: sqlite3.Connection = sqlite_module().connect(":memory:")
        run = self.connection.execute
        run("create table doc (id integer primary key, kind text, grade text, shown text)")
        run("create virtual table words using fts5(text, tokenize='porter unicode61')")
        run("create virtual table threes using fts5(text, tokenize='trigram')")
        versions = public.versions()
        for number, record in enumerate(public.all()):
            told = public_document(record, public, versions.get(record.id, 0))
            text = " ".join(_texts(told))
            grade = (told.facets.get("grade") or ("",))[0]
            run(
                "insert into doc values (?, ?, ?, ?)",
                (number, told.kind, grade, json.dumps(dict(told.stored))),
            )
            run("insert into words (rowid, text) values (?, ?)", (number, text))
            run("insert into threes (rowid, text) values (?, ?)", (number, text))

    def page(self, query: str, table: str = "words") -> int:
        """Answer one page as ours does: the best twenty with snippets, the total, two facets."""
        run = self.connection.execute
        hits = run(
            f"select doc.shown, snippet({table}, 0, '<', '>', '…', 12) from {table} "
            f"join doc on doc.id = {table}.rowid where {table} match ? "
            f"order by bm25({table}) limit 20",
            (query,),
        ).fetchall()
        for facet in ("kind", "grade"):
            run(
                f"select doc.{facet}, count(*) from {table} join doc on doc.id = {table}.rowid "
                f"where {table} match ? group by 1",
                (query,),
            ).fetchall()
        total = run(f"select count(*) from {table} where {table} match ?", (query,)).fetchone()[0]
        return int(total) if hits else 0


def _texts(told: Document) -> list[str]:
    names = [name.text for name in (*told.names, *told.aliases)]
    return names + [text.text for text in (*told.summary, *told.quotes, *told.body)]
