"""What the bench asks of an engine, ours or a rival: build, open, answer one search whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from heritage.search.documents import Document
from tests.load.corpus import Asked

PAGE = 20


class Engine(Protocol):
    """One index of documents in one folder."""

    def build(self, documents: Iterable[Document]) -> None:
        """Make the index."""

    def open(self) -> None:
        """Make ready to answer."""

    def ask(self, asked: Asked) -> int | None:
        """Answer as a page needs it; return the total where the answer tells it."""

    def count(self, words: tuple[str, ...], mode: str) -> int:
        """Count the documents that have just these words, spelled so; for comparison, untimed."""

    def forget(self) -> None:
        """Empty what was kept of earlier answers, where the engine keeps anything."""


RIVALS = {"whoosh": "plain_whoosh", "fts5": "fts5", "tantivy": "tantivy"}
ENGINES = {
    "ours": "ours", "as written": "as_written", "opensearch": "opensearch", **RIVALS,
}  # fmt: skip
"""By name, each in the module `engine_…`."""


def engine(name: str, folder: Path) -> Engine:
    """Take an engine by its name, on its folder."""
    module = import_module(f"tests.load.engine_{ENGINES[name]}")
    made = cast(Callable[[Path], Engine], module.Engine)
    return made(folder)


def whole_text(document: Document) -> str:
    """Write all that can be searched of a document as one text."""
    names = dict.fromkeys([document.title, *(n.text for n in (*document.names, *document.aliases))])
    told = [each.text for each in (*document.summary, *document.quotes, *document.body)]
    return "\n".join([*names, *told])


def first_and_last(document: Document) -> tuple[int, int] | tuple[None, None]:
    """Name the days a document is filtered by; none when it has no date."""
    first, last = document.span()
    return (None, None) if first is None or last is None else (first, last)
