"""SQLite FTS5, used well: external content, a clustered table of values to count, memory mapped."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from heritage.db import sqlite_module
from heritage.search.documents import Document
from tests.load.corpus import Asked
from tests.load.engines import PAGE, first_and_last, whole_text

LAYOUT = """
    pragma journal_mode = wal;
    pragma synchronous = normal;
    create table doc (id integer primary key, key text, title text, text text);
    create table day (doc integer primary key, first int, last int);
    create table facet (doc int, name text, value text, primary key (doc, name, value))
        without rowid;
    create virtual table words using fts5
        (text, content='doc', content_rowid='id', tokenize='unicode61');
"""


class Engine:
    """One database."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "fts5.db"

    def build(self, documents: Iterable[Document]) -> None:
        """Write the rows, then the index over them."""
        self.open()
        self.connection.executescript(LAYOUT)
        for number, document in enumerate(documents):
            self._add(number, document)
        self.connection.execute("insert into words (words) values ('rebuild')")
        self.connection.execute("insert into words (words) values ('optimize')")
        self.connection.commit()
        self.connection.executescript("analyze; pragma wal_checkpoint(truncate)")

    def _add(self, number: int, document: Document) -> None:
        run = self.connection.execute
        row = (number, document.id, document.title, whole_text(document))
        run("insert into doc values (?, ?, ?, ?)", row)
        run("insert into day values (?, ?, ?)", (number, *first_and_last(document)))
        for name, values in document.all_facets().items():
            for value in values:
                run("insert into facet values (?, ?, ?)", (number, name, value))

    def open(self) -> None:
        """Open with room to work in."""
        self.connection: sqlite3.Connection = sqlite_module().connect(self.file)
        self.connection.execute("pragma cache_size = -200000")
        self.connection.execute("pragma mmap_size = 2000000000")

    def forget(self) -> None:
        """Keep what SQLite keeps: pages, not answers."""

    def ask(self, asked: Asked) -> int | None:
        """Fetch twenty rows with their snippets, and count values where asked for."""
        if asked.mode == "slips":
            raise NotImplementedError
        told = {"match": _match(asked.words, asked.mode), "skip": (asked.page - 1) * PAGE}
        mark = ", snippet(words, 0, '<', '>', '…', 24)" if asked.marked else ""
        best = "day.last desc" if asked.sort == "latest" else "rank"
        hits = f"select words.rowid as id{mark} from words {_kept(asked, told)}"
        hits += f" order by {best} limit {PAGE} offset :skip"
        self._all(f"select doc.key, doc.title, hit.* from ({hits}) hit join doc using (id)", told)
        return self._counted(asked, told) if asked.facets else None

    def _counted(self, asked: Asked, told: dict[str, Any]) -> int:
        """Count values among all that was found; the kinds add up to the total."""
        names = ", ".join(f"'{name}'" for name in ("kind", *asked.facets))
        counts = self._all(
            f"with hit as materialized (select words.rowid as id from words {_kept(asked, told)}) "
            "select name, value, count(*) from hit join facet on facet.doc = hit.id "
            f"where name in ({names}) group by name, value",
            told,
        )
        return sum(number for name, _, number in counts if name == "kind")

    def count(self, words: tuple[str, ...], mode: str) -> int:
        """Count what matches."""
        told = {"match": _match(words, mode)}
        [[number]] = self._all("select count(*) from words where words match :match", told)
        return int(number)

    def _all(self, statement: str, told: dict[str, Any]) -> list[Any]:
        return self.connection.execute(statement, told).fetchall()


def _match(words: Iterable[str], mode: str) -> str:
    quoted = [f'"{word}"' for word in words]
    if mode == "phrase":
        return '"' + " ".join(words) + '"'
    if mode == "prefix":
        return f"{quoted[0]}*"
    return (" OR " if mode == "any" else " AND ").join(quoted)


def _kept(asked: Asked, told: dict[str, Any]) -> str:
    """Join and filter; what has no date is left out when days are asked for."""
    told["first"], told["last"] = asked.days or (None, None)
    told["country"] = asked.country
    return " ".join(_clauses(asked))


def _clauses(asked: Asked) -> Iterator[str]:
    if asked.days or asked.sort == "latest":
        yield "join day on day.doc = words.rowid"
    if asked.country:
        yield "join facet on facet.doc = words.rowid and facet.name = 'country'"
        yield "and facet.value = :country"
    yield "where words match :match"
    if asked.days:
        yield "and day.first <= :last and day.last >= :first"
