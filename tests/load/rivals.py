"""The same searches on SQLite FTS5, in the same run, to have something to compare with."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from heritage.db import sqlite_module
from heritage.search.documents import Days, Document, Text

PAGE = 20


@dataclass(frozen=True)
class Ask:
    """One search as FTS5 takes it."""

    match: str
    table: str = "words"
    facets: tuple[str, ...] = ()
    days: tuple[int, int] | None = None


class Fts:
    """Full-text tables of what the public index holds: porter for words, trigrams for Arabic."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.connection: sqlite3.Connection = sqlite_module().connect(":memory:")
        run = self.connection.execute
        run("create table doc (id integer primary key, shown text)")
        run("create table day (doc int, earliest int, latest int)")
        run("create table facet (doc int, name text, value text)")
        run("create virtual table words using fts5(names, text, tokenize='porter unicode61')")
        run("create virtual table threes using fts5(names, text, tokenize='trigram')")
        for number, document in enumerate(documents):
            self._add(number, document)
        run("create index facet_of on facet (doc, name, value)")
        run("create index day_of on day (doc, earliest, latest)")

    def _add(self, number: int, document: Document) -> None:
        run = self.connection.execute
        shown = json.dumps({"title": document.title, **document.stored}, ensure_ascii=False)
        run("insert into doc values (?, ?)", (number, shown))
        for when in document.whens:
            run("insert into day values (?, ?, ?)", (number, *open_ended(when)))
        names = "\n".join(name.text for name in (*document.names, *document.aliases))
        text = "\n".join(each.text for each in texts(document))
        for table in ("words", "threes"):
            run(f"insert into {table} (rowid, names, text) values (?, ?, ?)", (number, names, text))
        for name, values in document.all_facets().items():
            for value in values:
                run("insert into facet values (?, ?, ?)", (number, name, value))

    def search(self, ask: Ask) -> int:
        """Answer a page as ours does: the best twenty with snippets, the total, the facets."""
        run = self.connection.execute
        told = {"match": ask.match, "from": 0, "to": 0}
        hits = f"{ask.table} match :match"
        if ask.days:
            told["from"], told["to"] = ask.days
            hits += " and exists (select 1 from day where day.doc = doc.id and "
            hits += "day.earliest <= :to and day.latest >= :from)"
        joined = f"{ask.table} join doc on doc.id = {ask.table}.rowid where {hits}"
        shown = run(
            f"select doc.shown, snippet({ask.table}, -1, '<', '>', '…', 12) from {joined} "
            f"order by bm25({ask.table}, 5.0, 1.0) limit {PAGE}",
            told,
        )
        for row, _snippet in shown.fetchall():
            json.loads(row)
        if ask.facets:
            named = ", ".join(f"'{name}'" for name in ask.facets)
            run(
                f"with hit as materialized (select doc.id from {joined}) select name, value, "
                f"count(*) from facet join hit on hit.id = facet.doc where name in ({named}) "
                "group by name, value",
                told,
            ).fetchall()
        source = joined if ask.days else f"{ask.table} where {hits}"
        return int(run(f"select count(*) from {source}", told).fetchone()[0])


def texts(document: Document) -> tuple[Text, ...]:
    """Give the passages of a document, in the order in which they are indexed."""
    return (*document.summary, *document.quotes, *document.body)


def open_ended(when: Days) -> tuple[int, int]:
    """Let what has no first or last day overlap everything on that side."""
    earliest, latest = when
    return (-(10**9) if earliest is None else earliest, 10**9 if latest is None else latest)
