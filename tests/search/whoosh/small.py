"""Small documents for an index in a folder, and what is found of them."""

from __future__ import annotations

from heritage.search.documents import Document, Name, Text
from heritage.search.query import parse
from heritage.search.request import Request
from heritage.search.whoosh import WhooshBackend


def site(number: int, version: int = 1, word: str = "stone") -> Document:
    return Document(
        f"id{number}", "site", f"Site {number}", version, names=(Name(f"Site {number}"),),
        summary=(Text(f"{word} of {number}"),),
    )  # fmt: skip


def found(backend: WhooshBackend, typed: str = "") -> list[str]:
    return sorted(hit.id for hit in backend.search(Request(parse(typed), per_page=200)).hits)
