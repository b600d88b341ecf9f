"""Ours: the search of the product, as its pages ask it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from heritage.search.backend import Backend
from heritage.search.documents import Document
from heritage.search.query import parse
from heritage.search.request import Request
from heritage.search.whoosh import WhooshBackend
from tests.load.corpus import Asked
from tests.load.engines import PAGE


def request(asked: Asked) -> Request:
    """Ask as the search page does."""
    first, last = asked.days or (None, None)
    return Request(
        query=parse(asked.typed),
        filters={"country": (asked.country,)} if asked.country else {},
        from_day=first,
        to_day=last,
        sort=asked.sort,  # type: ignore[arg-type]
        page=asked.page,
        per_page=PAGE,
        facets=asked.facets,
        highlight=asked.marked,
    )


def quoted(words: tuple[str, ...], mode: str) -> str:
    """Ask for words as written: in quotes, no other form of them is found."""
    rows = [" ".join(words)] if mode == "phrase" else words
    return (" OR " if mode == "any" else " ").join(f'"{each}"' for each in rows)


class Engine:
    """One index of the product; whichever backend keeps it."""

    def __init__(self, folder: Path, backend: Backend | None = None) -> None:
        self.backend = backend or WhooshBackend(folder, seconds=60)

    def build(self, documents: Iterable[Document]) -> None:
        """Make the index anew."""
        self.backend.rebuild(documents, 0)

    def open(self) -> None:
        """Make ready to answer."""
        self.backend.open()

    def ask(self, asked: Asked) -> int:
        """Find, count, mark."""
        return self.backend.search(request(asked)).total

    def count(self, words: tuple[str, ...], mode: str) -> int:
        """Count what has the words as written."""
        asked = Request(query=parse(quoted(words, mode)), per_page=1, highlight=False)
        return self.backend.search(asked).total

    def forget(self) -> None:
        """Open the index again: nothing is kept from before."""
        self.backend.close()
        self.backend.open()
